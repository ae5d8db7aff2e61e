import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Proof } from './proof.js';
import { ProofRecord } from './proof-record.js';
import { proofs } from './proofs.js';
import { runProofs } from './run-proofs.js';
import { isProven } from './section.js';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-proofs-'));
const record = new ProofRecord(folder);
const pageOf = () => readFileSync(join(folder, 'docs/proof.md'), 'utf8');
const silent = () => {};

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the list of proofs', () => {
  it('has a name and a title for each, no two the same', () => {
    expect(new Set(proofs.map((it) => it.name)).size).toBe(proofs.length);
    expect(new Set(proofs.map((it) => it.title)).size).toBe(proofs.length);
    for (const { name } of proofs) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it.each(proofs)('measures a thousandth of $name and writes its section', async (proof) => {
    const told: string[] = [];
    const [section] = await runProofs([proof], {
      ...{ share: 0.001, order: proofs.map((it) => it.name), record },
      tell: (line) => told.push(line),
    });
    expect({ told, finished: section!.finished }).toMatchObject({ finished: true });
    expect(section!.figures.length).toBeGreaterThan(0);
    for (const { value } of section!.figures) expect(Number.isFinite(value)).toBe(true);
    expect(record.read().find((it) => it.name === proof.name)).toEqual(JSON.parse(JSON.stringify(section)));
    expect(pageOf()).toContain(`## ${proof.title}\n`);
    for (const { file, rows } of section!.lists) {
      const text = readFileSync(join(folder, file), 'utf8');
      if (rows > 0) expect(text.split('\n').length).toBeGreaterThan(rows);
    }
  });
});

describe('a run of proofs', () => {
  const figure = (value: number, limit?: Figure['limit']): Figure => ({
    ...{ name: 'wrong', value, unit: '%', limit },
  });
  const proof = (name: string, ...figures: Figure[]): Proof => ({
    ...{ name, title: `Section of ${name}`, about: 'What it is about.', run: () => ({ figures }) },
  });
  const order = ['one', 'two', 'three'];
  const run = (chosen: Proof[]) => runProofs(chosen, { share: 1, order, record, tell: silent });

  it('sets each figure beside its limit, says who set it and which is not kept', async () => {
    const limits = [
      figure(0.2, { atMost: 0.1, origin: 'demanded' }),
      figure(99.6, { atLeast: 99.5, origin: 'ours' }),
      figure(7),
    ];
    const [section] = await run([proof('one', ...limits)]);
    expect(section!.figures.map((it) => it.kept)).toEqual([false, true, null]);
    expect(isProven(section!)).toBe(false);
    expect(pageOf()).toContain(
      '| wrong | 0.2 % | ≤ 0.1 % | demanded | **no** |\n| wrong | 99.6 % | ≥ 99.5 % | ours | yes |',
    );
    expect(pageOf()).toContain('**1 of 2**');
  });

  it('replaces its own sections only and keeps the order of the list', async () => {
    await run([proof('three', figure(3)), proof('one', figure(1))]);
    const before = record.read();
    await run([proof('two', figure(2))]);
    expect(record.read().map((it) => it.name)).toEqual(order);
    expect(record.read().filter((it) => it.name !== 'two')).toEqual(before);
  });

  it('drops the section of a proof that is no longer on the list', async () => {
    await run([proof('gone', figure(1))]);
    expect(record.read().map((it) => it.name)).not.toContain('gone');
  });

  it('runs the rest when one throws, and is not proven by it', async () => {
    const thrown: Proof = {
      ...proof('one'),
      run() {
        throw new Error('no such thing');
      },
    };
    const [first, second] = await run([thrown, proof('two', figure(2))]);
    expect([isProven(first!), isProven(second!)]).toEqual([false, true]);
    expect(pageOf()).toContain('**It did not finish; there are no figures.**');
    expect(pageOf()).not.toContain('no such thing');
  });

  it('takes a figure that is no number as a limit not kept', async () => {
    const [section] = await run([proof('one', figure(Number.NaN, { atMost: 0, origin: 'ours' }))]);
    expect(section!.figures.map((it) => it.kept)).toEqual([false]);
  });

  it('writes nothing where there is no record', async () => {
    const before = record.read();
    await runProofs([proof('one', figure(42))], { share: 1, order, record: null, tell: silent });
    expect(record.read()).toEqual(before);
  });
});
