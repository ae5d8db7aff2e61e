import { withPool } from '../../src/cli/workplace.js';
import { loadUnits, updateUnits } from '../../src/database/units.js';
import { resolveAddress } from '../../src/domain/address.js';
import { compareAddresses } from '../../src/domain/address-compare.js';
import type { AdminUnits } from '../../src/domain/admin-unit.js';
import { parseReform } from '../../src/domain/admin-unit-reform-file.js';
import { writeCccdQr } from '../../src/domain/card-text-write.js';
import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { type Hub, openHub, withHub } from '../support/hub.js';
import { addResident, type Person } from '../support/people.js';

const [NEW, DAY] = ['2025-07-01', '2026-07-01'];
/** Invented: one commune renamed, two merged, one divided among its neighbours. */
const REFORM = `level,code,name,province_code,valid_from,from
COMMUNE,99001,Phường Bến Mẫu,01,${DAY},00097
COMMUNE,00070,Phường Hồ Mẫu,01,${DAY},00070 00082
COMMUNE,00004,Phường Ba Đình,01,${DAY},00004 00008:PARTIAL
COMMUNE,00025,Phường Giảng Võ,01,${DAY},00025 00008:PARTIAL
`;

const query = `query Desk($card: String!) {
  identify(claim: { cardText: $card }) {
    outcome
    verdicts { field verdict reason }
    resident { permanentResidence { currentUnits { code name } } }
  }
}`;

let cluster: PrivateCluster;
/** Recorded in Phường Cửa Nam before the reform, which merges it into another; and in the commune it becomes. */
let before: Person;
let after: Person;
/** Opened before the reform. */
let running: Hub;

beforeAll(async () => {
  cluster = await makePrivateCluster({ residents: 0 });
  before = await addResident(cluster, { unitCode: '00082', unitValidFrom: NEW });
  after = await addResident(cluster, { unitCode: '00070', unitValidFrom: DAY });
  running = await openHub({ cluster });
});
afterAll(async () => {
  await running?.stop();
  await cluster?.remove();
});

/** What a hub says of the address on somebody's card, and where he lives by its units. */
async function look(hub: Hub, { personalId, fullName, dateOfBirth }: Person, commune: string) {
  const address = `Số 1 đường Hư Cấu, ${commune}, Thành phố Hà Nội`;
  const card = writeCccdQr({
    ...{ personalId, fullName, dateOfBirth, address, sex: 'MALE', issuedOn: '2025-08-01' },
  });
  const { body } = await hub.ask('hospital.demo', 'TREATMENT', query, { card });
  const { outcome, verdicts, resident } = body.data.identify;
  const { verdict, reason } = verdicts.find((it: { field: string }) => it.field === 'ADDRESS');
  const lives = resident.permanentResidence.currentUnits.map(
    (it: { code: string; name: string }) => `${it.code} ${it.name}`,
  );
  return [outcome, verdict, reason, ...lives];
}

describe('a hub, before and after a reform of units', () => {
  it('knows no name that is still to come', async () => {
    expect(await look(running, before, 'Phường Hồ Mẫu')).toEqual([
      ...['MATCHED', 'NOT_ON_RECORD', 'ADDRESS_NOT_READ', '00082 Phường Cửa Nam'],
    ]);
  });

  it('goes on with the units it started with, as the command says', async () => {
    const read = parseReform(REFORM);
    if ('problems' in read) throw new Error(JSON.stringify(read.problems));
    const done = await withPool(cluster.databases.urls.hub, (pool) => updateUnits(pool, read.rows, false));
    expect(done).toMatchObject({ counts: { communes: 4 } });
    expect(await look(running, before, 'Phường Hồ Mẫu')).toEqual([
      ...['MATCHED', 'NOT_ON_RECORD', 'ADDRESS_NOT_READ', '00082 Phường Cửa Nam'],
    ]);
  });

  it('started after it takes the old and the new name for one place, whichever is on record', () =>
    withHub({ cluster }, async (hub) => {
      const renamed = ['MATCHED', 'RENAMED_UNIT', 'MERGED_OR_RENAMED', '00070 Phường Hồ Mẫu'];
      expect(await look(hub, before, 'Phường Hồ Mẫu')).toEqual(renamed);
      expect(await look(hub, after, 'Phường Cửa Nam')).toEqual(renamed);
      expect(await look(hub, before, 'Phường Cửa Nam')).toEqual([
        ...['MATCHED', 'SAME', 'COMMUNE', '00070 Phường Hồ Mẫu'],
      ]);
    }));
});

describe('units loaded after a reform', () => {
  let units: AdminUnits;
  beforeAll(async () => {
    units = await withPool(cluster.databases.urls.hub, loadUnits);
  });

  it.each([
    ['Phường Bến Mẫu', ['99001']],
    ['Phường Hồng Hà', ['99001']],
    ['Phường Phúc Xá, Quận Ba Đình', ['99001']],
    ['Phường Hồ Mẫu', ['00070']],
    ['Phường Cửa Nam', ['00070']],
    ['Phường Ngọc Hà', ['00004', '00025']],
  ])('place %s, of whichever table', (commune, codes) => {
    expect(resolveAddress(`${commune}, Hà Nội`, units).units.map((it) => it.code)).toEqual(codes);
  });

  it.each([
    ['its name of two reforms later', 'Phường Bến Mẫu', '00001', '2004-07-08', 'MERGED_OR_RENAMED'],
    ['its name of two reforms ago', 'Phường Phúc Xá, Quận Ba Đình', '99001', DAY, 'MERGED_OR_RENAMED'],
    ['one part of a divided commune', 'Phường Giảng Võ', '00008', NEW, 'SPLIT_UNIT'],
    ['the divided commune', 'Phường Ngọc Hà', '00004', DAY, 'SPLIT_UNIT'],
  ])('judge a recorded commune and %s as renamed', (_, stated, code, validFrom, reason) => {
    expect(compareAddresses(`${stated}, Hà Nội`, [{ code, validFrom }], units)).toEqual({
      verdict: 'RENAMED_UNIT',
      reason,
    });
  });

  it('judge two old communes as different that the reforms made one', () => {
    const residence = { code: '00001', validFrom: '2004-07-08' };
    const judged = (stated: string) => compareAddresses(`${stated}, Hà Nội`, [residence], units);
    expect(judged('Phường Phúc Tân, Quận Hoàn Kiếm')).toEqual({
      verdict: 'DIFFERENT',
      reason: 'NEIGHBOUR_BEFORE_MERGER',
    });
    expect(judged('Phường Hồ Mẫu')).toEqual({ verdict: 'DIFFERENT', reason: 'OTHER_COMMUNE' });
  });
});
