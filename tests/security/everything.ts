import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { AgencyKind } from '../../src/access/kinds.js';
import type { AccessTable } from '../access/access-table.js';

/** How many people one below the other are asked for all there is of them; the next only for who they are. */
const wholePeople = 2;
const deepest = 10;

/** What is asked with: literals by argument coordinate (`School.class.name`), or by the argument's type. */
export type Literals = Readonly<Record<string, string>>;

/** Fields that lead to people, of which one operation has room for one of each line. */
const alternatives = [
  ['Resident.guardians', 'Resident.children', 'Resident.household', 'Resident.guardianship'],
  ['School.classes', 'School.class', 'School.roster', 'School.exemptionContests'],
  ['Enrolment.resident', 'Enrolment.check'],
] as const;

/** Every choice of one of each line. */
export const doors: readonly (readonly string[])[] = alternatives.reduce<readonly (readonly string[])[]>(
  (choices, line) => choices.flatMap((choice) => line.map((one) => [...choice, one])),
  [[]],
);

/**
 * Selections that together are everything that a kind of agency may ask of a type and of whatever can be reached from
 * it by these doors. Generated from the schema, so that a new field is asked for at once; in as many parts as keep each
 * within the limit on fields.
 */
export function everythingOf(
  table: AccessTable,
  kind: AgencyKind,
  literals: Literals,
  open: readonly string[],
): (type: GraphQLObjectType) => string[] {
  return (type) => {
    for (let schools = 1; schools <= mostParts; schools += 1)
      for (let people = 1; people <= mostParts; people += 1) {
        const selections = Array.from({ length: schools * people }, (_, part) =>
          selectionOf(table, kind, literals, {
            open,
            isIn: {
              Resident: (at) => at % people === part % people,
              School: (at) => at % schools === Math.floor(part / people),
            },
          })(type),
        );
        if (selections.every((selection) => fieldsOf(selection) < mostFields)) return selections;
      }
    throw new Error(`${type.name} holds more than ${mostParts} by ${mostParts} operations have room for`);
  };
}

/** Into how many parts what hangs on a person, and on a school, is divided at most. */
const mostParts = 8;
const mostFields = 480;
const fieldsOf = (selection: string) => selection.replaceAll(/\([^)]*\)/g, '').match(/\w+/g)?.length ?? 0;

/** One part: what hangs on a person or school is divided among the parts, their own values stand in each. */
function selectionOf(
  { mayAsk }: AccessTable,
  kind: AgencyKind,
  literals: Literals,
  { open, isIn }: { open: readonly string[]; isIn: Readonly<Record<string, (at: number) => boolean>> },
): (type: GraphQLObjectType) => string {
  const closed = new Set<string>(alternatives.flat().filter((door) => !open.includes(door)));

  function select(type: GraphQLObjectType, people: number, depth: number): string {
    const fields = Object.values(type.getFields()).flatMap((field, at) => {
      const next = getNamedType(field.type);
      const coordinate = `${type.name}.${field.name}`;
      if (!mayAsk(kind, coordinate) || closed.has(coordinate)) return [];
      if (!isObjectType(next)) return [`${field.name}${argumentsOf(type, field)}`];
      const isElsewhere = !open.includes(coordinate) && isIn[type.name]?.(at) === false;
      if (isElsewhere || people > wholePeople || depth >= deepest) return [];
      const below = select(next, people + (next.name === 'Resident' ? 1 : 0), depth + 1);
      return below ? [`${field.name}${argumentsOf(type, field)} ${below}`] : [];
    });
    return fields.length > 0 ? `{ ${fields.join(' ')} }` : '';
  }

  function argumentsOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
    const args = field.args.flatMap((arg) => {
      const literal =
        literals[`${type.name}.${field.name}.${arg.name}`] ??
        (isRequiredArgument(arg) ? literals[getNamedType(arg.type).name] : undefined);
      return literal === undefined ? [] : [`${arg.name}: ${literal}`];
    });
    return args.length > 0 ? `(${args.join(', ')})` : '';
  }
  return (type) => select(type, type.name === 'Resident' ? 1 : 0, 2);
}

/** The type that a root field gives. */
export function rootTypeOf(schema: GraphQLSchema, root: string): GraphQLObjectType {
  const type = getNamedType(schema.getQueryType()!.getFields()[root]!.type);
  if (!isObjectType(type)) throw new Error(`${root} gives no object`);
  return type;
}
