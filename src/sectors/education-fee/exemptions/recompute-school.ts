import { randomUUID } from 'node:crypto';
import type { Keyring } from '../../../access/keys.js';
import type { Queryable } from '../../../database/transaction.js';
import { HubError } from '../../../domain/errors.js';
import type { AppliedExemptions } from '../../../fees/exemption/applied.js';
import type { SectorLoaders } from '../../loaders.js';
import { type EducationFee, name } from '../adapter.js';
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
  { hub, keys, sectors, weighing }: RecomputeParts,
  { schoolCode, schoolYear, by }: { schoolCode: string; schoolYear: string; by: string },
): Promise<RecomputedSchool> {
  const { findSchools, findClasses, book } = sectors.get<EducationFee>(name);
  const school = await sectors.ask(name, findSchools, schoolCode);
  if (!school) throw new HubError('NOT_FOUND', { field: 'school' });
  const classes = school.classes.filter((one) => one.schoolYear === schoolYear);
  const result: RecomputedSchool = { changed: [], right: 0, byHand: 0, unknown: 0 };
  const all: Weighing = {
    ...weighing,
    welfareOf: (personalId, communes) => sectors.welfareOf(personalId, communes),
    decided: (key) => sectors.ask(name, decided, key),
  };
  const decided = (asked: Parameters<typeof findDecided>[2]) => findDecided(hub, keys, asked);
  for (const { name: className } of classes) {
    const rows = await sectors.ask(name, findClasses, { schoolCode, schoolYear, className });
    const { changes, right, unknown } = await recompute(rows, all);
    const applied = await applyTo(book!, { schoolCode, by, key: randomUUID(), changes });
    result.changed.push(...applied.changed);
    result.right += right + applied.same;
    result.byHand += applied.byHand;
    result.unknown += unknown;
  }
  return result;
}
