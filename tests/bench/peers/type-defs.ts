/** What the sectors' databases answer, for one server and for a subgraph of its own alike. */
export const sectorTypes = /* GraphQL */ `
  type Coverage {
    cardNumber: String!
    status: String!
    benefitLevel: Int!
    period: Period!
    initialFacility: String
  }
  type Period {
    startOn: String!
    endOn: String
  }
  type School {
    name: String!
    class(schoolYear: String!, name: String!): SchoolClass!
  }
  type SchoolClass {
    totalCount: Int!
    nodes: [Enrolment!]!
  }
  type Enrolment {
    moetCode: String
    schoolYear: String!
    className: String!
    status: String!
    resident: Resident
    fees: [Fee!]!
  }
  type Fee {
    feeId: String!
    itemName: String!
    period: String!
    amountDue: Float!
    amountPaid: Float!
    amountOutstanding: Float!
    status: String!
  }
  type Membership {
    sectorNo: String!
    status: String!
    provinceCode: String!
    joinedOn: String
    monthsContributed: Int!
  }
`;

/** The interface of the hand-written peers: what the workloads ask for, and nothing else. */
export const typeDefs = /* GraphQL */ `
  ${sectorTypes}
  type Query {
    resident(personalId: String!): Resident
    school(code: String!): School
  }
  type Resident {
    fullName: String!
    dateOfBirth: String!
    sex: String!
    permanentResidence: Residence
    coverage: Coverage
    enrolments: [Enrolment!]!
    membership: Membership
  }
  type Residence {
    addressLine: String!
    unitCode: String!
    unitValidFrom: String!
  }
`;
