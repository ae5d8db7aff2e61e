import { makePrivateCluster, type PrivateCluster } from '../faults/private-cluster.js';
import { type Outputs, type Secrets, secretsOf, travel } from './canary-journeys.js';

let cluster: PrivateCluster;
let secrets: Secrets;
let outputs: Outputs;

beforeAll(async () => {
  cluster = await makePrivateCluster();
  secrets = await secretsOf(cluster);
  outputs = await travel(cluster, secrets);
});

afterAll(() => cluster?.remove());

/** The first leak found, with what is around it. */
function leakIn(text: string): string | null {
  for (const [digits] of text.matchAll(/\d{9,15}/g)) {
    for (let at = 0; at <= digits.length - 9; at += 1) {
      for (const length of [9, 10, 12]) if (secrets.numbers.has(digits.slice(at, at + length))) return digits;
    }
  }
  const folded = text.normalize('NFC').toLowerCase();
  const around = (at: number) => text.slice(Math.max(0, at - 120), at + 120);
  for (const name of secrets.names) {
    const at = folded.indexOf(name.normalize('NFC').toLowerCase());
    if (at >= 0) return around(at);
  }
  for (const token of secrets.tokens) if (text.includes(token.split('.')[2]!)) return 'a token';
  return null;
}

describe('what comes out beside the answers', () => {
  it('is gathered from journeys that go well and go wrong', () => {
    expect(secrets.numbers.size).toBeGreaterThan(500);
    expect(secrets.names.length).toBeGreaterThan(100);
    expect(outputs.errors.split('\n').filter((line) => line.length > 2).length).toBeGreaterThan(60);
    expect(outputs.stderr).toContain('"level":30');
    expect(outputs.stderr).toContain('source failed');
    // PostgreSQL did quote a name and a number, to the hub.
    expect(outputs.stderr).toContain('22P02');
    expect(leakIn(`Xin chào ${secrets.names[3]}`)).not.toBeNull();
    expect(leakIn(`id=${[...secrets.numbers][0]}7`)).not.toBeNull();
  });

  it.each(['stdout', 'stderr', 'metrics', 'readyz', 'postgres', 'errors'] as const)(
    'holds no personal number, no full name and no token: %s',
    (where) => {
      expect(leakIn(outputs[where])).toBeNull();
    },
  );

  it('leaves standard output to answers alone', () => {
    expect(outputs.stdout).toBe('');
  });
});
