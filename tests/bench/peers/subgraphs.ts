import type { Context } from './loaders.js';
import { resolvers } from './resolvers.js';
import type { EnrolmentRow } from './tables.js';
import { sectorTypes } from './type-defs.js';

interface Key {
  personalId: string;
}

const { Query, Resident, School, Enrolment } = resolvers;
const { permanentResidence, ...ofSectors } = Resident;

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';

/** The registry knows persons; the sectors know what a person has with them. A person is the key between them. */
export const subgraphs = {
  population: {
    typeDefs: /* GraphQL */ `
      ${link}
      type Query {
        resident(personalId: String!): Resident
      }
      type Resident @key(fields: "personalId") {
        personalId: String!
        fullName: String
        dateOfBirth: String
        sex: String
        permanentResidence: Residence
      }
      type Residence {
        addressLine: String!
        unitCode: String!
        unitValidFrom: String!
      }
    `,
    resolvers: {
      Query: { resident: Query.resident },
      Resident: {
        __resolveReference: ({ personalId }: Key, { loaders }: Context) => loaders.resident.load(personalId),
        permanentResidence,
      },
    },
  },
  sectors: {
    typeDefs: /* GraphQL */ `
      ${link}
      ${sectorTypes}
      type Query {
        school(code: String!): School
      }
      type Resident @key(fields: "personalId") {
        personalId: String!
        coverage: Coverage
        enrolments: [Enrolment!]!
        membership: Membership
      }
    `,
    resolvers: {
      Query: { school: Query.school },
      Resident: { __resolveReference: (reference: Key) => reference, ...ofSectors },
      School,
      Enrolment: { ...Enrolment, resident: ({ personalId }: EnrolmentRow) => personalId && { personalId } },
    },
  },
};
