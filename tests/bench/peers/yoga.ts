import { createSchema, createYoga } from 'graphql-yoga';
import { type Context, makeLoaders } from './loaders.js';
import { resolvers } from './resolvers.js';
import { listen, serve } from './serve.js';
import { openTables } from './tables.js';
import { typeDefs } from './type-defs.js';

/** graphql-yoga as its documentation sets it up, on node:http. */
await serve(async (told) => {
  const tables = openTables(told);
  const yoga = createYoga({
    schema: createSchema<Context>({ typeDefs, resolvers }),
    context: () => ({ tables, loaders: makeLoaders(tables) }),
    logging: false,
  });
  return `${await listen(yoga)}/graphql`;
});
