import pg from 'pg';
import { setOfficerSuspended } from '../../src/access/agency-officers.js';
import { AgencyStore } from '../../src/access/agency-store.js';
import { act, liftPause } from '../../src/access/misuse/action-store.js';
import { foldOfficer, readOfficer } from '../../src/access/officer-id.js';
import { compact, goodClaims, issuerKeyOf } from '../security/jws.js';
import { addAgency } from '../support/agencies.js';
import { type Hub, openHub } from '../support/hub.js';
import { refusalOf } from './administration/operator.js';

let hub: Hub;
let pool: pg.Pool;
beforeAll(async () => {
  hub = await openHub();
  pool = new pg.Pool({ connectionString: hub.cluster.databases.urls.hub, max: 2 });
});
afterAll(async () => {
  await pool?.end();
  await hub?.stop();
});

const query = '{ identify(claim: { personalId: "001200000001" }) { outcome } }';
const ask = async (agency: string, officer: string) => {
  const authorization = `Bearer ${await hub.token(agency, { officer })}`;
  return hub.post({ query }, { authorization, 'x-purpose': 'TREATMENT' });
};

describe('an officer’s identifier', () => {
  it.each([
    ['BS.AN', 'bs.an'],
    ['Bs.Ấn', 'bs.ấn'],
    ['bs.ấn'.normalize('NFD'), 'bs.ấn'],
    ['Khoa Khám 7', 'khoa khám 7'],
    ['an@bv.example', 'an@bv.example'],
  ])('%j is read as %j', (spelt, officer) => {
    expect(readOfficer(spelt)).toBe(officer);
    expect(foldOfficer(officer)).toBe(officer);
  });

  it.each([
    ...[
      '',
      ' ',
      'bs.an ',
      ' bs.an',
      'bs  an',
      'bs.an\u00a0',
      'bs.\u200ban',
      'bs.an\u0000',
      'bs.\u0430n',
      'ｂｓ.an',
    ],
    ...['a\u0301\u0302\u0303', 'x'.repeat(101), 7, null],
  ])('%j is refused', (officer) => {
    expect(readOfficer(officer)).toBeNull();
  });
});

describe('a suspended officer', () => {
  it('is suspended however a token spells him', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    await setOfficerSuspended(pool, agency, 'Bs.An', true);
    for (const officer of ['bs.an', 'BS.AN', 'Bs.an']) {
      const answer = await ask(agency, officer);
      expect([officer, refusalOf(answer)]).toEqual([officer, { code: 'FORBIDDEN', officer: 'SUSPENDED' }]);
      expect(await hub.auditOf(answer)).toMatchObject([{ officer: 'bs.an' }]);
    }
    expect((await ask(agency, 'bs.anh')).status).toBe(200);
  });

  it('does not pass for another by a space or a letter that looks alike, whoever issued the token', async () => {
    const { kid, key } = issuerKeyOf(hub.cluster);
    const asked = (officer: string) => {
      const payload = { ...goodClaims('http://localhost:0'), officer };
      const token = compact({ header: { alg: 'ES256', typ: 'at+jwt', kid }, payload, key });
      return hub.post({ query }, { authorization: `Bearer ${token}`, 'x-purpose': 'TREATMENT' });
    };
    expect((await asked('khoa khám 7')).status).toBe(200);
    for (const officer of ['bs.an ', ' bs.an', 'bs.\u0430n', 'bs.an\u200b']) {
      expect([officer, (await asked(officer)).status]).toEqual([officer, 401]);
    }
  });

  it('asks again when resumed under another spelling', async () => {
    const agency = await addAgency(hub.cluster, { kind: 'HOSPITAL' });
    const barred = async () => (await new AgencyStore(pool, { now: Date.now }).find(agency))!.barred;
    await setOfficerSuspended(pool, agency, 'bs.an', true);
    await act(pool, { agency, officer: 'BS.AN' }, 'PAUSE', Date.now());
    expect([...(await barred()).entries()]).toEqual([['bs.an', { because: 'SUSPENDED', until: null }]]);
    await setOfficerSuspended(pool, agency, 'BS.An', false);
    expect((await barred()).get('bs.an')?.because).toBe('PAUSED');
    await liftPause(pool, { agency, officer: 'bS.aN' });
    expect((await barred()).size).toBe(0);
  });
});
