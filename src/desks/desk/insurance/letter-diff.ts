/** A stretch of a text, and whether the other text has it in that place too. */
export interface Stretch {
  text: string;
  isSame: boolean;
}

const longest = 300;

/** A number or a date, with what stands between its digits. */
const isNumber = /^[\d\s./-]*\d[\d\s./-]*$/;
const shapeOf = (text: string) => text.replace(/\d/g, '0');

/**
 * Two writings of a value, letter by letter: what of each the other does not have. Letters are compared as people see
 * them: composed, so that a tone is part of its letter, and whether they are capitals does not count. Numbers of one shape are compared
 * place by place, as they are read aloud: of two digits that were swapped both are wrong.
 */
export function letterDiff(left: string, right: string): [Stretch[], Stretch[]] {
  if (isNumber.test(left) && shapeOf(left) === shapeOf(right)) {
    const line = (own: string, other: string) => {
      const made = new Line();
      for (let at = 0; at < own.length; at += 1) made.add(own[at]!, own[at] === other[at]);
      return made.stretches;
    };
    return [line(left, right), line(right, left)];
  }
  return diff([...left.normalize('NFC')], [...right.normalize('NFC')]);
}

/** The same word by word: of an address half a word says nothing. */
export function wordDiff(left: string, right: string): [Stretch[], Stretch[]] {
  const words = (text: string) => text.normalize('NFC').match(/[\p{L}\p{M}\d]+|[^\p{L}\p{M}\d]+/gu) ?? [];
  return diff(words(left), words(right));
}

function diff(left: readonly string[], right: readonly string[]): [Stretch[], Stretch[]] {
  const a = left.slice(0, longest);
  const b = right.slice(0, longest);
  const same = (i: number, j: number) => a[i]!.toLowerCase() === b[j]!.toLowerCase();
  // common[i][j]: how many letters in order the rests from i and j share.
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i]![j] = same(i, j)
        ? common[i + 1]![j + 1]! + 1
        : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
    }
  }
  const [ofLeft, ofRight] = [new Line(), new Line()];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && same(i, j)) {
      ofLeft.add(a[i++]!, true);
      ofRight.add(b[j++]!, true);
    } else if (j === b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      ofLeft.add(a[i++]!, false);
    else ofRight.add(b[j++]!, false);
  }
  return [ofLeft.stretches, ofRight.stretches];
}

class Line {
  readonly stretches: Stretch[] = [];

  add(letter: string, isSame: boolean): void {
    const last = this.stretches.at(-1);
    if (last?.isSame === isSame) last.text += letter;
    else this.stretches.push({ text: letter, isSame });
  }
}
