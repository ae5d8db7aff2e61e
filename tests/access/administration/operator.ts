import { randomUUID } from 'node:crypto';
import { makeSigningKey } from '../../../src/access/issuer.js';
import type { AgencyKind } from '../../../src/access/kinds.js';
import { addAgency } from '../../support/agencies.js';
import type { Answer, Hub } from '../../support/hub.js';

/** An operator of the test's own, and how it asks. */
export interface Operator {
  code: string;
  /** A mutation with one input; the idempotency key is new unless the input has one. */
  change(name: string, input: Record<string, unknown>, selection?: string): Promise<Answer>;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** The code of a new agency, registered through the API without grants. */
  register(kind?: AgencyKind, said?: Record<string, unknown>): Promise<string>;
}

export async function makeOperator(hub: Hub): Promise<Operator> {
  const code = await addAgency(hub.cluster, { kind: 'OPERATOR' });
  const ask: Operator['ask'] = (query, variables) => hub.ask(code, null, query, variables);
  const change: Operator['change'] = (name, input, selection = '{ __typename }') => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation Change($input: ${type}!) { ${name}(input: $input) ${selection} }`;
    return ask(query, { input: { idempotencyKey: randomUUID(), ...input } });
  };
  return {
    ...{ code, ask, change },
    async register(kind = 'HOSPITAL', said = {}) {
      const made = `made-${randomUUID().slice(0, 8)}`;
      const legalBasis = 'Văn bản mẫu (hư cấu)';
      const input = { code: made, kind, name: 'Cơ quan thử (hư cấu)', legalBasis, ...said };
      const { body } = await change('registerAgency', input);
      if (body.errors) throw new Error(JSON.stringify(body.errors));
      return made;
    },
  };
}

/** A new key pair as JWKs: the private one, and what may be registered of it. */
export function makeKeyPair(): { jwk: Record<string, unknown>; open: Record<string, unknown>; kid: string } {
  const jwk = makeSigningKey();
  const { d: _private, ...open } = jwk;
  return { jwk, open, kid: String(jwk.kid) };
}

/** The code of an answer's first error, and its details but for the request's id. */
export function refusalOf({ body }: Answer): Record<string, unknown> | null {
  const { requestId: _id, ...rest } = body.errors?.[0]?.extensions ?? {};
  return body.errors ? rest : null;
}
