import type { RequestContext } from '../../context.js';
import type { Queryable } from '../../database/transaction.js';
import type { ItemOutcome } from './decision-inputs.js';
import { actFor, reviewedBySeq, writeMoves } from './finding-store.js';
import {
  actForUnits,
  decideRegistryCase,
  type RegistryCase,
  type RegistryCaseState,
  registryCasesById,
} from './registry-case-store.js';
import { requireOfficer } from './require-queue.js';

export interface RegistryDecision {
  id: string;
  version: number;
  verdict: 'ACCEPT' | 'REJECT';
  reason: string;
}

export interface RegistryDecided {
  id: string;
  outcome: ItemOutcome;
  state: RegistryCaseState | null;
  version: number | null;
}

/**
 * What the registry's owner says of entries of residents of his units; the finding that each came of goes on with it.
 * A case of another's unit is to him as one that does not exist.
 */
export async function decideRegistryCases(
  ctx: RequestContext,
  input: { idempotencyKey: string },
  decisions: readonly RegistryDecision[],
): Promise<RegistryDecided[]> {
  const officer = requireOfficer(ctx);
  const { agency } = ctx.caller;
  const ids = decisions.map(({ id }) => id);
  const known = await ctx.readRecord({ kind: 'AGENCY', agency: agency.code }, async (db) => {
    await actForUnits(db, agency.units);
    return registryCasesById(db, ctx.keys, agency.units, ids);
  });
  const people = await ctx.residents.findMany(known.map(({ evidence }) => evidence.personalId));
  const own = new Set(known.filter((_one, at) => people[at]).map(({ id }) => id));
  return ctx.write(input.idempotencyKey, input, async (client) => {
    // NOTE: findings first, as whoever takes a case back has them: the two would wait for each other for ever.
    await lockFindings(client, known);
    await actForUnits(client, agency.units);
    const cases = (await registryCasesById(client, ctx.keys, agency.units, ids, { lock: true })).filter(
      ({ id }) => own.has(id),
    );
    const results: RegistryDecided[] = [];
    for (const { id, version, verdict, reason } of decisions) {
      const one = cases.find((it) => it.id === id);
      if (!one) results.push({ id, outcome: 'NOT_FOUND', state: null, version: null });
      else if (one.state !== 'WAITING' || one.version !== version)
        results.push({ id, outcome: 'CONFLICT', state: one.state, version: one.version });
      else {
        const state = verdict === 'ACCEPT' ? 'ACCEPTED' : 'REJECTED';
        await decideRegistryCase(client, one, { state, agency: agency.code, officer, reason });
        const by = `${agency.code}/${officer}`;
        await goOn(client, one, { state, by, reason, requestId: ctx.requestId });
        results.push({ id, outcome: 'DONE', state, version: version + 1 });
      }
    }
    const done = results.filter(({ outcome }) => outcome === 'DONE');
    const after = Object.fromEntries(done.map(({ id, state }) => [id, state]));
    const change = { what: 'DECIDE_REGISTRY_CORRECTIONS', target: agency.code, before: null, after };
    return { value: results, change };
  });
}

/** The findings that cases came of, in one order. */
async function lockFindings(client: Queryable, cases: readonly RegistryCase[]): Promise<void> {
  const inOrder = [...cases].sort((a, b) => a.runId - b.runId || a.seq - b.seq);
  for (const { agency, runId, seq } of inOrder) {
    await actFor(client, agency);
    await reviewedBySeq(client, runId, [seq], { lock: true });
  }
}

/** The finding of a case that was decided; the transaction acts for the agency that asked. */
async function goOn(
  client: Queryable,
  { runId, seq, agency }: RegistryCase,
  said: { state: 'ACCEPTED' | 'REJECTED'; by: string; reason: string; requestId: string },
): Promise<void> {
  const findings = await reviewedBySeq(client, runId, [seq], { lock: true });
  const state = said.state === 'ACCEPTED' ? ('REGISTRY_CORRECTED' as const) : ('REGISTRY_REFUSED' as const);
  await writeMoves(
    client,
    { runId, agency, requestId: said.requestId },
    findings
      .filter((one) => one.state === 'ROUTED')
      .map((one) => ({ ...one, state, officer: said.by, act: state, reason: said.reason })),
  );
}
