import pg from 'pg';
import { copyText, withCopyIn } from '../../../src/reconciliation/copy-in.js';
import { csvRows } from '../../../src/reconciliation/csv-rows.js';
import { fileBytes } from '../../../src/reconciliation/stored-bytes.js';

/** A row of a registry file: `personal_id, full_name, dob, gender, old_cmnd, commune_code, hamlet, residence`. */
export type RegistryRow = Readonly<Record<string, string>>;

/** Those residents in place of whoever is in the sample registry, by its owner's login; changed now, as it sees it. */
export async function loadRegistry(ownerUrl: string, rows: readonly RegistryRow[]): Promise<void> {
  return loadRegistryFrom(ownerUrl, () => [rows]);
}

/** The same from batches that can be gone through several times; changed at some other moment, perhaps. */
export async function loadRegistryFrom(
  ownerUrl: string,
  batches: () => Iterable<readonly RegistryRow[]> | AsyncIterable<readonly RegistryRow[]>,
  changedAt = new Date(),
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  const copy = (target: string, rowOf: (it: RegistryRow) => (string | number)[] | null) =>
    withCopyIn(client, target, async (into) => {
      for await (const rows of batches()) {
        for (const row of rows) {
          const cells = rowOf(row);
          if (cells) into.add(cells.join('\t'));
          if (into.isFull) await into.flush();
        }
      }
    });
  try {
    await client.query('truncate public.citizen, public.citizen_number, public.residence_record');
    await copy(
      'public.citizen (personal_id, full_name, birth_date, gender_code, life_status, updated_at)',
      (it) => [
        ...[it.personal_id!, copyText(it.full_name!), it.dob!, it.gender === 'Nữ' ? 2 : 1, 'ALIVE'],
        changedAt.toISOString(),
      ],
    );
    await copy('public.citizen_number (number, personal_id, kind)', (it) =>
      it.old_cmnd ? [it.old_cmnd, it.personal_id!, 'OLD_ID_NUMBER'] : null,
    );
    await copy(
      'public.residence_record (personal_id, kind, unit_code, unit_valid_from, address_line)',
      (it) => [
        ...[it.personal_id!, it.residence === 'TM' ? 'TEMPORARY' : 'PERMANENT', it.commune_code!],
        ...['2025-07-01', copyText(it.hamlet!)],
      ],
    );
    await client.query('analyze public.citizen, public.citizen_number, public.residence_record');
  } finally {
    await client.end();
  }
}

/** The rows of a registry file, batch by batch. */
export async function* registryRows(file: string): AsyncGenerator<RegistryRow[]> {
  let header: readonly string[] | null = null;
  for await (const batch of csvRows((await fileBytes(file)).read(), { charset: 'utf-8', delimiter: ',' })) {
    const rows = batch.map(({ cells }) => cells!);
    header ??= rows.shift()!;
    const names = header;
    yield rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at]!])));
  }
}
