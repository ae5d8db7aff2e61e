import { measured, round, run } from './made-up.js';
import { nothingMeasured, type Row, withRun } from './speed-record.js';

const rowsOf = (rows: readonly Row[]) =>
  rows.map(({ workload, connections, server, run: date }) => [
    workload,
    connections,
    server,
    date.slice(15, 16),
  ]);
const hubAndBare = { hub: [round(400)], bare: [round(200)] };

describe('the record of several runs of the bench', () => {
  it('keeps a row for each workload, number of connections and server, each from its newest run', () => {
    const first = withRun(nothingMeasured, run(1), [measured('W1', hubAndBare), measured('W3', hubAndBare)]);
    const second = withRun(first, run(2, { connections: 256 }), [measured('W1', hubAndBare)]);
    const third = withRun(second, run(3), [measured('W1', { ...hubAndBare, mercurius: [round(100)] })]);
    expect(rowsOf(third.rows)).toEqual([
      ['W1', 32, 'hub', '3'],
      ['W1', 32, 'bare', '3'],
      ['W3', 32, 'hub', '1'],
      ['W3', 32, 'bare', '1'],
      ['W1', 256, 'hub', '2'],
      ['W1', 256, 'bare', '2'],
      ['W1', 32, 'mercurius', '3'],
    ]);
    expect(third.runs.map(({ date }) => date.slice(15, 16))).toEqual(['1', '2', '3']);
  });

  it('forgets a run of which no row is left', () => {
    const first = withRun(nothingMeasured, run(1, { residents: 500 }), [measured('W1', hubAndBare)]);
    const second = withRun(first, run(2), [measured('W1', hubAndBare)]);
    expect(second.runs.map(({ residents }) => residents)).toEqual([1_000_000]);
  });

  it('takes the same run again with more in it', () => {
    const comparisons = [hubAndBare, { ...hubAndBare, yoga: [round(100)] }];
    const part = withRun(nothingMeasured, run(1, { took: 5 }), [measured('W1', comparisons[0]!)]);
    const whole = withRun(part, run(1, { took: 9 }), [measured('W1', ...comparisons)]);
    expect(whole.runs.map(({ took }) => took)).toEqual([9]);
    expect(whole.rows.map(({ server }) => server)).toEqual(['hub', 'bare', 'yoga']);
  });

  it('sets the hub beside each server by the rounds of their own comparison', () => {
    const quick = { hub: [round(1_000, { p99: 4 })], bare: [round(500, { p99: 8 })] };
    const slow = { hub: [round(300, { p99: 30, errors: 2 })], yoga: [round(100, { p99: 10, errors: 1 })] };
    const { rows } = withRun(nothingMeasured, run(1), [measured('W1', quick, slow)]);
    const beside = Object.fromEntries(rows.map((row) => [row.server, row.beside]));
    expect(beside).toMatchObject({
      hub: null,
      bare: { speed: { median: 2 }, p99: { median: 0.5 }, errorsOfBoth: 0 },
      yoga: { speed: { median: 3 }, p99: { median: 3 }, errorsOfBoth: 3 },
    });
  });

  it('keeps the memory over new documents from the run that measured it', () => {
    const documents = [{ documents: 20_000, memory: 300, errors: 0 }];
    const first = withRun(nothingMeasured, run(1), [{ ...measured('W4', hubAndBare), documents }]);
    const second = withRun(first, run(2), [measured('W4', hubAndBare)]);
    expect(second.documents).toEqual({ run: run(1).date, marks: documents });
    expect(second.runs.length).toBe(2);
  });
});
