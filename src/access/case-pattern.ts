import { HubError } from '../domain/errors.js';

/** One character of a reference and how often it may stand there. */
interface Element {
  allows(character: string): boolean;
  min: number;
  max: number;
}

/** Whether a case reference has an agency's form, and the pattern that says which. */
export type CaseForm = ((reference: string) => boolean) & { readonly pattern: string };

const most = 100;
/** How many elements of a pattern may vary in length: a hundred `.*` would each be tried at every place. */
const mostVarying = 16;
const repeats = /^(?:([?*+])|\{(\d{1,3})(?:(,)(\d{1,3})?)?\})/;
const oneCharacter = /^(?:\\d|\\[^\w\s]|\[(?:\\[^\w\s]|\\d|[^\]\\^[])+\]|[^\\[\](){}?*+|^$])/u;

/**
 * The form of an agency's case references, for the whole reference: characters, `\d`, `.`, sets like `[A-Z0-9-]`, each
 * with `?`, `*`, `+`, `{2}`, `{1,6}` or `{2,}`, and alternatives with `|`; at most 16 of varying length. Without groups, so that a reference is
 * checked in a time that grows with its length alone: an agency's pattern must not be able to stop the hub.
 * @returns whether a reference has that form
 * @throws HubError BAD_USER_INPUT saying at which character the pattern is not of this kind
 */
export function parseCasePattern(pattern: string): CaseForm {
  if (pattern.length === 0 || pattern.length > 200) throw badPattern(Math.min(pattern.length, 200));
  const alternatives: Element[][] = [[]];
  let varying = 0;
  let at = 0;
  while (at < pattern.length) {
    if (pattern[at] === '|') {
      alternatives.push([]);
      at += 1;
      continue;
    }
    const one = oneCharacter.exec(pattern.slice(at))?.[0];
    const allows = one === undefined ? null : setOf(one);
    if (!one || !allows) throw badPattern(at);
    at += one.length;
    const repeat = repeats.exec(pattern.slice(at));
    const [min, max] = repeat ? timesOf(repeat) : [1, 1];
    if (min > max) throw badPattern(at);
    if (min < max) varying += 1;
    if (varying > mostVarying) throw badPattern(at);
    alternatives.at(-1)!.push({ allows, min, max });
    at += repeat?.[0].length ?? 0;
  }
  const isCase = (reference: string) => {
    const characters = [...reference];
    return alternatives.some((elements) => isOf(elements, characters));
  };
  return Object.assign(isCase, { pattern });
}

function timesOf([, sign, from, comma, to]: RegExpExecArray): [number, number] {
  if (sign) return sign === '?' ? [0, 1] : [sign === '+' ? 1 : 0, most];
  return [Number(from), comma ? Number(to ?? most) : Number(from)];
}

/** What one element allows; null when a set's range runs backwards. */
function setOf(text: string): Element['allows'] | null {
  if (text === '.') return () => true;
  if (text === '\\d') return isDigit;
  if (text.startsWith('\\')) return (character) => character === text[1];
  if (!text.startsWith('[')) return (character) => character === text;
  const parts = [...text.slice(1, -1).matchAll(/\\d|\\?([^\\])(?:-\\?([^\\]))?/gu)];
  if (parts.some(([, from, to]) => to !== undefined && to < from!)) return null;
  return (character) =>
    parts.some(([whole, from, to]) =>
      whole === '\\d' ? isDigit(character) : character >= from! && character <= (to ?? from!),
    );
}

const isDigit = (character: string) => character >= '0' && character <= '9';

/** Keeps the set of places that a beginning of the elements can end at: at most length × elements × repeats steps. */
function isOf(elements: readonly Element[], characters: readonly string[]): boolean {
  let places = new Set([0]);
  for (const { allows, min, max } of elements) {
    const next = new Set<number>();
    for (const start of places) {
      let place = start;
      for (let times = 0; times <= max; times += 1) {
        if (times >= min) next.add(place);
        if (place >= characters.length || !allows(characters[place]!)) break;
        place += 1;
      }
    }
    places = next;
  }
  return places.has(characters.length);
}

function badPattern(at: number): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    { field: 'casePattern', at },
    {
      vi: `Mẫu mã hồ sơ không hợp lệ ở ký tự ${at + 1}: không dùng nhóm, chỉ ký tự, \\d, [A-Z0-9] với ? * + {1,6} và |.`,
      en: `The case pattern is not valid at character ${at + 1}: no groups, only characters, \\d, [A-Z0-9] with ? * + {1,6} and |.`,
    },
  );
}
