import { randomUUID } from 'node:crypto';
import type { Keyring } from '../../../access/keys.js';
import type { Queryable } from '../../../database/transaction.js';
import { HubError } from '../../../domain/errors.js';
import type { AppliedExemptions } from '../../../fees/exemption/applied.js';
import type { SectorLoaders } from '../../loaders.js';
import { type ClassKey, type EducationFee, name } from '../adapter.js';
import { findDecided } from '../contests/decided-store.js';
import type { Weighing } from '../exemption.js';
import { applyTo } from './apply.js';
import { recompute } from './recompute.js';

/** Who is asked, besides the sectors themselves. */
export interface RecomputeParts {
  hub: Queryable;
  keys: Keyring;
  sectors: SectorLoaders;
  weighing: Pick<Weighing, 'today' | 'units' | 'find'>;
}

export interface RecomputedSchool {
  changed: AppliedExemptions['changed'];
  right: number;
  byHand: number;
  unknown: number;
}

/** The codes of all schools. @throws HubError SECTOR_UNAVAILABLE */
export function allSchools(sectors: SectorLoaders): Promise<string[]> {
  return sectors.ask(name, sectors.get<EducationFee>(name).findAllSchools, 'all');
}

/**
 * Puts on a school's books what the law takes off its tuition now, class by class: what a nightly run does. Safe to
 * repeat and to interrupt: a fee that is right already is left alone.
 * @throws HubError NOT_FOUND for a school that is none, SECTOR_UNAVAILABLE, REGISTRY_UNAVAILABLE
 */
export async function recomputeSchool(
  parts: RecomputeParts,
  { schoolCode, schoolYear, by }: { schoolCode: string; schoolYear: string; by: string },
): Promise<RecomputedSchool> {
  const { sectors } = parts;
  const { findSchools } = sectors.get<EducationFee>(name);
  const school = await sectors.ask(name, findSchools, schoolCode);
  if (!school) throw new HubError('NOT_FOUND', { field: 'school' });
  const result: RecomputedSchool = { changed: [], right: 0, byHand: 0, unknown: 0 };
  for (const { name: className } of school.classes.filter((one) => one.schoolYear === schoolYear)) {
    const done = await recomputeClass(parts, { schoolCode, schoolYear, className, by });
    result.changed.push(...done.changed);
    result.right += done.right;
    result.byHand += done.byHand;
    result.unknown += done.unknown;
  }
  return result;
}

/** The same for one class, in a constant number of statements. @throws as above, where there are no books to write */
export async function recomputeClass(
  { hub, keys, sectors, weighing }: RecomputeParts,
  { by, ...asked }: ClassKey & { by: string },
): Promise<RecomputedSchool> {
  const { findClasses, book } = sectors.get<EducationFee>(name);
  if (!book) throw new HubError('SECTOR_UNAVAILABLE', { sector: name, reason: 'NO_WRITER' });
  const decided = (wanted: Parameters<typeof findDecided>[2]) => findDecided(hub, keys, wanted);
  const rows = await sectors.ask(name, findClasses, asked);
  const { changes, right, unknown } = await recompute(rows, {
    ...weighing,
    welfareOf: (personalId, communes) => sectors.welfareOf(personalId, communes),
    decided: (key) => sectors.ask(name, decided, key),
  });
  const { schoolCode } = asked;
  const { changed, same, byHand } = await applyTo(book, { schoolCode, by, key: randomUUID(), changes });
  return { changed, right: right + same, byHand, unknown };
}
