import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import type { CsvRow } from '../csv-rows.js';
import type { StoredBytes } from '../stored-bytes.js';
import { WrongFile } from '../text-form.js';
import { readSharedStrings } from './shared-strings.js';
import { sheetRows } from './sheet-rows.js';
import { damaged, tooLarge } from './wrong-workbook.js';
import { elementsOf } from './xml-elements.js';

/** The first sheet of an Excel workbook (ECMA-376) that is not hidden. */
export interface Workbook {
  sheet: string;
  /** Its rows in batches, cells as text; empty rows are left out. May be asked for again. */
  rows(): AsyncGenerator<CsvRow[]>;
}

const MOST_PARTS = 2_000;
/** Bytes of a part of the workbook when it is unpacked: a full sheet has some hundred millions. */
const LONGEST_PART = 2 * 1024 ** 3;
const LONGEST_LIST = 4 * 1024 ** 2;

/**
 * Opens a workbook where it lies; nothing is unpacked to disk, and rows are read as they stream.
 * @throws WrongFile with a sentence that says what to do
 */
export async function openWorkbook(bytes: StoredBytes): Promise<Workbook> {
  const parts = await partsOf(bytes);
  const workbook = await elementsOf(parts.read('xl/workbook.xml', LONGEST_LIST), [
    ...['sheet', 'workbookPr'],
  ]);
  if (workbook.some(({ name, attributes }) => name === 'workbookPr' && isTrue(attributes.date1904))) {
    throw new WrongFile(
      'WORKBOOK_1904',
      'The Excel workbook counts its days from 1904. Save it as "CSV UTF-8" and give that file.',
    );
  }
  const visible = workbook.filter(
    ({ name, attributes }) => name === 'sheet' && (attributes.state ?? 'visible') === 'visible',
  );
  const first = visible[0];
  if (!first)
    throw new WrongFile(
      'NO_SHEET',
      'The Excel workbook has no sheet that is not hidden. Show the one with the records.',
    );
  const links = await elementsOf(parts.read('xl/_rels/workbook.xml.rels', LONGEST_LIST), ['Relationship']);
  const link = links.find(({ attributes }) => attributes.Id === first.attributes['r:id']);
  if (!link?.attributes.Target) throw damaged();
  const target = pathOf(link.attributes.Target);
  const strings = parts.has('xl/sharedStrings.xml')
    ? await readSharedStrings(parts.read('xl/sharedStrings.xml', LONGEST_PART))
    : [];
  return {
    sheet: (first.attributes.name ?? '').slice(0, 100),
    rows: () => sheetRows(parts.read(target, LONGEST_PART), strings),
  };
}

const isTrue = (value: string | undefined) => value === '1' || value === 'true';
const pathOf = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

interface Parts {
  has(name: string): boolean;
  /** The part, unpacked. @throws WrongFile where it is not there or longer than that */
  read(name: string, most: number): AsyncIterable<Uint8Array>;
}

async function partsOf(bytes: StoredBytes): Promise<Parts> {
  const zip = await openZip(bytes);
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of entriesOf(zip)) {
      if (entries.size >= MOST_PARTS) throw damaged();
      entries.set(entry.fileName, entry);
    }
  } catch (cause) {
    throw cause instanceof WrongFile ? cause : damaged(cause);
  }
  return {
    has: (name) => entries.has(name),
    async *read(name, most) {
      const entry = entries.get(name);
      if (!entry) throw damaged();
      // NOTE: what a part says of its length is held against it while it is read, so a lie is found out too.
      if (entry.uncompressedSize > most) throw tooLarge();
      let length = 0;
      try {
        const stream = await streamOf(zip, entry);
        for await (const piece of stream) {
          length += (piece as Buffer).length;
          if (length > most) throw tooLarge();
          yield piece as Buffer;
        }
      } catch (cause) {
        throw cause instanceof WrongFile ? cause : damaged(cause);
      }
    },
  };
}

class Reader extends RandomAccessReader {
  constructor(private readonly bytes: StoredBytes) {
    super();
    EventEmitter.call(this);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.bytes.read(start, end), { objectMode: false });
  }
}

function openZip(bytes: StoredBytes): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    fromRandomAccessReader(new Reader(bytes), bytes.size, options, (error, zip) =>
      error ? reject(damaged(error)) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  let settle: { resolve(entry: Entry | null): void; reject(error: unknown): void } | null = null;
  zip.on('entry', (entry: Entry) => settle?.resolve(entry));
  zip.once('end', () => settle?.resolve(null));
  zip.on('error', (error) => settle?.reject(error));
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      settle = { resolve, reject };
      zip.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

function streamOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
  );
}
