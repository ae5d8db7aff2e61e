import { createHash } from 'node:crypto';

/** What a lookup is asked about, as hospital software fills it in. */
export interface LookForm {
  maThe: string;
  hoTen: string;
  ngaySinh: string;
  hoTenCb?: string;
  cccdCb?: string;
}

export interface Response {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: software reads fields by name, whatever comes
  body: any;
  text: string;
  headers: Headers;
}

export interface Session {
  access_token: string;
  id_token: string;
}

/**
 * Hospital software as it is: written from the portal's own description and nothing else. It keeps its token, asks for
 * another at 401 and then asks once more.
 */
export class HospitalSoftware {
  session: Session | null = null;
  readonly #password: string;

  constructor(
    private readonly base: string,
    readonly username: string,
    password: string,
  ) {
    this.#password = createHash('md5').update(password).digest('hex');
  }

  takeToken(password = this.#password): Promise<Response> {
    return this.post('/api/token/take', { username: this.username, password });
  }

  /** A lookup with whatever token is at hand; no other try. */
  ask(form: object, name = 'KQNhanLichSuKCB2024', more: Record<string, string> = {}): Promise<Response> {
    const { access_token: token = '', id_token = '' } = this.session ?? {};
    const query = { token, id_token, username: this.username, password: this.#password, ...more };
    return this.post(`/api/egw/${name}?${new URLSearchParams(query)}`, form);
  }

  async lookUp(form: object, name?: string): Promise<Response> {
    if (!this.session) await this.refresh();
    const first = await this.ask(form, name);
    if (first.status !== 401 && first.body.maKetQua !== '401') return first;
    await this.refresh();
    return this.ask(form, name);
  }

  async refresh(): Promise<void> {
    const { body } = await this.takeToken();
    if (body.maKetQua === '200') this.session = body.APIKey;
  }

  async post(path: string, body: unknown): Promise<Response> {
    const answer = await fetch(`${this.base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text, body: text ? JSON.parse(text) : null };
  }
}
