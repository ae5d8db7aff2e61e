import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The figures of one running hub, for `/metrics`; labels are names of parts and codes, never of people or agencies' cases. */
export function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'lienthong_' });
  const registers = [registry];
  return {
    registry,
    requests: new Counter({
      name: 'lienthong_requests_total',
      help: 'GraphQL requests by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    duration: new Histogram({
      name: 'lienthong_request_seconds',
      help: 'Time from the first byte read to the answer sent, audit included',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    statements: new Counter({
      name: 'lienthong_source_statements_total',
      help: 'SQL statements sent to a source, or calls to a portal',
      labelNames: ['source'],
      registers,
    }),
    sourceFailures: new Counter({
      name: 'lienthong_source_failures_total',
      help: 'Statements and calls that a source did not answer',
      labelNames: ['source', 'reason'],
      registers,
    }),
    sourceUp: new Gauge({
      name: 'lienthong_source_up',
      help: '1 while the source answers, 0 while its breaker is open',
      labelNames: ['source'],
      registers,
    }),
    auditEvents: new Counter({
      name: 'lienthong_audit_events_total',
      help: 'Audit events committed',
      registers,
    }),
    auditFlushes: new Counter({
      name: 'lienthong_audit_flushes_total',
      help: 'Group commits of the audit',
      registers,
    }),
    misuseCases: new Counter({
      name: 'lienthong_misuse_cases_total',
      help: 'Cases of possible misuse that were opened for the auditor, by detector',
      labelNames: ['detector'],
      registers,
    }),
    auditFailures: new Counter({
      name: 'lienthong_audit_failures_total',
      help: 'Audit events that could not be written (the answer was withheld)',
      registers,
    }),
    seals: new Counter({
      name: 'lienthong_audit_seals_total',
      help: 'Seals that this process put on the record of looks',
      registers,
    }),
    sealedEvents: new Counter({
      name: 'lienthong_audit_sealed_events_total',
      help: 'Audit events that this process sealed',
      registers,
    }),
    sealFailures: new Counter({
      name: 'lienthong_audit_seal_failures_total',
      help: 'Runs of the sealer that failed',
      registers,
    }),
    visitsPending: new Gauge({
      name: 'lienthong_visits_pending',
      help: 'Looks of visits that are owed since a source was down, of all processes',
      registers,
    }),
    visitsPendingAge: new Gauge({
      name: 'lienthong_visits_pending_oldest_seconds',
      help: 'Age of the oldest of them; 0 when there is none',
      registers,
    }),
    visitRechecks: new Counter({
      name: 'lienthong_visit_rechecks_total',
      help: 'Looks that were made up for by this process, by what came of them',
      labelNames: ['outcome'],
      registers,
    }),
    sealLag: new Gauge({
      name: 'lienthong_audit_seal_lag_seconds',
      help: 'Age of the oldest event without a seal; 0 in a process that does not seal',
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof makeMetrics>;
