import type { Comparison } from '../compare-servers.js';
import type { PreparedRequest } from '../dialect.js';
import { targetOf } from '../load.js';
import { putRound, type RoundPlan } from '../round.js';
import type { ServerUnderLoad } from '../servers.js';
import type { BenchWire, Patient } from './wire.js';

/** The wires measured beside each other, and those that this hub does not have. */
export interface WiresMeasured extends Comparison {
  absent: string[];
  /** What each of the measured ones is. */
  wires: Record<string, string>;
}

const warmUpSeconds = 3;

/**
 * Puts the same question about the same people to one hub by each wire: first compares the decisions, then warms up, then
 * measures in turn, the order reversed each round.
 * @param absent is told of a wire that answers 404: it is left out
 * @throws Error naming the wire that answers otherwise than the first, never a value
 */
export async function measureWires(
  hub: ServerUnderLoad,
  wires: readonly BenchWire[],
  people: readonly Patient[],
  { rounds, ...plan }: RoundPlan & { rounds: number },
  absent: (name: string) => void,
): Promise<WiresMeasured> {
  const { here, missing, alike } = await requireSameDecisions(hub, wires, people.slice(0, 20));
  for (const name of missing) absent(name);
  const put = async (wire: BenchWire, seconds: number) =>
    putRound(
      hub,
      { requests: await wire.requests(people), draw: 'random', holds: wire.holds },
      { ...plan, seconds },
    );
  for (const wire of here) await put(wire, Math.min(warmUpSeconds, plan.seconds));
  const measured: Comparison = { alike, rounds: Object.fromEntries(here.map(({ name }) => [name, []])) };
  for (let round = 0; round < rounds; round += 1) {
    for (const wire of round % 2 === 0 ? here : here.toReversed())
      measured.rounds[wire.name]!.push(await put(wire, plan.seconds));
  }
  return { ...measured, absent: missing, wires: Object.fromEntries(here.map(({ name, is }) => [name, is])) };
}

/** Asks by every wire about each; the code must be the first wire's. */
export async function requireSameDecisions(
  hub: { url: string },
  wires: readonly BenchWire[],
  people: readonly Patient[],
): Promise<{ here: BenchWire[]; missing: string[]; alike: number }> {
  if (people.length === 0) throw new Error('The sample holds nobody to ask about.');
  const [here, missing]: [BenchWire[], string[]] = [[], []];
  const decided: (string | null)[] = [];
  for (const wire of wires) {
    for (const [at, request] of (await wire.requests(people)).entries()) {
      const { status, text } = await send(hub.url, request);
      if (at === 0 && status === 404) {
        missing.push(wire.name);
        break;
      }
      if (at === 0) here.push(wire);
      if (status !== 200 || !text.includes(wire.holds) || text.includes('"errors"'))
        throw new Error(`No full answer by ${wire.name} (${status}).`);
      const code = wire.codeIn(JSON.parse(text) as never);
      if (here.length === 1) decided.push(code);
      else if (code !== decided[at]) throw new Error(`${wire.name} and ${here[0]!.name} decide otherwise.`);
    }
  }
  return { here, missing, alike: people.length };
}

async function send(url: string, request: PreparedRequest): Promise<{ status: number; text: string }> {
  const { headers, body } = request;
  // On a connection of its own: one kept from before may have been given up by the server meanwhile.
  const answer = await fetch(new URL(targetOf(url, request), url), {
    ...{ method: 'POST', headers: { ...headers, connection: 'close' }, body },
  });
  return { status: answer.status, text: await answer.text() };
}
