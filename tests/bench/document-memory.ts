import { Agent } from 'node:http';
import { ask } from './ask.js';
import { memoryOf } from './process-cost.js';
import type { ServerUnderLoad } from './servers.js';
import type { Question, Workload } from './workload.js';

/** What a server held after so many documents seen for the first time. */
export interface MemoryMark {
  documents: number;
  /** MB, or null where there is no /proc. */
  memory: number | null;
  /** Answers of this stretch that were not full ones. */
  errors: number;
}

const stretches = 8;

/** Puts every document of a round to a server once, 32 at a time, and notes its memory after each eighth. */
export async function memoryOverDocuments(
  workload: Workload,
  server: ServerUnderLoad,
): Promise<MemoryMark[]> {
  const questions = await workload.questions();
  const stretch = Math.ceil(questions.length / stretches);
  const marks: MemoryMark[] = [];
  for (let from = 0; from < questions.length; from += stretch) {
    const errors = await askAll(workload, questions.slice(from, from + stretch), server);
    const documents = Math.min(from + stretch, questions.length);
    marks.push({ documents, memory: memoryOf(server.pid), errors });
  }
  return marks;
}

async function askAll(workload: Workload, questions: Question[], server: ServerUnderLoad): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const queue = questions.values();
  let errors = 0;
  const worker = async () => {
    for (const question of queue) if (!(await ask(workload, question, server, agent)).full) errors += 1;
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  agent.destroy();
  return errors;
}
