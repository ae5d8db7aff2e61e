import pg from 'pg';
import { recordEvents } from '../../src/audit/record.js';
import { auditEvent } from './audit-event.js';

/**
 * Writers side by side for a while, each on a connection of its own, one event a transaction, without a pause.
 * Answers the ids of those whose commit was answered.
 */
export async function writeSideBySide(url: string, writers: number, milliseconds: number): Promise<string[]> {
  const committed: string[] = [];
  const end = performance.now() + milliseconds;
  const write = async () => {
    const client = new pg.Client({ connectionString: url, options: '-c synchronous_commit=on' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      while (performance.now() < end) {
        const event = auditEvent();
        await recordEvents(client, [event]);
        committed.push(event.id);
      }
    } finally {
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  return committed;
}
