import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import pg from 'pg';
import { signedInPath } from '../../src/access/issuer-desk.js';
import { Keyring } from '../../src/access/keys.js';
import { DeskSessions, type Tokens } from '../../src/access/session/sessions.js';
import { SignIn } from '../../src/access/session/sign-in.js';
import type { Hub } from '../support/hub.js';
import { knownPeople } from '../support/people.js';
import { CookieJar } from './cookie-jar.js';
import { openDeskHub } from './signed-in.js';

let hub: Hub & { origin: string };
let pool: pg.Pool;
const keys = new Keyring(randomBytes(32));

beforeAll(async () => {
  hub = await openDeskHub();
  pool = new pg.Pool({ connectionString: hub.cluster.databases.urls.hub, max: 2 });
});
afterAll(async () => {
  await pool?.end();
  await hub?.stop();
});

describe('A sign-in by code', () => {
  const scope = 'openid identity:verify coverage:read';
  const signIn = (now?: () => number) =>
    new SignIn({
      ...(now && { now }),
      issuer: { url: hub.origin, clientId: 'desk', clientSecret: null, scope, itself: () => hub.url },
      ...{ audience: 'urn:lienthong:hub', redirectUri: `${hub.origin}${signedInPath}` },
      ...{ keys, httpsOnly: false },
    });

  async function chosen(
    client: SignIn,
    who = 'hospital.demo/007',
    jar = new CookieJar(),
  ): Promise<{ query: string; note: string }> {
    const { url, note } = await client.start('vi');
    const page = await jar.follow(url);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: hub.origin };
    const body = new URLSearchParams({ who });
    const onward = await jar.fetch(page.url, { method: 'POST', headers, body });
    const back = await jar.fetch(onward.headers.get('location')!);
    return { query: new URL(back.headers.get('location')!).search, note };
  }

  it('gives tokens of the officer with the scopes asked for, and others when they end', async () => {
    const client = signIn();
    const { query, note } = await chosen(client);
    const first = await client.finish(query, note);
    expect(first).toMatchObject({ officerName: 'Nông Văn Kiên', refreshToken: expect.any(String) });
    const claims = JSON.parse(Buffer.from(first.accessToken.split('.')[1]!, 'base64url').toString());
    expect(claims).toMatchObject({ agency: 'hospital.demo', officer: '007', client_id: 'desk' });
    expect(claims.scope.split(' ').sort()).toEqual(['coverage:read', 'identity:verify']);
    const second = await client.renew(first.refreshToken!);
    expect(second.accessToken).not.toBe(first.accessToken);
    expect(second.expiresAt).toBeGreaterThanOrEqual(first.expiresAt - 1_000);
  });

  it('gives tokens of a resident by his pseudonym, the same when they are renewed, without officer or number', async () => {
    const client = signIn();
    const { query, note } = await chosen(client, 'resident.demo/1');
    const first = await client.finish(query, note);
    const second = await client.renew(first.refreshToken!);
    const { ACTIVE } = await knownPeople(hub.cluster);
    const [before, after] = [first, second].map(({ accessToken }) => {
      const text = Buffer.from(accessToken.split('.')[1]!, 'base64url').toString();
      expect(text).not.toContain(ACTIVE);
      return JSON.parse(text) as { sub: string; agency: string; officer?: string };
    });
    expect(before).toMatchObject({ agency: 'resident.demo', sub: expect.stringMatching(/^[\w-]{43}$/) });
    expect(before!.officer).toBeUndefined();
    expect(first.officerName).toBeNull();
    expect(after!.sub).toBe(before!.sub);
  });

  it('gives others through a whole shift, long after the page of choices is over', async () => {
    const client = signIn();
    const { query, note } = await chosen(client);
    let { refreshToken } = await client.finish(query, note);
    const { now } = Date;
    try {
      for (const hours of [0.3, 4, 11]) {
        jest.spyOn(Date, 'now').mockImplementation(() => now() + hours * 3_600_000);
        const { accessToken, ...renewed } = await client.renew(refreshToken!);
        refreshToken = renewed.refreshToken ?? refreshToken;
        const { exp } = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString());
        expect(exp * 1_000).toBeGreaterThan(Date.now());
        jest.restoreAllMocks();
      }
    } finally {
      jest.restoreAllMocks();
    }
  });

  it('gives others whoever is chosen next in the same browser', async () => {
    const jar = new CookieJar();
    const client = signIn();
    const one = await chosen(client, 'hospital.demo/007', jar);
    const { refreshToken } = await client.finish(one.query, one.note);
    const other = await chosen(client, 'school.demo/011', jar);
    await client.finish(other.query, other.note);
    expect((await client.renew(refreshToken!)).accessToken).toEqual(expect.any(String));
  });

  it('takes nobody for who was there before, whatever the browser leaves out of the address', async () => {
    const jar = new CookieJar();
    await chosen(signIn(), 'hospital.demo/007', jar);
    const later = signIn(() => Date.now() + 120_000);
    for (const left of [['prompt'], ['prompt', 'max_age']]) {
      const { url, note } = await later.start('vi');
      const address = new URL(url);
      for (const name of left) address.searchParams.delete(name);
      const back = await jar.fetch(address.href);
      const { search, pathname } = new URL(back.headers.get('location')!);
      // He was not asked, and has a code.
      expect([pathname, search]).toEqual([signedInPath, expect.stringContaining('code=')]);
      await expect(later.finish(search, note)).rejects.toThrow('asked who is there');
    }
  });

  it('takes a code once, and only with the note it began with', async () => {
    const client = signIn();
    const { query, note } = await chosen(client);
    const other = await client.start('vi');
    await expect(client.finish(query, other.note)).rejects.toThrow();
    await expect(client.finish(query, null)).rejects.toThrow();
    await client.finish(query, note);
    await expect(client.finish(query, note)).rejects.toThrow();
  });
});

describe('A token that is about to end', () => {
  const who = { agencyCode: 'hospital.demo', officer: '001', subject: null };
  const minute = 60_000;
  let now = Date.now();
  let asked = 0;
  let answer: () => Promise<Tokens>;
  const tokens = (accessToken: string): Tokens => ({
    ...{
      accessToken,
      expiresAt: now + 15 * minute,
      refreshToken: 'again',
      officerName: 'Đỗ Thị Thanh Hương',
    },
  });
  const sessions = () =>
    new DeskSessions({
      ...{ pool, keys, clock: { now: () => now }, idleMs: 60 * minute, longestMs: 600 * minute },
      renew: () => {
        asked += 1;
        return answer();
      },
    });

  beforeEach(() => {
    now = Date.now();
    asked = 0;
    answer = async () => ({ ...tokens('second'), refreshToken: null, officerName: null });
  });

  it('is replaced once for all who ask at the same time, and stays so', async () => {
    const desk = sessions();
    const value = await desk.open(tokens('first'), who);
    const before = (await desk.find(value))!;
    expect(await desk.accessToken(before)).toBe('first');
    now += 14.5 * minute;
    const both = await Promise.all([desk.accessToken(before), desk.accessToken((await desk.find(value))!)]);
    expect(both).toEqual(['second', 'second']);
    const after = (await desk.find(value))!;
    expect(after.tokens).toMatchObject({ refreshToken: 'again', officerName: 'Đỗ Thị Thanh Hương' });
    expect(await desk.accessToken(after)).toBe('second');
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('is used to its end when the issuer does not answer, and then the officer signs in again', async () => {
    const desk = sessions();
    answer = () => Promise.reject(new Error('down'));
    const value = await desk.open(tokens('first'), who);
    now += 14.5 * minute;
    expect(await desk.accessToken((await desk.find(value))!)).toBe('first');
    now += minute;
    await expect(desk.accessToken((await desk.find(value))!)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('is taken from another process that was first', async () => {
    const desk = sessions();
    const value = await desk.open(tokens('first'), who);
    now += 14.5 * minute;
    const before = (await desk.find(value))!;
    expect(await sessions().accessToken(before)).toBe('second');
    answer = () => Promise.reject(new Error('that refresh token was used'));
    expect(await desk.accessToken(before)).toBe('second');
  });

  it('is not readable in the database, nor is what the browser holds', async () => {
    const desk = sessions();
    const value = await desk.open(tokens('first'), who);
    const { rows } = await pool.query('select * from access.desk_session order by opened_at desc limit 1');
    const kept = Buffer.concat([rows[0].id_mac, rows[0].sealed]).toString('latin1');
    expect(kept).not.toContain('first');
    expect(JSON.stringify(rows)).not.toContain(value);
  });
});
