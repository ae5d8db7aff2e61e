import { withPool } from '../../src/cli/workplace.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { addResident, knownPeople, personOf, rowsOf } from '../support/people.js';

const query = `query($id: PersonalId!) {
  resident(personalId: $id) {
    personalId
    permanentResidence { recordedUnit { code validFrom } currentUnits { code } }
    household { householdId members { relationship resident { personalId } } }
  }
}`;

let hub: Hub;
beforeAll(async () => {
  hub = await openHub();
});
afterAll(() => hub.stop());

const look = (agency: string, id: string) => hub.ask(agency, 'ADMINISTRATIVE_PROCEDURE', query, { id });

/** A commune of the old table by where it went, from the hub's own table of units. */
async function oldCommune(where: string): Promise<{ oldCode: string; newCodes: string[] }> {
  return withPool(hub.cluster.databases.urls.hub, async (pool) => {
    const { rows } = await pool.query(
      `select old_code as "oldCode", array_agg(new_code order by new_code) as "newCodes" from unit.successor
       where level = 'COMMUNE' group by old_code having ${where} order by old_code limit 1`,
    );
    return rows[0];
  });
}

describe('An authority', () => {
  it('reads who lives in its province, also under a commune code that is no more', async () => {
    const [old] = await rowsOf<{ personal_id: string; unit_code: string }>(
      hub.cluster,
      'population',
      `select personal_id, unit_code from public.residence_record
       where kind = 'PERMANENT' and unit_valid_from < '2025-07-01'
         and personal_id in (select personal_id from public.sample_known where story = 'POOR')`,
    );
    const answer = await look('authority.demo', old!.personal_id);
    expect(answer.body.data.resident).toMatchObject({
      personalId: old!.personal_id,
      permanentResidence: { recordedUnit: { code: old!.unit_code, validFrom: '2004-07-08' } },
    });
  });

  it('reads through the merger of a commune: the new one sees who is recorded under the old code', async () => {
    const { oldCode, newCodes } = await oldCommune("count(*) = 1 and min(extent) = 'FULL'");
    const [newCode] = newCodes;
    const person = await addResident(hub.cluster, { unitCode: oldCode, unitValidFrom: '2004-07-08' });
    const commune = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: [newCode!] });
    const inside = await look(commune, person.personalId);
    expect(inside.body.data.resident.permanentResidence.currentUnits).toEqual([{ code: newCode }]);
    const neighbour = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: ['99999'] });
    expect((await look(neighbour, person.personalId)).body).toEqual({ data: { resident: null } });
  });

  it('does not take an old code for the place that has this code today', async () => {
    const { oldCode, newCodes } = await oldCommune(
      "old_code in (select new_code from unit.successor where level = 'COMMUNE') and not old_code = any(array_agg(new_code))",
    );
    const person = await addResident(hub.cluster, { unitCode: oldCode, unitValidFrom: '2004-07-08' });
    const sameCode = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: [oldCode] });
    expect((await look(sameCode, person.personalId)).body.data.resident).toBeNull();
    const successor = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: newCodes });
    expect((await look(successor, person.personalId)).body.data.resident).not.toBeNull();
  });

  it('of each part of a divided commune sees the person, since the record cannot tell which part', async () => {
    const { oldCode, newCodes } = await oldCommune('count(*) > 1');
    const person = await addResident(hub.cluster, { unitCode: oldCode, unitValidFrom: '2004-07-08' });
    for (const newCode of newCodes.slice(0, 2)) {
      const part = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: [newCode] });
      const { resident } = (await look(part, person.personalId)).body.data;
      expect(resident.permanentResidence.currentUnits.map((unit: { code: string }) => unit.code)).toEqual(
        newCodes,
      );
    }
  });

  it('of the part that the record names sees the person, and of the other parts nobody does', async () => {
    // Điện Biên, Hà Nội, went into four wards on 1 July 2025.
    const person = await addResident(hub.cluster, { unitCode: '00019', unitValidFrom: '2004-07-08' });
    await rowsOf(
      hub.cluster,
      'population',
      "update public.residence_record set address_line = 'Tổ 4, Phường Hoàn Kiếm' where personal_id = $1",
      [person.personalId],
    );
    const seen = [];
    for (const code of ['00004', '00070', '00190', '00226', '01', '79']) {
      const officers = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: [code] });
      const { resident } = (await look(officers, person.personalId)).body.data;
      if (!resident) continue;
      seen.push(code);
      expect(resident.permanentResidence).toMatchObject({
        recordedUnit: { code: '00019', validFrom: '2004-07-08' },
        currentUnits: [{ code: '00070' }],
      });
    }
    expect(seen).toEqual(['00070', '01']);
  });

  it('reads who lives there for a time', async () => {
    const { TEMPORARY } = await knownPeople(hub.cluster);
    const rows = await rowsOf<{ unit_code: string; unit_valid_from: string }>(
      hub.cluster,
      'population',
      "select unit_code, unit_valid_from::text from public.residence_record where personal_id = $1 and kind = 'TEMPORARY'",
      [TEMPORARY],
    );
    expect(rows).toHaveLength(1);
    const codes = await withPool(hub.cluster.databases.urls.hub, async (pool) => {
      const old = await pool.query<{ new_code: string }>(
        "select new_code from unit.successor where level = 'COMMUNE' and old_code = $1",
        [rows[0]!.unit_code],
      );
      return rows[0]!.unit_valid_from < '2025-07-01'
        ? old.rows.map((row) => row.new_code)
        : [rows[0]!.unit_code];
    });
    const host = await addAgency(hub.cluster, { kind: 'AUTHORITY', units: codes });
    expect((await look(host, TEMPORARY!)).body.data.resident.personalId).toBe(TEMPORARY);
  });

  it('is told nothing of who lives elsewhere, and the record keeps that it asked', async () => {
    const { ACTIVE } = await knownPeople(hub.cluster);
    const answer = await look('authority.demo', ACTIVE!);
    expect(answer.body).toEqual({ data: { resident: null } });
    expect((await hub.auditOf(answer))[0]!.subjects).toEqual([
      { personalId: ACTIVE, outcome: 'OUT_OF_REMIT' },
    ]);
  });

  it('sees of a household those inside its units; who moved away is left out', async () => {
    const { POOR } = await knownPeople(hub.cluster);
    const whole = await look('authority.demo', POOR!);
    const { householdId, members } = whole.body.data.resident.household;
    expect(members.length).toBeGreaterThan(2);
    const away = await addResident(hub.cluster, { fullName: 'Trần Đi Xa' });
    await rowsOf(
      hub.cluster,
      'population',
      "update public.citizen set household_no = $2, household_relation = 'OTHER' where personal_id = $1",
      [away.personalId, householdId],
    );
    const again = await look('authority.demo', POOR!);
    expect(again.body.data.resident.household.members).toEqual(members);
    expect((await hub.auditOf(again))[0]!.subjects).toContainEqual({
      personalId: away.personalId,
      outcome: 'OUT_OF_REMIT',
    });
  });
});

describe('A one-stop portal', () => {
  const claimQuery = `query($claim: IdentityClaim!) {
    identify(claim: $claim) { outcome resident { household { members { resident { personalId } } } } }
  }`;

  it('names its case in every look', async () => {
    const claim = await addResident(hub.cluster);
    const without = await hub.ask('portal.demo', 'ADMINISTRATIVE_PROCEDURE', claimQuery, { claim });
    expect(without.status).toBe(400);
    expect(without.body.errors[0].extensions).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', header: 'X-Case-Reference' },
    });
    const headers = { 'x-case-reference': 'HS-2026-7' };
    const named = await hub.ask('portal.demo', 'ADMINISTRATIVE_PROCEDURE', claimQuery, { claim }, headers);
    expect(named.body.data.identify.outcome).toBe('MATCHED');
    expect((await hub.auditOf(named))[0]!.case_reference).toBe('HS-2026-7');
  });

  it('sees of a household only who was presented', async () => {
    const { POOR } = await knownPeople(hub.cluster);
    const claim = await personOf(hub.cluster, POOR!);
    const headers = { 'x-case-reference': 'HS-2026-8' };
    const answer = await hub.ask('portal.demo', 'ADMINISTRATIVE_PROCEDURE', claimQuery, { claim }, headers);
    const { members } = answer.body.data.identify.resident.household;
    expect(members).toEqual([{ resident: { personalId: POOR } }]);
  });
});
