import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { Clock } from '../../process/clock.js';
import type { Logger } from '../../process/logger.js';
import type { Metrics } from '../../process/metrics.js';
import type { Keyring } from '../keys.js';
import { act } from './action-store.js';
import { type CaseFinding, type Filed, fileCase } from './case-store.js';
import { FactStore } from './fact-store.js';
import type { OfficerFacts } from './facts.js';
import { type Finding, isSuspicious, judge, nearNumbers } from './judge.js';
import { type Alert, enrolled, forgetOldHours, looksOf, muchSeen, observe } from './record-store.js';
import type { Detector } from './thresholds.js';

const dayMs = 24 * 3_600_000;
/** How many of an officer's looks are opened, and named in a case. */
const opened = 500;
const named = 50;

export interface WatchParts {
  pool: pg.Pool;
  keys: Keyring;
  clock: Clock;
  logger: Logger;
  metrics: Pick<Metrics, 'misuseCases'>;
}

/**
 * Watches the record of looks for misuse. A run counts what was recorded since the last one, judges whoever looked,
 * slows or pauses, and opens cases, all in one transaction: a run that fails counts the same again the next time.
 */
export class MisuseWatch {
  readonly #facts = new FactStore();

  constructor(private readonly parts: WatchParts) {}

  /** One run; nothing when another process is at it. Each case that was opened is counted and logged, naming nobody. */
  async run(): Promise<void> {
    const { pool, clock, logger, metrics } = this.parts;
    const now = clock.now();
    const alerts = await inTransaction(pool, (client) => this.#runOn(client, now));
    for (const { detector, count, ...alert } of alerts) {
      metrics.misuseCases.inc({ detector }, detector === 'EMERGENCY' ? count : 1);
      logger.warn({ detector, count, ...alert }, 'misuse: cases for the auditor');
    }
  }

  async #runOn(client: pg.PoolClient, now: number): Promise<Alert[]> {
    const seen = await observe(client, now);
    if (!seen) return [];
    const { officers, emergencies } = seen;
    const alerts: Alert[] = await enrolled(client, now);
    if (emergencies > 0) alerts.push({ detector: 'EMERGENCY', agency: null, id: null, count: emergencies });
    const file = async (found: CaseFinding): Promise<Filed | null> => {
      const filed = await fileCase(client, found, now);
      const { detector, agency, count } = found;
      if (filed?.isNew) alerts.push({ detector, agency, id: filed.id, count });
      return filed;
    };
    for (const facts of await this.#facts.read(client, officers, now)) {
      const { agency, officer } = facts;
      for (const found of await this.#findingsOf(client, facts, now)) {
        const filed = await file({ ...found, agency, officer, about: '' });
        if (filed?.isDue) await act(client, facts, found.action, now);
      }
    }
    for (const found of await muchSeen(client, now - dayMs)) await file(found);
    await forgetOldHours(client, now);
    return alerts;
  }

  /** What an officer's counts show, and his numbers where they are worth opening; each with the looks that show it. */
  async #findingsOf(
    client: pg.ClientBase,
    facts: OfficerFacts,
    now: number,
  ): Promise<(Finding & { eventIds: string[] })[]> {
    const findings = judge(facts);
    const open = isSuspicious(facts);
    if (findings.length === 0 && !open) return [];
    const looks = await looksOf(client, facts, now - dayMs, opened);
    const numbers = open
      ? looks.map((look) => this.parts.keys.open('audit-seal', look.sealed, look.eventId) ?? '')
      : [];
    const near = nearNumbers(numbers);
    if (near) findings.push(near);
    const outcomes: Partial<Record<Detector, readonly string[]>> = {
      WRONG_NUMBERS: ['NOT_FOUND', 'MISMATCHED'],
      OUTSIDE_REMIT: ['OUT_OF_REMIT'],
    };
    return findings.map((finding) => {
      const telling = outcomes[finding.detector];
      const ids = looks
        .filter(({ outcome }) => telling?.includes(outcome) ?? true)
        .map((look) => look.eventId);
      return { ...finding, eventIds: [...new Set(ids)].slice(0, named) };
    });
  }
}
