/** Keys by mark of an input method, and those of the crossed letter. */
interface Keys {
  marks: Record<string, string>;
  crossed: readonly [small: string, capital: string];
  /** Whether the circumflex is its letter once more. */
  doubles: boolean;
}

export const TELEX_KEYS: Keys = {
  marks: {
    ...{ '\u0302': '', '\u0306': 'w', '\u031b': 'w' },
    ...{ '\u0300': 'f', '\u0301': 's', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' },
  },
  crossed: ['dd', 'Dd'],
  doubles: true,
};
export const VNI_KEYS: Keys = {
  marks: {
    ...{ '\u0302': '6', '\u0306': '8', '\u031b': '7' },
    ...{ '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' },
  },
  crossed: ['d9', 'D9'],
  doubles: false,
};

/** Marks that neither method has a key for: the breve of ŏ ŭ ĕ ĭ, the tilde of ñ, the caron of č. */
const WITHOUT_KEYS = /[eiou]\u0323?\u0306|n\u0303|\u030c/i;

/**
 * A text as typed without an input method, the tone after its vowel or at the end of its word; null when a letter of it
 * has no keys. No such text exists: `Thuw` is what Thư leaves, and Thŭ cannot be typed by Telex at all.
 */
export function asKeys(text: string, { marks, crossed, doubles }: Keys, isToneLast: boolean): string | null {
  if (WITHOUT_KEYS.test(text.normalize('NFD'))) return null;
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    let tone = '';
    const typed = word
      .replaceAll('đ', crossed[0])
      .replaceAll('Đ', crossed[1])
      .normalize('NFD')
      .replace(/(\p{L})(\p{M}*)/gu, (_, letter: string, open: string) => {
        const own = [...open].filter((it) => /[\u0302\u0306\u031b]/.test(it));
        const toned = [...open].filter((it) => !own.includes(it)).map((it) => marks[it] ?? it);
        const doubled = doubles && own.includes('\u0302') ? letter.toLowerCase() : '';
        if (isToneLast) tone += toned.join('');
        return letter + doubled + own.map((it) => marks[it]).join('') + (isToneLast ? '' : toned.join(''));
      });
    return typed + tone;
  });
}
