import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebAccounts } from '../../../../src/config/web-accounts.js';

/** One call as the gateway got it. */
export interface Call {
  path: string;
  query: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of another agency's wire
  body: any;
}

/** What the gateway does with a call: an answer as JSON, or anything at all with the response itself. */
export type Act = object | ((response: ServerResponse, call: Call) => unknown);

/**
 * A portal of another agency, as its description says, that does what a test tells it to: token and lookup in the exact
 * fields, one act a call, `always` after those.
 */
export interface ScriptedGateway {
  url: string;
  /** Every call so far, tokens and looks. */
  calls: Call[];
  looks(): Call[];
  tokens(): Call[];
  /** What the next looks get, in order. */
  next(...acts: Act[]): void;
  /** What the next attempts to take a token get, in order. */
  nextTokens(...acts: Act[]): void;
  /** What a look gets when nothing else is said. */
  always(act: Act): void;
  /** Closes every connection and takes no more, or takes them again at the same address. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

export const account = {
  agency: 'hospital.demo',
  username: '01001_BV',
  password: '0123456789abcdef0123456789abcdef',
  officers: [{ officer: '001', name: 'Lê Thị Hư Cấu', number: '001090000017' }],
} satisfies WebAccounts[number];

/** A valid answer, in the fields of the note of 2024-06-20. */
export const valid = {
  ...{ maKetQua: '000', ghiChu: 'Thẻ còn giá trị sử dụng', maThe: 'GD4010123456789', hoTen: null },
  ...{ ngaySinh: null, gioiTinh: 'Nam', diaChi: 'Hà Nội', maDKBD: '01001', cqBHXH: 'BHXH mẫu' },
  ...{ gtTheTu: '01/01/2024', gtTheDen: '31/12/2099', maKV: 'K1', ngayDu5Nam: '29/02/2020' },
  ...{ maSoBHXH: '0123456789', maTheCu: null, maTheMoi: null, gtTheTuMoi: null, gtTheDenMoi: null },
  ...{ maDKBDMoi: null, tenDKBDMoi: null, dsLichSuKCB2018: [], dsLichSuKT2018: [] },
};

export async function startScriptedGateway(): Promise<ScriptedGateway> {
  const calls: Call[] = [];
  const acts: Act[] = [];
  const tokenActs: Act[] = [];
  let usual: Act = valid;
  let issued = 0;
  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    if (request.method !== 'POST') return void response.writeHead(404).end();
    calls.push(call);
    const act =
      call.path === '/api/token/take' ? (tokenActs.shift() ?? token(++issued)) : (acts.shift() ?? usual);
    if (typeof act === 'function') return void act(response, call);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(act));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    looks: () => calls.filter(({ path }) => path.startsWith('/api/egw/')),
    tokens: () => calls.filter(({ path }) => path === '/api/token/take'),
    next: (...more) => void acts.push(...more),
    nextTokens: (...more) => void tokenActs.push(...more),
    always(act) {
      usual = act;
    },
    unplug: stop,
    plugIn: () => new Promise<void>((done) => server.listen(port, '127.0.0.1', done)),
    close: () => (server.listening ? stop() : Promise.resolve()),
  };
}

/** What taking a token answers; the end is an hour from now, with seven digits of a second. */
export function token(number: number | string) {
  const expires_in = new Date(Date.now() + 3_600_000).toISOString().replace('Z', '0000Z');
  const key = { access_token: `access-${number}`, id_token: `id-${number}`, token_type: 'bearer' };
  return { maKetQua: '200', APIKey: { ...key, username: account.username, expires_in } };
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const { pathname, searchParams } = new URL(request.url!, 'http://gateway');
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return {
    path: pathname,
    query: Object.fromEntries(searchParams),
    body: text ? JSON.parse(text) : null,
  };
}
