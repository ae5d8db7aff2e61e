/** Who waits for a key. Agencies take turns; what nobody waits for any more is not asked. */
export interface Asker {
  readonly agency: string;
  /** The officer of that agency who looks, where one does. */
  readonly officer?: string | null;
  /** True once its caller hung up or its time ran out. */
  readonly gone: boolean;
}

/**
 * Asks for several keys in one statement, answers aligned. Keys meet in a batch when they bring the same function.
 * `askers`, aligned too, are for a source that wants to know who looks.
 */
export type Ask<Key, Value> = (keys: readonly Key[], askers?: readonly Asker[]) => Promise<readonly Value[]>;

interface Waiting {
  key: unknown;
  weight: number;
  asker: Asker;
  done(value: unknown): void;
  fail(cause: unknown): void;
}

interface Group {
  ask: Ask<unknown, unknown>;
  /** By agency, in the order in which the agencies take turns. */
  queues: Map<string, Waiting[]>;
}

/** Why a lane would not ask: too many keys of this agency wait already, or whoever wanted this one has left. */
export type LaneRefusal = 'FULL' | 'GONE';

export interface LaneOptions {
  /** Statements under way at once. */
  running?: number;
  /** Keys a statement, each counted by its weight. */
  keys?: number;
  /** Keys of one agency that may wait; more are refused at once, and no other agency's. */
  waiting?: number;
  /** Whether a statement may have failed for one of its keys only. */
  mayBeOneKey(cause: unknown): boolean;
  refusal(why: LaneRefusal): Error;
}

/**
 * The one way of all requests to a source: keys of requests that run at the same time are asked in one statement.
 *
 * No timer and nothing kept: the first key goes at the end of this turn of the event loop, and while `running`
 * statements are under way the next keys gather, at most `keys` a statement, one key an agency in turn. Who may see
 * an answer is decided by whoever asked, after it came. When a shared statement is refused for what it asked, each
 * asker's keys are asked again apart, so that a bad key costs its own request only.
 */
export class Lane {
  /**
   * Longest waiting first. NOTE: a list, not a map by `ask`: a map that is filled and emptied all the time leaves its old
   * tables behind, each of which holds the next, and with them every request that was ever in one, until the next
   * collection of the whole heap.
   */
  readonly #groups: Group[] = [];
  readonly #options: Required<LaneOptions>;
  readonly #waiting = new Map<string, number>();
  /** What an asker was refused with: once a request, however many keys it comes with. */
  readonly #refused = new WeakMap<Asker, Promise<never>>();
  #underWay = 0;
  #isScheduled = false;

  constructor(options: LaneOptions) {
    this.#options = { running: 2, keys: 200, waiting: 8_000, ...options };
  }

  /**
   * The answer for one key; `weight` is how many persons it stands for (a class list: 40).
   * @throws what `ask` throws; `refusal` when it was not asked
   */
  load<Key, Value>(ask: Ask<Key, Value>, key: Key, asker: Asker, weight = 1): Promise<Value> {
    const waits = this.#waiting.get(asker.agency) ?? 0;
    if (waits >= this.#options.waiting) return this.#refuse(asker);
    return new Promise<Value>((done, fail) => {
      let group = this.#groups.find((one) => one.ask === ask);
      if (!group) {
        group = { ask: ask as Ask<unknown, unknown>, queues: new Map() };
        this.#groups.push(group);
      }
      const waiting: Waiting = { key, weight, asker, done: done as Waiting['done'], fail };
      const queue = group.queues.get(asker.agency);
      if (queue) queue.push(waiting);
      else group.queues.set(asker.agency, [waiting]);
      this.#waiting.set(asker.agency, waits + 1);
      this.#schedule();
    });
  }

  #refuse(asker: Asker): Promise<never> {
    let refused = this.#refused.get(asker);
    if (!refused) {
      refused = Promise.reject(this.#options.refusal('FULL'));
      refused.catch(() => undefined);
      this.#refused.set(asker, refused);
    }
    return refused;
  }

  #left(agency: string): void {
    const waits = this.#waiting.get(agency)! - 1;
    if (waits > 0) this.#waiting.set(agency, waits);
    else this.#waiting.delete(agency);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#underWay >= this.#options.running || this.#groups.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      while (this.#underWay < this.#options.running && this.#groups.length > 0) this.#send();
    });
  }

  /** One statement of the group that has waited longest. */
  #send(): void {
    const group = this.#groups.shift()!;
    const next = takeTurns(group.queues, this.#options.keys);
    // NOTE: behind the others, or a busy kind of question would keep the rarer ones waiting.
    if (group.queues.size > 0) this.#groups.push(group);
    for (const { asker } of next) this.#left(asker.agency);
    const batch = this.#stillWanted(next);
    if (batch.length === 0) return;
    this.#underWay += 1;
    void this.#run(group.ask, batch).finally(() => {
      this.#underWay -= 1;
      this.#schedule();
    });
  }

  async #run(ask: Ask<unknown, unknown>, batch: readonly Waiting[]): Promise<void> {
    try {
      const values = await ask(
        batch.map((one) => one.key),
        batch.map((one) => one.asker),
      );
      batch.forEach((one, at) => {
        one.done(values[at]);
      });
    } catch (cause) {
      const apart = byAsker(batch);
      if (apart.length > 1 && this.#options.mayBeOneKey(cause))
        for (const own of apart) {
          // Their callers may have left while the others were asked.
          const wanted = this.#stillWanted(own);
          if (wanted.length > 0) await this.#run(ask, wanted);
        }
      else for (const one of batch) one.fail(cause);
    }
  }

  #stillWanted(batch: readonly Waiting[]): Waiting[] {
    return batch.filter(({ asker, fail }) => {
      const { gone } = asker;
      if (gone) fail(this.#options.refusal('GONE'));
      return !gone;
    });
  }
}

/**
 * The next keys, one of each agency in turn, up to `most` by weight (one key that weighs more goes alone); whoever was
 * not served comes first the next time. A key whose asker has left comes along, but weighs nothing and takes no turn.
 */
function takeTurns(queues: Map<string, Waiting[]>, most: number): Waiting[] {
  const batch: Waiting[] = [];
  let total = 0;
  while (queues.size > 0) {
    const [agency, queue] = queues.entries().next().value!;
    const { asker, weight } = queue[0]!;
    if (!asker.gone && total > 0 && total + weight > most) break;
    batch.push(queue.shift()!);
    if (!asker.gone) {
      total += weight;
      queues.delete(agency);
      if (queue.length > 0) queues.set(agency, queue);
    } else if (queue.length === 0) queues.delete(agency);
  }
  return batch;
}

function byAsker(batch: readonly Waiting[]): Waiting[][] {
  const askers = new Map<Asker, Waiting[]>();
  for (const one of batch) {
    const own = askers.get(one.asker);
    if (own) own.push(one);
    else askers.set(one.asker, [one]);
  }
  return [...askers.values()];
}
