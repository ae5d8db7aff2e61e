import { type App, startApp } from '../../src/app.js';
import { type Config, parseConfig } from '../../src/config/config.js';
import { makeLogger } from '../../src/process/logger.js';
import { type AuditRow, readAudit } from './audit-record.js';
import { type Cluster, sharedCluster } from './cluster.js';
import { Tokens, type TokenWish } from './tokens.js';

/** What came back over HTTP. */
export interface Answer {
  status: number;
  headers: Headers;
  requestId: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
  /** The body as it came. */
  text: string;
}

export interface HubOptions {
  /** Another cluster than the shared one. */
  cluster?: Cluster;
  config?: Partial<Config>;
}

/** A hub that listens, and the ways a test talks to it. */
export interface Hub {
  url: string;
  cluster: Cluster;
  metrics: App['metrics'];
  /** A GraphQL request by an agency with every scope it holds; `purpose` null leaves the header out. */
  ask(
    agency: string,
    purpose: string | null,
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** Any request to `/graphql`: `body` as it is when a text, else as JSON. */
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  token(agency: string, wish?: TokenWish): Promise<string>;
  /** Statements sent to each source so far, by the source's name. */
  statements(): Promise<Record<string, number>>;
  /** The events of one answer's request on record, read as the auditor, with the residents' numbers opened. */
  auditOf(answer: Pick<Answer, 'requestId'>): Promise<AuditRow[]>;
  stop(): Promise<void>;
}

/** Lends a running hub on the shared databases and stops it, whatever happens. */
export async function withHub<T>(options: HubOptions, use: (hub: Hub) => Promise<T>): Promise<T> {
  const hub = await openHub(options);
  try {
    return await use(hub);
  } finally {
    await hub.stop();
  }
}

/** For a whole suite: `beforeAll` opens, `afterAll` stops. */
export async function openHub(options: HubOptions = {}): Promise<Hub> {
  const cluster = options.cluster ?? (await sharedCluster());
  // NOTE: without the owner's login the hub looks at migrations but runs none: the cluster is up to date.
  const urls = { ...cluster.databases.urls, hubOwner: null };
  // No watch either: what other suites do on the shared databases would look like misuse to it.
  const quiet = { misuseEveryMs: 0, reviewEveryMs: 0, exemptionsEveryMs: 0, logLevel: 'silent' };
  // A busy machine is no fault of a source: tests of slow sources state their own limits.
  const patient = { registryTimeoutMs: 30_000, sectorTimeoutMs: 30_000, requestDeadlineMs: 60_000 };
  const defaults = { port: 0, urls, stateDir: cluster.state.path, poolSize: 3, ...quiet, ...patient };
  const config = parseConfig({}, { ...defaults, ...options.config });
  const app = await startApp({ config, state: cluster.state, logger: makeLogger(config.logLevel) });
  const tokens = new Tokens(cluster, app.url, config.publicUrl);

  const post: Hub['post'] = async (body, headers = {}) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return answerOf(response);
  };
  return {
    url: app.url,
    cluster,
    metrics: app.metrics,
    post,
    token: (agency, wish) => tokens.of(agency, wish),
    async ask(agency, purpose, query, variables, headers) {
      const authorization = `Bearer ${await tokens.of(agency)}`;
      const stated = { authorization, ...(purpose !== null && { 'x-purpose': purpose }) };
      return post({ query, variables }, { ...stated, ...headers });
    },
    async statements() {
      const { values } = await app.metrics.statements.get();
      return Object.fromEntries(values.map(({ labels, value }) => [String(labels.source), value]));
    },
    auditOf: ({ requestId }) => readAudit(cluster, requestId),
    stop: () => app.stop(),
  };
}

/** A response with its body read: parsed where it is JSON. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    requestId: response.headers.get('x-request-id') ?? '',
    body: isJson && text ? JSON.parse(text) : null,
    text,
  };
}

/** How many statements each source was sent while `work` ran. */
export async function statementsDuring(
  hub: Hub,
  work: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const before = await hub.statements();
  await work();
  const after = await hub.statements();
  const sent = Object.entries(after).map(
    ([source, count]) => [source, count - (before[source] ?? 0)] as const,
  );
  return Object.fromEntries(sent.filter(([, count]) => count > 0));
}
