import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getLocation,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
  validate,
} from 'graphql';
import { HubError } from '../domain/errors.js';
import { maxTokens } from './limits/index.js';

/** What is wrong with a document, and where: lines and columns count from 1. */
export interface DocumentProblem {
  /** The code that asking it would be refused with. */
  code: string;
  line: number;
  column: number;
  /** For whoever wrote the document: it may repeat what stands in it. */
  problem: string;
}

/** Nine digits in a row can be somebody's number. */
const number = /\d{9,}/;

/**
 * Reads a document that is to be registered: parsed and checked against the schema as the engine does it, its operations
 * named or a single one. It must name nobody, since it is kept and shown: numbers belong in variables.
 */
export function readDocument(
  schema: GraphQLSchema,
  source: string,
  maxLength: number,
):
  | { document: DocumentNode; operations: readonly OperationDefinitionNode[] }
  | { problems: DocumentProblem[] } {
  const first = { line: 1, column: 1 };
  if (source.length > maxLength) {
    const problem = `It has ${source.length} characters, ${maxLength} at most.`;
    return { problems: [{ code: 'LIMIT_EXCEEDED', ...first, problem }] };
  }
  const digits = number.exec(source);
  if (digits) {
    const place = getLocation(new Source(source), digits.index);
    const problem = 'This could be the number of a person: make it a variable.';
    return { problems: [{ code: 'BAD_USER_INPUT', ...place, problem }] };
  }
  const placed = (code: string, { locations, message }: GraphQLError): DocumentProblem => ({
    ...{ code, ...(locations?.[0] ?? first), problem: message },
  });
  let document: DocumentNode;
  try {
    document = parse(source, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const code = /more that \d+ tokens/.test(error.message) ? 'LIMIT_EXCEEDED' : 'GRAPHQL_PARSE_FAILED';
    return { problems: [placed(code, error)] };
  }
  const errors = validate(schema, document, undefined, { maxErrors: 5 });
  if (errors.length > 0)
    return { problems: errors.map((error) => placed('GRAPHQL_VALIDATION_FAILED', error)) };
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  return { document, operations };
}

/** Why an operation of a document cannot be planned. @throws whatever is no refusal of ours */
export function problemOf(error: unknown, { loc }: OperationDefinitionNode): DocumentProblem {
  if (!(error instanceof HubError)) throw error;
  const { line = 1, column = 1 } = loc?.startToken ?? {};
  return { code: error.code, line, column, problem: `${error.message} ${JSON.stringify(error.details)}` };
}
