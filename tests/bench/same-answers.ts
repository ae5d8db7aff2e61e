import { ask } from './ask.js';
import { dialects } from './dialect.js';
import type { ServerUnderLoad } from './servers.js';
import type { Question, Workload } from './workload.js';

/**
 * Asks all servers the same questions and compares what their answers have in common with the bare server's, before
 * anything is measured.
 * @throws Error naming the workload, the server and the place of the first difference, never a value
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
  const bareAt = servers.findIndex((server) => server.speaks === 'bare');
  for (const question of asked) {
    const answers = await Promise.all(servers.map((server) => commonOf(workload, question, server)));
    answers.forEach((answer, at) => {
      const place = firstDifference(answer, answers[bareAt]);
      if (place !== null)
        throw new Error(`${workload.key}: ${servers[at]!.name} and bare server differ at ${place}.`);
    });
  }
  return asked.length;
}

async function commonOf(workload: Workload, question: Question, server: ServerUnderLoad): Promise<unknown> {
  const { status, text, full } = await ask(workload, question, server);
  if (!full) throw new Error(`${workload.key}: no full answer from the ${server.name} server (${status}).`);
  return dialects[server.speaks].common(workload, JSON.parse(text).data as never);
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
