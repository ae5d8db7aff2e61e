import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Argument, type Command } from 'commander';
import type pg from 'pg';
import { listAgencies } from '../access/agency-admin.js';
import {
  addDocument,
  isRegisteredOnly,
  listDocuments,
  removeDocument,
  setRegisteredOnly,
} from '../access/agency-documents.js';
import { HubError } from '../domain/errors.js';
import { type Plan, Planner } from '../graphql/plan.js';
import { makeSchema } from '../graphql/schema.js';
import { sectorModules } from '../sectors/index.js';
import { type Acting, acting } from './acting.js';
import { auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';
import { openState } from './workplace.js';

interface DocumentOptions extends Acting {
  add?: string;
  name?: string;
  remove?: string;
  json?: boolean;
}

/** `agency document` and `agency registered-only`. */
export function addAgencyDocuments(agency: Command): void {
  acting(agency.command('document <code>'))
    .description('the registered documents of an agency; --add registers one, --remove NAME takes it back')
    .option('--add <file>', 'a GraphQL document, to the letter as it will be asked')
    .option('--name <name>', 'its name (default: that of the file without .graphql)')
    .option('--remove <name>', 'the document of that name')
    .option('--json', 'for machines')
    .action(async (code: string, options: DocumentOptions, command: Command) => {
      const { add, remove, name } = options;
      if (add !== undefined && remove !== undefined) command.error('error: give --add FILE or --remove NAME');
      if (name !== undefined && add === undefined) command.error('error: --name goes with --add FILE');
      if (add !== undefined) await register(code, add, options);
      else if (remove !== undefined) await takeBack(code, remove, options);
      else await list(code, options);
    });
  acting(agency.command('registered-only <code>'))
    .description('on: refuse every document it has not registered; off: answer it any')
    .addArgument(new Argument('<state>', 'whether').choices(['on', 'off']))
    .action(async (code: string, state: 'on' | 'off', acts: Acting) => {
      const documents = await auditedCommand(`agency.registered-only.${state}`, acts, async (pool) => {
        await setRegisteredOnly(pool, code, state === 'on');
        return listDocuments(pool, code);
      });
      if (state === 'off') say(`${code} is answered any document.`);
      else say(`${code} is answered its registered documents only: ${documents.length}.`);
    });
}

async function register(code: string, file: string, options: DocumentOptions): Promise<void> {
  const { name = basename(file).replace(/\.graphql$/, ''), json } = options;
  const source = readFileSync(file, 'utf8');
  const plans = await check(file, source, json);
  const hashes = plans.map(({ hash }) => hash);
  const missing = await auditedCommand('agency.document.add', options, async (pool) => {
    await addDocument(pool, { agency: code, name, source, hashes });
    return notGranted(pool, code, plans);
  });
  if (json) return sayJson({ name, hashes, missing });
  say(
    `${code}: ${name} is registered, ${hashes.length === 1 ? '1 operation' : `${hashes.length} operations`}.`,
  );
  for (const { coordinate, scope } of missing)
    say(`  warning: ${coordinate} needs ${scope}, which is not granted`);
}

/** The plans of a document's operations. @throws HubError when it has problems, after saying each with its place */
async function check(file: string, source: string, json: boolean | undefined): Promise<Plan[]> {
  const schema = await makeSchema(sectorModules.flatMap((module) => module.resolvers));
  const prepared = new Planner(schema, openState().config.introspection).prepare(source, false);
  if ('plans' in prepared) return prepared.plans;
  const { problems } = prepared;
  if (json) sayJson({ code: 'BAD_USER_INPUT', problems });
  else for (const it of problems) say(`${file}:${it.line}:${it.column} ${it.code} ${it.problem}`);
  throw new HubError(
    'BAD_USER_INPUT',
    { code: 'BAD_USER_INPUT', problems: problems.length },
    { vi: `${file} bị từ chối, không có gì thay đổi.`, en: `${file} was refused; nothing was changed.` },
  );
}

/** Fields that the plans touch and the agency may not see today, each once. */
async function notGranted(pool: pg.Pool, code: string, plans: readonly Plan[]) {
  const [agency] = await listAgencies(pool, code);
  const touched = new Map(plans.flatMap(({ requirements }) => requirements.map((it) => [it.coordinate, it])));
  return [...touched.values()].filter(({ scope }) => scope !== null && !agency?.grants.includes(scope));
}

async function takeBack(code: string, name: string, options: DocumentOptions): Promise<void> {
  await auditedCommand('agency.document.remove', options, (pool) => removeDocument(pool, code, name));
  if (options.json) sayJson({ removed: name });
  else say(`${code}: ${name} is not registered any more.`);
}

async function list(code: string, options: DocumentOptions): Promise<void> {
  const [registeredOnly, documents] = await auditedCommand('agency.document.list', options, async (pool) => [
    await isRegisteredOnly(pool, code),
    await listDocuments(pool, code),
  ]);
  if (options.json) return sayJson({ agency: code, registeredOnly, documents });
  say(`${code} is answered ${registeredOnly ? 'its registered documents only' : 'any document'}.`);
  for (const { name, hashes, createdAt } of documents) {
    say(`  ${name}  ${createdAt.toISOString().slice(0, 10)}  ${hashes.join(' ')}`);
  }
}
