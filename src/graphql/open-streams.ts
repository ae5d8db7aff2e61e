import type { Writable } from 'node:stream';
import { HubError } from '../domain/errors.js';

/** How many streams of one agency, and of all, may be open at a time. */
const most = { ofAgency: 20, ofAll: 500 };
/** A stream is closed after so long; whoever still listens asks anew, on record again. */
const longestMs = 15 * 60_000;
/** For the last words to whoever reads them; who does not is cut off. */
const graceMs = 5_000;

/** The places of streams. One is taken before anything is asked, and is free again when its reply has closed. */
export class OpenStreams {
  readonly #places = new Set<{ agency: string; over: AbortController }>();
  #isStopped = false;

  /**
   * Takes a place for as long as the reply is open. The signal says when the stream is over: its listener hung up, its
   * time is up, or the hub stops.
   * @throws HubError LIMIT_EXCEEDED for an agency that listens too often, OVERLOADED where the hub is listened to enough
   */
  take(agency: string, reply: Writable): AbortSignal {
    const own = [...this.#places].filter((place) => place.agency === agency);
    if (own.length >= most.ofAgency)
      throw new HubError('LIMIT_EXCEEDED', { limit: 'STREAMS', allowed: most.ofAgency });
    if (this.#isStopped || this.#places.size >= most.ofAll) throw new HubError('OVERLOADED');
    const place = { agency, over: new AbortController() };
    let timer = setTimeout(() => {
      place.over.abort();
      timer = setTimeout(() => reply.destroy(), graceMs).unref();
    }, longestMs).unref();
    const leave = () => {
      clearTimeout(timer);
      this.#places.delete(place);
      place.over.abort();
    };
    this.#places.add(place);
    if (reply.destroyed) leave();
    else reply.once('close', leave);
    return place.over.signal;
  }

  /** Ends all of them and takes no more. */
  stop(): void {
    this.#isStopped = true;
    for (const { over } of this.#places) over.abort();
  }
}
