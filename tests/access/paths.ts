import {
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  isObjectType,
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

/** A coordinate of the schema and the shortest way to it from Query, itself last. */
export interface Way {
  coordinate: string;
  steps: Step[];
  /** Whether the last field has fields of its own. */
  composite: boolean;
}

/** A value for every required argument, by the name of its type: nobody's number, a school of nobody. */
const values: Record<string, string> = {
  PersonalId: '"001000999999"',
  String: '"01000701"',
  ID: '"none"',
  IdentityClaim: '{ personalId: "001000999999" }',
};

/** The shortest way to every field of the schema, breadth first. */
export function waysOf(schema: GraphQLSchema): Way[] {
  const scopes = scopesOf(schema);
  const ways: Way[] = [];
  const seen = new Set<string>();
  const queue: { type: GraphQLObjectType; before: Step[] }[] = [{ type: schema.getQueryType()!, before: [] }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const field of Object.values(next.type.getFields())) {
      const coordinate = `${next.type.name}.${field.name}`;
      if (seen.has(coordinate)) continue;
      seen.add(coordinate);
      const gives = getNamedType(field.type);
      const args = field.args
        .filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined)
        .map((arg) => `${arg.name}: ${valueFor(arg.type)}`);
      const step: Step = {
        ...{ coordinate, name: field.name, owner: next.type.name, gives: gives.name },
        args: args.length > 0 ? `(${args.join(', ')})` : '',
        scope: scopes.get(coordinate) ?? null,
      };
      const steps = [...next.before, step];
      ways.push({ coordinate, steps, composite: isObjectType(gives) });
      if (isObjectType(gives)) queue.push({ type: gives, before: steps });
    }
  }
  return ways;
}

function valueFor(type: GraphQLInputType): string {
  const named = getNamedType(type).name;
  const value = values[named];
  if (!value) throw new Error(`No value for an argument of type ${named}`);
  return type.toString().startsWith('[') ? `[${value}]` : value;
}

/** How a field can be asked for; `open` makes the document around the selection of a way's steps. */
export interface Wrapping {
  name: string;
  /** The document for a way, and its variables. */
  write(way: Way): { query: string; variables?: Record<string, unknown> };
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

/** Every way of writing the last field of a way that must be refused alike. */
export const wrappings: readonly Wrapping[] = [
  { name: 'plain', write: (way) => ({ query: nest(way, (step, inner) => written(step, inner)) }) },
  {
    name: 'an alias on every field',
    write: (way) => ({ query: nest(way, (step, inner) => written(step, inner, { alias: 'x: ' })) }),
  },
  {
    name: 'the alias of a harmless field',
    write: (way) => ({
      query: nest(way, (step, inner, last) => written(step, inner, { alias: last ? 'version: ' : '' })),
    }),
  },
  {
    name: 'an inline fragment',
    write: (way) => ({
      query: nest(way, (step, inner, last) =>
        last ? `... on ${step.owner} { ${written(step, inner)} }` : written(step, inner),
      ),
    }),
  },
  {
    name: 'an inline fragment without a type',
    write: (way) => ({
      query: nest(way, (step, inner, last) =>
        last ? `... { ${written(step, inner)} }` : written(step, inner),
      ),
    }),
  },
  {
    name: 'a named fragment',
    write: (way) => ({
      query: `query Named ${nest(way, (step, inner, last) => (last ? '...F' : written(step, inner)))} ${fragmentOf('F', way)}`,
    }),
  },
  {
    name: 'nested fragments',
    write(way) {
      const { owner } = way.steps.at(-1)!;
      const body = nest(way, (step, inner, last) => (last ? '...A' : written(step, inner)));
      const between = `fragment A on ${owner} { ... on ${owner} { ...B } } fragment B on ${owner} { __typename ...F }`;
      return { query: `query Nested ${body} ${between} ${fragmentOf('F', way)}` };
    },
  },
  {
    name: 'a fragment from the root',
    write: (way) => ({
      query: `query Root { ...R } fragment R on Query ${nest(way, (step, inner) => written(step, inner))}`,
    }),
  },
  {
    name: '@include(if: true) by a variable',
    write: (way) => ({
      query: `query Included($yes: Boolean!) ${nest(way, (step, inner, last) =>
        written(step, inner, { directive: last ? ' @include(if: $yes)' : '' }),
      )}`,
      variables: { yes: true },
    }),
  },
  {
    name: '@skip(if: false)',
    write: (way) => ({
      query: nest(way, (step, inner, last) =>
        written(step, inner, { directive: last ? ' @skip(if: false)' : '' }),
      ),
    }),
  },
  {
    name: '@include on a fragment spread',
    write: (way) => ({
      query: `query Spread($yes: Boolean = true) ${nest(way, (step, inner, last) =>
        last ? '...F @include(if: $yes)' : written(step, inner),
      )} ${fragmentOf('F', way)}`,
    }),
  },
  {
    // A plan is kept by document: what a variable leaves out today it takes in tomorrow.
    name: '@include(if: false) by a variable',
    write: (way) => ({
      query: `query LeftOut($no: Boolean!) ${nest(way, (step, inner, last) =>
        written(step, inner, { directive: last ? ' @include(if: $no)' : '' }),
      )}`,
      variables: { no: false },
    }),
  },
  {
    name: 'another operation beside it',
    write: (way) => ({
      query: `query Asked ${nest(way, (step, inner) => written(step, inner))} query Other { hub { version } }`,
    }),
  },
];

function fragmentOf(name: string, way: Way): string {
  const last = way.steps.at(-1)!;
  return `fragment ${name} on ${last.owner} { ${written(last, leaf(way))} }`;
}
