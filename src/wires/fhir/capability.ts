import { hl7 } from './systems.js';

const patientParameters = [
  ['_id', 'token'],
  ['identifier', 'token'],
  ['name', 'string'],
  ['family', 'string'],
  ['given', 'string'],
  ['birthdate', 'date'],
  ['gender', 'token'],
] as const;
const coverageParameters = [
  ['patient', 'reference'],
  ['beneficiary', 'reference'],
] as const;

const parametersOf = (parameters: readonly (readonly [string, string])[]) =>
  parameters.map(([name, type]) => ({ name, type }));

const bySearch = 'By POST _search alone: what names a person has no place in an address.';

/** What this server can do, for whoever asks, without a token: it tells of nobody. */
export function capabilityStatement(base: string, version: string) {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-28',
    kind: 'instance',
    software: { name: 'Liên Thông', version },
    implementation: { description: 'Identity and health insurance of residents of Vietnam.', url: base },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        documentation:
          'X-Purpose states why a look is taken. Ids are handles: of one agency and case, good for three days. A read opens no remit of its own. Every look is on record.',
        security: {
          cors: false,
          service: [{ coding: [{ system: hl7.security, code: 'OAuth' }] }],
          description: 'Bearer token of an agency and its officer.',
        },
        resource: [
          {
            type: 'Patient',
            interaction: [{ code: 'read' }, { code: 'search-type', documentation: bySearch }],
            versioning: 'no-version',
            searchParam: parametersOf(patientParameters),
          },
          {
            type: 'Coverage',
            interaction: [{ code: 'read' }, { code: 'search-type', documentation: bySearch }],
            versioning: 'no-version',
            searchParam: parametersOf(coverageParameters),
          },
          {
            type: 'CoverageEligibilityRequest',
            interaction: [
              {
                code: 'create',
                documentation: 'Answered with its CoverageEligibilityResponse (200); neither is kept.',
              },
            ],
            versioning: 'no-version',
            operation: [
              {
                name: 'submit',
                definition: 'http://hl7.org/fhir/OperationDefinition/CoverageEligibilityRequest-submit',
                documentation: 'The same as create.',
              },
            ],
          },
        ],
      },
    ],
  };
}
