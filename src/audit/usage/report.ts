import type { Keyring } from '../../access/keys.js';
import type { Sentence } from '../../domain/language.js';
import type { ReadRecord } from '../reader.js';
import { subjectMacs } from '../subject-macs.js';
import { type DataKind, dataKindsOf } from './data-kinds.js';
import { type Disclosure, type DisclosureRule, disclose, isShown } from './disclosure.js';
import { disclosureRulesOf } from './disclosure-rule-store.js';
import { agencyNames, askedAbout, type LookRow, looksAt, sealedAmong } from './usage-store.js';
import { dayAt, startOfDay } from './vietnam-day.js';

/** What came of a look for the person it was about; FAILED: nothing reached whoever looked. */
export type UsageOutcome = 'RELEASED' | 'VERIFIED_ONLY' | 'MISMATCHED' | 'NOT_FOUND' | 'REFUSED' | 'FAILED';

/** One look as the person it was about is told of it. What his class does not tell is null. */
export interface Look {
  /** A name for it that tells nothing: the same each time for this person, another for everybody else. */
  id: string;
  /** Milliseconds since 1970; of a COARSE look the beginning of its day in Vietnam. */
  at: number;
  /** Whoever reads the report took it: the person himself, or the guardian who reads his child's (RELATED). */
  own: boolean;
  agencyKind: string | null;
  agencyCode: string | null;
  agencyName: string | null;
  clientId: string | null;
  purpose: string | null;
  dataKinds: DataKind[];
  outcome: UsageOutcome;
  caseReference: string | null;
  relation: 'DIRECT' | 'RELATED';
  disclosure: Exclude<Disclosure, { class: 'WITHHELD' }>;
  /** Where it stands on record, for its proof; never told. */
  event: { id: string; occurredAt: string };
}

/** How many looks of one past year are withheld for good, on what ground. */
export interface WithheldYear {
  year: number;
  count: number;
  legalBasis: Sentence;
}

/** Who looked at one person, newest first. */
export interface UsageReport {
  looks: Look[];
  withheld: WithheldYear[];
}

/**
 * Who looked at a person, by any of his numbers, as far as he is told by now. What is withheld leaves no trace in it
 * but the count of years that are over, where its rule allows one.
 * @param numbers the number in force and former ones that are his alone
 * @param guardian the numbers of the guardian who reads his child's report: looks he took are his own
 */
export async function readUsage(
  { readRecord, keys }: { readRecord: ReadRecord; keys: Keyring },
  numbers: readonly string[],
  now: number,
  guardian: readonly string[] = [],
): Promise<UsageReport> {
  const subjects = subjectMacs(keys, numbers);
  const ofGuardian = guardian.length > 0 ? subjectMacs(keys, guardian) : [];
  return readRecord({ kind: 'RESIDENT', subjects: [...subjects, ...ofGuardian] }, async (db) => {
    const rows = new Map<string, LookRow>();
    for await (const chunk of looksAt(db, subjects)) {
      for (const row of chunk)
        if (isToldAtAll(row)) rows.set(row.eventId, moreTelling(rows.get(row.eventId), row));
    }
    const codes = [...new Set([...rows.values()].flatMap((row) => row.agencyCode ?? []))];
    const rules = await disclosureRulesOf(db, codes);
    const names = await agencyNames(db, codes);
    const reached = [...rows.values()].filter((row) => row.agencyKind === 'RESIDENT');
    const byGuardian = await askedAbout(
      db,
      ofGuardian,
      reached.map((row) => row.eventId),
    );
    const looks: Look[] = [];
    const withheld = new Map<string, WithheldYear>();
    const [first] = subjects;
    for (const row of rows.values()) {
      const { disclosure, ...seen } = decided(row, byGuardian, rules, now);
      if (disclosure.class === 'WITHHELD') count(withheld, disclosure, seen.at, now);
      if (disclosure.class === 'WITHHELD' || !isShown(disclosure, now)) continue;
      const id = entryId(keys, row.eventId, first!);
      looks.push(told(id, row, seen, disclosure, names));
    }
    looks.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
    return { looks, withheld: [...withheld.values()].sort((a, b) => b.year - a.year) };
  });
}

/** Which of a person's looks are in a seal by now. */
export function sealedLooks(readRecord: ReadRecord, looks: readonly Look[]): Promise<Set<string>> {
  return readRecord({ kind: 'RESIDENT', subjects: [] }, (db) =>
    sealedAmong(
      db,
      looks.map((look) => look.event),
    ),
  );
}

/** What a look is called towards one person: who knows it from his report can name it to the auditor, who finds it. */
export function entryId(keys: Keyring, eventId: string, subject: Buffer): string {
  return keys.mac('usage-entry', eventId, subject.toString('hex')).subarray(0, 16).toString('base64url');
}

/** Fields that are the report itself: reading it, and asking about it, is on record and not told again each time. */
const ofReport =
  /^(Query\.usage$|Mutation\.askAboutUsage$|Usage(Page|Entry|Count|Question)\.|WithheldInYear\.|PageInfo\.)/;

/** Not the report itself, and not a step from somebody else to this person that ended before him. */
function isToldAtAll({ agencyKind, outcome, subjectOutcome, relation, fieldsReleased }: LookRow): boolean {
  if (outcome === 'REQUESTED') return false;
  if (subjectOutcome !== 'RELEASED') return relation === 'DIRECT';
  const answered = outcome === 'ANSWERED' || outcome === 'PARTIAL';
  const onlyReport = agencyKind === 'RESIDENT' && fieldsReleased.every((one) => ofReport.test(one));
  return !(answered && onlyReport);
}

/** Of two rows of one event about the person: asked for directly goes before related, then a match before a mismatch. */
function moreTelling(known: LookRow | undefined, row: LookRow): LookRow {
  if (known?.relation !== 'DIRECT') return row;
  return known.subjectOutcome === 'MISMATCHED' && row.relation === 'DIRECT' ? row : known;
}

function decided(
  row: LookRow,
  byGuardian: ReadonlySet<string>,
  rules: readonly DisclosureRule[],
  now: number,
) {
  const at = Date.parse(row.occurredAt);
  // A resident's remit is himself and his children, and the children are on record as related.
  const isAsker = row.relation === 'DIRECT' || byGuardian.has(row.eventId);
  const own = row.agencyKind === 'RESIDENT' && isAsker && row.subjectOutcome === 'RELEASED';
  const { agencyCode, agencyKind, purpose, relation } = row;
  const look = { agencyCode, agencyKind, purpose, relation, own, at };
  return { at, own, disclosure: disclose(look, rules, now) };
}

function told(
  id: string,
  row: LookRow,
  { at, own }: { at: number; own: boolean },
  disclosure: Look['disclosure'],
  names: ReadonlyMap<string, string>,
): Look {
  const outcome = outcomeOf(row);
  const common = {
    ...{ id, own, outcome, disclosure, relation: row.relation, agencyKind: row.agencyKind },
    dataKinds: outcome === 'RELEASED' || outcome === 'VERIFIED_ONLY' ? dataKindsOf(row.fieldsReleased) : [],
    event: { id: row.eventId, occurredAt: row.occurredAt },
  };
  if (disclosure.class === 'COARSE') {
    const nothing = {
      agencyCode: null,
      agencyName: null,
      clientId: null,
      purpose: null,
      caseReference: null,
    };
    return { ...common, ...nothing, at: startOfDay(dayAt(at)) };
  }
  const { agencyCode, clientId, purpose, caseReference } = row;
  const agencyName = agencyCode === null ? null : (names.get(agencyCode) ?? null);
  return { ...common, at, agencyCode, agencyName, clientId, purpose, caseReference };
}

function outcomeOf({ outcome, subjectOutcome }: LookRow): UsageOutcome {
  if (subjectOutcome === 'OUT_OF_REMIT') return 'REFUSED';
  const gave =
    subjectOutcome === 'RELEASED' || subjectOutcome === 'VERIFIED_ONLY' || subjectOutcome === 'MISMATCHED';
  return gave && outcome !== 'ANSWERED' && outcome !== 'PARTIAL' ? 'FAILED' : subjectOutcome;
}

function count(
  withheld: Map<string, WithheldYear>,
  { counted, legalBasis }: Extract<Disclosure, { class: 'WITHHELD' }>,
  at: number,
  now: number,
): void {
  const year = Number(dayAt(at).slice(0, 4));
  if (!counted || year >= Number(dayAt(now).slice(0, 4))) return;
  const key = `${year} ${legalBasis.vi}`;
  const known = withheld.get(key);
  if (known) known.count += 1;
  else withheld.set(key, { year, count: 1, legalBasis });
}
