import { readFileSync } from 'node:fs';
import { parseCheckpoint, shortForm } from '../../src/audit/checkpoint.js';
import { parseNote } from '../../src/audit/note.js';
import { leafOfEvent } from '../../src/audit/seal-store.js';
import { withPool } from '../../src/cli/workplace.js';
import { until } from '../faults/until.js';
import { type Hub, openHub } from '../support/hub.js';

const query = '{ hub { version } }';
const look = (hub: Hub) => hub.ask('hospital.demo', null, query);
const sizeIn = async (hub: Hub) =>
  Number((await look(hub)).headers.get('x-audit-checkpoint')?.split(' ')[0] ?? 0);

describe('an answer', () => {
  it('carries the newest checkpoint, refusals too, and soon one that covers its own event', async () => {
    const hub = await openHub();
    try {
      const first = await look(hub);
      const [{ id } = { id: '' }] = await hub.auditOf(first);
      const seqOf = async () => {
        const leaf = await withPool(hub.cluster.databases.auditor, (pool) => leafOfEvent(pool, id));
        return leaf?.seq ?? null;
      };
      await until('the look is sealed', async () => (await seqOf()) !== null, 15_000);
      const seq = (await seqOf())!;
      await until('the checkpoint covers it', async () => (await sizeIn(hub)) > seq, 5_000);
      const refused = await hub.post('{}');
      expect(refused.status).toBe(401);
      expect(refused.headers.get('x-audit-checkpoint')).toMatch(/^\d+ [A-Za-z0-9+/]{43}=$/);
    } finally {
      await hub.stop();
    }
  });

  it('carries it from a process that never seals', async () => {
    const sealing = await openHub();
    await look(sealing);
    await until('something is sealed', async () => (await sizeIn(sealing)) > 0, 15_000);
    const { urls } = sealing.cluster.databases;
    const reading = await openHub({ config: { urls: { ...urls, hubOwner: null, hubSealer: null } } });
    try {
      await until('the checkpoint is known', async () => (await sizeIn(reading)) > 0, 5_000);
      expect((await reading.metrics.seals.get()).values[0]?.value ?? 0).toBe(0);
    } finally {
      await reading.stop();
      await sealing.stop();
    }
  });
});

describe('the checkpoint in the state folder', () => {
  it('is a note whose short form the header has', async () => {
    const hub = await openHub();
    try {
      await look(hub);
      await until('something is sealed', async () => (await sizeIn(hub)) > 0, 15_000);
      const note = parseNote(readFileSync(hub.cluster.state.file('audit/checkpoint'), 'utf8'));
      const checkpoint = parseCheckpoint(note!.text);
      expect(checkpoint).toMatchObject({ origin: 'localhost/lienthong/audit' });
      expect(shortForm(checkpoint!)).toMatch(/^\d+ \S{44}$/);
    } finally {
      await hub.stop();
    }
  });
});
