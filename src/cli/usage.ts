import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type pg from 'pg';
import { Keyring } from '../access/keys.js';
import { withReader } from '../audit/reader.js';
import { agencyNameOf, dataTextOf, purposeTextOf } from '../audit/usage/look-words.js';
import { type Look, readUsage, type UsageReport } from '../audit/usage/report.js';
import { makeSource } from '../database/source.js';
import { HubError } from '../domain/errors.js';
import { parsePersonalId } from '../domain/personal-id.js';
import { makeLogger } from '../process/logger.js';
import { makeMetrics } from '../process/metrics.js';
import { partsFor } from '../registry/parts.js';
import { PostgresRegistry } from '../registry/postgres-registry.js';
import { type Acting, acting } from './acting.js';
import { auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';
import { argumentOrInput } from './standard-input.js';
import { usagePage } from './usage-page.js';
import type { Workplace } from './workplace.js';

/** What the command's own event says was given. */
const given = ['Query.usage', 'UsagePage.nodes', 'UsageEntry.at', 'UsageEntry.agencyName'];

export function addUsage(program: Command): void {
  acting(program.command('usage <personal-id>'))
    .description('what a resident may see of who looked at his data; - reads the number from standard input')
    .option('--print <file>', 'write it as a page to print, for who has no phone')
    .option('--json', 'for machines')
    .action(async (argument: string, o: Acting & { print?: string; json?: boolean }) => {
      const personalId = parsePersonalId(await argumentOrInput(argument));
      if (!personalId) throw new HubError('BAD_USER_INPUT', { field: 'personalId' });
      const now = Date.now();
      const report = await auditedCommand('usage', o, async (pool, workplace, trail) => {
        const numbers = await numbersOf(personalId, workplace);
        trail.subject(numbers[0]!, 'RELEASED');
        trail.released = given;
        return readReport(pool, workplace, numbers, now);
      });
      if (o.print) {
        writeFileSync(o.print, usagePage(report, { personalId, now }), { mode: 0o600 });
        say(`${report.looks.length} looks: ${o.print}`);
      } else if (o.json) sayJson(asJson(report));
      else sayTable(report);
    });
}

function readReport(
  pool: pg.Pool,
  { config, state }: Workplace,
  numbers: readonly string[],
  now: number,
): Promise<UsageReport> {
  const keys = new Keyring(state.masterKey(config.masterKey));
  return readUsage({ keys, readRecord: (reader, work) => withReader(pool, reader, work) }, numbers, now);
}

/** The number in force and the former ones that are his alone; the number as given where the registry knows none. */
async function numbersOf(personalId: string, { databases }: Workplace): Promise<string[]> {
  const url = databases.urls.population;
  if (!url) return [personalId];
  const quiet = { logger: makeLogger('silent'), metrics: makeMetrics() };
  const source = makeSource({ name: 'population', url, poolSize: 1, timeoutMs: 5_000, ...quiet });
  try {
    const registry = new PostgresRegistry(source);
    const [record] = await registry.findMany([personalId], partsFor([], ['identifiers']));
    if (!record) return [personalId];
    const former = (record.identifiers ?? [])
      .filter(({ kind }) => kind === 'FORMER_PERSONAL_ID')
      .map(({ identifier }) => identifier);
    const holders = await registry.findMany(former, partsFor([]));
    return [record.personalId, ...former.filter((_, at) => holders[at]?.personalId === record.personalId)];
  } finally {
    await source.close();
  }
}

function sayTable({ looks, withheld }: UsageReport): void {
  if (looks.length === 0) say('Chưa có lượt tra cứu nào. / Nobody looked.');
  for (const look of looks) {
    const when = new Date(look.at).toISOString().slice(0, 16).replace('T', ' ');
    const rest = [agencyNameOf(look, 'vi'), purposeTextOf(look, 'vi'), dataTextOf(look, 'vi'), look.outcome];
    say([`${when}Z`, ...rest.filter(Boolean)].join('  '));
  }
  for (const { year, count, legalBasis } of withheld)
    say(`${year}: ${count} lượt không thông báo / withheld: ${legalBasis.vi}`);
}

function asJson({ looks, withheld }: UsageReport): object {
  return { looks: looks.map(lookAsJson), withheld };
}

function lookAsJson(look: Look): object {
  const { event: _event, at, ...told } = look;
  const words = { purposeText: purposeTextOf(look, 'vi'), dataText: dataTextOf(look, 'vi') };
  return { at: new Date(at).toISOString(), ...told, ...words };
}
