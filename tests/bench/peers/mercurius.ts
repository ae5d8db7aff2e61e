import Fastify from 'fastify';
import mercurius from 'mercurius';
import { coverageOf, feesOf } from '../worth.js';
import { serve } from './serve.js';
import { type EnrolmentRow, grouped, openTables, type ResidentRow } from './tables.js';
import { typeDefs } from './type-defs.js';

type Queries<Row> = { obj: Row }[];

/** Mercurius with its own batching loaders, every query compiled at once (`jit: 1`). */
await serve(async (told) => {
  const tables = openTables(told);
  const first = async (ids: string[], load: (ids: string[]) => Promise<{ personalId: string }[]>) =>
    grouped(ids, await load(ids), (row) => row.personalId).map((found) => found[0] ?? null);
  const idsOf = (queries: Queries<ResidentRow>) => queries.map(({ obj }) => obj.personalId);

  const resolvers = {
    Query: {
      resident: async (_: unknown, { personalId }: { personalId: string }) =>
        (await tables.residents([personalId]))[0] ?? null,
      school: (_: unknown, { code }: { code: string }) => tables.school(code),
    },
    School: {
      async class({ code }: { code: string }, { schoolYear, name }: { schoolYear: string; name: string }) {
        const nodes = await tables.classList(code, schoolYear, name);
        return { totalCount: nodes.length, nodes };
      },
    },
  };
  const loaders = {
    Resident: {
      permanentResidence: (queries: Queries<ResidentRow>) => first(idsOf(queries), tables.residences),
      membership: (queries: Queries<ResidentRow>) => first(idsOf(queries), tables.members),
      async coverage(queries: Queries<ResidentRow>) {
        const ids = idsOf(queries);
        return grouped(ids, await tables.cards(ids), (row) => row.personalId).map(coverageOf);
      },
      async enrolments(queries: Queries<ResidentRow>) {
        const ids = idsOf(queries);
        return grouped(ids, await tables.enrolments(ids), (row) => row.personalId!);
      },
    },
    Enrolment: {
      async resident(queries: Queries<EnrolmentRow>) {
        const ids = queries.map(({ obj }) => obj.personalId ?? '');
        return grouped(ids, await tables.residents(ids), (row) => row.askedAs).map((rows) => rows[0] ?? null);
      },
      async fees(queries: Queries<EnrolmentRow>) {
        const ids = queries.map(({ obj }) => obj.enrolmentId);
        return grouped(ids, await tables.fees(ids), (row) => row.enrolmentId).map((fees) => feesOf({ fees }));
      },
    },
  };

  const app = Fastify();
  await app.register(mercurius, { schema: typeDefs, resolvers, loaders, jit: 1 });
  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
});
