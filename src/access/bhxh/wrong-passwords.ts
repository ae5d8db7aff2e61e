import type { Clock } from '../../process/clock.js';

const most = 10;
const withinMs = 60_000;
/** Accounts and addresses remembered; more than that are guessed at by no hospital. */
const mostRemembered = 10_000;

/** Wrong passwords of the last minute, by account and address, in this process: after ten the right one waits too. */
export class WrongPasswords {
  readonly #counts = new Map<string, { count: number; until: number }>();

  constructor(private readonly clock: Clock) {}

  /** Milliseconds to wait before another try; 0 when it may be made now. */
  waitFor(username: string, address: string): number {
    const known = this.#counts.get(`${username}\n${address}`);
    return known && known.count >= most ? Math.max(0, known.until - this.clock.now()) : 0;
  }

  note(username: string, address: string): void {
    const key = `${username}\n${address}`;
    const now = this.clock.now();
    const known = this.#counts.get(key);
    const running = known && known.until > now ? known : { count: 0, until: now + withinMs };
    running.count += 1;
    if (this.#counts.size >= mostRemembered) this.#counts.clear();
    this.#counts.set(key, running);
  }

  forget(username: string, address: string): void {
    this.#counts.delete(`${username}\n${address}`);
  }
}
