import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { leafHash } from '../merkle.js';
import { type Proof, proveEvent } from '../prove.js';
import type { EventPlace } from './search-store.js';

/** Proofs of one operation: each reads the leaves of a whole seal. */
const maxProofs = 20;
const asked = new WeakMap<object, number>();

type Context = Pick<RequestContext, 'readRecord' | 'trail'>;

/**
 * The proof of an event with its contents, as JSON text; null while it is not sealed.
 * @throws HubError LIMIT_EXCEEDED; CONFLICT when the event is not what was sealed
 */
export async function proofOf(ctx: Context, event: EventPlace): Promise<string | null> {
  const proof = await prove(ctx, event);
  return proof && JSON.stringify(proof);
}

/**
 * The same for the person it was about: the leaf in place of what it was made of, since that names the officer and
 * holds the hashes of others. An auditor opens it: SHA-256(0x00 ‖ salt ‖ text) of his proof is this leaf.
 */
export async function leafProofOf(ctx: Context, event: EventPlace): Promise<string | null> {
  const proof = await prove(ctx, event);
  if (!proof) return null;
  const { seq, path, checkpoint } = proof;
  const leaf = leafHash(Buffer.from(proof.salt, 'base64'), Buffer.from(proof.event)).toString('base64');
  return JSON.stringify({ format: 'lienthong-audit-leaf-proof/1', leaf, seq, path, checkpoint });
}

async function prove({ readRecord, trail }: Context, { id, occurredAt }: EventPlace): Promise<Proof | null> {
  const before = asked.get(trail) ?? 0;
  if (before >= maxProofs) {
    throw new HubError(
      'LIMIT_EXCEEDED',
      { limit: 'PROOFS', allowed: maxProofs },
      {
        vi: `Mỗi yêu cầu được nhiều nhất ${maxProofs} bằng chứng: hãy hỏi với first: ${maxProofs}.`,
        en: `At most ${maxProofs} proofs an operation: ask with first: ${maxProofs}.`,
      },
    );
  }
  asked.set(trail, before + 1);
  // NOTE: as the auditor, since a leaf is made of every subject of its event; only the hash goes to a resident.
  const proof = await readRecord({ kind: 'AUDITOR' }, (db) => proveEvent(db, id, occurredAt));
  if (proof === 'NOT_AS_SEALED') throw new HubError('CONFLICT', { record: 'NOT_AS_SEALED' });
  return typeof proof === 'string' ? null : proof;
}
