/** What an administrative act changed, as the record keeps it: never a secret, never anybody's personal id. */
export interface AdministrativeChange {
  /** The act, `GRANT_SCOPE`. */
  what: string;
  /** What it was done to: the code of an agency. */
  target: string;
  /** Only what is different, null where there was nothing before or is nothing after. */
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
}

/** The text that is recorded, its keys always in this order. */
export function changeText({ what, target, before, after }: AdministrativeChange): string {
  return JSON.stringify({ what, target, before, after });
}

/** A change of some values of one thing: what is the same on both sides is left out. */
export function changeOf(
  what: string,
  target: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): AdministrativeChange {
  const names = Object.keys(after).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const only = (all: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(names.map((name) => [name, all[name] ?? null]));
  return { what, target, before: only(before), after: only(after) };
}
