import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import { Look } from './entities.js';
import { type Context, makeEntityLoaders, openSources } from './entity-loaders.js';
import * as resolvers from './entity-resolvers.js';
import { serve, type Told } from './serve.js';

/**
 * Apollo Server, type-graphql, TypeORM and DataLoader put together as their tutorials do. With the argument `audit`,
 * one row is inserted and awaited before each answer.
 */
await serve(async (told) => {
  const sources = await openSources(told);
  const server = new ApolloServer<Context>({
    schema: await buildSchema({ resolvers: Object.values(resolvers) as never, validate: false }),
    plugins: process.argv[2] === 'audit' ? [await auditPlugin(told)] : [],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async () => ({ sources, loaders: makeEntityLoaders(sources) }),
  });
  return url;
});

async function auditPlugin(told: Told): Promise<ApolloServerPlugin<Context>> {
  const source = new DataSource({ type: 'postgres', url: told.together, entities: [Look], poolSize: 8 });
  const looks = (await source.initialize()).getRepository(Look);
  return {
    requestDidStart: async () => ({
      async willSendResponse({ operationName, request }) {
        await looks.insert({
          ...{ at: new Date(), caller: 'desk', purpose: 'TREATMENT', requestId: randomUUID() },
          operation: operationName ?? '',
          subject: String(Object.values(request.variables ?? {})[0] ?? ''),
        });
      },
    }),
  };
}
