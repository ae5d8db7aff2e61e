import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What an operation looks like, counted once over the document: fragments are measured once each, then added up. */
export interface OperationShape {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  rootFields: number;
  /** The most people one below the other on a path: a person's child's guardian is three. */
  people: number;
  /** Every field it names, by schema coordinate; through an interface or union, the field of each possible type. */
  coordinates: ReadonlySet<string>;
  introspects: boolean;
  /** Whether it is a mutation. */
  writes: boolean;
}

interface Measure {
  depth: number;
  people: number;
  fields: number;
  aliases: number;
  directives: number;
}

/** Each field of this type is one more person on its path. */
const personType = 'Resident';

const nothing = (): Measure => ({ depth: 0, people: 0, fields: 0, aliases: 0, directives: 0 });

/** Counts stop growing here, so that nested fragments cannot overflow them. */
const ceiling = 1_000_000;

/**
 * Measures a validated operation. Introspection (`__schema`, `__type`) is named but not measured: it reads no
 * person, and its depth is its own.
 */
export function shapeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const measured = new Map<string, Measure>();
  const coordinates = new Set<string>();
  let introspects = false;

  function measure(set: SelectionSetNode, type: GraphQLNamedType | undefined): Measure {
    const total = nothing();
    const add = (part: Measure, deeper: number, person = 0) => {
      total.depth = Math.max(total.depth, part.depth + deeper);
      total.people = Math.max(total.people, part.people + person);
      for (const key of ['fields', 'aliases', 'directives'] as const) {
        total[key] = Math.min(ceiling, total[key] + part[key]);
      }
    };
    for (const selection of set.selections) {
      add({ ...nothing(), directives: selection.directives?.length ?? 0 }, 0);
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (name === '__schema' || name === '__type') introspects = true;
        add({ ...nothing(), depth: 1, fields: 1, aliases: selection.alias ? 1 : 0 }, 0);
        const next = name.startsWith('__') ? undefined : note(type, name);
        const person = next?.name === personType ? 1 : 0;
        if (selection.selectionSet && !name.startsWith('__')) {
          add(measure(selection.selectionSet, next), 1, person);
        }
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type;
        add(measure(selection.selectionSet, on), 0);
      } else {
        add(ofFragment(selection.name.value), 0);
      }
    }
    return total;
  }

  function ofFragment(name: string): Measure {
    let known = measured.get(name);
    if (!known) {
      const fragment = fragments.get(name);
      measured.set(name, nothing());
      known = fragment
        ? measure(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
        : nothing();
      measured.set(name, known);
    }
    return known;
  }

  function note(type: GraphQLNamedType | undefined, field: string): GraphQLNamedType | undefined {
    let result: GraphQLNamedType | undefined;
    for (const owner of ownersOf(schema, type)) {
      const definition = owner.getFields()[field];
      if (!definition) continue;
      coordinates.add(`${owner.name}.${field}`);
      result = getNamedType(definition.type);
    }
    return result;
  }

  const root = schema.getRootType(operation.operation) ?? undefined;
  const total = measure(operation.selectionSet, root);
  return {
    ...total,
    directives: total.directives + (operation.directives?.length ?? 0),
    rootFields: rootFieldsOf(operation.selectionSet, fragments, new Set()),
    coordinates,
    introspects,
    writes: operation.operation === 'mutation',
  };
}

function ownersOf(schema: GraphQLSchema, type: GraphQLNamedType | undefined) {
  if (isObjectType(type)) return [type];
  if (isInterfaceType(type)) return [type, ...schema.getPossibleTypes(type)];
  return isUnionType(type) ? schema.getPossibleTypes(type) : [];
}

function rootFieldsOf(
  set: SelectionSetNode,
  fragments: Map<string, FragmentDefinitionNode>,
  seen: Set<string>,
): number {
  let count = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) count += 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      count += rootFieldsOf(selection.selectionSet, fragments, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment) count += rootFieldsOf(fragment.selectionSet, fragments, seen);
    }
  }
  return count;
}
