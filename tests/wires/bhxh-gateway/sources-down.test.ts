import { sharedCluster } from '../../support/cluster.js';
import { withHub } from '../../support/hub.js';
import { addInsuranceCard, addResident } from '../../support/people.js';
import { makeHospital, officer } from './hospital.js';

const nowhere = 'postgres://nobody:nothing@127.0.0.1:1/none';

describe('a look while a source is down', () => {
  it.each([
    ['healthInsurance', { hoTen: 'Trần Hư Cấu' }, 'PARTIAL'],
    ['population', { hoTen: null }, 'PARTIAL'],
  ] as const)('is answered 100 without %s, with what is known', async (source, known, outcome) => {
    const cluster = await sharedCluster();
    const person = await addResident(cluster);
    const cardNumber = await addInsuranceCard(cluster, person.personalId, person);
    const hospital = await makeHospital(cluster);
    const urls = { ...cluster.databases.urls, hubOwner: null, [source]: nowhere };
    await withHub({ cluster, config: { urls } }, async (hub) => {
      const software = hospital.software(hub.url);
      const form = { hoTen: person.fullName, ngaySinh: '1990', ...officer };
      const answer = await software.lookUp({ ...form, maThe: person.personalId });
      expect([answer.status, answer.body]).toMatchObject([200, { maKetQua: '100', maThe: null, ...known }]);
      const requestId = answer.headers.get('x-request-id')!;
      expect((await hub.auditOf({ requestId }))[0]).toMatchObject({ outcome, agency_code: hospital.code });
      const byCard = await software.lookUp({ ...form, maThe: cardNumber });
      expect([byCard.status, byCard.body]).toMatchObject([200, { maKetQua: '100', hoTen: null }]);
    });
  });
});
