import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { type AdministrativeChange, changeText } from '../access/administrative-change.js';
import { listAgencies } from '../access/agency-admin.js';
import { Keyring } from '../access/keys.js';
import { requireNoNumberOfficer } from '../access/somebodys-number.js';
import { type AuditLog, makeAuditLog } from '../audit/log.js';
import { recordEvents } from '../audit/record.js';
import { Trail } from '../audit/trail.js';
import type { DatabaseUrls } from '../config/config.js';
import { inTransaction, type Queryable } from '../database/transaction.js';
import { HubError } from '../domain/errors.js';
import { makeLogger } from '../process/logger.js';
import { makeMetrics } from '../process/metrics.js';
import type { Acting } from './acting.js';
import { systemOfficer, type Workplace, withPool, withWorkplace } from './workplace.js';

/** Who acts, and the parts that a command on record is made of. */
interface Recorded {
  pool: pg.Pool;
  trail: Trail;
  keys: Keyring;
  audit: AuditLog;
  workplace: Workplace;
}

/** What a command wants besides the hub's own database: logins, and who else than an operator may run it. */
interface Also {
  needed?: readonly (keyof DatabaseUrls)[];
  auditors?: boolean;
}

/**
 * Runs a command on the hub's database as an agency of kind OPERATOR, on record like any request: what cannot be
 * recorded is not done, and what failed is recorded as failed.
 */
export function auditedCommand<T>(
  name: string,
  acts: Acting,
  work: (pool: pg.Pool, workplace: Workplace, trail: Trail) => Promise<T>,
  also: Also = {},
): Promise<T> {
  return onRecord(
    name,
    acts,
    async ({ pool, trail, keys, audit, workplace }) => {
      const result = await work(pool, workplace, trail);
      await audit.write(trail.toEvent(keys, 'ANSWERED', [], Date.now()));
      return result;
    },
    also,
  );
}

/**
 * The same for an administrative change: it and its event, with what was before and after, commit together.
 * @param work is told who acts, as grants name it
 */
export function auditedChange(
  name: string,
  acts: Acting,
  work: (db: Queryable, by: string, keys: Keyring) => Promise<AdministrativeChange>,
): Promise<AdministrativeChange> {
  return onRecord(name, acts, ({ pool, trail, keys }) =>
    inTransaction(pool, async (client) => {
      const change = await work(client, `${acts.agency}/${trail.caller?.officer}`, keys);
      const event = trail.toEvent(keys, 'ANSWERED', [], Date.now());
      await recordEvents(client, [{ ...event, change: changeText(change) }]);
      return change;
    }),
  );
}

/** Writes down that it was asked for, and how it failed; what came of it is for the work to write. */
async function onRecord<T>(
  name: string,
  acts: Acting,
  work: (parts: Recorded) => Promise<T>,
  { needed = [], auditors = false }: Also = {},
): Promise<T> {
  const officer = acts.officer ?? systemOfficer();
  requireNoNumberOfficer(officer);
  return withWorkplace(
    (workplace) =>
      withPool(workplace.databases.urls.hub, async (pool) => {
        const { config, state, databases } = workplace;
        const [acting] = await listAgencies(pool, acts.agency);
        const isAuditor = auditors && acting?.kind === 'AUDITOR';
        const keys = new Keyring(state.masterKey(config.masterKey));
        const startedAt = Date.now();
        const trail = new Trail(randomUUID(), startedAt);
        trail.operationName = `cli ${name}`;
        trail.caller = {
          agency: {
            ...{
              code: acts.agency,
              kind: isAuditor ? 'AUDITOR' : 'OPERATOR',
              name: '',
              units: [],
              grants: new Set(),
              narrowed: null,
            },
            ...{ documents: null, isCase: null, caseRequired: false, certificateRequired: false },
            ...{ keyIds: new Set(), barred: new Map(), officers: null },
          },
          clientId: 'cli',
          officer,
          self: null,
          subject: null,
          scopes: new Set(),
          barred: null,
        };
        trail.reason = {
          purpose: isAuditor ? 'INSPECTION' : 'OPERATION',
          caseReference: null,
          emergencyReason: null,
        };
        const audit = makeAuditLog({
          url: databases.urls.hubAudit,
          timeoutMs: 5_000,
          logger: makeLogger('silent'),
          metrics: makeMetrics(),
        });
        try {
          if (acting?.kind !== 'OPERATOR' && !isAuditor)
            throw new HubError('FORBIDDEN', { agency: acts.agency });
          // The record must be writable before anything changes, and says what came of it after.
          await audit.write(trail.toEvent(keys, 'REQUESTED', [], Date.now()));
          return await work({ pool, trail, keys, audit, workplace });
        } catch (error) {
          const code = error instanceof HubError ? error.code : 'INTERNAL_SERVER_ERROR';
          if (code !== 'AUDIT_UNAVAILABLE')
            await audit.write(trail.toEvent(keys, 'FAILED', [code], Date.now()));
          throw error;
        } finally {
          await audit.close();
        }
      }),
    ['hub', 'hubAudit', ...needed],
  );
}
