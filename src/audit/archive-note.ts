import type pg from 'pg';
import { Frontier } from './merkle.js';
import { judgeNote, type NoteVerifier, parseNote } from './note.js';
import { archiveRows } from './seal-store.js';

/** What is signed of a month whose contents were dropped. */
export interface ArchiveNote {
  origin: string;
  /** `2026-01`, in UTC. */
  month: string;
  /** Entries that happened in it. */
  events: number;
  /** Root of the tree over their leaves, in the order of the record. */
  root: Buffer;
  /** SHA-256 of the bundle they went into. */
  bundle: Buffer;
}

export function archiveText({ origin, month, events, root, bundle }: ArchiveNote): string {
  const lines = [`${origin}/archive`, events, root.toString('base64')];
  return `${[...lines, `month ${month}`, `bundle ${bundle.toString('base64')}`].join('\n')}\n`;
}

export function parseArchiveText(text: string): ArchiveNote | null {
  const match =
    /^(\S+)\/archive\n(\d{1,16})\n([\w+/]{43}=)\nmonth (\d{4}-\d{2})\nbundle ([\w+/]{43}=)\n$/.exec(text);
  if (!match) return null;
  const [, origin, events, root, month, bundle] = match as unknown as [string, ...string[]];
  return {
    ...{ origin: origin!, month: month!, events: Number(events) },
    ...{ root: Buffer.from(root!, 'base64'), bundle: Buffer.from(bundle!, 'base64') },
  };
}

/** The months that the record says were archived, each held against its note while leaves go by. */
export class ArchivedMonths {
  readonly #months = new Map<string, { note: ArchiveNote | null; tree: Frontier }>();

  private constructor() {}

  /** A month whose note no trusted key signed excuses nothing, and is `wrong`. */
  static async read(client: pg.ClientBase, trusted: readonly NoteVerifier[]): Promise<ArchivedMonths> {
    const months = new ArchivedMonths();
    for (const row of await archiveRows(client)) {
      const note = parseNote(row.note);
      const good = note !== null && judgeNote(note, trusted) === 'GOOD';
      const said = good ? parseArchiveText(note.text) : null;
      months.#months.set(row.month, { note: said?.month === row.month ? said : null, tree: new Frontier() });
    }
    return months;
  }

  /** Counts a leaf if it is of an archived month; answers whether it is of one with a trusted note. */
  pass(occurredAt: string, leaf: Buffer): boolean {
    const month = this.#months.get(occurredAt.slice(0, 7));
    month?.tree.push(leaf);
    return month !== undefined && month.note !== null;
  }

  /** The months whose leaves are not those of their notes; asked after every leaf has passed. */
  wrong(): string[] {
    return [...this.#months].flatMap(([month, { note, tree }]) =>
      note && note.events === tree.size && note.root.equals(tree.root()) ? [] : [month],
    );
  }
}
