import { type SaxesAttributeNS, SaxesParser, type SaxesTagPlain } from 'saxes';
import { damaged, tooLarge } from './wrong-workbook.js';

/** Letters without an element in them: a cell of Excel has a thirtieth of it. */
const LONGEST_STRETCH = 1024 * 1024;

export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
}

/** The part of a name behind its prefix: writers choose their own. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * What a parser of a part calls for, fed as its bytes arrive.
 * NOTE: entities that a document declares are not read, so none can unfold.
 */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>, isEmpty: boolean): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads a part to its end; `afterPiece` is waited for, so that rows can be handed on between. @throws WrongFile */
export async function* parsedPieces(
  part: AsyncIterable<Uint8Array>,
  { open, text, close }: XmlHandlers,
): AsyncGenerator<void> {
  let stretch = 0;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (cause) => {
    throw damaged(cause);
  });
  parser.on('opentag', (tag: SaxesTagPlain | { attributes: Record<string, SaxesAttributeNS> }) => {
    const { name, attributes, isSelfClosing } = tag as SaxesTagPlain;
    stretch = 0;
    open(localName(name), attributes, isSelfClosing);
  });
  if (text) parser.on('text', text);
  parser.on('closetag', ({ name }) => {
    stretch = 0;
    close?.(localName(name));
  });
  const decoder = new TextDecoder();
  for await (const piece of part) {
    stretch += piece.length;
    parser.write(decoder.decode(piece, { stream: true }));
    if (stretch > LONGEST_STRETCH) throw tooLarge();
    yield;
  }
  parser.write(decoder.decode()).close();
  yield;
}

/** The elements of these names, in their order. */
export async function elementsOf(
  part: AsyncIterable<Uint8Array>,
  names: readonly string[],
): Promise<Element[]> {
  const found: Element[] = [];
  const open: XmlHandlers['open'] = (name, attributes) => {
    if (names.includes(name)) found.push({ name, attributes });
  };
  for await (const _ of parsedPieces(part, { open }));
  return found;
}
