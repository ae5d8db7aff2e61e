import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { packageRoot } from '../config/package-root.js';
import { accessTable, makeSchema } from '../graphql/schema.js';
import { sectorModules } from '../sectors/index.js';
import { say } from './say.js';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('write schema/schema.graphql and schema/access.md')
    .action(async () => {
      mkdirSync(join(packageRoot, 'schema'), { recursive: true });
      for (const [name, text] of Object.entries(await schemaFiles())) {
        writeFileSync(join(packageRoot, 'schema', name), text);
        say(`schema/${name}`);
      }
    });
}

/** What is generated and committed under `schema/`, by file name. */
export async function schemaFiles(): Promise<Record<string, string>> {
  const schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
  return {
    'schema.graphql': `${printSchema(lexicographicSortSchema(schema))}\n`,
    'access.md': accessTable(schema),
  };
}
