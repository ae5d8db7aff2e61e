import { randomUUID } from 'node:crypto';
import { type Answer, answerOf, type Hub } from '../../support/hub.js';
import type { Person } from '../../support/people.js';
import type { TokenWish } from '../../support/tokens.js';
import { problemsOf } from './r4.js';

export const systems = {
  personalId: 'urn:lienthong:fhir:personal-id',
  oldIdNumber: 'urn:lienthong:fhir:old-id-number',
  insuranceNumber: 'urn:lienthong:fhir:insurance-number',
  insuranceCard: 'urn:lienthong:fhir:insurance-card',
  cardText: 'urn:lienthong:fhir:card-text',
  facility: 'urn:lienthong:fhir:facility',
} as const;

/** How a client asks: an agency, a purpose, and other headers. */
export interface Wish {
  purpose?: string | null;
  headers?: Record<string, string>;
  token?: TokenWish;
}

type Params = Record<string, string> | [string, string][];

/** A client of FHIR R4 as hospitals have one. Whatever it is answered has to be valid R4. */
export class FhirClient {
  constructor(
    private readonly hub: Hub,
    readonly agency: string,
    private readonly wish: Wish = {},
  ) {}

  get(path: string, more: Wish = {}): Promise<Answer> {
    return this.send(path, { method: 'GET' }, more);
  }

  search(type: string, params: Params, more: Wish = {}): Promise<Answer> {
    const body = new URLSearchParams(params);
    return this.send(`/${type}/_search`, { method: 'POST', body }, more);
  }

  post(path: string, resource: unknown, more: Wish = {}): Promise<Answer> {
    const body = typeof resource === 'string' ? resource : JSON.stringify(resource);
    const headers = { 'content-type': 'application/fhir+json', ...more.headers };
    return this.send(path, { method: 'POST', body }, { ...more, headers });
  }

  async send(path: string, init: RequestInit, { purpose, headers, token }: Wish): Promise<Answer> {
    const stated = purpose === undefined ? (this.wish.purpose ?? 'TREATMENT') : purpose;
    const response = await fetch(`${this.hub.url}/wires/fhir${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${await this.hub.token(this.agency, token ?? this.wish.token)}`,
        ...(stated !== null && { 'x-purpose': stated }),
        ...this.wish.headers,
        ...headers,
      },
    });
    return validated(await answerOf(response));
  }
}

/** An answer that both validators find nothing wrong with. */
export function validated(answer: Answer): Answer {
  expect(answer.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
  expect(problemsOf(answer.body)).toEqual([]);
  return answer;
}

/** Puts an arrival on record, so that who arrived is in the care of the agency. */
export async function recordArrival(
  hub: Hub,
  agency: string,
  claim: Person,
  facility = '01001',
): Promise<void> {
  const mutation = 'mutation($input: RecordVisitInput!) { recordVisit(input: $input) { id } }';
  const idempotencyKey = `fhir-${randomUUID()}`;
  const input = { idempotencyKey, moment: 'ARRIVAL', facility, care: 'OUTPATIENT', claim };
  const { body } = await hub.ask(agency, 'TREATMENT', mutation, { input });
  expect(body.errors).toBeUndefined();
}

/** What a client searches for somebody with who stands before it. */
export function claimOf({ personalId, fullName, dateOfBirth }: Person): Record<string, string> {
  return { identifier: `${systems.personalId}|${personalId}`, name: fullName, birthdate: dateOfBirth };
}

/** A request for an eligibility check; the patient in it states who he is. */
export function requestAbout(person: Person, more: Record<string, unknown> = {}) {
  return {
    resourceType: 'CoverageEligibilityRequest',
    status: 'active',
    purpose: ['validation', 'benefits'],
    contained: [patientOf(person)],
    patient: { reference: '#patient' },
    created: '2026-11-28',
    insurer: { display: 'BHXH' },
    facility: { identifier: { system: systems.facility, value: '01001' } },
    ...more,
  };
}

export function patientOf({ personalId, fullName, dateOfBirth }: Person) {
  const [family, ...given] = fullName.split(' ');
  return {
    resourceType: 'Patient',
    id: 'patient',
    identifier: [{ system: systems.personalId, value: personalId }],
    name: [{ use: 'official', text: fullName, family, given }],
    birthDate: dateOfBirth,
  };
}

/** The decision in a response, in the words of the hub. */
// biome-ignore lint/suspicious/noExplicitAny: resources have elements of every shape
export function decisionIn({ extension, insurance = [], outcome }: Record<string, any>) {
  const decision = extension?.find(({ url }: { url: string }) => /eligibility-decision$/.test(url));
  const codeOf = (concept: { coding: { system: string; code: string }[] } | undefined, name: string) =>
    concept?.coding.find(({ system }) => system === `urn:lienthong:fhir:${name}`)?.code ?? null;
  const item = insurance.find((one: { item?: unknown }) => one.item)?.item[0];
  const percent = item?.benefit?.find((one: { type: never }) => codeOf(one.type, 'benefit-type'));
  return {
    processed: outcome,
    outcome: codeOf(decision?.valueCodeableConcept, 'eligibility-outcome'),
    portalCode: codeOf(decision?.valueCodeableConcept, 'portal-code'),
    route: codeOf(item?.network, 'care-route'),
    routeCode: codeOf(item?.network, 'care-route-code'),
    rate: percent ? Number(percent.allowedUnsignedInt ?? percent.allowedString) : null,
  };
}
