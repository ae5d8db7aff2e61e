import { randomUUID } from 'node:crypto';
import type { Answer, Hub } from './hub.js';
import { rowsOf } from './people.js';
import type { TestSchool } from './school.js';

/** A mutation of a school's office by its name: the whole input beside a key of its own, under FEE_COLLECTION. */
export function makeFeeOffice(hub: () => Hub) {
  const act = (name: string, fields: string) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation($input: ${inputs[name] ?? type}!) { ${name}(input: $input) { ${fields} } }`;
    return async (by: Pick<TestSchool, 'agency'>, input: object): Promise<Answer> =>
      hub().ask(by.agency, 'FEE_COLLECTION', query, { input: { idempotencyKey: randomUUID(), ...input } });
  };
  return { act };
}

/** Inputs that several mutations share. */
const inputs: Readonly<Record<string, string>> = {
  unchargeFeeItem: 'ChargeFeeItemInput',
  requestClassPayments: 'OfClassInput',
  recomputeExemptions: 'OfClassInput',
};

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
export function dataOf(answer: Answer): any {
  expect(answer.body.errors).toBeUndefined();
  return Object.values(answer.body.data)[0];
}

// biome-ignore lint/suspicious/noExplicitAny: as above
export const errorOf = (answer: Answer): any => answer.body.errors?.[0]?.extensions;

/** What a school asks of itself, by a field of its own. */
export async function askSchool(hub: Hub, by: TestSchool, field: string, code = by.code): Promise<Answer> {
  return hub.ask(by.agency, 'FEE_COLLECTION', `query($code: String!) { school(code: $code) { ${field} } }`, {
    code,
  });
}

/** Tuition of one pupil under his own name, due on a day, paid so far by no ledger. */
export async function addTuition(
  hub: Hub,
  at: TestSchool,
  person: { personalId: string; fullName: string; dateOfBirth: string },
  wish: { amount?: number; dueOn?: string } = {},
): Promise<{ enrolmentId: string; feeId: string }> {
  const { amount = 1_000_000, dueOn = '2026-10-15' } = wish;
  const { enrolmentId, feeIds } = await at.addPupil({ owes: [amount], personalId: person.personalId });
  await rowsOf(
    hub.cluster,
    'educationFee',
    `with named as (update public.pupil_enrolment set full_name = $2, birth_date = $3 where enrolment_no = $1)
     update public.fee_charge set due_on = $4 where fee_no = $5`,
    [enrolmentId, person.fullName, person.dateOfBirth, dueOn, feeIds[0]],
  );
  return { enrolmentId, feeId: feeIds[0]! };
}
