import { createServer } from 'node:http';
import { grafserv } from 'grafserv/node';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { listen, serve } from './serve.js';

/** PostGraphile with its standard preset on the database that holds copies of the four: it reads one database. */
await serve(async (told) => {
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [
      makePgService({ connectionString: told.together, schemas: ['together'], poolConfig: { max: 32 } }),
    ],
    grafserv: { graphqlPath: '/graphql' },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  return `${await listen(server)}/graphql`;
});
