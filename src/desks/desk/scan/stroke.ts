/** One key as the browser told it: what it gave (`key`), where it lies on the board (`code`), and when, ms. */
export interface Stroke {
  key: string;
  code: string;
  shift: boolean;
  at: number;
}

/** What a key gives on the board that scanners type as unless they are told otherwise (US): plain, and with Shift. */
const usBoard: Readonly<Record<string, readonly [string, string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  IntlBackslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
};
const shiftedDigits = ')!@#$%^&*(';

function onUsBoard({ code, shift }: Stroke): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit) return shift && code.startsWith('D') ? shiftedDigits[Number(digit)]! : digit;
  return usBoard[code]?.[shift ? 1 : 0] ?? null;
}

/** Whether it is a letter, digit or sign, of whatever language, or a key that an input method took for itself. */
export function isPrintable({ key, code }: Stroke): boolean {
  if (key.length === 1 || /^\p{L}\p{M}*$/u.test(key)) return true;
  return (key === 'Process' || key === 'Unidentified' || key === 'Dead') && onUsBoardCode(code);
}

const onUsBoardCode = (code: string) => onUsBoard({ key: '', code, shift: false, at: 0 }) !== null;

/**
 * The text a run of keys stands for, as the device sent it.
 *
 * A key that gave plain ASCII is taken at its word. One that gave a letter of Vietnamese, a mark, or nothing because an
 * input method was at work is read by its place on the board: on the Vietnamese layout the digits give `ă â ê …`, and
 * with Windows’ own Telex every letter is `Process`. What an input method injects has no place: it is taken as it is,
 * with the backspaces it sends before it.
 */
export function textOf(strokes: readonly Stroke[]): string {
  const letters: string[] = [];
  for (const stroke of strokes) {
    if (stroke.key === 'Backspace') letters.pop();
    else if (stroke.key === 'Enter') letters.push('\n');
    else if (stroke.key === 'Tab') letters.push('\t');
    else {
      const isPlain = stroke.key.length === 1 && stroke.key >= ' ' && stroke.key <= '~';
      const letter = isPlain
        ? stroke.key
        : (onUsBoard(stroke) ?? (stroke.key.length <= 4 ? stroke.key : null));
      if (letter !== null) letters.push(letter);
    }
  }
  return letters.join('').normalize('NFC');
}
