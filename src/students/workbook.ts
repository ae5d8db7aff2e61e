import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import yauzl from 'yauzl';
import { wrongRoster } from './wrong-roster.js';

/** One row of a sheet as text, empty where nothing stands; `row` as Excel counts, from 1. */
export interface SheetRow {
  row: number;
  cells: string[];
}

export interface Sheet {
  name: string;
  /** Serial dates count from 1904, as on old Macs. */
  from1904: boolean;
  rows: SheetRow[];
}

/** What no roster of a school comes near; a file that claims or hides more is refused. */
const most = {
  parts: 2_000,
  /** Bytes of one part, and of all that are read, unpacked. */
  part: 48 * 1024 * 1024,
  /** Unpacked beyond the first megabyte, to what came: sheets of pupils come to twenty. */
  ratio: 100,
  rows: 10_050,
  columns: 200,
  letters: 1_000,
  strings: 400_000,
};

/**
 * The first visible sheet of an .xlsx workbook (ECMA-376), or the one named. Parts are unpacked as they are read and
 * counted while they are: what a part says of its size is not believed. Nothing is run, followed or looked up: a formula
 * gives the value that was kept with it, links to other files and document types are refused or left alone.
 * @throws HubError as `wrongRoster`
 */
export async function readWorkbook(bytes: Buffer, wanted?: string): Promise<Sheet> {
  const zip = await openZip(bytes);
  if (zip.has('xl/vbaProject.bin')) throw wrongRoster('MACROS');
  const book = await readBook(zip);
  const sheet =
    wanted === undefined
      ? book.sheets.find(({ hidden }) => !hidden)
      : book.sheets.find(({ name }) => name === wanted);
  if (!sheet)
    throw wrongRoster('NO_SHEET', { sheets: book.sheets.map(({ name }) => name.slice(0, 31)).slice(0, 50) });
  const strings = zip.has('xl/sharedStrings.xml') ? await readStrings(zip) : [];
  return { name: sheet.name, from1904: book.from1904, rows: await readRows(zip, sheet.part, strings) };
}

interface Zip {
  has(name: string): boolean;
  /** Feeds a part to a reader of XML. */
  read(name: string, on: XmlReader): Promise<void>;
}

interface XmlReader {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

async function openZip(bytes: Buffer): Promise<Zip> {
  const file = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: true };
    yauzl.fromBuffer(bytes, options, (cause, opened) =>
      cause ? reject(wrongRoster('NOT_A_WORKBOOK', {}, cause)) : resolve(opened),
    );
  });
  const entries = new Map<string, yauzl.Entry>();
  await new Promise<void>((resolve, reject) => {
    file.on('error', (cause) => reject(wrongRoster('NOT_A_WORKBOOK', {}, cause)));
    file.on('end', resolve);
    file.on('entry', (entry: yauzl.Entry) => {
      // NOTE: two parts of one name could be one workbook here and another in Excel.
      if (entries.has(entry.fileName)) return reject(wrongRoster('NOT_A_WORKBOOK'));
      if (entries.size >= most.parts) return reject(wrongRoster('TOO_LARGE'));
      entries.set(entry.fileName, entry);
      file.readEntry();
    });
    file.readEntry();
  });
  const mostUnpacked = Math.min(most.part, 1024 * 1024 + most.ratio * bytes.length);
  let unpacked = 0;
  return {
    has: (name) => entries.has(name),
    async read(name, on) {
      const entry = entries.get(name);
      if (!entry) throw wrongRoster('NOT_A_WORKBOOK');
      if (entry.uncompressedSize > most.part) throw wrongRoster('TOO_LARGE');
      if (entry.isEncrypted()) throw wrongRoster('NOT_A_WORKBOOK');
      const stream = await new Promise<Readable>((resolve, reject) => {
        file.openReadStream(entry, (cause, opened) =>
          cause ? reject(wrongRoster('NOT_A_WORKBOOK', {}, cause)) : resolve(opened),
        );
      });
      const xml = xmlReader(on);
      const decoder = new TextDecoder('utf-8', { fatal: true });
      try {
        for await (const chunk of stream) {
          unpacked += (chunk as Buffer).length;
          if (unpacked > mostUnpacked) throw wrongRoster('TOO_LARGE');
          xml.write(decoder.decode(chunk as Buffer, { stream: true }));
        }
        xml.write(decoder.decode()).close();
      } catch (cause) {
        stream.destroy();
        throw (cause as { code?: unknown })?.code === 'BAD_USER_INPUT'
          ? cause
          : wrongRoster('NOT_A_WORKBOOK', {}, cause);
      }
    },
  };
}

/** A strict reader that knows no document type, so no entity but XML's own five; prefixes of names are left out. */
function xmlReader({ open, text, close }: XmlReader): SaxesParser {
  const parser = new SaxesParser({ xmlns: false });
  const bare = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('doctype', () => {
    throw wrongRoster('NOT_A_WORKBOOK');
  });
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.on('opentag', ({ name, attributes }) => open?.(bare(name), attributes as Record<string, string>));
  parser.on('text', (piece) => text?.(piece));
  parser.on('cdata', (piece) => text?.(piece));
  parser.on('closetag', ({ name }) => close?.(bare(name)));
  return parser;
}

async function readBook(zip: Zip) {
  const targets = new Map<string, string>();
  await zip.read('xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target, TargetMode }) {
      if (name === 'Relationship' && Id && Target && TargetMode !== 'External')
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  let from1904 = false;
  await zip.read('xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const part = targets.get(attributes['r:id'] ?? attributes.id ?? '');
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      if (part && zip.has(part)) sheets.push({ name: attributes.name ?? '', hidden, part });
    },
  });
  return { sheets, from1904 };
}

async function readStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = [];
  let now = '';
  let inText = false;
  let phonetic = 0;
  await zip.read('xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') now = '';
      if (name === 'rPh') phonetic += 1;
      inText = name === 't' && phonetic === 0;
    },
    text(piece) {
      if (inText && now.length <= most.letters) now += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name !== 'si') return;
      if (strings.length >= most.strings) throw wrongRoster('TOO_LARGE');
      strings.push(textOf(now));
    },
  });
  return strings;
}

async function readRows(zip: Zip, part: string, strings: readonly string[]): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  let row: SheetRow = { row: 0, cells: [] };
  let cell: { at: number; type: string } | null = null;
  let now = '';
  let inValue = false;
  await zip.read(part, {
    open(name, { r, t }) {
      if (name === 'row') {
        row = { row: /^\d{1,7}$/.test(r ?? '') ? Number(r) : row.row + 1, cells: [] };
      } else if (name === 'c') {
        const at = r === undefined ? row.cells.length : columnOf(r);
        if (at >= most.columns) throw wrongRoster('TOO_LARGE');
        cell = { at, type: t ?? 'n' };
        now = '';
      }
      inValue = name === 'v' || name === 't';
    },
    text(piece) {
      if (cell && inValue && now.length <= most.letters) now += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      if (name === 'c' && cell) {
        while (row.cells.length < cell.at) row.cells.push('');
        row.cells[cell.at] = cellText(cell.type, now, strings);
        cell = null;
      }
      if (name !== 'row' || row.cells.every((text) => text === '')) return;
      if (rows.length >= most.rows) throw wrongRoster('TOO_LARGE');
      rows.push(row);
    },
  });
  return rows;
}

/** `C12` is the third column, 2. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (!letters) throw wrongRoster('NOT_A_WORKBOOK');
  return [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The letters of a column, 2 → `C`. */
export function lettersOfColumn(at: number): string {
  return (at >= 26 ? lettersOfColumn(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}

function cellText(type: string, text: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(text)] ?? '';
  // Long numbers may be written as powers of ten; an identity number is none.
  if (type === 'n' && /e/i.test(text) && Number.isSafeInteger(Number(text))) return String(Number(text));
  if (type === 'd') return text.slice(0, 10);
  return type === 'e' ? '' : textOf(text);
}

/** `_x000D_` stands for a letter that XML cannot hold; neither NUL nor half a surrogate is one for us. */
function textOf(text: string): string {
  return text
    .replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll('\0', ' ')
    .toWellFormed()
    .trim();
}
