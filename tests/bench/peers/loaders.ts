import DataLoader from 'dataloader';
import { coverageOf, feesOf } from '../worth.js';
import { grouped, type Tables } from './tables.js';

/** One request's loaders: the keys asked for in one turn of the event loop go into one statement. */
export function makeLoaders(tables: Tables) {
  return {
    resident: new DataLoader(async (ids: readonly string[]) => {
      const rows = grouped(ids, await tables.residents(ids), (row) => row.askedAs);
      return rows.map((found) => found[0] ?? null);
    }),
    permanentResidence: new DataLoader(async (ids: readonly string[]) => {
      const rows = grouped(ids, await tables.residences(ids), (row) => row.personalId);
      return rows.map((found) => found[0] ?? null);
    }),
    coverage: new DataLoader(async (ids: readonly string[]) =>
      grouped(ids, await tables.cards(ids), (row) => row.personalId).map(coverageOf),
    ),
    enrolments: new DataLoader(async (ids: readonly string[]) =>
      grouped(ids, await tables.enrolments(ids), (row) => row.personalId!),
    ),
    fees: new DataLoader(async (ids: readonly string[]) =>
      grouped(ids, await tables.fees(ids), (row) => row.enrolmentId).map((fees) => feesOf({ fees })),
    ),
    membership: new DataLoader(async (ids: readonly string[]) => {
      const rows = grouped(ids, await tables.members(ids), (row) => row.personalId);
      return rows.map((found) => found[0] ?? null);
    }),
  };
}

export interface Context {
  tables: Tables;
  loaders: ReturnType<typeof makeLoaders>;
}
