import { createHash } from 'node:crypto';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Requirement } from '../access/authorize.js';
import { HubError } from '../domain/errors.js';
import { type CompiledOperation, compile } from './compiled.js';
import { type DocumentProblem, problemOf, readDocument } from './document.js';
import { enforceLimits } from './limits/index.js';
import { type ResponseField, responseTree } from './response-tree.js';
import { scopesOf } from './schema.js';
import { type OperationShape, shapeOf } from './shape.js';

/** What is known of an operation before it runs, whoever asks: made once a document. */
export interface Plan {
  hash: string;
  /** The operation's own name, as the record of looks keeps it. */
  name: string | null;
  shape: OperationShape;
  /** Every field it touches with its scope, in the order of the document. */
  requirements: readonly Requirement[];
  /** The keys of its answer, to tell which fields were really released. */
  tree: readonly ResponseField[];
}

/** A document as a request names it. */
export interface Asking {
  source: string;
  operationName: string | null | undefined;
}

interface Entry {
  plan: Plan;
  /** Null when the engine is to run it; `NOT_YET` until it comes back. */
  compiled: CompiledOperation | null | 'NOT_YET';
}

/** Plans kept; a document seen once makes room before one that came again. */
const maxPlans = 1_000;
/** Characters of all documents kept, in each of the two maps: a plan takes some thirty times its document. */
const maxKeptSources = 1_000_000;
/** A longer document is planned and not kept: documents are keys, and must not fill the memory. */
const maxKeptSource = 16_000;

/** Plans by document text and operation name. */
export class Planner {
  /** Seen once, and seen again: a flood of documents that never come back pushes out none that do. */
  readonly #once = new Kept();
  readonly #often = new Kept();
  /** Never pushed out: as many as there are registered documents, and the hub's own. */
  readonly #prepared = new Map<string, Entry>();
  readonly #scopes;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly introspection: 'scope' | 'any',
  ) {
    this.#scopes = scopesOf(schema);
  }

  /**
   * The plan of a validated operation.
   * @throws HubError LIMIT_EXCEEDED; BAD_USER_INPUT for a subscription, which has its own route
   */
  plan(asking: Asking, document: DocumentNode, operation: OperationDefinitionNode): Plan {
    const key = keyOf(asking);
    const known = this.#prepared.get(key) ?? this.#often.use(key) ?? this.#once.use(key);
    if (known) return known.plan;
    requireNoSubscription(operation);
    const plan = this.#make(asking.source, document, operation);
    if (key.length <= maxKeptSource) {
      this.#once.add(key, { plan, compiled: plan.shape.introspects ? null : 'NOT_YET' });
    }
    return plan;
  }

  /**
   * The document and plan of a subscription, made anew each time: it is asked once and then listened to.
   * @throws HubError BAD_USER_INPUT for any other operation, LIMIT_EXCEEDED
   */
  subscription(asking: Asking): { plan: Plan; document: DocumentNode } {
    const read = readDocument(this.schema, asking.source, maxKeptSource);
    if ('problems' in read) {
      const places = read.problems.map(({ line, column }) => ({ line, column }));
      throw new HubError('BAD_USER_INPUT', { places });
    }
    const { document, operations } = read;
    const { operationName } = asking;
    const named = operations.filter(({ name }) => !operationName || name?.value === operationName);
    const [operation] = named;
    if (named.length !== 1 || operation?.operation !== 'subscription') {
      throw new HubError(
        'BAD_USER_INPUT',
        { operation: operation?.operation ?? null },
        { vi: 'Ở đây chỉ nhận subscription.', en: 'Subscriptions alone are served here.' },
      );
    }
    return { document, plan: this.#make(asking.source, document, operation) };
  }

  /**
   * A plan that can be run by itself: of a document that was prepared, or planned before and compiled when it comes
   * back first.
   */
  ready(asking: Asking): { plan: Plan; compiled: CompiledOperation } | null {
    const key = keyOf(asking);
    let entry = this.#prepared.get(key) ?? this.#often.use(key);
    if (!entry) {
      entry = this.#once.take(key);
      if (!entry) return null;
      this.#often.add(key, entry);
    }
    if (entry.compiled === 'NOT_YET') {
      entry.compiled = compile(this.schema, asking.source, asking.operationName ?? undefined);
    }
    return entry.compiled && { plan: entry.plan, compiled: entry.compiled };
  }

  /**
   * Checks and plans every operation of a document before anybody asks it, and keeps them for good: `plans` in the
   * order of the document. Nothing is kept of one with problems. Safe to repeat.
   * @param compiling now, or else when an operation is first asked
   */
  prepare(source: string, compiling: boolean): { plans: Plan[] } | { problems: DocumentProblem[] } {
    const read = readDocument(this.schema, source, maxKeptSource);
    if ('problems' in read) return read;
    const { document, operations } = read;
    const plans: Plan[] = [];
    const problems: DocumentProblem[] = [];
    for (const operation of operations) {
      try {
        requireNoSubscription(operation);
        plans.push(this.#make(source, document, operation));
      } catch (error) {
        problems.push(problemOf(error, operation));
      }
    }
    if (problems.length > 0) return { problems };
    for (const [at, plan] of plans.entries()) {
      const operationName = operations[at]!.name?.value;
      const entry: Entry = { plan, compiled: plan.shape.introspects ? null : 'NOT_YET' };
      if (compiling && entry.compiled) entry.compiled = compile(this.schema, source, operationName);
      this.#prepared.set(keyOf({ source, operationName }), entry);
      if (plans.length === 1) this.#prepared.set(keyOf({ source, operationName: null }), entry);
    }
    return { plans };
  }

  #make(source: string, document: DocumentNode, operation: OperationDefinitionNode): Plan {
    const shape = shapeOf(this.schema, document, operation);
    enforceLimits(shape);
    const requirements: Requirement[] = [...shape.coordinates].map((coordinate) => ({
      coordinate,
      scope: this.#scopes.get(coordinate) ?? null,
    }));
    if (shape.introspects && this.introspection === 'scope') {
      requirements.push({ coordinate: 'Query.__schema', scope: 'schema:read' });
    }
    const hash = createHash('sha256')
      .update(source)
      .update('\0')
      .update(operation.name?.value ?? '')
      .digest('hex');
    return {
      hash: hash.slice(0, 32),
      name: recordableName(operation),
      shape,
      requirements,
      tree: responseTree(this.schema, document, operation),
    };
  }
}

/** NOTE: the engine would run one as a query. @throws HubError BAD_USER_INPUT */
function requireNoSubscription({ operation }: OperationDefinitionNode): void {
  if (operation !== 'subscription') return;
  throw new HubError(
    'BAD_USER_INPUT',
    { operation },
    {
      vi: 'Không nhận subscription ở đây; dùng POST /graphql/stream.',
      en: 'A subscription is not served here; POST it to /graphql/stream.',
    },
  );
}

/** NOTE: an empty name is a name, of no operation; only none at all means the one there is. */
const keyOf = ({ source, operationName }: Asking): string =>
  `${typeof operationName === 'string' ? `=${operationName}` : ''}\0${source}`;

/** The operation's name for the record; none if it could hold a person's number: the caller chose it. */
export function recordableName({ name }: OperationDefinitionNode): string | null {
  const short = name?.value.slice(0, 100) ?? null;
  return short === null || /\d{9,}/.test(short.replaceAll('_', '')) ? null : short;
}

/** Entries up to a count and a size, the longest unused going first. */
class Kept {
  readonly #entries = new Map<string, Entry>();
  #newest: string | null = null;
  #size = 0;

  /** The entry, which counts as used now. */
  use(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry && key !== this.#newest) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      this.#newest = key;
    }
    return entry;
  }

  take(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry) {
      this.#entries.delete(key);
      if (this.#newest === key) this.#newest = null;
      this.#size -= key.length;
    }
    return entry;
  }

  add(key: string, entry: Entry): void {
    this.take(key);
    this.#entries.set(key, entry);
    this.#newest = key;
    this.#size += key.length;
    while (this.#entries.size > maxPlans || this.#size > maxKeptSources)
      this.take(this.#entries.keys().next().value!);
  }
}
