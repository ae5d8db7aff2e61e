import { holds } from '../../access/authorize.js';
import type { Scope } from '../../access/kinds.js';
import type { Engine } from '../../graphql/execute.js';
import type { RequestState } from '../../graphql/request-state.js';
import { type Prepared, prepareOwn } from '../../graphql/run-prepared.js';
import { type Result, requireRegistered } from '../../graphql/steps.js';
import type { RawClaim } from '../../registry/claim.js';
import { admitWire, type WireOperation } from '../admit.js';
import { documentOf, eligibilityVariables, type LookAnswer, type Root, selections } from './documents.js';
import { handleOfId } from './ids.js';

/** Whom a request is about. A number with nothing else said is no claim: it is looked up within the remit. */
export type Who =
  | { by: 'claim'; claim: RawClaim }
  | { by: 'number'; personalId: string }
  | { by: 'handle'; id: string };

/** What may be looked up, with the selections that are left out for whoever lacks their scope. */
const looks = {
  patient: {
    operation: 'Patient',
    always: [],
    where: { identity: 'identity:read', residence: 'residence:read' },
    variables: '',
  },
  coverage: { operation: 'Coverage', always: ['cards'], where: {}, variables: '' },
  benefits: {
    operation: 'CoverageEligibilityRequest',
    always: ['eligibility'],
    where: {},
    variables: eligibilityVariables,
  },
  discovery: {
    operation: 'CoverageEligibilityRequest',
    always: ['eligibility', 'cards'],
    where: {},
    variables: eligibilityVariables,
  },
} as const satisfies Record<string, LookPlan>;

interface LookPlan {
  operation: string;
  always: readonly (keyof typeof selections)[];
  where: Partial<Record<keyof typeof selections, Scope>>;
  variables: string;
}

export type LookName = keyof typeof looks;

interface Look extends Prepared {
  operation: WireOperation;
}

/** What came of a look: what was found, and the errors as the caller of the same document would read them. */
export interface Found extends Omit<Result, 'data'> {
  found: LookAnswer['found'];
}

/** Runs the hub's own documents in the place of a caller: the same access, quota and record as if he had asked them. */
export type LookUp = (
  state: RequestState,
  name: LookName,
  who: Who,
  variables?: Record<string, unknown>,
) => Promise<Found>;

/** Plans every document of this wire. @throws Error when the schema does not fit one, which keeps the hub from starting */
export function prepareLooks(engine: Engine): LookUp {
  const prepared = new Map<string, Look>();
  for (const [name, plan] of Object.entries(looks) as [LookName, LookPlan][])
    for (const root of ['claim', 'number', 'handle'] as const)
      for (const parts of variantsOf(plan))
        prepared.set(keyOf(name, root, parts), makeLook(engine, plan, root, parts));

  return async (state, name, who, variables = {}) => {
    const { caller, reason } = state;
    const parts = partsOf(looks[name], (scope) => holds(scope, caller, reason));
    const look = prepared.get(keyOf(name, who.by, parts))!;
    state.trail.operationHash = look.plan.hash;
    requireRegistered(look.plan, caller.agency);
    admitWire(look.operation, state);
    const { data, errors } = await look.run(state, { ...variables, ...variablesOf(who) });
    return { found: (data as LookAnswer | undefined)?.found ?? null, errors };
  };
}

type Part = keyof typeof selections;

const keyOf = (name: LookName, root: Root, parts: readonly Part[]) => `${name} ${root} ${parts.join(' ')}`;

function partsOf({ always, where }: LookPlan, held: (scope: Scope) => boolean): Part[] {
  const wished = Object.entries(where) as [Part, Scope][];
  return [...always, ...wished.filter(([, scope]) => held(scope)).map(([part]) => part)];
}

/** The parts for whoever holds none, some or all of the scopes. */
function variantsOf(plan: LookPlan): Part[][] {
  const scopes = Object.values(plan.where);
  return Array.from({ length: 2 ** scopes.length }, (_, held) =>
    partsOf(plan, (scope) => (held & (2 ** scopes.indexOf(scope))) !== 0),
  );
}

function makeLook(engine: Engine, plan: LookPlan, root: Root, parts: readonly Part[]): Look {
  const person = parts.map((part) => selections[part]).join('\n    ');
  const source = documentOf(`Fhir${plan.operation}`, root, person, plan.variables);
  const prepared = prepareOwn(engine, source);
  const { requirements, shape } = prepared.plan;
  const operation = { name: `wire fhir.${plan.operation}`, requirements, coordinates: shape.coordinates };
  return { ...prepared, operation };
}

function variablesOf(who: Who): Record<string, unknown> {
  if (who.by === 'claim') return { claim: who.claim };
  return who.by === 'number' ? { personalId: who.personalId } : { handle: handleOfId(who.id) };
}
