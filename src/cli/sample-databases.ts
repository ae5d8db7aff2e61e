import type { DatabaseUrls } from '../config/config.js';
import { sectorModules } from '../sectors/index.js';

/** The embedded server's database of each source, by the name callers see. */
export function sampleDatabases(urls: DatabaseUrls): Record<string, string> {
  const keys = [
    ['population', 'population'] as const,
    ...sectorModules.map(({ name, database }) => [name, database] as const),
  ];
  return Object.fromEntries(keys.map(([name, key]) => [name, new URL(urls[key]).pathname.slice(1)]));
}
