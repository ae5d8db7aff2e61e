import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../config/package-root.js';
import type { Sentence } from '../domain/language.js';

/** What the explorer page loads: ready queries with fresh tokens, for demonstrations only. */
export interface ExploreSession {
  notice: Sentence;
  tabs: {
    key: string;
    title: Sentence;
    explain: Sentence;
    query: string;
    variables: string | null;
    headers: Record<string, string>;
    expiresAt: string;
  }[];
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** `/explore/`: the bundled GraphiQL and its session. */
export async function serveExplore(
  fastify: FastifyInstance,
  session: () => Promise<ExploreSession>,
): Promise<void> {
  fastify.get('/explore', async (_request, reply) => reply.redirect('/explore/'));
  fastify.get('/explore/session.json', async (_request, reply) =>
    reply.header('cache-control', 'no-store').send(await session()),
  );
  await fastify.register(fastifyStatic, {
    root: join(packageRoot, 'dist', 'desks', 'explore'),
    prefix: '/explore/',
    setHeaders(response) {
      response.setHeader('content-security-policy', policy);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('referrer-policy', 'no-referrer');
    },
  });
}
