/** The keys of Telex for a letter it makes of two or of W; of what it does to tones nothing is whole enough to undo. */
const telexKeys: Readonly<Record<string, string>> = {
  ...{ â: 'aa', ê: 'ee', ô: 'oo', đ: 'dd', ư: 'w', ă: 'aw', ơ: 'ow' },
};

/** The keys of VNI for a mark, as it stands alone (NFD): sắc, huyền, hỏi, ngã, nặng, mũ, móc, trăng. */
const vniKeys: Readonly<Record<string, string>> = {
  ...{ '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' },
  ...{ '\u0302': '6', '\u031b': '7', '\u0306': '8' },
};

/**
 * A text as its keys may have been before an input method made Vietnamese letters of them, by Telex and by VNI. It is
 * what helps an insurance card, whose name and address are hex digits: `ee` is a number there, not `ê`.
 */
export function undoneForms(text: string): string[] {
  if (!/[\u00c0-\u1ef9]/.test(text)) return [];
  const telex = text.replace(/\p{L}/gu, (letter) => {
    const keys = telexKeys[letter.toLowerCase()];
    if (keys === undefined) return letter;
    return letter === letter.toLowerCase() ? keys : keys.toUpperCase();
  });
  const vni = text
    .normalize('NFD')
    .replace(/đ/gi, (letter) => (letter === 'đ' ? 'd9' : 'D9'))
    .replace(/\p{M}/gu, (mark) => vniKeys[mark] ?? mark);
  return [telex, vni];
}
