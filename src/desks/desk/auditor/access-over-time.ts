import type { AccessGrant, AgencyAccess } from './queries.js';

/** What an agency may ask for by one scope at some moment. */
export interface Held {
  /** The purposes it is for; null for every purpose of its kind. */
  purposes: readonly string[] | null;
  /** The most residents an operation; null for the hub's own limit. */
  maxRows: number | null;
}

/** The scopes that an agency held at a moment, ms. */
export function heldAt(grants: readonly AccessGrant[], at: number): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  for (const { scope, purpose, maxRows, validFrom, validUntil } of grants) {
    if (Date.parse(validFrom) > at || (validUntil !== null && Date.parse(validUntil) <= at)) continue;
    const before = held.get(scope);
    const isWide = purpose === null || before?.purposes === null;
    const rows = before
      ? before.maxRows === null || maxRows === null
        ? null
        : Math.max(before.maxRows, maxRows)
      : maxRows;
    held.set(scope, { purposes: isWide ? null : [...(before?.purposes ?? []), purpose], maxRows: rows });
  }
  return held;
}

/** One turn in the rights of an agency. */
export interface AccessChange {
  at: string;
  agency: string;
  scope: string;
  purpose: string | null;
  what: 'GRANTED' | 'ENDED';
  by: string | null;
}

/** Everything that was granted or ended from one moment to another, newest first. */
export function changesBetween(agencies: readonly AgencyAccess[], from: number, to: number): AccessChange[] {
  const within = (at: string | null) => at !== null && Date.parse(at) > from && Date.parse(at) <= to;
  return agencies
    .flatMap(({ code, grants }) =>
      grants.flatMap(({ scope, purpose, validFrom, validUntil, grantedBy, withdrawnBy }) => {
        const about = { agency: code, scope, purpose };
        return [
          ...(within(validFrom)
            ? [{ ...about, at: validFrom, what: 'GRANTED' as const, by: grantedBy }]
            : []),
          ...(within(validUntil)
            ? [{ ...about, at: validUntil!, what: 'ENDED' as const, by: withdrawnBy }]
            : []),
        ];
      }),
    )
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.scope < b.scope ? -1 : 1));
}
