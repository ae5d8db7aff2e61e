import pg from 'pg';

/**
 * How PostgreSQL's values come out, set once for every pool: a `date` stays the day it is (`2026-01-31`, never local
 * midnight), `bigint` is a number (money and counts fit 2^53), a time is RFC 3339 in UTC.
 */
export const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === pg.types.builtins.INT8) return Number;
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;
