import { type Proof, shown } from '../proof.js';
import { readUnits } from './address-units.js';
import { compareCrosswalks } from './crosswalk-compare.js';
import { readCurrent } from './crosswalk-sources.js';

const LIST = 'tests/proof/identity/crosswalk-disagreements.csv';
const MEANING: Record<string, string> = {
  EDGE: 'only one list leads this old commune to this new one',
  CODE: 'a new commune under two codes',
  MISSING_OLD: 'an old commune that only one list knows',
  OLD_NAME: 'another spelling of an old name',
  NEW_NAME: 'another spelling of a new name',
};

/** What the public lists of units disagree on, and that the hub's tables hide none of it. */
export const crosswalks: Proof = {
  name: 'crosswalks',
  title: 'Which commune became which',
  about:
    'In July 2025 some ten thousand communes became 3,321. Two projects published which became which (one of them ' +
    'in two files), a third the communes in force; they disagree here and there, and nobody official says who is ' +
    'right. The lists (`tests/data/units`) are compared point by point. Where they lead an old commune to different new ' +
    'ones, the hub must keep every answer and mark it as disputed, so that an address is never decided by the choice ' +
    'of a list; and every commune of the third list must be found by its code.',
  run() {
    const { disagreements, counts } = compareCrosswalks();
    const units = readUnits();
    const edges = disagreements.filter((it) => it.kind === 'EDGE' && it.oldCode.length === 5);
    const hidden = edges.filter(
      ({ oldCode, newCode }) =>
        !units.isDisputed(oldCode) ||
        !units.currentOf(oldCode, '2025-06-30').some((it) => it.code === newCode),
    );
    const lost = [...readCurrent().keys()].filter((code) => units.find(code, '2026-07-25') === null);
    const kinds = [...new Set(disagreements.map((it) => it.kind))].sort();
    return {
      figures: [
        {
          name: `answers the hub does not keep or does not call disputed, of ${edges.length} disagreements on what became of a commune`,
          ...{ value: hidden.length, unit: '', limit: { atMost: 0, origin: 'demanded' } },
        },
        {
          name: `communes in force that the hub does not find by their code, of ${shown(readCurrent().size)}`,
          ...{ value: lost.length, unit: '', limit: { atMost: 0, origin: 'ours' } },
        },
      ],
      tables: [
        {
          title: 'What the lists hold',
          rows: Object.entries(counts).map(([what, rows]) => ({ what, rows })),
        },
        {
          title: 'What they disagree on',
          rows: kinds.map((kind) => ({
            ...{ kind, meaning: MEANING[kind] ?? '' },
            disagreements: disagreements.filter((it) => it.kind === kind).length,
          })),
        },
      ],
      lists: { [LIST]: disagreements },
    };
  },
};
