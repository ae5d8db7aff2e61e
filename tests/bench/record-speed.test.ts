import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProofRecord } from '../proof/proof-record.js';
import type { Section } from '../proof/section.js';
import { measured, round, run } from './made-up.js';
import { recordSpeed } from './record-speed.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-speed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const proof = (name: string): Section => {
  const { connections: _connections, residents: _residents, ...measuredOn } = run(1);
  return {
    ...{ name, title: `Section of ${name}`, about: 'Made up.', measuredOn, seconds: 1, finished: true },
    ...{ figures: [], tables: [], notes: [], lists: [] },
  };
};
const names = () => new ProofRecord(folder).read().map(({ name }) => name);
const pair = measured('W1', { hub: [round(400)], bare: [round(100)] });

describe('figures of the bench in the record of proofs', () => {
  it('stand in a section of their own, after the others, which stay as they were', () => {
    const record = new ProofRecord(folder);
    record.replace(proof('one'), {}, ['one']);
    const [before] = record.read();
    recordSpeed(folder, run(1), [pair]);
    expect(names()).toEqual(['one', 'speed']);
    expect(record.read()[0]).toEqual(before);
    expect(readFileSync(join(folder, 'docs/proof.md'), 'utf8')).toContain('## Section of one\n');
  });

  it('are added to those of earlier runs', () => {
    recordSpeed(folder, run(1), [pair]);
    recordSpeed(folder, run(2), [measured('W3', { hub: [round(400)], bare: [round(100)] })]);
    const page = readFileSync(join(folder, 'docs/proof.md'), 'utf8');
    expect(page).toContain('| W1: hub ÷ bare | 4 × |');
    expect(page).toContain('| W3: hub ÷ bare | 4 × |');
    expect(page).toContain('120 s in all');
    expect(names()).toEqual(['speed']);
  });

  it('stay where they are when proofs are made again and others leave the list', () => {
    const record = new ProofRecord(folder);
    record.replace(proof('one'), {}, ['one']);
    recordSpeed(folder, run(1), [pair]);
    const speed = record.read()[1];
    record.replace(proof('two'), {}, ['two']);
    expect(names()).toEqual(['two', 'speed']);
    expect(record.read()[1]).toEqual(speed);
    recordSpeed(folder, run(2), [pair]);
    expect(names()).toEqual(['two', 'speed']);
  });
});
