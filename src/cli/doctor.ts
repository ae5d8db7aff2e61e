import { statfsSync } from 'node:fs';
import type { Command } from 'commander';
import { listBhxhAccounts } from '../access/bhxh/account-admin.js';
import { type Config, isWebUrl, missingUrls, productionProblems } from '../config/config.js';
import { fingerprint } from '../config/state.js';
import { pendingMigrations } from '../database/migrate.js';
import { hubMigrations } from '../database/migrations.js';
import { serverFacts } from '../database/server-facts.js';
import { makeWebSource, type WebSource } from '../database/web-source.js';
import { makeLogger } from '../process/logger.js';
import { makeMetrics } from '../process/metrics.js';
import { refusalOf } from '../sectors/index.js';
import { pendingFigures } from '../visits/recheck-store.js';
import { findRunning } from './run-file.js';
import { say, sayJson } from './say.js';
import { openState, withPool, withWorkplace } from './workplace.js';

interface Finding {
  about: string;
  ok: boolean;
  says: string;
  remedy?: string;
  /** Works, and wants somebody’s eye all the same. */
  warning?: boolean;
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('configuration, keys, clocks and databases, with a remedy for what is wrong')
    .option('--json', 'for machines')
    .action(async (options: { json?: boolean }) => {
      const findings = [...(await ofTheMachine()), ...(await ofTheDatabases())];
      if (options.json) sayJson(findings);
      else {
        for (const { ok, about, says, remedy, warning } of findings) {
          const sign = warning ? 'warn' : ok ? 'ok  ' : 'BAD ';
          say(`${sign} ${about}: ${says}${remedy && (!ok || warning) ? `\n      → ${remedy}` : ''}`);
        }
      }
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

async function ofTheMachine(): Promise<Finding[]> {
  const { config, state } = openState();
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const disk = statfsSync(state.path);
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1_000_000);
  const running = await findRunning(state);
  const missing = missingUrls(config.urls);
  return [
    {
      about: 'node',
      ok: major > 20 || (major === 20 && minor >= 19),
      says: process.version,
      remedy: 'Install Node 20.19 or newer (24 is recommended).',
    },
    {
      about: 'disk',
      ok: freeMb > 500,
      says: `${freeMb} MB free beside the state folder`,
      remedy: 'Free 500 MB.',
    },
    {
      about: 'databases',
      ok: missing.length === 0 || missing.length === 6,
      says:
        missing.length === 6
          ? 'none configured: the embedded PostgreSQL is used'
          : missing.length
            ? `missing ${missing.join(', ')}`
            : 'configured by URL',
      remedy: `Set ${missing.join(', ')}, or none of them.`,
    },
    ...productionProblems(config).map((problem) => ({
      about: 'production',
      ok: false,
      says: problem,
      remedy: 'See docs/configuration.md.',
    })),
    {
      about: 'master key',
      ok: true,
      says: `${config.masterKey ? 'configured' : 'kept in the state folder'}, fingerprint ${fingerprint(state.masterKey(config.masterKey))}`,
    },
    { about: 'demo', ok: true, says: running ? `runs at ${running.url}` : 'none runs here' },
  ];
}

async function ofTheDatabases(): Promise<Finding[]> {
  try {
    return await withWorkplace(async ({ config, databases }) => {
      const found: Finding[] = [];
      for (const [name, url] of Object.entries(databases.urls)) {
        if (url && isWebUrl(url)) found.push(...(await ofPortal(url, config)));
        else if (url) found.push(await ofOneDatabase(name, url));
      }
      if (!databases.urls.hub) return found;
      const pending = await pendingMigrations(databases.urls.hub, hubMigrations);
      found.push({
        about: 'migrations',
        ok: pending.length === 0,
        says: pending.length ? `missing ${pending.join(', ')}` : 'up to date',
        remedy: 'Run: lienthong migrate',
      });
      if (pending.length === 0) {
        found.push(...(await ofBhxhAccounts(databases.urls.hub)));
        found.push(await ofPendingVisits(databases.urls.hub));
      }
      return found;
    });
  } catch (error) {
    const says = error instanceof Error ? error.message : 'not to be had';
    return [
      {
        about: 'databases',
        ok: false,
        says,
        remedy: 'Check the LIENTHONG_*_URL settings and that PostgreSQL runs.',
      },
    ];
  }
}

/** None while no account is enabled. */
async function ofBhxhAccounts(url: string): Promise<Finding[]> {
  const accounts = await withPool(url, listBhxhAccounts);
  if (accounts.length === 0) return [];
  const who = accounts.map(({ agency, username }) => `${agency} ${username}`).join(', ');
  return [
    {
      ...{ about: 'BHXH gateway', ok: true, warning: true },
      says: `enabled for ${who}: who has the password asks in the name of any officer whose number he knows, and password and tokens stand in addresses`,
      remedy:
        'Strip queries from the logs of every proxy before the hub; end what is not needed: lienthong agency key CODE --bhxh-account NAME --disable',
    },
  ];
}

/** Whether the portal in a database's place answers, and takes each account. */
async function ofPortal(url: string, { portal, sectorTimeoutMs: timeoutMs }: Config): Promise<Finding[]> {
  const source = makeWebSource({
    ...{ name: 'health-insurance', url, connections: 1, timeoutMs },
    ...{ logger: makeLogger('silent'), metrics: makeMetrics() },
  });
  const about = `portal ${new URL(url).host}`;
  try {
    const found: Finding[] = [];
    for (const account of portal.accounts) found.push(await ofPortalAccount(source, about, account));
    return found;
  } finally {
    await source.close();
  }
}

async function ofPortalAccount(
  source: WebSource,
  about: string,
  account: Config['portal']['accounts'][number],
): Promise<Finding> {
  const { agency, username, officers } = account;
  try {
    const code = await refusalOf(source, account);
    if (code !== null) {
      return {
        ...{ about, ok: false, says: `refuses the account ${username} of ${agency} (maKetQua ${code})` },
        remedy:
          'Put its name and the MD5 of its password into the accounts file; see docs/connect-a-portal.md.',
      };
    }
    return {
      ...{ about, ok: true, warning: officers.length === 0 },
      says: `takes the account ${username} of ${agency}; officers known by number: ${officers.length}`,
      remedy:
        'Name its officers in the accounts file: of others no number is sent, and the portal answers 054.',
    };
  } catch (error) {
    const { reason, cause } = error as { reason?: string; cause?: { code?: unknown } };
    const code = cause?.code;
    return {
      ...{ about, ok: false },
      says: `does not answer (${[reason, code].filter((it) => typeof it === 'string').join(', ')})`,
      remedy:
        'Check LIENTHONG_HEALTH_INSURANCE_URL (no redirect is followed), the network, and the certificate.',
    };
  }
}

/** Looks of visits that are owed since a source was down. */
async function ofPendingVisits(url: string): Promise<Finding> {
  const { count, oldestS } = await withPool(url, pendingFigures);
  const minutes = Math.round(oldestS / 60);
  return {
    ...{ about: 'pending visits', ok: true, warning: minutes > 60 },
    says: count === 0 ? 'none' : `${count}, the oldest for ${minutes} min`,
    remedy:
      'See that the registry and health insurance answer, that a process rechecks (LIENTHONG_RECHECK_EVERY_MS), and that no agency waits for being resumed.',
  };
}

async function ofOneDatabase(name: string, url: string): Promise<Finding> {
  const about = `database ${name}`;
  try {
    const { version, now } = await serverFacts(url);
    const skew = Math.round(Math.abs(now - Date.now()) / 1000);
    return {
      about,
      ok: skew <= 60,
      says: `PostgreSQL ${version}, clock ${skew} s apart`,
      remedy: 'Set both clocks (NTP): tokens and the record of looks depend on them.',
    };
  } catch (error) {
    return {
      about,
      ok: false,
      says: `does not answer (${(error as { code?: string }).code ?? 'no connection'})`,
      remedy: 'Check its URL, login and network.',
    };
  }
}
