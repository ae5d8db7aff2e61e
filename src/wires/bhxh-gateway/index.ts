import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WrongPasswords } from '../../access/bhxh/wrong-passwords.js';
import { lookupNames } from '../../domain/bhxh-gateway.js';
import { maxBodyBytes } from '../../graphql/limits/index.js';
import { type Prepared, prepareOwn } from '../../graphql/run-prepared.js';
import { answerOnRecord, type GraphQLParts, type Operation } from '../../graphql/server.js';
import { type UnreadBody, unreadBody } from '../../graphql/unread-body.js';
import { documents } from './documents.js';
import { type Look, type Looking, lookUp } from './look-up.js';
import { type Credentials, type SignInParts, textIn } from './sign-in.js';
import { takeToken } from './take-token.js';

const root = '/wires/bhxh-gateway';

/** What this wire needs besides the parts of every wire. */
export type BhxhGatewayParts = Omit<SignInParts, 'wrong'> & Pick<Looking, 'words' | 'today'>;

/**
 * The check of an insurance card as the social-insurance portal (cổng giám định BHXH) answers it, so that software of
 * hospitals needs another base address and nothing else: `POST /api/token/take` for a token, then the look. Its account
 * stands for the agency, `cccdCb` and `hoTenCb` name the officer, the purpose is always TREATMENT.
 */
export function serveBhxhGateway(
  fastify: FastifyInstance,
  parts: GraphQLParts,
  { accounts, agencies, ...said }: BhxhGatewayParts,
): void {
  const signIn: SignInParts = { accounts, agencies, wrong: new WrongPasswords(parts.clock) };
  serve(fastify, parts, '/api/token/take', () => takeToken(signIn));
  const prepared = {
    withAddress: prepareOwn(parts, documents.withAddress),
    withoutAddress: prepareOwn(parts, documents.withoutAddress),
  };
  for (const name of lookupNames) {
    const looks = {
      withAddress: lookOf(name, prepared.withAddress),
      withoutAddress: lookOf(name, prepared.withoutAddress),
    };
    serve(fastify, parts, `/api/egw/${name}`, (credentials) =>
      lookUp({ signIn, looks, ...said }, credentials),
    );
  }
}

function lookOf(name: string, prepared: Prepared): Look {
  const { requirements, shape } = prepared.plan;
  const operation = { name: `wire bhxh-gateway.${name}`, requirements, coordinates: shape.coordinates };
  return { ...prepared, operation };
}

/** One route. What stands in the address is taken out of it before anything else reads it. */
function serve(
  fastify: FastifyInstance,
  parts: GraphQLParts,
  path: string,
  operationFor: (credentials: Credentials) => Operation,
): void {
  const asked = new WeakMap<FastifyRequest, Credentials>();
  const answer = (request: FastifyRequest, reply: FastifyReply, unread: UnreadBody | null = null) => {
    const operation = operationFor(asked.get(request) ?? credentialsIn({}));
    return parts.underWay.during(answerOnRecord(parts, operation, request, reply, unread));
  };
  fastify.post(
    `${root}${path}`,
    {
      bodyLimit: maxBodyBytes,
      onRequest: async (request) => {
        asked.set(request, credentialsIn(request.query));
        request.query = {};
        request.raw.url = `${root}${path}`;
      },
      errorHandler: (error, request, reply) => answer(request, reply, unreadBody(error)),
    },
    (request, reply) => answer(request, reply),
  );
}

const credentialsIn = (query: unknown): Credentials => ({
  username: textIn(query, 'username'),
  password: textIn(query, 'password').toLowerCase(),
  accessToken: textIn(query, 'token'),
  idToken: textIn(query, 'id_token'),
});
