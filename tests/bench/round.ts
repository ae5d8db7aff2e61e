import autocannon from 'autocannon';
import { cpuSecondsOf, memoryOf } from './process-cost.js';
import type { ServerUnderLoad } from './servers.js';
import { type Question, requestOf } from './workload.js';

/** What one server did in one round. CPU seconds and memory are null where there is no /proc. */
export interface Round {
  seconds: number;
  /** Full answers only. */
  answers: number;
  /** Refused, failed, timed out, or not the full answer. */
  errors: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  cpu: { server: number | null; postgres: number | null; load: number };
  /** MB held by the server at the end. */
  memory: number | null;
}

export interface RoundPlan {
  seconds: number;
  connections: number;
  /** The process whose children PostgreSQL's connections are. */
  postmaster: number | null;
  isFull(body: string): boolean;
}

/** Puts questions drawn at random to one server for a while, each connection the next as soon as it has its answer. */
export async function runRound(
  server: ServerUnderLoad,
  questions: readonly Question[],
  plan: RoundPlan,
): Promise<Round> {
  const requests = questions.map((question) => requestOf(question, server.name));
  const before = costs(server, plan);
  const ownBefore = process.cpuUsage();
  const result = await autocannon({
    url: server.url,
    connections: plan.connections,
    duration: plan.seconds,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => ({
          ...request,
          ...requests[Math.floor(Math.random() * requests.length)],
        }),
      },
    ],
    ...(server.name === 'hub' && { verifyBody: (body) => plan.isFull(String(body)) }),
  });
  const after = costs(server, plan);
  const own = process.cpuUsage(ownBefore);
  return {
    seconds: result.duration,
    answers: result['2xx'] - result.mismatches,
    errors: result.errors + result.non2xx + result.mismatches,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: {
      server: difference(after.server, before.server),
      postgres: difference(after.postgres, before.postgres),
      load: (own.user + own.system) / 1e6,
    },
    memory: memoryOf(server.pid),
  };
}

function costs(server: ServerUnderLoad, { postmaster }: RoundPlan) {
  return { server: cpuSecondsOf(server.pid), postgres: cpuSecondsOf(postmaster, { family: true }) };
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}
