import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgencyKind } from '../../src/access/kinds.js';
import { packageRoot } from '../../src/config/package-root.js';

/** The table that is committed, `schema/access.md`: what a change of access is reviewed by. */
export interface AccessTable {
  coordinates: readonly string[];
  /** The scope a field stands under; null for none. */
  scopeOf(coordinate: string): string | null;
  /** Whether agencies of a kind may ever be granted it. */
  mayAsk(kind: AgencyKind, coordinate: string): boolean;
}

export function readAccessTable(): AccessTable {
  const rows = new Map(
    readFileSync(join(packageRoot, 'schema', 'access.md'), 'utf8')
      .split('\n')
      .filter((line) => /^\| \w+\.\w+ \|/.test(line))
      .map((line) => {
        const [, coordinate, scope, who] = line.split('|').map((cell) => cell.trim());
        return [coordinate!, { scope: scope!, who: who!.split(', ') }] as const;
      }),
  );
  return {
    coordinates: [...rows.keys()],
    scopeOf(coordinate) {
      const { scope } = rows.get(coordinate)!;
      return scope === '(none)' ? null : scope;
    },
    mayAsk(kind, coordinate) {
      const { who } = rows.get(coordinate)!;
      return who[0] === 'every agency' || who.includes(kind);
    },
  };
}
