import { writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { compareCrosswalks } from './crosswalk-compare.js';

/** Compares the public crosswalks and writes what they disagree on beside this file; run it from the project root. */
const { disagreements, counts } = compareCrosswalks();
const file = 'tests/proof/identity/crosswalk-disagreements.csv';
writeFileSync(file, stringify(disagreements, { header: true }));
const kinds: Record<string, number> = {};
for (const { kind } of disagreements) kinds[kind] = (kinds[kind] ?? 0) + 1;
process.stdout.write(`${JSON.stringify({ counts, disagreements: kinds }, null, 2)}\n`);
console.table({ ...counts, ...kinds });
