import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** One key of an answer and the field it stands for. */
export interface ResponseField {
  key: string;
  coordinate: string;
  children: ResponseField[];
}

/**
 * The keys an operation's answer may have, fragments merged in. Only for operations within the limits: the tree is as
 * large as the operation after its fragments are followed. `__typename` and introspection are left out.
 */
export function responseTree(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ResponseField[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  function gather(set: SelectionSetNode, type: GraphQLObjectType, into: Map<string, ResponseField>): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet, type, into);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) gather(fragment.selectionSet, type, into);
      } else {
        const field = type.getFields()[selection.name.value];
        if (!field) continue;
        const key = selection.alias?.value ?? selection.name.value;
        const known = into.get(key);
        const entry = known ?? { key, coordinate: `${type.name}.${field.name}`, children: [] };
        into.set(key, entry);
        const next = getNamedType(field.type);
        if (selection.selectionSet && isObjectType(next)) {
          const children = new Map(entry.children.map((child) => [child.key, child]));
          gather(selection.selectionSet, next, children);
          entry.children = [...children.values()];
        }
      }
    }
  }

  const root = schema.getRootType(operation.operation);
  const top = new Map<string, ResponseField>();
  if (root) gather(operation.selectionSet, root, top);
  return [...top.values()];
}

/** The coordinates that an answer really gives a value for, in the order of the operation. */
export function releasedIn(tree: readonly ResponseField[], data: unknown): string[] {
  const released: string[] = [];
  collect(tree, data === null || data === undefined ? [] : [data], released);
  return released.length > 1 ? [...new Set(released)] : released;
}

/** Adds the fields that any of the parents has a value for, each before those below it. */
function collect(fields: readonly ResponseField[], parents: readonly unknown[], released: string[]): void {
  for (const { key, coordinate, children } of fields) {
    if (children.length === 0) {
      if (parents.some((parent) => hasValue((parent as Record<string, unknown>)[key])))
        released.push(coordinate);
      continue;
    }
    const below: unknown[] = [];
    let isReleased = false;
    for (const parent of parents) {
      const value = (parent as Record<string, unknown>)[key];
      if (!hasValue(value)) continue;
      isReleased = true;
      flattenInto(below, value);
    }
    if (!isReleased) continue;
    released.push(coordinate);
    if (below.length > 0) collect(children, below, released);
  }
}

const hasValue = (value: unknown): boolean => value !== null && value !== undefined;

/** The coordinate an error's path points to, or null. */
export function coordinateAt(
  tree: readonly ResponseField[],
  path: readonly (string | number)[] | undefined,
): string | null {
  let fields = tree;
  let found: ResponseField | undefined;
  for (const step of path ?? []) {
    if (typeof step === 'number') continue;
    found = fields.find((field) => field.key === step);
    if (!found) return null;
    fields = found.children;
  }
  return found?.coordinate ?? null;
}

function flattenInto(below: unknown[], value: unknown): void {
  if (Array.isArray(value)) for (const item of value) flattenInto(below, item);
  else if (value !== null && typeof value === 'object') below.push(value);
}
