import type { ServerUnderLoad } from './servers.js';
import { type Question, requestOf, type Workload } from './workload.js';

/**
 * Asks both servers the same questions and compares what they have in common, before anything is measured.
 * @throws Error naming the workload and the place of the first difference, never a value
 */
export async function requireSameAnswers(
  workload: Workload,
  servers: readonly ServerUnderLoad[],
  count: number,
): Promise<number> {
  const questions = await workload.questions();
  if (questions.length === 0) throw new Error(`${workload.key}: the sample holds nobody to ask about.`);
  const step = Math.max(1, Math.floor(questions.length / count));
  const asked = questions.filter((_question, at) => at % step === 0).slice(0, count);
  for (const question of asked) {
    const [hub, bare] = await Promise.all(servers.map((server) => ask(workload, question, server)));
    const place = firstDifference(hub, bare);
    if (place !== null) throw new Error(`${workload.key}: hub and bare server differ at ${place}.`);
  }
  return asked.length;
}

async function ask(workload: Workload, question: Question, server: ServerUnderLoad): Promise<unknown> {
  const { path, headers, body } = requestOf(question, server.name);
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
  const text = await answer.text();
  if (!answer.ok || (server.name === 'hub' && !workload.isFull(text)))
    throw new Error(`${workload.key}: no full answer from the ${server.name} server (${answer.status}).`);
  return workload.common[server.name](JSON.parse(text).data as never);
}

/** Where two JSON values first differ, `coverage.period.endOn`, or null when they are alike. Key order counts nothing. */
export function firstDifference(a: unknown, b: unknown, path = 'the top'): string | null {
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object')
    return a === b ? null : path;
  if (Array.isArray(a) !== Array.isArray(b)) return path;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const place = firstDifference(left[key], right[key], path === 'the top' ? key : `${path}.${key}`);
    if (place !== null) return place;
  }
  return null;
}
