import { sharedCluster } from '../support/cluster.js';
import { makeScratchHub, type ScratchHub } from '../support/scratch-hub.js';

let hub: ScratchHub;
beforeAll(async () => {
  hub = await makeScratchHub((await sharedCluster()).superUrl);
  await hub.owner.query(
    `insert into access.agency (code, kind, name) values ('rule.test', 'HOSPITAL', 'Bệnh viện (hư cấu)')`,
  );
});
afterAll(() => hub?.remove());

const insert = (columns: string, values: string) =>
  hub.app.query(
    `insert into access.disclosure_rule (agency_code, class, legal_basis${columns})
     values ('rule.test', 'WITHHELD', 'Mẫu (hư cấu)'${values}) returning id`,
  );
const end = (id: string, moment: string) =>
  hub.app.query(`update access.disclosure_rule set valid_until = ${moment} where id = $1`, [id]);

describe('A rule of what residents are told, with the hub’s own login,', () => {
  it('begins when it is made', async () => {
    await expect(insert(', valid_from', `, now() - interval '1 year'`)).rejects.toMatchObject({
      code: '42501',
    });
    const { rows } = await insert('', '');
    expect(rows).toHaveLength(1);
  });

  it('ends once, from now on, and never stands again', async () => {
    const { id } = (await insert('', '')).rows[0];
    await expect(end(id, `clock_timestamp() - interval '1 day'`)).rejects.toMatchObject({ code: '23514' });
    await end(id, 'clock_timestamp()');
    for (const moment of ['null', `now() + interval '1 year'`]) {
      await expect(end(id, moment)).rejects.toMatchObject({ code: '23514' });
    }
  });
});
