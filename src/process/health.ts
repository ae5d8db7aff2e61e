import type { FastifyInstance } from 'fastify';

/** One thing the hub depends on. `required`: without it no request can be answered. */
export interface Dependency {
  name: string;
  required: boolean;
  ping(): Promise<boolean>;
}

/** `/livez` (the process runs) and `/readyz` (a line a dependency; 503 while a required one is down or we are stopping). */
export function serveHealth(
  fastify: FastifyInstance,
  dependencies: readonly Dependency[],
  accepting: () => boolean,
): void {
  fastify.get('/livez', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    const lines = await Promise.all(
      dependencies.map(async ({ name, required, ping }) => ({ name, required, up: await ping() })),
    );
    const ready = accepting() && lines.every((line) => line.up || !line.required);
    const degraded = lines.some((line) => !line.up);
    return reply
      .code(ready ? 200 : 503)
      .send({ status: !ready ? 'not ready' : degraded ? 'degraded' : 'ready', dependencies: lines });
  });
}
