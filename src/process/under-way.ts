import type { Server } from 'node:http';

/** What is being answered now, so that a stop waits for answers and not for connections that ask nothing. */
export class UnderWay {
  #count = 0;

  get idle(): boolean {
    return this.#count === 0;
  }

  /** Counts every request of a server until its answer is sent or its connection is gone. */
  watch(server: Server): void {
    server.on('request', (_request, response) => {
      this.#count += 1;
      response.once('close', () => {
        this.#count -= 1;
      });
    });
  }

  /** Counts a piece of work that goes on although its caller hung up (its record is still to be written). */
  async during<T>(work: Promise<T>): Promise<T> {
    this.#count += 1;
    try {
      return await work;
    } finally {
      this.#count -= 1;
    }
  }
}
