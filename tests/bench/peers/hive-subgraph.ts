import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import { type Context, makeLoaders } from './loaders.js';
import { listen, serve } from './serve.js';
import { subgraphs } from './subgraphs.js';
import { openTables } from './tables.js';

/** One subgraph of the federation, a process of its own; its name is the first argument. */
await serve(async (told) => {
  const { typeDefs, resolvers } = subgraphs[process.argv[2] as keyof typeof subgraphs];
  const tables = openTables(told);
  const yoga = createYoga({
    schema: buildSubgraphSchema({ typeDefs: parse(typeDefs), resolvers: resolvers as object as never }),
    context: (): Context => ({ tables, loaders: makeLoaders(tables) }),
    logging: false,
  });
  return `${await listen(yoga)}/graphql`;
});
