import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type OperationTypeNode,
} from 'graphql';
import type { Scope } from '../../src/access/kinds.js';
import { scopesOf } from '../../src/graphql/schema.js';

/** One field on the way from the root to a coordinate. */
export interface Step {
  coordinate: string;
  name: string;
  /** The type the field stands on, and the type it gives. */
  owner: string;
  gives: string;
  /** `(personalId: "001090000001")`, or nothing. */
  args: string;
  scope: Scope | null;
}

/** A coordinate of the schema and one way to it from a root, itself last. */
export interface Way {
  coordinate: string;
  operation: 'query' | 'mutation';
  steps: Step[];
  /** Whether the last field has fields of its own. */
  composite: boolean;
}

/** A value for every required argument, by the name of its type: nobody's number, a school of nobody. */
const values: Record<string, string> = {
  PersonalId: '"001000999999"',
  LocalDate: '"2026-01-31"',
  PartialDate: '"1990"',
  DateTime: '"2026-01-31T00:00:00Z"',
  Dong: '1',
  Int: '1',
  Float: '1',
  Boolean: 'true',
  String: '"01000701"',
  ID: '"none"',
  IdentityClaim: '{ personalId: "001000999999" }',
};

/** The shortest way to every field of the schema, breadth first, queries before mutations. */
export function waysOf(schema: GraphQLSchema): Way[] {
  const seen = new Set<string>();
  return [...walk(schema, ({ coordinate }) => seen.size < seen.add(coordinate).size)];
}

/**
 * Every way of at most so many fields, the same field again included: a person's child's guardian, by every root.
 * Ways that the limit on people one below the other refuses before access is asked are left out.
 */
export function everyWayOf(schema: GraphQLSchema, most: { fields: number; people: number }): Way[] {
  return [
    ...walk(
      schema,
      (_step, steps) =>
        steps.length <= most.fields &&
        steps.filter(({ gives }) => gives === 'Resident').length <= most.people,
    ),
  ];
}

/** Breadth first from every root, going on wherever `goes` says so of a step and the steps up to it. */
function* walk(schema: GraphQLSchema, goes: (step: Step, steps: Step[]) => boolean): Generator<Way> {
  const scopes = scopesOf(schema);
  const queue = (['query', 'mutation'] as const).flatMap((operation) => {
    const type = schema.getRootType(operation as OperationTypeNode);
    return type ? [{ operation, type, before: [] as Step[] }] : [];
  });
  for (const { operation, type, before } of queue) {
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      const gives = getNamedType(field.type);
      const args = field.args.filter(isRequiredArgument).map((arg) => `${arg.name}: ${valueFor(arg.type)}`);
      const step: Step = {
        ...{ coordinate, name: field.name, owner: type.name, gives: gives.name },
        args: args.length > 0 ? `(${args.join(', ')})` : '',
        scope: scopes.get(coordinate) ?? null,
      };
      const steps = [...before, step];
      if (!goes(step, steps)) continue;
      yield { operation, coordinate, steps, composite: isObjectType(gives) };
      if (isObjectType(gives)) queue.push({ operation, type: gives, before: steps });
    }
  }
}

/** A literal of any input type: what is required of an input object, and nothing else. */
function valueFor(type: GraphQLInputType): string {
  if (isNonNullType(type)) return valueFor(type.ofType);
  if (isListType(type)) return `[${valueFor(type.ofType)}]`;
  const value = values[type.name];
  if (value) return value;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) throw new Error(`No value for an argument of type ${type.name}`);
  const fields = Object.values(type.getFields()).filter(isRequiredInputField);
  return `{ ${fields.map((field) => `${field.name}: ${valueFor(field.type)}`).join(', ')} }`;
}

/** How a field can be asked for. */
export interface Wrapping {
  name: string;
  /** The document for a way, and its variables. */
  write(way: Way): Written;
}

interface Written {
  query: string;
  variables?: Record<string, unknown>;
}

const leaf = (way: Way) => (way.composite ? ' { __typename }' : '');

/** `{ a { b { c } } }`, each field written by `field` (the last one with its selection given). */
function nest(way: Way, field: (step: Step, inner: string, last: boolean) => string): string {
  return way.steps.reduceRight((inner, step, at) => {
    const last = at === way.steps.length - 1;
    return `{ ${field(step, inner, last)} }`;
  }, leaf(way));
}

const written = (step: Step, inner: string, { alias = '', directive = '' } = {}) =>
  `${alias}${step.name}${step.args}${directive} ${inner}`;

/** A way with its last field written otherwise. */
const ending = (way: Way, end: (field: string) => string): string =>
  nest(way, (step, inner, last) => (last ? end(written(step, inner)) : written(step, inner)));

/** A way with a directive on its last field. */
const directed = (way: Way, directive: string): string =>
  nest(way, (step, inner, last) => written(step, inner, { directive: last ? ` ${directive}` : '' }));

function fragmentOf(name: string, way: Way): string {
  const last = way.steps.at(-1)!;
  return `fragment ${name} on ${last.owner} { ${written(last, leaf(way))} }`;
}

/** Every way of writing the last field of a way that must be refused alike. */
export const wrappings: readonly Wrapping[] = [
  { name: 'plain', write: (way) => ({ query: `${way.operation} ${ending(way, (field) => field)}` }) },
  {
    name: 'an alias on every field',
    write: (way) => ({
      query: `${way.operation} ${nest(way, (step, inner) => written(step, inner, { alias: 'x: ' }))}`,
    }),
  },
  {
    name: 'the alias of a harmless field',
    write: (way) => ({ query: `${way.operation} ${ending(way, (field) => `version: ${field}`)}` }),
  },
  {
    name: 'an inline fragment',
    write: (way) => ({
      query: `${way.operation} ${ending(way, (field) => `... on ${way.steps.at(-1)!.owner} { ${field} }`)}`,
    }),
  },
  {
    name: 'an inline fragment without a type',
    write: (way) => ({ query: `${way.operation} ${ending(way, (field) => `... { ${field} }`)}` }),
  },
  {
    name: 'a named fragment',
    write: (way) => ({
      query: `${way.operation} Named ${ending(way, () => '...F')} ${fragmentOf('F', way)}`,
    }),
  },
  {
    name: 'nested fragments',
    write(way) {
      const { owner } = way.steps.at(-1)!;
      // NOTE: a mutation has one root field, whatever it is.
      const besides = way.steps.length > 1 ? '__typename ' : '';
      const between = `fragment A on ${owner} { ... on ${owner} { ...B } } fragment B on ${owner} { ${besides}...F }`;
      const body = ending(way, () => '...A');
      return { query: `${way.operation} Nested ${body} ${between} ${fragmentOf('F', way)}` };
    },
  },
  {
    name: 'a fragment from the root',
    write: (way) => ({
      query: `${way.operation} Root { ...R } fragment R on ${way.steps[0]!.owner} ${ending(way, (field) => field)}`,
    }),
  },
  {
    name: '@include(if: true) by a variable',
    write: (way) => ({
      query: `${way.operation} Included($yes: Boolean!) ${directed(way, '@include(if: $yes)')}`,
      variables: { yes: true },
    }),
  },
  {
    name: '@skip(if: false)',
    write: (way) => ({ query: `${way.operation} ${directed(way, '@skip(if: false)')}` }),
  },
  {
    name: '@include on a fragment spread',
    write: (way) => ({
      query: `${way.operation} Spread($yes: Boolean = true) ${ending(way, () => '...F @include(if: $yes)')} ${fragmentOf('F', way)}`,
    }),
  },
  {
    // A plan is kept by document: what a variable leaves out today it takes in tomorrow.
    name: '@include(if: false) by a variable',
    write: (way) => ({
      query: `${way.operation} LeftOut($no: Boolean!) ${directed(way, '@include(if: $no)')}`,
      variables: { no: false },
    }),
  },
  {
    name: 'another operation beside it',
    write: (way) => ({
      query: `${way.operation} Asked ${ending(way, (field) => field)} query Other { hub { version } }`,
    }),
  },
];

/** What of a document is asked: its own operation, also where another stands beside it. */
export function bodyOf(wrapping: Wrapping, way: Way): Written & { operationName?: string } {
  const body = wrapping.write(way);
  return wrapping.name.startsWith('another') ? { ...body, operationName: 'Asked' } : body;
}
