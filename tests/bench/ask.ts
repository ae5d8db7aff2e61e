import { type Agent, request } from 'node:http';
import { dialects, isFull } from './dialect.js';
import { targetOf } from './load.js';
import type { ServerUnderLoad } from './servers.js';
import type { Question, Workload } from './workload.js';

export interface Answer {
  status: number;
  text: string;
  full: boolean;
}

/**
 * Puts one question to one server. Without an agent on a connection of its own: one kept from before a round may have
 * been given up by the server meanwhile.
 */
export async function ask(
  workload: Workload,
  question: Question,
  server: ServerUnderLoad,
  agent: Agent | false = false,
): Promise<Answer> {
  const dialect = dialects[server.speaks];
  const prepared = dialect.request(workload, question);
  const { headers, body } = prepared;
  const { status, text } = await new Promise<Omit<Answer, 'full'>>((resolve, reject) => {
    const url = new URL(targetOf(server.url, prepared), server.url);
    request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    })
      .once('response', async (response) => {
        response.setEncoding('utf8');
        let text = '';
        for await (const part of response) text += part;
        resolve({ status: response.statusCode!, text });
      })
      .once('error', reject)
      .end(body);
  });
  return { status, text, full: status === 200 && isFull(dialect, workload, text) };
}
