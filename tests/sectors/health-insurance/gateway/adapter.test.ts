import type { ServerResponse } from 'node:http';
import type { Asker } from '../../../../src/database/lane.js';
import { makeWebSource, type WebSource } from '../../../../src/database/web-source.js';
import { makeLogger } from '../../../../src/process/logger.js';
import { makeMetrics } from '../../../../src/process/metrics.js';
import { makeLane } from '../../../../src/registry/source-lane.js';
import { makeHealthInsuranceByGateway } from '../../../../src/sectors/health-insurance/gateway/adapter.js';
import { GatewayTokens } from '../../../../src/sectors/health-insurance/gateway/tokens.js';
import { SectorLoaders } from '../../../../src/sectors/loaders.js';
import type { SectorKey } from '../../../../src/sectors/sector.js';
import { account, type ScriptedGateway, startScriptedGateway, token, valid } from './scripted-gateway.js';

let gateway: ScriptedGateway;
let source: WebSource;
beforeEach(async () => {
  gateway = await startScriptedGateway();
  source = open();
});
afterEach(async () => {
  await source.close();
  await gateway.close();
});

const parts = { logger: makeLogger('silent'), metrics: makeMetrics() };
const open = (more: { timeoutMs?: number; url?: string; connections?: number } = {}) =>
  makeWebSource({
    name: 'health-insurance',
    url: gateway.url,
    connections: 4,
    timeoutMs: 5_000,
    ...parts,
    ...more,
  });
const make = (of = source, lookup = 'KQNhanLichSuKCB2024', accounts = [account, other]) =>
  makeHealthInsuranceByGateway(of, { accounts, lookup, today: () => '2026-11-22' });

/** Another facility's account, with an officer of the same identifier. */
const other = {
  ...{ agency: 'other.demo', username: '01002_BV', password: 'f'.repeat(32) },
  officers: [{ officer: 'BS.An', name: 'Trần Hư Cấu', number: '001090000025' }],
};
const asker: Asker = { agency: 'hospital.demo', officer: '001', gone: false };
const keyOf = (last: number, more: Partial<SectorKey> = {}): SectorKey => ({
  ...{ personalId: `00109000000${last}`, fullName: `Nguyễn Văn ${last}`, dateOfBirth: '1990-05-17', ...more },
});
/** Answers each look with the number asked about, as the last digits of a card. */
const mirror = (response: ServerResponse, { body }: { body: { maThe: string } }) =>
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(JSON.stringify({ ...valid, maThe: `GD401${body.maThe.slice(2)}` }));
const cardOf = ({ cards }: { cards: readonly { cardNumber: string }[] }) => cards[0]!.cardNumber;

describe('a look at the portal', () => {
  it('is a call in exactly the form of its description', async () => {
    await make().findMany([keyOf(1)], [asker]);
    const [taken, look] = gateway.calls;
    const { username, password } = account;
    expect(taken).toEqual({ path: '/api/token/take', query: {}, body: { username, password } });
    expect(look).toEqual({
      path: '/api/egw/KQNhanLichSuKCB2024',
      query: { token: 'access-1', id_token: 'id-1', username, password },
      body: {
        ...{ maThe: '001090000001', hoTen: 'Nguyễn Văn 1', ngaySinh: '17/05/1990' },
        ...{ hoTenCb: 'Lê Thị Hư Cấu', cccdCb: '001090000017' },
      },
    });
  });

  it.each([
    ['1990-05-17', '17/05/1990'],
    ['1990-05', '1990'],
    ['1990', '1990'],
  ])('says the birth date %s as %s', async (dateOfBirth, ngaySinh) => {
    await make().findMany([keyOf(1, { dateOfBirth })], [asker]);
    expect(gateway.looks()[0]!.body.ngaySinh).toBe(ngaySinh);
  });

  it.each(['KQNhanLichSuKCB2019', 'KQNhanLichSuKCB2018', 'NhanLichSuKCB2018', 'Lskcb2025'])(
    'goes by the name %s where that is set, below any path',
    async (lookup) => {
      const below = open({ url: `${gateway.url}/cong/v2/` });
      gateway.nextTokens(token('below'));
      try {
        await make(below, lookup)
          .findMany([keyOf(1)], [asker])
          .catch(() => undefined);
        expect(gateway.calls[0]!.path).toBe('/cong/v2/api/token/take');
      } finally {
        await below.close();
      }
      await make(source, lookup).findMany([keyOf(1)], [asker]);
      expect(gateway.looks().at(-1)!.path).toBe(`/api/egw/${lookup}`);
    },
  );

  it('is by the account of the agency that asks, in the name of its own officer, however he is spelt', async () => {
    await make().findMany(
      [keyOf(1), keyOf(1)],
      [asker, { ...asker, agency: 'other.demo', officer: 'bs.an' }],
    );
    const said = gateway.looks().map(({ query, body }) => [query.username, body.hoTenCb, body.cccdCb]);
    expect(said.sort()).toEqual([
      ['01001_BV', 'Lê Thị Hư Cấu', '001090000017'],
      ['01002_BV', 'Trần Hư Cấu', '001090000025'],
    ]);
    expect(gateway.tokens()).toHaveLength(2);
  });

  it('names no officer where none is known by number, and takes no other one’s', async () => {
    for (const officer of ['002', 'bs.an', null]) {
      await make().findMany([keyOf(1)], [{ ...asker, officer }]);
      expect(gateway.looks().at(-1)!.body).toMatchObject({ hoTenCb: '', cccdCb: '' });
    }
  });

  it('is not made for whoever has no account', async () => {
    for (const asks of [{ ...asker, agency: 'school.demo' }, undefined]) {
      const looking = make().findMany([keyOf(1)], asks && [asks]);
      await expect(looking).rejects.toMatchObject({
        ...{ code: 'SECTOR_UNAVAILABLE', details: { sector: 'health-insurance', portalCode: '401' } },
      });
    }
    expect(gateway.calls).toEqual([]);
  });
});

describe('looks at the same time', () => {
  it('are answered in the order of their keys, twice for a key that comes twice, by one call a person', async () => {
    gateway.always(mirror);
    const keys = [keyOf(3), keyOf(1), keyOf(3), keyOf(2)];
    const found = await make().findMany(
      keys,
      keys.map(() => asker),
    );
    expect(found.map((one) => cardOf(one!).slice(-1))).toEqual(['3', '1', '3', '2']);
    expect(
      gateway
        .looks()
        .map(({ body }) => body.maThe.slice(-1))
        .sort(),
    ).toEqual(['1', '2', '3']);
    expect(gateway.tokens()).toHaveLength(1);
  });

  it('of one person are one call only for one officer of one facility', async () => {
    const askers = [asker, asker, { ...asker, officer: '002' }, { ...asker, agency: 'other.demo' }];
    await make().findMany(
      askers.map(() => keyOf(1)),
      askers,
    );
    expect(gateway.looks()).toHaveLength(3);
  });

  it('keep nothing for the next one', async () => {
    const sector = make();
    await sector.findMany([keyOf(1)], [asker]);
    await sector.findMany([keyOf(1)], [asker]);
    expect(gateway.looks()).toHaveLength(2);
  });

  it('of many requests meet in one call, by the lane, and are never more at once than there are connections', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    let now = 0;
    gateway.always((response, call) => {
      now += 1;
      most = Math.max(most, now);
      waiting.push(() => {
        now -= 1;
        mirror(response, call);
      });
    });
    const sector = make();
    const lane = makeLane(sector.oneByOne!.lane);
    // Three requests a person, twelve persons.
    const requests = Array.from({ length: 36 }, (_, at) => {
      const loaders = new SectorLoaders([{ sector, lane }], asker);
      return loaders.load('health-insurance', keyOf(1, { personalId: `0010900000${10 + (at % 12)}` }));
    });
    const all = Promise.all(requests);
    let isDone = false;
    void all.finally(() => {
      isDone = true;
    });
    while (!isDone) {
      // As many as there can be, so that one more would be seen.
      if (waiting.length >= 4) for (const answer of waiting.splice(0)) answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await all).toHaveLength(36);
    expect([gateway.looks().length, most]).toEqual([12, 4]);
  });

  it('cost each other nothing: one that fails leaves its neighbours answered', async () => {
    gateway.always((response, call) =>
      call.body.maThe.endsWith('2') ? response.destroy() : mirror(response, call),
    );
    const sector = make();
    const lane = makeLane(sector.oneByOne!.lane);
    const asked = [1, 2, 3].map((last) =>
      new SectorLoaders([{ sector, lane }], asker).load(sector.name, keyOf(last)),
    );
    const ended = await Promise.allSettled(asked);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('are not sent for a caller who has left', async () => {
    const sector = make();
    const loaders = new SectorLoaders([{ sector, lane: makeLane(sector.oneByOne!.lane) }], {
      ...asker,
      gone: true,
    });
    await expect(loaders.load(sector.name, keyOf(1))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(gateway.calls).toEqual([]);
  });
});

describe('a token', () => {
  /** A clock that a test sets, in milliseconds. */
  function clocked() {
    let now = 0;
    return {
      tokens: new GatewayTokens(source, () => now),
      pass: (minutes: number) => {
        now += minutes * 60_000;
      },
    };
  }
  const ending = (inMs: number, form = (date: Date) => date.toISOString().replace('Z', '0000Z')) => {
    const taken = token('set');
    return { ...taken, APIKey: { ...taken.APIKey, expires_in: form(new Date(Date.now() + inMs)) } };
  };

  it('is kept for 50 minutes at most, each account’s apart', async () => {
    const { tokens, pass } = clocked();
    gateway.nextTokens(ending(20 * 3_600_000));
    const first = await tokens.take(account);
    pass(49);
    expect(await tokens.take(account)).toBe(first);
    expect(await tokens.take(other)).not.toEqual(first);
    pass(2);
    expect(await tokens.take(account)).not.toEqual(first);
    expect(gateway.tokens()).toHaveLength(3);
  });

  it('is kept until a minute before its end', async () => {
    const { tokens, pass } = clocked();
    gateway.nextTokens(ending(10 * 60_000));
    await tokens.take(account);
    pass(8);
    await tokens.take(account);
    expect(gateway.tokens()).toHaveLength(1);
    pass(1.5);
    await tokens.take(account);
    expect(gateway.tokens()).toHaveLength(2);
  });

  it.each([
    ['is past by the portal’s clock', ending(-3_600_000)],
    ['is written without a zone', ending(90_000, (date) => date.toISOString().replace('Z', '0000'))],
  ])('is still kept a minute when its end %s', async (_what, answer) => {
    const { tokens, pass } = clocked();
    gateway.nextTokens(answer);
    await tokens.take(account);
    pass(0.4);
    await tokens.take(account);
    expect(gateway.tokens()).toHaveLength(1);
    pass(1);
    await tokens.take(account);
    expect(gateway.tokens()).toHaveLength(2);
  });

  it('is asked for again after half a minute where the account was refused', async () => {
    const { tokens, pass } = clocked();
    gateway.nextTokens({ maKetQua: '401' });
    await expect(tokens.take(account)).rejects.toMatchObject({ code: '401' });
    await expect(tokens.take(account)).rejects.toMatchObject({ code: '401' });
    expect(gateway.tokens()).toHaveLength(1);
    pass(0.6);
    expect(await tokens.take(account)).toMatchObject({ accessToken: expect.stringMatching(/^access-/) });
  });

  it('that the portal does not take though it is new is not taken again and again', async () => {
    gateway.always({ maKetQua: '401' });
    const sector = make();
    for (let n = 0; n < 5; n += 1) {
      await expect(sector.findMany([keyOf(1)], [asker])).rejects.toMatchObject({
        details: { portalCode: '401' },
      });
    }
    expect([gateway.tokens().length, gateway.looks().length]).toEqual([2, 6]);
  });

  it('that is not taken for one person goes on for the others', async () => {
    gateway.always((response, call) =>
      call.body.maThe.endsWith('2')
        ? response.writeHead(200).end(JSON.stringify({ maKetQua: '401' }))
        : mirror(response, call),
    );
    const sector = make();
    await expect(sector.findMany([keyOf(2)], [asker])).rejects.toMatchObject({ code: 'SECTOR_UNAVAILABLE' });
    expect(cardOf((await sector.findMany([keyOf(1)], [asker]))[0]!)).toMatch(/1$/);
    expect(gateway.tokens()).toHaveLength(2);
  });
});
