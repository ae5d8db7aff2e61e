import type { Circumstances } from '../domain/care.js';
import type { Visit, VisitEntry } from './visit.js';

type Stated = Circumstances | null | undefined;

/**
 * What the desk has said of a visit by now, of each field what was said last: papers shown at arrival hold at discharge,
 * and null takes a field back. A look that was made up for says nothing of its own.
 */
export function statedSoFar({ entries }: Pick<Visit, 'entries'>, now: Stated): Circumstances | null {
  const said = [...entries.map(({ evidence }) => evidence?.circumstances), now].flatMap((one) => one ?? []);
  return said.length === 0 ? null : Object.assign({}, ...said.map(onlySaid));
}

/** A field that was left out is not one that was said to be nothing. */
function onlySaid(one: Circumstances): Circumstances {
  return Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined));
}

/** An entry that keeps what the desk said with it. */
export function withStated<Entry extends Pick<VisitEntry, 'evidence'>>(entry: Entry, stated: Stated): Entry {
  const { evidence } = entry;
  return { ...entry, evidence: evidence && { ...evidence, circumstances: stated ?? null } };
}
