/** A browser as far as cookies go: what `Set-Cookie` says is sent back to the same host, by path. */
export class CookieJar {
  readonly #cookies = new Map<string, { value: string; path: string }>();
  /** Every `Set-Cookie` as it came. */
  readonly set: string[] = [];

  header(url: string): string {
    const { pathname } = new URL(url);
    return [...this.#cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  get(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }

  put(name: string, value: string): void {
    this.#cookies.set(name, { value, path: '/' });
  }

  /** One request, its cookies kept; redirects are not followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), cookie: this.header(url) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(line, url);
    return response;
  }

  /** Follows redirects until a page comes; answers it and where it is. */
  async follow(url: string, init: RequestInit = {}): Promise<{ response: Response; url: string }> {
    let at = url;
    let response = await this.fetch(at, init);
    for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 10; hops += 1) {
      at = new URL(response.headers.get('location')!, at).href;
      response = await this.fetch(at);
    }
    return { response, url: at };
  }

  #keep(line: string, url: string): void {
    this.set.push(line);
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? new URL(url).pathname;
    const isOver = attributes.some(
      (one) => /^max-age=0$/i.test(one) || (/^expires=/i.test(one) && Date.parse(one.slice(8)) < Date.now()),
    );
    if (isOver) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}
