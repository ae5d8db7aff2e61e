import type { Source } from './source.js';

/** The kinds of column a contract view may have, with the PostgreSQL types that are accepted for each. */
const accepted = {
  text: ['text', 'character varying', 'character'],
  date: ['date'],
  integer: ['integer', 'smallint', 'bigint'],
  money: ['bigint', 'integer', 'numeric'],
  time: ['timestamp with time zone'],
} as const;

export type ColumnKind = keyof typeof accepted;

/** A view in schema `lienthong` that an agency's administrator defines over its own tables. */
export interface ContractView {
  name: string;
  columns: Readonly<Record<string, ColumnKind>>;
}

export interface ContractProblem {
  view: string;
  column: string | null;
  problem: 'MISSING_VIEW' | 'NOT_GRANTED' | 'MISSING_COLUMN' | 'WRONG_TYPE' | 'MISSING_FUNCTION';
  found: string | null;
  wanted: string;
}

const readColumns = {
  name: 'contract_columns',
  text: `select c.relname as view, a.attname as column, format_type(a.atttypid, null) as type,
           has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage') as granted
         from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where n.nspname = 'lienthong' and c.relname = any($1::text[])`,
};

/** Every missing view, missing column and wrong type of a source; empty when the contract is kept. */
export async function checkContract(
  source: Source,
  views: readonly ContractView[],
): Promise<ContractProblem[]> {
  const rows = await source.query<{ view: string; column: string; type: string; granted: boolean }>(
    readColumns,
    [views.map((view) => view.name)],
  );
  const found = new Map(rows.map((row) => [`${row.view}.${row.column}`, row.type]));
  const there = new Set(rows.map((row) => row.view));
  const granted = new Set(rows.filter((row) => row.granted).map((row) => row.view));
  return views.flatMap((view): ContractProblem[] => {
    if (!there.has(view.name)) {
      return [{ view: view.name, column: null, problem: 'MISSING_VIEW', found: null, wanted: 'view' }];
    }
    if (!granted.has(view.name)) {
      return [{ view: view.name, column: null, problem: 'NOT_GRANTED', found: null, wanted: 'select' }];
    }
    return Object.entries(view.columns).flatMap(([column, kind]): ContractProblem[] => {
      const type = found.get(`${view.name}.${column}`);
      const wanted = accepted[kind][0];
      if (type === undefined) {
        return [{ view: view.name, column, problem: 'MISSING_COLUMN', found: null, wanted }];
      }
      if ((accepted[kind] as readonly string[]).includes(type)) return [];
      return [{ view: view.name, column, problem: 'WRONG_TYPE', found: type, wanted }];
    });
  });
}

const readFunctions = {
  name: 'contract_functions',
  text: `select p.proname as name, has_function_privilege(p.oid, 'execute') and has_schema_privilege(n.oid, 'usage')
           as granted
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname = 'lienthong' and p.proname = any($1::text[])
           and p.pronargs = 1 and p.proargtypes[0] = 'jsonb'::regtype and p.prorettype = 'jsonb'::regtype`,
};

/** Every contract function that is missing, or that the login of `writer` may not call. */
export async function checkFunctions(writer: Source, names: readonly string[]): Promise<ContractProblem[]> {
  const rows = await writer.query<{ name: string; granted: boolean }>(readFunctions, [names]);
  const granted = new Map(rows.map((row) => [row.name, row.granted]));
  return names
    .filter((name) => !granted.get(name))
    .map((view) => ({
      ...{ view, column: null, found: null, wanted: 'function (jsonb) returns jsonb' },
      problem: granted.has(view) ? 'NOT_GRANTED' : 'MISSING_FUNCTION',
    }));
}

/** The SQL an administrator starts from: schema, role and grants, and each view with its columns to fill in. */
export function contractSql(database: string, views: readonly ContractView[]): string {
  const view = ({ name, columns }: ContractView) =>
    [
      `create or replace view lienthong.${name} as`,
      'select',
      Object.entries(columns)
        .map(([column, kind]) => `  cast(/* your column */ null as ${accepted[kind][0]}) as ${column}`)
        .join(',\n'),
      'from /* your table */ (select) as nothing where false;',
    ].join('\n');
  return [
    `-- Contract views of the database ${database}: replace each /* your … */ by your own columns and tables.`,
    'create schema if not exists lienthong;',
    // A role belongs to the server: another of these databases on it may have made it already.
    'do $$ begin create role lienthong_reader nologin; exception when duplicate_object then null; end $$;',
    ...views.map(view),
    'grant usage on schema lienthong to lienthong_reader;',
    'grant select on all tables in schema lienthong to lienthong_reader;',
    "-- One login for the hub: create role hub_reads login password '…' in role lienthong_reader;",
    '-- alter role hub_reads set default_transaction_read_only = on;',
    '',
  ].join('\n\n');
}
