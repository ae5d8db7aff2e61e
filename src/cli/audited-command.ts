import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { listAgencies } from '../access/agency-admin.js';
import { Keyring } from '../access/keys.js';
import { makeAuditLog } from '../audit/log.js';
import { Trail } from '../audit/trail.js';
import { HubError } from '../domain/errors.js';
import { makeLogger } from '../process/logger.js';
import { makeMetrics } from '../process/metrics.js';
import { systemOfficer, withPool, withWorkplace } from './workplace.js';

/**
 * Runs a command on the hub's database as an agency of kind OPERATOR, on record like any request: what cannot be
 * recorded is not done, and what failed is recorded as failed.
 */
export function auditedCommand<T>(
  name: string,
  acts: { agency: string; officer?: string },
  work: (pool: pg.Pool) => Promise<T>,
): Promise<T> {
  return withWorkplace(
    ({ config, state, databases }) =>
      withPool(databases.urls.hub, async (pool) => {
        const [acting] = await listAgencies(pool, acts.agency);
        const keys = new Keyring(state.masterKey(config.masterKey));
        const startedAt = Date.now();
        const trail = new Trail(randomUUID(), startedAt);
        trail.operationName = `cli ${name}`;
        trail.caller = {
          agency: {
            ...{ code: acts.agency, kind: 'OPERATOR', name: '', units: [], grants: new Set() },
            documents: null,
          },
          clientId: 'cli',
          officer: acts.officer ?? systemOfficer(),
          self: null,
          scopes: new Set(),
        };
        trail.reason = { purpose: 'OPERATION', caseReference: null, emergencyReason: null };
        const audit = makeAuditLog({
          url: databases.urls.hubAudit,
          timeoutMs: 5_000,
          logger: makeLogger('silent'),
          metrics: makeMetrics(),
        });
        try {
          if (acting?.kind !== 'OPERATOR') throw new HubError('FORBIDDEN', { agency: acts.agency });
          // The record must be writable before anything changes, and says what came of it after.
          await audit.write(trail.toEvent(keys, 'REQUESTED', [], Date.now()));
          const result = await work(pool);
          await audit.write(trail.toEvent(keys, 'ANSWERED', [], Date.now()));
          return result;
        } catch (error) {
          const code = error instanceof HubError ? error.code : 'INTERNAL_SERVER_ERROR';
          if (code !== 'AUDIT_UNAVAILABLE')
            await audit.write(trail.toEvent(keys, 'FAILED', [code], Date.now()));
          throw error;
        } finally {
          await audit.close();
        }
      }),
    ['hub', 'hubAudit'],
  );
}
