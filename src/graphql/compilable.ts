import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** Text that can be nothing but text wherever it stands in code: no quote, bracket, backslash or underscore. */
const plainText = /^[\p{L}\p{M}\p{N} .,:|/-]*$/u;

/**
 * Whether the compiler (graphql-jit 0.8) may be given a validated operation. What it would run otherwise than the
 * specification says, or what could get out of a literal into the code it writes, stays with the engine:
 *
 * - a mutation: a write is not what has to be fast;
 * - a text literal that is not plain: some texts are written into the code as code, not as text;
 * - a name that every object has a member of (`__proto__`, `toString`): answers and variables are plain objects there,
 *   and a variable of such a name would never be missing;
 * - a variable that may be null where null is not allowed (its default made that valid): a null given for it is an
 *   error by the specification, and means "leave out" there;
 * - one key asked for several times, one of them under `@skip` or `@include`: there the first use of a fragment
 *   stands for all, and a condition on a field does not reach into the fragments below it.
 */
export function isCompilable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  if (operation.operation === 'mutation') return false;
  return isPlain(document) && !mayMeetNull(schema, document) && !repeatsUnderCondition(document, operation);
}

function isPlain(document: DocumentNode): boolean {
  let plain = true;
  visit(document, {
    Name({ value }) {
      plain &&= !(value in Object.prototype);
    },
    StringValue({ value }) {
      plain &&= plainText.test(value);
    },
  });
  return plain;
}

/** Looks at every operation of the document: another's variable of the same name only makes it stricter. */
function mayMeetNull(schema: GraphQLSchema, document: DocumentNode): boolean {
  const nullable = new Set<string>();
  visit(document, {
    VariableDefinition({ variable, type }) {
      if (type.kind !== Kind.NON_NULL_TYPE) nullable.add(variable.name.value);
    },
  });
  if (nullable.size === 0) return false;
  let mayMeet = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable({ name }) {
        mayMeet ||= nullable.has(name.value) && isNonNullType(types.getInputType());
      },
    }),
  );
  return mayMeet;
}

/** Walks the operation as its answer is merged: as large as the answer's tree, which the limits bound. */
function repeatsUnderCondition(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);

  type Key = { times: number; conditional: boolean; below: SelectionSetNode[] };
  function gather(set: SelectionSetNode, conditional: boolean, into: Map<string, Key>): void {
    for (const selection of set.selections) {
      const under = conditional || (selection.directives?.length ?? 0) > 0;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        const key = into.get(name) ?? { times: 0, conditional: false, below: [] };
        into.set(name, key);
        key.times += 1;
        key.conditional ||= under;
        if (selection.selectionSet) key.below.push(selection.selectionSet);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) gather(selection.selectionSet, under, into);
      else {
        const fragment = fragments.get(selection.name.value);
        if (fragment) gather(fragment.selectionSet, under, into);
      }
    }
  }

  function repeats(sets: readonly SelectionSetNode[]): boolean {
    const keys = new Map<string, Key>();
    for (const set of sets) gather(set, false, keys);
    for (const { times, conditional, below } of keys.values()) {
      if ((times > 1 && conditional) || (below.length > 0 && repeats(below))) return true;
    }
    return false;
  }
  return repeats([operation.selectionSet]);
}
