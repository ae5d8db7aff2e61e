import type pg from 'pg';
import { changeText } from '../access/administrative-change.js';
import type { Caller } from '../access/caller.js';
import { claimKey, findAnswer, keepAnswer, makeClaim } from '../access/idempotency.js';
import type { Keyring } from '../access/keys.js';
import type { AuditEvent } from '../audit/event.js';
import { recordEvents } from '../audit/record.js';
import type { Trail } from '../audit/trail.js';
import type { Repeated, Write, Written } from '../context.js';
import { inTransaction, NoConnection } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import type { Clock } from '../process/clock.js';

/**
 * Runs one write of one request: key, work, answer and audit event in one transaction. The same key and input again
 * give the same answer and change nothing; two at once take turns. `work` asks its own `client` and nothing else.
 * When nobody waits for the answer any more it is rolled back, so that what is told as failed is not done. What `work`
 * does `elsewhere` cannot be rolled back: it is on record as REQUESTED before, and kept whoever waits.
 * @param operation what a key belongs to besides the agency, `Mutation.grantScope`
 * @throws HubError BAD_USER_INPUT for the key, CONFLICT for another input, AUDIT_UNAVAILABLE; OVERLOADED where too many
 *   writes wait, and this one was not begun; what `work` throws
 */
export function makeWrite(
  { pool, keys, clock }: { pool: pg.Pool; keys: Keyring; clock: Clock },
  asked: { caller: Caller; trail: Trail; isGone(): boolean },
  operation: string,
  coordinates: ReadonlySet<string>,
): Write {
  const { caller, trail, isGone } = asked;
  return async <T>(
    idempotencyKey: string,
    input: unknown,
    work: (client: pg.PoolClient) => Promise<Written<T>>,
    { elsewhere = false } = {},
  ): Promise<T> => {
    const request = { agency: caller.agency.code, operation, key: idempotencyKey, input };
    const claim = makeClaim(keys, request);
    const record = (client: pg.PoolClient, event: AuditEvent) =>
      recordEvents(client, [event]).catch((cause) => {
        throw new HubError('AUDIT_UNAVAILABLE', {}, undefined, { cause });
      });
    if (elsewhere) {
      const asking = trail.toEvent(keys, 'REQUESTED', [], clock.now());
      await inTransaction(pool, (client) => record(client, asking)).catch(refused);
    }
    let isNew = false;
    const answer = await inTransaction(
      pool,
      async (client) => {
        const known = await claimKey(client, keys, claim);
        if (known) return known.answer;
        isNew = true;
        const { value, change } = await work(client);
        const text = JSON.stringify(value);
        await keepAnswer(client, keys, claim, text);
        // What the answer will hold is not known yet: every field that was asked for counts as released.
        trail.released = [...coordinates];
        const made = trail.toEvent(keys, 'ANSWERED', [], clock.now());
        const event = { ...made, change: change ? changeText(change) : null };
        await record(client, event);
        if (isGone() && !elsewhere) throw new HubError('DEADLINE_EXCEEDED');
        // Parsed again, so that the first answer and a repeated one are made of the same.
        return JSON.parse(text) as unknown;
      },
      caller.agency.code,
    ).catch(refused);
    if (isNew) trail.markRecorded();
    return answer as T;
  };
}

/** A write that found no connection was not begun: the caller may ask again. */
function refused(cause: unknown): never {
  throw cause instanceof NoConnection ? new HubError('OVERLOADED', {}, undefined, { cause }) : cause;
}

/** What was answered to the same key and input before, whatever the world is like now. @throws as `makeWrite` */
export function makeRepeated(
  { pool, keys }: { pool: pg.Pool; keys: Keyring },
  { caller }: { caller: Caller },
  operation: string,
): Repeated {
  return async <T>(key: string, input: unknown): Promise<T | null> => {
    const claim = makeClaim(keys, { agency: caller.agency.code, operation, key, input });
    const known = await findAnswer(pool, keys, claim);
    return known && (known.answer as T);
  };
}
