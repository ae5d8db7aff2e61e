import type { Logger } from '../process/logger.js';
import type { Planner } from './plan.js';

/** Compiling goes on this long; what is left then is compiled when it is first asked, so that no start takes long. */
const compilingMs = 1_000;

/**
 * Plans the documents that are known before anybody asks: the hub's `own` first, then those that agencies registered.
 * One that the schema does not fit (any more) is named in the log by code and place, never by its text; whoever asks it
 * is told like anybody.
 */
export function prepareDocuments(
  planner: Planner,
  own: readonly string[],
  registered: readonly { agency: string; name: string; source: string }[],
  logger: Logger,
): void {
  const enough = performance.now() + compilingMs;
  const prepared = new Map<string, ReturnType<Planner['prepare']>>();
  const ofTheHub = own.map((source, at) => ({ agency: null, name: String(at), source }));
  for (const { agency, name, source } of [...ofTheHub, ...registered]) {
    const known = prepared.get(source) ?? planner.prepare(source, performance.now() < enough);
    prepared.set(source, known);
    if ('plans' in known) continue;
    const problems = known.problems.map(({ code, line, column }) => ({ code, line, column }));
    logger.warn({ agency, document: name, problems }, 'a known document does not fit the schema');
  }
  logger.info({ documents: prepared.size }, 'known documents are planned');
}
