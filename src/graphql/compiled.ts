import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { RequestState } from './request-state.js';

/** An operation as a function of its own. */
export interface CompiledOperation {
  /** Answers as the specification's execution does; without `data` when the variables do not fit and nothing ran. */
  run(state: RequestState, variables: Record<string, unknown>): Promise<ExecutionResult> | ExecutionResult;
}

/** Compiles a validated operation; null when the compiler cannot take it (the engine then goes on running it). */
export function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): CompiledOperation | null {
  const compiled = compileQuery(schema, document, operationName, {
    disablingCapturingStackErrors: true,
    useExperimentalPathBasedSkipInclude: true,
  });
  if (!isCompiledQuery(compiled)) return null;
  return { run: (state, variables) => compiled.query(undefined, state, variables) };
}
