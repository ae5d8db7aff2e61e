import type { Dialect } from './dialect.js';
import { asDocument, withoutAliases } from './first-seen.js';
import { variablesOf } from './graphql-dialect.js';
import type { Workload } from './workload.js';
import { type CardRow, coverageOf, type FeeRow, feesOf } from './worth.js';

/*
 * PostGraphile makes its schema from the tables, so it answers with rows: all cards instead of the best, due days
 * instead of states, numbers of 64 bits as text. What follows from the rows is worked out here, at the client's cost,
 * which no figure counts.
 */
const cards = `coveragesByPersonalId(orderBy: [START_ON_DESC, CARD_NUMBER_ASC]) { nodes { cardNumber benefitLevel
  status initialFacility startOn endOn } }`;
const fees = `feesByEnrolmentId(orderBy: [DUE_ON_ASC, FEE_ID_ASC]) { nodes { feeId itemName period amountDue
  amountExempt amountPaid dueOn } }`;

const person = (fields: string) =>
  `identifierByIdentifier(identifier: $id) { residentByPersonalId { ${fields} } }`;
const desk = `query Desk($id: String!) { ${person(`fullName dateOfBirth sex ${cards}`)} }`;

const queries: Record<Workload['key'], string> = {
  W1: desk,
  W2: `query Class($school: String!, $year: String!, $name: String!) { schoolByCode(code: $school) { name
    enrolmentsBySchoolCode(condition: { schoolYear: $year, className: $name }) { nodes { moetCode status
      identifierByPersonalId { residentByPersonalId { fullName dateOfBirth } } ${fees} } } } }`,
  W3: `query Mine($id: String!) { ${person(`fullName dateOfBirth sex
    residencesByPersonalId(condition: { kind: "PERMANENT" }) { nodes { addressLine unitCode unitValidFrom } } ${cards}
    enrolmentsByPersonalId(orderBy: [SCHOOL_YEAR_DESC, ENROLMENT_ID_ASC]) { nodes { schoolYear className status
      ${fees} } }
    membersByPersonalId(orderBy: [JOINED_ON_DESC, SECTOR_NO_ASC], first: 1) { nodes { sectorNo status provinceCode
      joinedOn monthsContributed } }`)} }`,
  W4: desk,
};

interface Nodes<Row> {
  nodes: Row[];
}
type WireFee = Omit<FeeRow, 'amountDue' | 'amountExempt' | 'amountPaid'> &
  Record<'amountDue' | 'amountExempt' | 'amountPaid', string>;

interface Row extends Record<string, unknown> {
  coveragesByPersonalId: Nodes<CardRow>;
  residencesByPersonalId?: Nodes<object>;
  enrolmentsByPersonalId: Nodes<EnrolmentRow>;
  membersByPersonalId: Nodes<object>;
}

interface EnrolmentRow extends Record<string, unknown> {
  identifierByPersonalId?: { residentByPersonalId: object | null } | null;
  feesByEnrolmentId: Nodes<WireFee>;
}

function enrolmentOf({ identifierByPersonalId: _person, feesByEnrolmentId, ...rest }: EnrolmentRow) {
  const rows = feesByEnrolmentId.nodes.map(
    (fee): FeeRow => ({
      ...fee,
      amountDue: Number(fee.amountDue),
      amountExempt: Number(fee.amountExempt),
      amountPaid: Number(fee.amountPaid),
    }),
  );
  return { ...rest, fees: feesOf({ fees: rows }) };
}

function residentOf(row: Row) {
  const {
    coveragesByPersonalId,
    residencesByPersonalId,
    enrolmentsByPersonalId,
    membersByPersonalId,
    ...rest
  } = row;
  const coverage = coverageOf(coveragesByPersonalId.nodes);
  if (!residencesByPersonalId) return { ...rest, coverage };
  return {
    ...{ ...rest, coverage, permanentResidence: residencesByPersonalId.nodes[0] ?? null },
    enrolments: enrolmentsByPersonalId.nodes.map(enrolmentOf),
    membership: membersByPersonalId.nodes[0] ?? null,
  };
}

interface ClassData {
  schoolByCode: { name: string; enrolmentsBySchoolCode: Nodes<EnrolmentRow> };
}
interface PersonData {
  identifierByIdentifier: { residentByPersonalId: Row };
}

/** The schema PostGraphile makes of the copied tables. */
export const postgraphileDialect: Dialect = {
  request: (workload, { bare, document }) => ({
    path: '',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: asDocument(queries[workload.key], document),
      variables: variablesOf(bare.body),
    }),
  }),
  holds: (workload) =>
    ({
      W1: 'coveragesByPersonalId',
      W4: 'coveragesByPersonalId',
      W2: 'feesByEnrolmentId',
      W3: 'membersByPersonalId',
    })[workload.key],
  common(workload, data) {
    if (workload.key !== 'W2') {
      const { identifierByIdentifier } = withoutAliases(data) as PersonData;
      return workload.common.bare(residentOf(identifierByIdentifier.residentByPersonalId) as never);
    }
    const { name, enrolmentsBySchoolCode } = (data as ClassData).schoolByCode;
    const nodes = enrolmentsBySchoolCode.nodes.map((row) => ({
      ...enrolmentOf(row),
      resident: row.identifierByPersonalId?.residentByPersonalId ?? null,
    }));
    return workload.common.bare({ name, totalCount: nodes.length, nodes } as never);
  },
};
