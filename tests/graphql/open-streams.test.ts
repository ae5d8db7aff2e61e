import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { OpenStreams } from '../../src/graphql/open-streams.js';

const { jest } = import.meta;
let streams: OpenStreams;
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
  streams = new OpenStreams();
});
afterEach(() => {
  jest.useRealTimers();
});

const hangUp = async (reply: PassThrough) => {
  reply.destroy();
  await turn();
};

describe('Places of streams', () => {
  it('are twenty an agency, and free again when a reply has closed', async () => {
    const replies = Array.from({ length: 20 }, () => new PassThrough());
    const signals = replies.map((reply) => streams.take('one', reply));
    const more = () => streams.take('one', new PassThrough());
    expect(more).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
    expect(streams.take('other', new PassThrough()).aborted).toBe(false);
    await hangUp(replies[3]!);
    expect(signals.map(({ aborted }) => aborted).indexOf(true)).toBe(3);
    expect(more().aborted).toBe(false);
    expect(more).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  it('are five hundred in all', () => {
    for (let taken = 0; taken < 500; taken++) streams.take(`agency ${taken % 25}`, new PassThrough());
    expect(() => streams.take('new', new PassThrough())).toThrow(
      expect.objectContaining({ code: 'OVERLOADED' }),
    );
  });

  it('end after a quarter of an hour though nothing happened, and cut off who does not read', async () => {
    const reply = new PassThrough();
    const signal = streams.take('one', reply);
    jest.advanceTimersByTime(15 * 60_000 - 1);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.aborted).toBe(true);
    expect(reply.destroyed).toBe(false);
    jest.advanceTimersByTime(5_000);
    expect(reply.destroyed).toBe(true);
    await turn();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('are not held by a reply that is gone already', async () => {
    const reply = new PassThrough();
    await hangUp(reply);
    for (let taken = 0; taken < 30; taken++) expect(streams.take('one', reply).aborted).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('end with the hub, which takes no more', () => {
    const signal = streams.take('one', new PassThrough());
    streams.stop();
    expect(signal.aborted).toBe(true);
    expect(() => streams.take('one', new PassThrough())).toThrow(
      expect.objectContaining({ code: 'OVERLOADED' }),
    );
  });
});
