/** Which words can be a syllable (âm tiết), told from spelling alone: onset × rhyme, and the tones a stop allows. */
const ONSETS = '- b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x'.split(' ');

/** Each nucleus with the codas it takes; `-` is none. */
const RHYMES = `
a: - c ch i m n ng nh o p t u y
ă: c m n ng p t
â: c m n ng p t u y
e: - c m n ng o p t
ê: - c ch m n ng nh p t u
i: - a c ch m n ng nh p t u
iê: c m n ng p t u
yê: m n ng t u
o: - a ai ac ach am an ang anh ao ap at ay c e en eo et i m n ng p t
oă: c m n ng t
oo: c ng
ô: - c i m n ng p t
ơ: - i m n p t
u: - a c i m n ng p t y ê êch ên ênh ơ
uâ: n ng t y
uô: c i m n ng p t
uy: a ch nh p t u ên êt
ư: - a c i m n ng p t u
ươ: c i m n ng p t u
y: -
`;
/** After qu the glide is part of the onset, so it takes rhymes that others do not. */
const AFTER_QU = 'yn ynh yt yp ych yu yên yêt ang anh ăc ăn ăng ăt ân âng ât ây ôc ôn ơ ơn'.split(' ');

/** Spelled k, gh, ngh before these vowels, c, g, ng before the others; k is allowed everywhere for names. */
const FRONT = /^[eêiy]/;
/** Lips cannot round twice: no glide after these onsets. */
const LABIAL = /^(?:b|m|p|ph|v)$/;
const GLIDE = /^(?:o[aăe]|u[âêơy])/;
const HARD: Readonly<Record<string, boolean>> = { c: false, g: false, ng: false, gh: true, ngh: true };

const STOP = /(?:p|t|c|ch)$/;
const TONE = /\u0300|\u0301|\u0303|\u0309|\u0323/g;
const TONED_VOWELS = /([aeiouy]+)[\u0300\u0301\u0303\u0309\u0323]([aeiouy]*)(.*)$/;
const STOP_TONES = /[\u0301\u0323]/;

const spellings = new Set<string>();
const bareSpellings = new Set<string>();
for (const line of RHYMES.trim().split('\n')) {
  const [nucleus, codas] = line.split(': ') as [string, string];
  for (const coda of codas.split(' ')) addRhyme(nucleus + (coda === '-' ? '' : coda));
}
for (const rhyme of AFTER_QU) add(`qu${rhyme}`);

function addRhyme(rhyme: string): void {
  for (const onset of ONSETS) {
    if (onset === 'qu' ? /^[ouô]/.test(rhyme) : LABIAL.test(onset) && GLIDE.test(rhyme)) continue;
    const isFront = HARD[onset];
    const isGi = onset === 'g' && rhyme.startsWith('i');
    if (isFront === undefined || isFront === FRONT.test(rhyme) || isGi)
      add((onset === '-' ? '' : onset) + rhyme);
  }
}

function add(spelling: string): void {
  spellings.add(spelling);
  bareSpellings.add(withoutMarks(spelling));
}

/**
 * Whether a word is spelled as a Vietnamese syllable, in any case and Unicode form, its tone on any of its vowels.
 * A word without a single mark but that of đ counts when marks would make it one (`Nguyen`, `Đuc`): names are often
 * written so.
 */
export function isVietnameseSyllable(word: string): boolean {
  const lower = word.toLowerCase().replaceAll('ð', 'đ');
  if (bareSpellings.has(lower.replaceAll('đ', 'd'))) return true;
  const open = lower.normalize('NFD');
  if (open.includes('n\u0303')) return false;
  const tones = open.match(TONE);
  if (!tones) return spellings.has(lower.normalize('NFC')) && !STOP.test(lower);
  const spelling = open.replace(TONE, '').normalize('NFC');
  return (
    tones.length === 1 && spellings.has(spelling) && (!STOP.test(spelling) || STOP_TONES.test(tones[0]!))
  );
}

/**
 * Whether the tone stands where some spelling puts it: on the vowel before the coda, on the first of two open vowels or
 * the second of three, in oa, oe, uy, qu and gi on either. People misplace tones; a wrong decoding misplaces more.
 */
export function hasToneInPlace(word: string): boolean {
  const plain = word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0302\u0306\u031b]/g, '');
  const found = TONED_VOWELS.exec(plain.replace(/^(?:qu|gi)(?=[aeiouy])/, ''));
  if (!found) return true;
  const [before, after, coda] = [found[1]!, found[2]!, found[3]!];
  if (coda !== '') return after === '';
  const vowels = before.length + after.length;
  if (vowels === 2 && after === '') return /^(?:oa|oe|uy|ue|uo)$/.test(before);
  return vowels < 3 ? before.length === 1 : before.length === 2;
}

/**
 * Whether a word can be a syllable of a highland or Khmer name (Ê Đê, Gia Rai, Ba Na, Cơ Ho …): clusters before the
 * vowel, r, l, h, s, k and the stops after it, the short vowels ŏ ŭ ĕ ĭ, and no tone. An apostrophe may part the
 * onset (`H'Hen`). Wide, so it supports a reading and never starts one.
 */
export function isHighlandSyllable(word: string): boolean {
  return HIGHLAND.test(word.toLowerCase().normalize('NFC').replace('’', "'"));
}

/** A first syllable of one vowel (`Ayŭn`, `Êban`) or with ơ (`Rơchăm`), then onset, vowels, coda. */
const HIGHLAND = new RegExp(
  '^(?:[aeê]|[kprs]ơ)?' +
    "(?:(?:[bckhmnrstđ]'?)?(?:[bcčdđghjklmnñprstvyw]|[bcdđgjkmprst][hlr]|n[ghy]|ngh|dj|kd|kb|gi|qu|h[lrmny]))?" +
    '(?:' +
    '(?:[aăeĕêiĭoŏôơuŭưy]|[iy][aăâêoôu]|u[aăâơôĕoĭ]|ươ|o[aăe])(?:ng|nh|ch|[bcčdđghjklmnñprst]|[iu]h|ne)?|' +
    'â(?:ng|nh|[bcdghjklmnprst])|(?:[aoeơôuư]i|[aeiưâăê]u|[aeê]o|[aâu]y|ăi|ĭu|ia|ưa|uê|oai|oăi|iêu|uôi|uây|ươi)h?' +
    ')$',
);

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}
