import {
  type ExecutionResult,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isInputObjectType,
  parse,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { isCompilable } from './compilable.js';
import { oneErrorANull } from './one-error-a-null.js';
import type { RequestState } from './request-state.js';

type MaybeLater<T> = Promise<T> | T;

/** An operation as a function of its own. */
export interface CompiledOperation {
  /** Answers as the specification's execution does; without `data` when the variables do not fit and nothing ran. */
  run(state: RequestState, variables: Record<string, unknown>): MaybeLater<ExecutionResult>;
}

/** Compiles an operation of a validated document; null when the engine has to go on running it. */
export function compile(
  schema: GraphQLSchema,
  source: string,
  operationName: string | undefined,
): CompiledOperation | null {
  // NOTE: parsed anew: the compiler writes conditions into the document's nodes, and what it wrote for one operation
  // would count for the next one of the same document.
  const document = parse(source);
  const operation = getOperationAST(document, operationName);
  if (!operation || !isCompilable(schema, document, operation)) return null;
  const compiled = compileQuery(schema, document, operationName, {
    disablingCapturingStackErrors: true,
    useExperimentalPathBasedSkipInclude: true,
  });
  if (!isCompiledQuery(compiled)) return null;
  // NOTE: the compiler takes a list for an empty object: variables that are objects are checked as the engine does.
  const objects = (operation.variableDefinitions ?? []).filter((one) => isObject(schema, one));
  return {
    run(state, variables) {
      const { errors } = objects.length > 0 ? getVariableValues(schema, objects, variables) : {};
      if (errors) return { errors };
      const result = compiled.query(undefined, state, variables) as MaybeLater<ExecutionResult>;
      return 'then' in result ? result.then(oneErrorANull) : oneErrorANull(result);
    },
  };
}

function isObject(schema: GraphQLSchema, { type }: VariableDefinitionNode): boolean {
  return isInputObjectType(getNamedType(typeFromAST(schema, type)));
}
