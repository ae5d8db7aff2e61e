import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { accountOf } from '../../src/access/issuer-desk.js';
import { withPool } from '../../src/cli/workplace.js';
import { packageRoot } from '../../src/config/package-root.js';
import { until } from '../faults/until.js';
import type { Hub } from '../support/hub.js';
import { knownPeople } from '../support/people.js';
import { CookieJar } from './cookie-jar.js';
import { openDeskHub, pageHeaders, signIn } from './signed-in.js';

const anything = '{ hub { version } }';
const visits = '{ visits(verification: PENDING) { totalCount } }';
const sessionCookie = '__Host-lienthong-desk';

let hub: Hub & { origin: string };

beforeAll(async () => {
  hub = await openDeskHub();
});
afterAll(() => hub.stop());

const codeOf = async (response: Response) =>
  ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.[0]?.extensions.code;

describe('Signing in at a desk', () => {
  it('goes to the issuer with code and PKCE, and comes back with a session', async () => {
    const jar = new CookieJar();
    const begun = await jar.fetch(`${hub.origin}/desk/sign-in`);
    const { searchParams } = new URL(begun.headers.get('location')!);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ client_id: 'desk', response_type: 'code', code_challenge_method: 'S256', prompt: 'login' },
      redirect_uri: `${hub.origin}/desk/signed-in`,
    });
    const { jar: signedIn } = await signIn(hub.origin);
    const here = (await (await signedIn.fetch(`${hub.origin}/desk/session`)).json()) as { session: object };
    expect(here.session).toMatchObject({
      agency: { code: 'hospital.demo' },
      officer: { id: '001', name: 'Đỗ Thị Thanh Hương' },
      purposes: ['TREATMENT', 'EMERGENCY'],
    });
  });

  it('leaves a cookie that scripts, other sites and other hosts cannot have, and no token', async () => {
    const { jar } = await signIn(hub.origin);
    const set = jar.set.find((line) => line.startsWith(`${sessionCookie}=`))!;
    expect(set.split('; ').slice(1).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
    expect(jar.get(sessionCookie)).toMatch(/^[\w-]{43}$/);
    const here = await (await jar.fetch(`${hub.origin}/desk/session`)).text();
    expect(here).not.toMatch(/eyJ/);
    expect(jar.get('__Host-lienthong-sign-in')).toBeUndefined();
  });

  it('takes whoever is chosen next in the same browser, after a sign-out and without one', async () => {
    const jar = new CookieJar();
    const here = async (who: string) => {
      const { tag } = await signIn(hub.origin, who, jar);
      const answer = await (await jar.fetch(`${hub.origin}/desk/session`)).json();
      return { tag, code: (answer as { session: { agency: { code: string } } | null }).session?.agency.code };
    };
    const first = await here('hospital.demo/001');
    const firstCookie = jar.get(sessionCookie)!;
    expect(first.code).toBe('hospital.demo');
    expect((await here('school.demo/011')).code).toBe('school.demo');
    const late = new CookieJar();
    late.put(sessionCookie, firstCookie);
    const answer = await late.fetch(`${hub.origin}/desk/graphql`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, first.tag),
      body: JSON.stringify({ query: anything }),
    });
    expect(answer.status).toBe(401);
    // The page of the first is still open beside it, and is left.
    const left = await jar.fetch(`${hub.origin}/desk/sign-out`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, first.tag, false),
    });
    expect([left.status, await left.json()]).toEqual([200, { leave: null }]);
    const still = await (await jar.fetch(`${hub.origin}/desk/session`)).json();
    expect(still).toMatchObject({ session: { agency: { code: 'school.demo' }, officer: { id: '011' } } });
    const { tag } = await here('school.demo/012');
    await jar.fetch(`${hub.origin}/desk/sign-out`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, tag, false),
    });
    expect((await here('resident.demo/1')).code).toBe('resident.demo');
  });

  it('that went wrong at the issuer is told by the desk, to no address but that', async () => {
    const stale = `${hub.origin}/oauth/authorize/of-yesterday`;
    const foreign = `${hub.origin}/oauth/authorize?client_id=desk&response_type=code&redirect_uri=http://example.org/`;
    for (const url of [stale, foreign]) {
      const answer = await new CookieJar().fetch(url, { headers: { accept: 'text/html' } });
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/desk/?problem=SIGN_IN_FAILED']);
    }
  });

  it('is on record, and so is signing out', async () => {
    const officer = await signIn(hub.origin, 'hospital.demo/004');
    await officer.jar.fetch(`${hub.origin}/desk/sign-out`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, officer.tag, false),
    });
    const rows = await withPool(hub.cluster.databases.auditor, async (pool) => {
      const { rows } = await pool.query(
        `select operation_name, outcome from audit.event
         where operation_name like 'desk sign-%' and officer = '004' order by occurred_at`,
      );
      return rows.map((row) => [row.operation_name, row.outcome]);
    });
    expect(rows).toEqual([
      ['desk sign-in', 'ANSWERED'],
      ['desk sign-out', 'ANSWERED'],
    ]);
  });

  it('takes in a resident by his pseudonym: no number in the table, no name for the page', async () => {
    const resident = await signIn(hub.origin, 'resident.demo/1');
    const here = await (await resident.jar.fetch(`${hub.origin}/desk/session`)).json();
    expect(here).toMatchObject({
      session: {
        ...{ agency: { code: 'resident.demo', kind: 'RESIDENT' }, officer: { id: '', name: null } },
        purposes: ['SELF'],
      },
    });
    const { ACTIVE } = await knownPeople(hub.cluster);
    const mine = await resident.ask('{ me { personalId } }', { 'x-purpose': 'SELF' });
    expect(await mine.json()).toEqual({ data: { me: { personalId: ACTIVE } } });
    const rows = await withPool(
      hub.cluster.superUrl.replace(/postgres$/, 'hub'),
      async (pool) =>
        (
          await pool.query<{
            officer: string | null;
            subject: string;
            row: string;
            sealed: Buffer;
          }>(`select officer, subject, sealed, desk_session::text as row from access.desk_session
       where agency_code = 'resident.demo'`)
        ).rows,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { officer, subject, row, sealed } of rows) {
      expect(officer).toBeNull();
      expect(subject).toMatch(/^[\w-]{43}$/);
      expect(row).not.toContain(ACTIVE);
      expect(sealed.toString('latin1')).not.toMatch(/eyJ/);
    }
  });

  it('puts a resident on record as he comes and goes, without an officer', async () => {
    const resident = await signIn(hub.origin, 'resident.demo/2');
    await resident.jar.fetch(`${hub.origin}/desk/sign-out`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, resident.tag, false),
    });
    const rows = await withPool(
      hub.cluster.databases.auditor,
      async (pool) =>
        (
          await pool.query<{
            name: string;
            officer: string | null;
          }>(`select operation_name as name, officer from audit.event
       where agency_code = 'resident.demo' and operation_name like 'desk sign-%' order by occurred_at desc limit 2`)
        ).rows,
    );
    expect(rows).toEqual([
      { name: 'desk sign-out', officer: null },
      { name: 'desk sign-in', officer: null },
    ]);
  });

  it('knows one resident from the next, and the same at each of his sign-ins', async () => {
    const holderOf = async (who: string) => {
      const { jar } = await signIn(hub.origin, who);
      const here = await (await jar.fetch(`${hub.origin}/desk/session`)).json();
      return (here as { session: { holder: string } }).session.holder;
    };
    const [first, again, other] = [
      await holderOf('resident.demo/1'),
      await holderOf('resident.demo/1'),
      await holderOf('resident.demo/2'),
    ];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it.each([
    ['an answer to no sign-in of this browser', '?code=abc&state=def', 'SIGN_IN_FAILED'],
    ['a sign-in that was cancelled', '?error=access_denied&state=def', 'CANCELLED'],
  ])('takes nobody in for %s', async (_what, query, problem) => {
    const jar = new CookieJar();
    const answer = await jar.fetch(`${hub.origin}/desk/signed-in${query}`);
    expect(answer.headers.get('location')).toBe(`/desk/?problem=${problem}`);
    expect(jar.get(sessionCookie)).toBeUndefined();
  });

  it('takes in nobody with another browser’s answer', async () => {
    const attacker = new CookieJar();
    const { url } = await attacker.follow(`${hub.origin}/desk/sign-in`);
    const chosen = await attacker.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: hub.origin },
      body: new URLSearchParams({ who: 'hospital.demo/001' }),
    });
    const code = await attacker.fetch(chosen.headers.get('location')!);
    const victim = new CookieJar();
    await victim.fetch(`${hub.origin}/desk/sign-in`);
    const answer = await victim.fetch(code.headers.get('location')!);
    expect(answer.headers.get('location')).toBe('/desk/?problem=SIGN_IN_FAILED');
  });

  it('lets nobody be chosen who is not a sample officer, nor by a form on another site', async () => {
    const choose = async (who: string, origin: string) => {
      const jar = new CookieJar();
      const { url } = await jar.follow(`${hub.origin}/desk/sign-in`);
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin };
      return (await jar.fetch(url, { method: 'POST', headers, body: new URLSearchParams({ who }) })).status;
    };
    expect(await choose('hospital.demo/001', 'https://evil.example')).toBe(403);
    expect(await choose(accountOf({ agency: 'auditor.demo', officer: '001' }), hub.origin)).toBe(400);
    expect(await choose('', hub.origin)).toBe(400);
  });

  it('says so where no issuer is configured to sign in at', async () => {
    const closed = await openDeskHub({ embeddedIssuer: false, issuers: [hub.origin] });
    try {
      const here = await (await fetch(`${closed.origin}/desk/session`)).json();
      expect(here).toMatchObject({ canSignIn: false, session: null });
      const refused = await fetch(`${closed.origin}/desk/sign-in`, { redirect: 'manual' });
      expect(refused.headers.get('location')).toBe('/desk/?problem=NOT_CONFIGURED');
    } finally {
      await closed.stop();
    }
  });
});

describe('A request of a desk', () => {
  it('is the gateway’s own: scopes, purpose and record as with a token', async () => {
    const officer = await signIn(hub.origin);
    const asked = await officer.ask(visits);
    expect(asked.status).toBe(200);
    const [event] = await hub.auditOf({ requestId: asked.headers.get('x-request-id')! });
    expect(event).toMatchObject({ agency_code: 'hospital.demo', officer: '001', client_id: 'desk' });
    expect(await codeOf(await officer.ask('{ usage(first: 1) { totalCount } }'))).toBe('FORBIDDEN');
    expect(await codeOf(await officer.ask(visits, { 'x-purpose': 'INSPECTION' }))).toBe(
      'PURPOSE_NOT_ALLOWED',
    );
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['with another origin', { origin: 'https://evil.example' }],
    ['by a browser that names its origin only, another one', { 'sec-fetch-site': '', origin: 'null' }],
  ])('is refused %s, cookie or not', async (_what, headers) => {
    const officer = await signIn(hub.origin);
    expect((await officer.ask(anything, headers)).status).toBe(403);
  });

  it('is refused without the header that no form can send', async () => {
    const officer = await signIn(hub.origin);
    const { 'x-lienthong-desk': _tag, ...headers } = pageHeaders(hub.origin, officer.tag);
    const answer = await officer.jar.fetch(`${hub.origin}/desk/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: anything }),
    });
    expect(answer.status).toBe(403);
  });

  it('is refused in the name of a session that another tab has replaced', async () => {
    const first = await signIn(hub.origin, 'hospital.demo/001');
    const second = await signIn(hub.origin, 'hospital.demo/004');
    first.jar.put(sessionCookie, second.jar.get(sessionCookie)!);
    expect(await codeOf(await first.ask(anything))).toBe('UNAUTHENTICATED');
  });

  it('is nobody’s with a cookie at /graphql, where tokens count alone', async () => {
    const officer = await signIn(hub.origin);
    const answer = await officer.jar.fetch(`${hub.origin}/graphql`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, officer.tag),
      body: JSON.stringify({ query: anything }),
    });
    expect(answer.status).toBe(401);
  });
});

describe('A session', () => {
  it('is over everywhere once its officer signs out', async () => {
    const officer = await signIn(hub.origin);
    const kept = officer.jar.get(sessionCookie)!;
    const out = await officer.jar.fetch(`${hub.origin}/desk/sign-out`, {
      method: 'POST',
      headers: pageHeaders(hub.origin, officer.tag, false),
    });
    expect(out.status).toBe(200);
    expect(officer.jar.get(sessionCookie)).toBeUndefined();
    officer.jar.put(sessionCookie, kept);
    expect(await codeOf(await officer.ask(anything))).toBe('UNAUTHENTICATED');
  });

  it('is not ended by another site', async () => {
    const officer = await signIn(hub.origin);
    const out = await officer.jar.fetch(`${hub.origin}/desk/sign-out`, {
      method: 'POST',
      headers: { ...pageHeaders(hub.origin, officer.tag, false), 'sec-fetch-site': 'cross-site' },
    });
    expect(out.status).toBe(403);
    expect((await officer.ask(anything)).status).toBe(200);
  });

  it('ends when nobody uses it, whatever the page asks by itself', async () => {
    const desk = { issuer: null, clearMs: 500, idleMs: 1_500, longestMs: 3_600_000 };
    const short = await openDeskHub({ desk });
    try {
      const officer = await signIn(short.origin);
      const unasked = () => officer.ask(anything, { 'x-lienthong-unasked': '1' });
      expect((await unasked()).status).toBe(200);
      await until('it is over', async () => (await unasked()).status === 401, 10_000);
    } finally {
      await short.stop();
    }
  });

  it('ends at its longest, however much it is used', async () => {
    const desk = { issuer: null, clearMs: 500, idleMs: 60_000, longestMs: 1_500 };
    const short = await openDeskHub({ desk });
    try {
      const officer = await signIn(short.origin);
      expect((await officer.ask(anything)).status).toBe(200);
      await until('it is over', async () => (await officer.ask(anything)).status === 401, 10_000);
    } finally {
      await short.stop();
    }
  });

  it('outlives the hub that began it', async () => {
    const officer = await signIn(hub.origin);
    await hub.stop();
    const { port } = new URL(hub.origin);
    hub = Object.assign(await openDeskHub({ port: Number(port), publicUrl: hub.origin }), {
      origin: hub.origin,
    });
    expect((await officer.ask(anything)).status).toBe(200);
  });
});

describe('Pages of a desk', () => {
  it('run nothing but their own files, in no frame', async () => {
    const page = await fetch(`${hub.origin}/desk/`);
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(Object.fromEntries(page.headers)).toMatchObject({
      ...{ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff', 'cache-control': 'no-cache' },
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(await page.text()).not.toMatch(/<style|style=|(src|href)="(https?:)?\/\//);
  });

  it('make machine code of a file in one worker alone, which reaches the built files and nothing else', async () => {
    const assets = join(packageRoot, 'dist', 'desks', 'desk', 'assets');
    const policies = await Promise.all(
      readdirSync(assets).map(async (name) => {
        const file = await fetch(`${hub.origin}/desk/assets/${name}`);
        return [name, file.headers.get('content-security-policy')!] as const;
      }),
    );
    const compiling = policies.filter(([, policy]) => policy.includes('wasm-unsafe-eval'));
    expect(compiling.map(([name]) => name)).toEqual([expect.stringMatching(/^code-reader\.worker-/)]);
    const [, policy] = compiling[0]!;
    expect(policy).toMatch(/^default-src 'none'; script-src 'wasm-unsafe-eval'; /);
    expect(policy).toContain(`connect-src ${hub.origin}/desk/assets/;`);
  });

  it('may use the camera on the desk itself, and no other device anywhere', async () => {
    const allowed = async (path: string) =>
      (await fetch(`${hub.origin}${path}`)).headers.get('permissions-policy');
    expect(await allowed('/desk/')).toMatch(/^camera=\(self\), microphone=\(\), /);
    expect(await allowed('/desk/session')).toMatch(/^camera=\(\), microphone=\(\), /);
  });

  it('are kept by nobody on the way where somebody is signed in', async () => {
    const officer = await signIn(hub.origin);
    const here = await officer.jar.fetch(`${hub.origin}/desk/session`);
    expect(here.headers.get('cache-control')).toBe('no-store');
    expect((await officer.ask(anything)).headers.get('cache-control')).toBe('no-store');
  });

  it('are had under the one name whose cookies count', async () => {
    const { port } = new URL(hub.origin);
    const answer = await fetch(`http://127.0.0.1:${port}/desk/`, { redirect: 'manual' });
    expect(answer.headers.get('location')).toBe(`${hub.origin}/desk/`);
  });

  it('that ask who signs in have no script, no frame and no other style than their own', async () => {
    const jar = new CookieJar();
    const { response } = await jar.follow(`${hub.origin}/desk/sign-in?language=en`);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(policy).not.toMatch(/unsafe|script/);
    const text = await response.text();
    expect(text).toContain('Choose who signs in');
    expect(text).toContain('hospital.demo/001');
  });
});
