import { badField, requireText } from '../../access/input.js';
import { requireNoNumber } from '../../access/somebodys-number.js';
import { makeEventId } from '../../audit/event-id.js';
import type { RequestContext } from '../../context.js';
import { addDays } from '../../domain/local-date.js';
import { unitsOfResidence } from '../../domain/units-of-residence.js';
import type { Resident } from '../../registry/resident.js';
import type { Found } from '../results/findings.js';
import { decideFinding } from './decide.js';
import type { DecideFindingsInput, FindingDecisionInput, FindingResult } from './decision-inputs.js';
import type { ReviewedFinding } from './finding.js';
import { idOfFinding } from './finding.js';
import { actFor, type Move, reviewedBySeq, writeMoves } from './finding-store.js';
import { foundPage, subjectOf } from './found-page.js';
import { POLICY } from './policy.js';
import {
  addRegistryCases,
  type NewRegistryCase,
  type RegistryOwner,
  withdrawCases,
} from './registry-case-store.js';
import { readOwn, requireFindings, requireOfficer, requireQueue } from './require-queue.js';

/**
 * One officer's decisions, each on the version that he saw: done, or a conflict with the present state beside it. All
 * that are done are one transaction with their moves and their event.
 * @throws HubError BAD_USER_INPUT naming the field, NOT_FOUND for another agency's run
 */
export async function decideFindings(
  ctx: RequestContext,
  input: DecideFindingsInput,
): Promise<FindingResult[]> {
  const queue = await requireQueue(ctx, input.runId);
  const officer = requireOfficer(ctx);
  const { decisions } = input;
  const seqs = requireFindings(
    queue,
    'finding',
    decisions.map(({ finding }) => finding),
  );
  const reasons = decisions.map(reasonOf);
  const evidence = await evidenceFor(ctx, queue, decisions, seqs);
  const at = new Date(ctx.now);
  const { agency } = ctx.caller;
  return ctx.write(input.idempotencyKey, input, async (client) => {
    await actFor(client, agency.code);
    const known = await reviewedBySeq(client, queue.runId, seqs, { lock: true });
    const bySeq = new Map(known.map((one) => [one.seq, one]));
    const moves: Move[] = [];
    const cases: NewRegistryCase[] = [];
    const results = decisions.map(({ act, version, candidate: rank, finding: id }, place): FindingResult => {
      const finding = bySeq.get(seqs[place]!);
      if (!finding) return { finding: id, outcome: 'NOT_FOUND', reason: null, state: null, version: null };
      ctx.trail.subject(subjectOf(finding), 'VERIFIED_ONLY');
      const conflict = (reason: FindingResult['reason']): FindingResult => ({
        ...{ finding: idOfFinding(finding), outcome: 'CONFLICT', reason },
        ...{ state: finding.state, version: finding.version },
      });
      const { found, residents } = evidence;
      const chosen = found.get(finding.seq)?.candidates.find((one) => one.rank === rank);
      if (rank !== null && rank !== undefined && !chosen) return conflict('NO_CANDIDATE');
      const candidate = chosen?.personalId ?? null;
      const made = decideFinding(finding, { act, version, officer, candidate }, at);
      if (typeof made === 'string') return conflict(made);
      const resident = made.decision === 'ROUTE' ? residents.get(made.candidate!) : null;
      if (made.decision === 'ROUTE' && !resident) return conflict('OUT_OF_REMIT');
      if (made.state === 'ROUTED')
        cases.push(caseOf(ctx, queue.sector, officer, finding, found.get(finding.seq)!, resident!));
      moves.push({ seq: finding.seq, version, officer, act, reason: reasons[place]!, ...made });
      return {
        ...{ finding: id, outcome: 'DONE', reason: null, state: made.state, version: version + 1 },
      };
    });
    const of = { runId: queue.runId, agency: agency.code, requestId: ctx.requestId };
    await writeMoves(client, of, moves);
    await withdrawCases(
      client,
      queue.runId,
      moves.filter(({ act }) => act === 'UNDO').map(({ seq }) => seq),
    );
    await addRegistryCases(client, ctx.keys, of, cases);
    return { value: results, change: changeOf(queue.runId, moves) };
  });
}

/** How many of what; who they are about stands among the subjects. */
function changeOf(runId: number, moves: readonly Move[]) {
  const counts: Record<string, number> = {};
  for (const { act } of moves) counts[act] = (counts[act] ?? 0) + 1;
  return { what: 'DECIDE_FINDINGS', target: `run:${runId}`, before: null, after: counts };
}

function reasonOf({ act, reason }: FindingDecisionInput): string | null {
  const said = reason?.trim() ? requireText('reason', reason, 300) : null;
  if (said === null && act !== 'ACCEPT') throw badField('reason', { characters: 300 });
  requireNoNumber(said ?? '', { vi: 'Lý do', en: 'The reason' }, { field: 'reason' });
  return said;
}

/** Whom the findings may be about, and the residents whose registry records are said to be wrong; only where needed. */
async function evidenceFor(
  ctx: RequestContext,
  queue: { runId: number; sector: string },
  decisions: readonly FindingDecisionInput[],
  seqs: readonly number[],
): Promise<{ found: ReadonlyMap<number, Found>; residents: ReadonlyMap<string, Resident> }> {
  const needed = seqs.filter(
    (_seq, at) => decisions[at]!.act === 'ROUTE' || typeof decisions[at]!.candidate === 'number',
  );
  if (needed.length === 0) return { found: new Map(), residents: new Map() };
  const reviewed = await readOwn(ctx, (db) => reviewedBySeq(db, queue.runId, needed));
  const { page, found } = await foundPage(ctx, queue, reviewed);
  const routed = decisions.flatMap(({ act, candidate: rank }, at) => {
    const one = found.get(seqs[at]!);
    if (act !== 'ROUTE' || !one) return [];
    const chosen = one.candidates.find((candidate) => candidate.rank === rank)?.personalId ?? one.personalId;
    return chosen === null ? [] : [chosen];
  });
  const residents = routed.length > 0 ? await page.residents(routed) : new Map<string, Resident>();
  return { found, residents };
}

const civil = new Set(['name', 'dob', 'gender']);

/** Birth, name, sex and death are entered by civil status (hộ tịch), the rest by whoever keeps the registry. */
function ownerOf(causes: readonly string[]): RegistryOwner {
  const isCivil = causes.some((cause) => civil.has(cause.split(':')[0]!) || cause === 'id:DECEASED');
  return isCivil ? 'CIVIL_STATUS' : 'REGISTRY';
}

function caseOf(
  ctx: RequestContext,
  sector: string,
  officer: string,
  { seq, causes }: ReviewedFinding,
  { stated }: Found,
  resident: Resident,
): NewRegistryCase {
  const { personalId: number, fullName, dateOfBirth, gender, address } = stated;
  const places = (resident.record.residences ?? []).flatMap((one) => unitsOfResidence(one, ctx.units));
  const units = places.flatMap(({ code, provinceCode }) => [code, ...(provinceCode ? [provinceCode] : [])]);
  return {
    ...{ id: makeEventId(ctx.now), seq, causes, officer, owner: ownerOf(causes) },
    units: [...new Set(units)],
    dueOn: addDays(ctx.today, POLICY.registryDueDays),
    evidence: {
      ...{ personalId: resident.personalId, sector },
      stated: { personalId: number, fullName, dateOfBirth, gender, address },
    },
  };
}
