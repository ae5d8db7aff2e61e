import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { type Checkpoint, checkpoint } from '../run-store.js';

/** Chunks under way at once: one is made while PostgreSQL writes two. The run's pool has room for them and for reads. */
const AT_ONCE = 3;

/**
 * Writes chunks side by side, each in its transaction with its checkpoint, and commits them in the order they came: what
 * is committed is always the beginning of the records, so a run that is killed goes on behind it.
 */
export class CommitInTurn {
  #underWay: Promise<void>[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly runId: number,
  ) {}

  /**
   * Takes a chunk, and resolves when there is room for the next one. `write` must wait for no other chunk.
   * @throws what an earlier chunk failed of, RunStopped among it: nothing behind that chunk is kept
   */
  async add(
    write: (client: pg.ClientBase) => Promise<Checkpoint>,
    onCommitted: () => void = () => undefined,
  ): Promise<void> {
    const before = this.#underWay.at(-1);
    const written = inTransaction(this.pool, async (client) => {
      const at = await write(client);
      await before;
      await checkpoint(client, this.runId, at);
    }).then(onCommitted);
    written.catch(() => undefined);
    this.#underWay.push(written);
    if (this.#underWay.length >= AT_ONCE) await this.#underWay.shift();
  }

  /** When all are committed. @throws as `add` does */
  async finish(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** When none is under way any more, whatever became of them. */
  async rest(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }
}
