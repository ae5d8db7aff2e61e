import pg from 'pg';
import { copyText, withCopyIn } from '../../../src/reconciliation/copy-in.js';

/** A row of a registry file: `personal_id, full_name, dob, gender, old_cmnd, commune_code, hamlet, residence`. */
export type RegistryRow = Readonly<Record<string, string>>;

/** Those residents in place of whoever is in the sample registry, by its owner's login; changed now, as it sees it. */
export async function loadRegistry(ownerUrl: string, rows: readonly RegistryRow[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('truncate public.citizen, public.citizen_number, public.residence_record');
    await copy(
      client,
      'public.citizen (personal_id, full_name, birth_date, gender_code, life_status)',
      rows.map((it) => [
        it.personal_id!,
        copyText(it.full_name!),
        it.dob!,
        it.gender === 'Nữ' ? 2 : 1,
        'ALIVE',
      ]),
    );
    await copy(
      client,
      'public.citizen_number (number, personal_id, kind)',
      rows.filter((it) => it.old_cmnd).map((it) => [it.old_cmnd!, it.personal_id!, 'OLD_ID_NUMBER']),
    );
    await copy(
      client,
      'public.residence_record (personal_id, kind, unit_code, unit_valid_from, address_line)',
      rows.map((it) => [
        ...[it.personal_id!, it.residence === 'TM' ? 'TEMPORARY' : 'PERMANENT', it.commune_code!],
        ...['2025-07-01', copyText(it.hamlet!)],
      ]),
    );
    await client.query('analyze public.citizen, public.citizen_number, public.residence_record');
  } finally {
    await client.end();
  }
}

function copy(client: pg.Client, target: string, rows: readonly (string | number)[][]): Promise<void> {
  return withCopyIn(client, target, async (into) => {
    for (const row of rows) {
      into.add(row.join('\t'));
      if (into.isFull) await into.flush();
    }
  });
}
