import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Config } from '../config/config.js';
import { errorAnswer, HubError } from '../domain/errors.js';
import { parseLanguage } from '../domain/language.js';
import type { Logger } from '../process/logger.js';
import type { UnderWay } from '../process/under-way.js';
import { requestIdOf } from './server.js';

/** How long requests under way may take to finish at stop. */
const drainMs = 10_000;

/** What one connection may cost before anybody knows who it is; ms and bytes. */
export const connectionLimits = {
  /** A token of 8 KB and the headers beside it, twice. */
  maxHeaderSize: 16_384,
  /** From the first byte to the last of the headers, and of the whole request. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 2_000,
  /** Nothing read and nothing written: also whoever asks and does not take the answer. */
  connectionTimeout: 60_000,
};

/** An HTTP server whose refusals have our form: a code and one sentence in the caller's language. */
export function makeWebServer(
  config: Pick<Config, 'tls'>,
  logger: Logger,
  { requestTimeout, connectionTimeout, ...limits } = connectionLimits,
): FastifyInstance {
  const fastify = Fastify({
    logger: false,
    forceCloseConnections: 'idle',
    ...{ requestTimeout, connectionTimeout },
    frameworkErrors: (error: Error & { statusCode?: number }, _request: unknown, reply: FastifyReply) =>
      // The address itself is what is wrong: it must not come back in the answer.
      void reply
        .code(error.statusCode ?? 400)
        .send(errorAnswer(new HubError('BAD_USER_INPUT'), 'vi', randomUUID())),
    ...(config.tls
      ? {
          https: {
            ...limits,
            ...{ cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) },
          },
        }
      : { http: limits }),
  }) as FastifyInstance;
  fastify.removeContentTypeParser('text/plain');
  fastify.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    const code =
      status === 413 ? 'LIMIT_EXCEEDED' : status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
    if (status >= 500) logger.error({ cause: error }, 'a request failed');
    const language = parseLanguage(request.headers['accept-language']);
    return reply.code(status).send(errorAnswer(new HubError(code), language, requestIdOf(request)));
  });
  fastify.setNotFoundHandler((request, reply) => {
    const language = parseLanguage(request.headers['accept-language']);
    return reply.code(404).send(errorAnswer(new HubError('NOT_FOUND'), language, requestIdOf(request)));
  });
  return fastify;
}

/** Listens; answers the address. @throws Error with one sentence when the port is taken */
export async function listen(fastify: FastifyInstance, config: Config): Promise<string> {
  try {
    return await fastify.listen({ host: config.host, port: config.port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${config.port} is taken. Choose another with --port.`);
  }
}

/** Takes no new request, lets those under way finish for a while, then cuts what is left. */
export async function drain(fastify: FastifyInstance, underWay: UnderWay): Promise<void> {
  const closed = fastify.close();
  const patience = Date.now() + drainMs;
  while (!underWay.idle && Date.now() < patience) await new Promise((resolve) => setTimeout(resolve, 20));
  // NOTE: a connection on which nothing was ever asked (browsers open some ahead) counts as busy for Node.
  fastify.server.closeAllConnections();
  await closed;
}
