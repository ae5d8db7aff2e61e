import { tooLarge } from './wrong-workbook.js';
import { parsedPieces } from './xml-elements.js';

/** Letters of all texts together: they are held in memory while rows are read. */
const MOST_LETTERS = 100_000_000;
const MOST_STRINGS = 5_000_000;
/** As many as a cell holds in Excel. */
export const LONGEST_TEXT = 32_767;

/** The texts that cells refer to by number; how they sound (`rPh`) is left out. @throws WrongFile */
export async function readSharedStrings(part: AsyncIterable<Uint8Array>): Promise<string[]> {
  const strings: string[] = [];
  let [letters, text, isText, isSound] = [0, '', false, false];
  const open = (name: string) => {
    if (name === 'si') text = '';
    else if (name === 'rPh') isSound = true;
    else if (name === 't') isText = !isSound;
  };
  const add = (piece: string) => {
    if (isText && text.length < LONGEST_TEXT) text += piece;
  };
  const close = (name: string) => {
    if (name === 't') isText = false;
    else if (name === 'rPh') isSound = false;
    else if (name === 'si') {
      letters += text.length;
      if (letters > MOST_LETTERS || strings.length >= MOST_STRINGS) throw tooLarge();
      strings.push(text);
    }
  };
  for await (const _ of parsedPieces(part, { open, text: add, close }));
  return strings;
}
