import { bhxhGatewayWire } from './bhxh-gateway.js';
import { fhirWire } from './fhir.js';
import { graphqlWire } from './graphql.js';
import type { BenchWire, WireParts } from './wire.js';

/** Every wire, one line each; the first is what the others are compared with. */
const makers = { graphql: graphqlWire, 'bhxh-gateway': bhxhGatewayWire, fhir: fhirWire };

export type WireName = keyof typeof makers;
export const wireNames = Object.keys(makers) as WireName[];
export const reference = 'graphql' satisfies WireName;

export function makeWires(parts: WireParts): BenchWire[] {
  return wireNames.map((name) => makers[name](parts));
}
