import type { SampleUrls } from '../../src/database/embedded-databases.js';
import { drawCards, drawClasses, drawResidents } from './draws.js';
import { firstSeen } from './first-seen.js';
import type { makeTokens } from './tokens.js';
import type { Workload } from './workload.js';

type Tokens = ReturnType<typeof makeTokens>;

const coverage = 'coverage { cardNumber status benefitLevel period { startOn endOn } initialFacility }';
const fees = 'fees { feeId itemName period amountDue amountPaid amountOutstanding status }';

function hubQuestion(token: string, purpose: string, query: string, variables: unknown) {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'x-purpose': purpose,
    'accept-language': 'vi',
  };
  return { headers, body: JSON.stringify({ query, variables }) };
}

/** A hospital's desk: a chip card is scanned; who is it, and how is he covered. */
async function hospitalCheck(tokens: Tokens, urls: SampleUrls): Promise<Workload> {
  const cards = await drawCards(urls, 5_000);
  const query = `query Desk($card: String!) { identify(claim: { cardText: $card }) { outcome
    resident { fullName dateOfBirth sex ${coverage} } } }`;
  return {
    key: 'W1',
    title: `hospital check: identify by CCCD QR, name, coverage (${cards.length} cards)`,
    note: 'reads the card text and compares it with the record, applies the remit, then asks the insurer; audit',
    draw: 'random',
    async questions() {
      const token = await tokens({ agency: 'hospital.demo', officer: '001', resident: null });
      return cards.map((card) => ({
        hub: hubQuestion(token, 'TREATMENT', query, { card }),
        bare: { path: '/desk', body: JSON.stringify({ card }) },
      }));
    },
    common: {
      hub: (data: { identify: { resident: unknown } }) => data.identify.resident,
      bare: (data: unknown) => data,
    },
    holds: { hub: '"MATCHED"', bare: '"coverage"' },
  };
}

interface ClassAnswer {
  name: string;
  totalCount: number;
  nodes: { moetCode: string; status: string; resident: unknown; fees: unknown[] }[];
}

/** A school's office: a class of 40 with names from the registry and fees. */
async function classOf40(tokens: Tokens, urls: SampleUrls): Promise<Workload> {
  const school = '01000701';
  const classes = await drawClasses(urls, school);
  const query = `query Class($school: String!, $year: String!, $name: String!) { school(code: $school) { name
    class(schoolYear: $year, name: $name) { enrolments(first: 40) { totalCount nodes { moetCode status
      resident { fullName dateOfBirth } ${fees} } } } } }`;
  const keyOf = ({ moetCode, fees }: ClassAnswer['nodes'][number]) => `${moetCode} ${JSON.stringify(fees)}`;
  // The order of the list is the hub's alone; of one who has left, the hub gives no name.
  const inOneForm = ({ nodes, ...rest }: ClassAnswer) => ({
    ...rest,
    nodes: nodes
      .map((node) => (node.status === 'ENROLLED' ? node : { ...node, resident: null }))
      .sort((a, b) => keyOf(a).localeCompare(keyOf(b))),
  });
  return {
    key: 'W2',
    title: `school: a class of 40, names and fees (${classes.length} classes)`,
    note: 'applies the remit to each pupil, sorts by given name, records 40 people looked at; audit',
    draw: 'random',
    async questions() {
      const token = await tokens({ agency: 'school.demo', officer: '002', resident: null });
      return classes.map((one) => ({
        hub: hubQuestion(token, 'FEE_COLLECTION', query, { school, ...one }),
        bare: { path: '/class', body: JSON.stringify({ school, ...one }) },
      }));
    },
    common: {
      hub: ({ school }: { school: { name: string; class: { enrolments: Omit<ClassAnswer, 'name'> } } }) =>
        inOneForm({ name: school.name, ...school.class.enrolments }),
      bare: inOneForm,
    },
    holds: { hub: '"totalCount":40', bare: '"totalCount":40' },
  };
}

interface Home {
  permanentResidence: {
    addressLine: string;
    recordedUnit: { code: string; validFrom: string } | null;
  } | null;
}

/** A resident at home: registry and all three sectors in one look, each with a token of his own. */
async function wholeProfile(tokens: Tokens, urls: SampleUrls): Promise<Workload> {
  const people = await drawResidents(urls, 50);
  const query = `query Mine { me { fullName dateOfBirth sex
    permanentResidence { addressLine recordedUnit { code validFrom } } ${coverage}
    enrolments { schoolYear className status ${fees} }
    membership { sectorNo status provinceCode joinedOn monthsContributed } } }`;
  return {
    key: 'W3',
    title: `resident: registry, insurance, school, social insurance in one look (${people.length} residents)`,
    note: 'finds the person behind the pseudonym, then the registry, then three sectors at once; audit',
    draw: 'random',
    async questions() {
      const questions = [];
      for (const id of people) {
        const token = await tokens({ agency: 'resident.demo', officer: null, resident: id });
        questions.push({
          hub: hubQuestion(token, 'SELF', query, {}),
          bare: { path: '/profile', body: JSON.stringify({ id }) },
        });
      }
      return questions;
    },
    common: {
      hub: ({ me }: { me: Home }) => {
        const { addressLine, recordedUnit } = me.permanentResidence ?? {};
        const unit = { unitCode: recordedUnit?.code, unitValidFrom: recordedUnit?.validFrom };
        return { ...me, permanentResidence: me.permanentResidence && { addressLine, ...unit } };
      },
      bare: (data: unknown) => data,
    },
    holds: { hub: '"membership"', bare: '"membership"' },
  };
}

/** The workloads, in the order they are run. */
export async function makeWorkloads(tokens: Tokens, urls: SampleUrls): Promise<Workload[]> {
  const asked = await Promise.all([hospitalCheck, classOf40, wholeProfile].map((make) => make(tokens, urls)));
  return [...asked, firstSeen(asked[0]!)];
}
