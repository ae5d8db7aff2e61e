import { createHash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Requirement } from '../access/authorize.js';
import { HubError } from '../domain/errors.js';
import { enforceLimits } from './limits/index.js';
import { type ResponseField, responseTree } from './response-tree.js';
import { scopesOf } from './schema.js';
import { type OperationShape, shapeOf } from './shape.js';

/** What is known of an operation before it runs, whoever asks: made once a document. */
export interface Plan {
  hash: string;
  shape: OperationShape;
  /** Every field it touches with its scope, in the order of the document. */
  requirements: readonly Requirement[];
  /** The keys of its answer, to tell which fields were really released. */
  tree: readonly ResponseField[];
}

/** Plans by document text and operation name; bounded, the oldest goes first. */
export class Planner {
  readonly #plans = new Map<string, Plan>();
  readonly #scopes;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly introspection: 'scope' | 'any',
  ) {
    this.#scopes = scopesOf(schema);
  }

  /**
   * The plan of a validated operation.
   * @throws HubError LIMIT_EXCEEDED; BAD_USER_INPUT for a subscription, or a kind of operation the schema has none of
   */
  plan(source: string, document: DocumentNode, operation: OperationDefinitionNode): Plan {
    const key = createHash('sha256')
      .update(source)
      .update('\0')
      .update(operation.name?.value ?? '')
      .digest('hex');
    const known = this.#plans.get(key);
    if (known) return known;
    const kind = operation.operation;
    if (kind === 'subscription' || !this.schema.getRootType(kind)) {
      throw new HubError(
        'BAD_USER_INPUT',
        { operation: kind },
        { vi: `Không nhận ${kind} ở đây.`, en: `A ${kind} is not served here.` },
      );
    }
    const shape = shapeOf(this.schema, document, operation);
    enforceLimits(shape);
    const requirements: Requirement[] = [...shape.coordinates].map((coordinate) => ({
      coordinate,
      scope: this.#scopes.get(coordinate) ?? null,
    }));
    if (shape.introspects && this.introspection === 'scope') {
      requirements.push({ coordinate: 'Query.__schema', scope: 'schema:read' });
    }
    const plan = {
      hash: key.slice(0, 32),
      shape,
      requirements,
      tree: responseTree(this.schema, document, operation),
    };
    if (this.#plans.size >= 1_000) this.#plans.delete(this.#plans.keys().next().value!);
    this.#plans.set(key, plan);
    return plan;
  }
}
