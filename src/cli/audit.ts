import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import pg from 'pg';
import { archiveMonth } from '../audit/archive.js';
import { writeBundle } from '../audit/bundle.js';
import { daySpan, type TimeSpan } from '../audit/event-store.js';
import { toVkey } from '../audit/note.js';
import { type NoProof, proveEvent } from '../audit/prove.js';
import { sealFiles } from '../audit/seal-files.js';
import { rotateSealKey } from '../audit/seal-keys.js';
import { monthsOnRecord } from '../audit/seal-store.js';
import { verifyRecord } from '../audit/verify.js';
import { isLocalDate } from '../domain/local-date.js';
import { type Acting, acting } from './acting.js';
import { sayReport } from './audit-report.js';
import { auditedCommand } from './audited-command.js';
import { progress, say, sayJson } from './say.js';
import { verifiersOf } from './verifiers.js';
import type { Workplace } from './workplace.js';

const whyNot: Record<NoProof, string> = {
  UNKNOWN: 'There is no such event on record.',
  NOT_SEALED_YET: 'The event has no seal yet; a running hub seals within seconds.',
  CONTENTS_ARCHIVED: 'Its month was archived: the proof is in the bundle of that month.',
  NOT_AS_SEALED: 'The event is not what was sealed. Run: lienthong audit verify',
};

export function addAudit(program: Command): void {
  const audit = program
    .command('audit')
    .description('the sealed record of looks: check, prove, export, archive');
  addVerify(audit);
  acting(audit.command('prove <event>'))
    .description('that one event is on record: a JSON file that docs/audit-verifier.mjs checks')
    .action(async (event: string, o: Acting) => {
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(event)) throw new Error(whyNot.UNKNOWN);
      const proof = await asReader('prove', o, (client) => proveEvent(client, event));
      if (typeof proof === 'string') throw new Error(whyNot[proof]);
      sayJson(proof);
    });
  acting(audit.command('export'))
    .description('events with their proofs, JSON lines; residents’ numbers stay encrypted')
    .requiredOption('--from <day>', 'first day in Vietnam, 2026-01-31', day)
    .requiredOption('--to <day>', 'last day', day)
    .requiredOption('--out <file>', 'a new file')
    .action(async (o: Acting & { from: string; to: string; out: string }, command: Command) => {
      requireOrder(o, command);
      const written = await asReader('export', o, (client, { config, state }) => {
        const { origin } = sealFiles(config, state).openKeys();
        return writeBundle(client, { span: daySpan(o.from, o.to), origin, file: o.out });
      });
      say(`${written.entries} events in ${o.out}`);
    });
  acting(audit.command('rotate-key'))
    .description('sign seals with a new key from now on, introduced by the old one')
    .action(async (o: Acting) => {
      const vkey = await auditedCommand('audit.rotate-key', o, async (_pool, { config, state }) =>
        rotateSealKey(sealFiles(config, state).keyFile),
      );
      say(`The new key (hand it to whoever checks): ${vkey}`);
    });
  acting(audit.command('key'))
    .description('the public keys of the seals, newest last, as docs/audit-verifier.mjs takes them')
    .action(async (o: Acting) => {
      const vkeys = await auditedCommand('audit.key', o, async (_pool, { config, state }) =>
        sealFiles(config, state).openKeys().trusted.map(toVkey),
      );
      for (const vkey of vkeys) say(vkey);
    });
  addArchive(audit);
}

function addVerify(audit: Command): void {
  acting(audit.command('verify'))
    .description('derive every leaf, root and seal anew; exit 1 names the first bad seal and entry')
    .option('--from <day>', 'only what happened from this day on (in Vietnam)', day)
    .option('--to <day>', 'and until this one', day)
    .option('--checkpoint <file>', 'checkpoints kept elsewhere (default: those of the state folder)')
    .option('--key <vkey...>', 'trust these keys (default: those of the key file)')
    .option('--json', 'for machines')
    .action(
      async (
        o: Acting & { from?: string; to?: string; checkpoint?: string; key?: string[]; json?: boolean },
        command: Command,
      ) => {
        requireOrder(o, command);
        const trusted = o.key?.flatMap(verifiersOf);
        // A file that is named must be there; the default one may not have been written yet.
        if (o.checkpoint) readFileSync(o.checkpoint);
        const span: TimeSpan | undefined =
          o.from || o.to ? daySpan(o.from ?? '2000-01-01', o.to ?? '9998-12-31') : undefined;
        const bar = progress('audit verify');
        const report = await asReader('verify', o, (client, { config, state }) => {
          const files = sealFiles(config, state);
          const { history, latest } = files.checkpoints;
          return verifyRecord(client, {
            trusted: trusted ?? files.openKeys().trusted,
            ...(span && { span }),
            checkpointFiles: o.checkpoint ? [o.checkpoint] : [history, latest],
            onProgress: (done, total) => bar.update(done, total),
          });
        }).finally(() => bar.stop());
        if (o.json) sayJson(report);
        else sayReport(report);
        if (report.found.length > 0) process.exitCode = 1;
      },
    );
}

function addArchive(audit: Command): void {
  acting(audit.command('archive'))
    .description('write past months as signed bundles and drop their contents; leaves and seals stay')
    .requiredOption('--before <month>', 'months before this one, 2026-01 (UTC)', month)
    .requiredOption('--out <folder>', 'where the bundles go')
    .action(async (o: Acting & { before: string; out: string }) => {
      const done = await auditedCommand(
        'audit.archive',
        o,
        async (_pool, { config, state, databases }) => {
          const files = sealFiles(config, state);
          const checkpointFiles = Object.values(files.checkpoints);
          const options = { folder: o.out, keys: files.openKeys(), checkpointFiles, now: Date.now() };
          return withClient(databases.urls.hubOwner!, async (client) => {
            const months = (await monthsOnRecord(client)).filter((one) => one < o.before);
            const archived = [];
            for (const one of months) archived.push(await archiveMonth(client, { ...options, month: one }));
            return archived;
          });
        },
        { needed: ['hubOwner'] },
      );
      for (const { month: one, events, file } of done) say(`${one}: ${events} events in ${file}`);
      if (done.length === 0) say('No month to archive.');
    });
}

/** Runs a reading command on one connection of the sealer's login, which reads the whole record and changes nothing here. */
function asReader<T>(
  name: string,
  acts: Acting,
  work: (client: pg.Client, workplace: Workplace) => Promise<T>,
): Promise<T> {
  return auditedCommand(
    `audit.${name}`,
    acts,
    (_pool, workplace) => withClient(workplace.databases.sealer, (client) => work(client, workplace)),
    { needed: ['hubSealer'], auditors: true },
  );
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function requireOrder({ from, to }: { from?: string; to?: string }, command: Command): void {
  if (from && to && from > to) command.error(`error: the period ends (${to}) before it begins (${from}).`);
}

function day(text: string): string {
  if (!isLocalDate(text)) throw new InvalidArgumentError('Give a day, 2026-01-31.');
  return text;
}

function month(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('Give a month, 2026-01.');
  return text;
}
