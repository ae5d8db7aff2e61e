import type pg from 'pg';
import type { StateDir } from '../config/state.js';
import type { Sentence } from '../domain/language.js';
import { residentSubject } from './agency-admin.js';
import type { AgencyStore } from './agency-store.js';
import type { Keyring } from './keys.js';

const agencyCode = 'resident.demo';
const file = 'sample-residents.json';

/** An invented resident who can be chosen at the embedded issuer's sign-in; his account tells no number. */
export interface SampleResident {
  agency: string;
  agencyName: string;
  /** `resident.demo/1` */
  account: string;
  /** The pseudonym that his tokens carry. */
  subject: string;
  name: string;
  duty: Sentence;
}

type Kept = Pick<SampleResident, 'subject' | 'name' | 'duty'>;

/** Writes down who of the sample people may be chosen to sign in as; those of an earlier sample may no longer. */
export async function seedSampleResidents(
  hub: pg.Pool,
  { keys, state }: { keys: Keyring; state: StateDir },
  people: readonly { personalId: string; name: string; duty: Sentence }[],
): Promise<void> {
  const kept: Kept[] = [];
  for (const { personalId, name, duty } of people) {
    kept.push({ subject: await residentSubject(hub, keys, agencyCode, personalId), name, duty });
  }
  state.writeJson(file, kept);
}

/** Who may be chosen here: nobody where no demonstration was ever started. */
export async function sampleResidentsHere(
  state: StateDir,
  agencies: AgencyStore,
): Promise<readonly SampleResident[]> {
  const agency = await agencies.find(agencyCode);
  if (agency?.kind !== 'RESIDENT') return [];
  return (state.readJson<Kept[]>(file) ?? []).map((resident, index) => ({
    ...resident,
    ...{ agency: agencyCode, agencyName: agency.name, account: `${agencyCode}/${index + 1}` },
  }));
}
