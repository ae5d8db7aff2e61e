import type { BenchWire, WireParts } from './wire.js';

interface EligibilityResponse {
  extension?: { valueCodeableConcept?: { coding?: { system?: string; code?: string }[] } }[];
}

/** HL7 FHIR R4: the eligibility check, the patient contained in it. */
export function fhirWire({ token, facility }: WireParts): BenchWire {
  const system = (name: string) => `urn:lienthong:fhir:${name}`;
  return {
    name: 'fhir',
    is: 'POST /wires/fhir/CoverageEligibilityRequest/$submit: the decision and the card as resources, without an address',
    async requests(people) {
      const headers = {
        'content-type': 'application/fhir+json',
        authorization: `Bearer ${await token()}`,
        'x-purpose': 'TREATMENT',
      };
      return people.map(({ personalId, fullName, dateOfBirth: birthDate }) => ({
        ...{ path: '/wires/fhir/CoverageEligibilityRequest/$submit', headers },
        body: JSON.stringify({
          ...{ resourceType: 'CoverageEligibilityRequest', status: 'active' },
          ...{ purpose: ['validation', 'benefits'], created: new Date().toISOString().slice(0, 10) },
          contained: [
            {
              ...{ resourceType: 'Patient', id: 'patient', name: [{ text: fullName }], birthDate },
              identifier: [{ system: system('personal-id'), value: personalId }],
            },
          ],
          ...{ patient: { reference: '#patient' }, insurer: { display: 'BHXH' } },
          facility: { identifier: { system: system('facility'), value: facility } },
        }),
      }));
    },
    holds: '"outcome":"complete"',
    codeIn: ({ extension = [] }: EligibilityResponse) =>
      extension
        .flatMap(({ valueCodeableConcept: concept }) => concept?.coding ?? [])
        .find((one) => one.system === system('portal-code'))?.code ?? null,
  };
}
