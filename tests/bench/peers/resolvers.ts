import type { Context } from './loaders.js';
import type { EnrolmentRow, ResidentRow } from './tables.js';

/** Resolvers over the loaders of the request, as the documentation of any GraphQL server sets them up. */
export const resolvers = {
  Query: {
    resident: (_: unknown, { personalId }: { personalId: string }, { loaders }: Context) =>
      loaders.resident.load(personalId),
    school: (_: unknown, { code }: { code: string }, { tables }: Context) => tables.school(code),
  },
  Resident: {
    permanentResidence: ({ personalId }: ResidentRow, _: unknown, { loaders }: Context) =>
      loaders.permanentResidence.load(personalId),
    coverage: ({ personalId }: ResidentRow, _: unknown, { loaders }: Context) =>
      loaders.coverage.load(personalId),
    enrolments: ({ personalId }: ResidentRow, _: unknown, { loaders }: Context) =>
      loaders.enrolments.load(personalId),
    membership: ({ personalId }: ResidentRow, _: unknown, { loaders }: Context) =>
      loaders.membership.load(personalId),
  },
  School: {
    async class(
      { code }: { code: string },
      { schoolYear, name }: { schoolYear: string; name: string },
      { tables }: Context,
    ) {
      const nodes = await tables.classList(code, schoolYear, name);
      return { totalCount: nodes.length, nodes };
    },
  },
  Enrolment: {
    resident: ({ personalId }: EnrolmentRow, _: unknown, { loaders }: Context) =>
      personalId && loaders.resident.load(personalId),
    fees: ({ enrolmentId }: EnrolmentRow, _: unknown, { loaders }: Context) => loaders.fees.load(enrolmentId),
  },
};
