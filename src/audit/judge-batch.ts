import { leafOf } from './canonical.js';
import type { SuspectEvent } from './event-store.js';
import { rootOf } from './merkle.js';
import { byTransaction, type Leaf } from './seal-store.js';
import type { Tampering } from './tampering.js';

/** One place of a batch: what is kept there. `event` is null when it is gone. */
export interface Entry {
  leaf: Leaf;
  event: SuspectEvent | null;
  /** Its contents were dropped with their month; that is no deletion. */
  archived: boolean;
}

/** What was found in one batch, and the leaves that the tree goes on with. */
export interface BatchVerdict {
  found: Tampering[];
  /** Those whose root is the signed one where they could be told, else those that are kept. */
  leaves: Buffer[];
  /** Whether `leaves` have the signed root. */
  sound: boolean;
}

/** Comparing pairs costs six hashes each; beyond this many entries an exchange is called an edit. */
const maxSuspects = 32;

/** Compares entries with the root that was signed over their leaves, and names what was done to which. */
export function judgeBatch(seal: number, signedRoot: Buffer, entries: readonly Entry[]): BatchVerdict {
  const kept = entries.map(({ leaf }) => leaf.leaf);
  const found: Tampering[] = [];
  const name = (kind: Tampering['kind'], { leaf }: Entry, says: string) =>
    found.push({ kind, seal, entry: leaf.seq, eventId: leaf.eventId, says });

  for (const entry of entries) {
    if (!entry.event && !entry.archived) name('DELETED', entry, 'The event that was sealed here is gone.');
  }
  const computed = entries.map(({ leaf, event }) => (event ? leafOf(event) : leaf.leaf));
  const suspects = entries.filter((_, at) => !computed[at]!.equals(kept[at]!));
  const keptIsSound = rootOf(kept).equals(signedRoot);
  for (const entry of entries) {
    if (entry.event && entry.event.occurredAt !== entry.leaf.occurredAt && !suspects.includes(entry))
      name('LEAF_EDITED', entry, 'The leaf has another time than its event.');
    if (entry.event?.displaced && !suspects.includes(entry))
      name('EDITED', entry, 'Somebody it was about stands at another time than the event.');
  }
  if (keptIsSound) {
    for (const entry of suspects) {
      if (standsInForAnother(entry, suspects)) name('SWAPPED', entry, 'Another entry stands in its place.');
      else name('EDITED', entry, 'The contents of the event are not what was sealed.');
    }
    return { found, leaves: kept, sound: true };
  }
  if (suspects.length > 0 && rootOf(computed).equals(signedRoot)) {
    const own = new Set(suspects.map(({ leaf }) => leaf.leaf.toString('hex')));
    for (const entry of suspects) {
      const isSwapped = suspects.length > 1 && own.has(leafOf(entry.event!).toString('hex'));
      if (isSwapped) name('SWAPPED', entry, 'Two leaves stand in each other’s place.');
      else name('LEAF_EDITED', entry, 'The leaf is not what was sealed, its event is.');
    }
    return { found, leaves: computed, sound: true };
  }
  const ordered = inOrder(entries);
  const moved = entries.filter((entry, at) => ordered[at] !== entry);
  if (moved.length > 0) {
    for (const entry of moved) name('SWAPPED', entry, 'The entry stands in another one’s place.');
    const leaves = ordered.map(({ leaf }) => leaf.leaf);
    const sound = rootOf(leaves).equals(signedRoot);
    return { found, leaves: sound ? leaves : kept, sound };
  }
  for (const entry of suspects) name('EDITED', entry, 'The contents of the event are not what was sealed.');
  if (found.length === 0) {
    const says = 'An event and its leaf were changed together; which of this seal cannot be told.';
    found.push({ kind: 'EDITED', seal, entry: null, eventId: null, says });
  }
  return { found, leaves: kept, sound: false };
}

/** Whether its leaf was made of its own id with the contents, the subjects or the salt of another suspect. */
function standsInForAnother(entry: Entry, suspects: readonly Entry[]): boolean {
  if (suspects.length < 2 || suspects.length > maxSuspects || !entry.event) return false;
  const { event: own, leaf } = entry;
  // The whole row of another event under this entry, or the leaf of another entry.
  if (suspects.some((one) => one !== entry && one.leaf.leaf.equals(leafOf(own)))) return true;
  return suspects.some(({ event: other }) => {
    if (!other || other === own) return false;
    const contents = { ...other, id: own.id };
    return [
      { ...contents, subjects: own.subjects },
      { ...contents, occurredAt: own.occurredAt, subjects: own.subjects },
      { ...contents, salt: own.salt, subjects: own.subjects },
      { ...contents, salt: own.salt, occurredAt: own.occurredAt, subjects: own.subjects },
      contents,
      { ...own, subjects: other.subjects },
    ].some((whole) => leafOf(whole).equals(leaf.leaf));
  });
}

/** Entries in the order that a sealer puts them; those without an event keep their places. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const present = entries.filter((entry) => entry.event);
  const sorted = [...present].sort((a, b) => byTransaction(a.event!, b.event!));
  let at = 0;
  return entries.map((entry) => (entry.event ? sorted[at++]! : entry));
}
