import type { Command } from 'commander';
import { requireNoNumberOfficer } from '../access/somebodys-number.js';
import { startApp } from '../app.js';
import type { SampleUrls } from '../database/embedded-databases.js';
import { firstParent } from './known.js';
import { readyToken } from './ready-tokens.js';
import { say, sayJson } from './say.js';
import { argumentOrInput } from './standard-input.js';
import { withWorkplace } from './workplace.js';

interface Options {
  agency: string;
  officer?: string;
  resident?: string;
  json?: boolean;
  scope?: string;
}

export function addToken(program: Command): void {
  program
    .command('token')
    .description('a token of the embedded issuer, good for 15 minutes (never in production)')
    .requiredOption('--agency <code>', 'the agency, e.g. hospital.demo')
    .option('--officer <id>', 'the officer who looks; none for residents')
    .option('--resident <personal id>', 'for resident.demo; - reads it from standard input')
    .option('--scope <scopes>', 'ask for these scopes only, comma separated')
    .option('--json', 'for machines: { token, expiresAt }')
    .action(token);
}

async function token(options: Options): Promise<void> {
  if (options.officer !== undefined) requireNoNumberOfficer(options.officer);
  await withWorkplace(
    async ({ config, state, running, databases }) => {
      if (config.production) throw new Error('Tokens for production come from your OpenID provider.');
      const wish = {
        agency: options.agency,
        officer: options.officer ?? null,
        resident: await residentOf(options, databases.owners),
        ...(options.scope && { scope: options.scope.split(',').map((scope) => scope.trim()) }),
      };
      const place = { state, hubUrl: databases.urls.hub, masterKey: config.masterKey };
      const issued = running
        ? await readyToken({ ...place, url: running.url, issuer: running.publicUrl }, wish)
        : await withOwnIssuer({ ...config, urls: databases.urls }, state, (url) =>
            readyToken({ ...place, url, issuer: config.publicUrl }, wish),
          );
      if (options.json) sayJson(issued);
      else say(issued.token);
    },
    ['hub'],
  );
}

/** Whom a resident's token is about; nobody for an officer's, and then no database of people is asked. */
async function residentOf({ resident, officer }: Options, owners: SampleUrls): Promise<string | null> {
  if (resident) return argumentOrInput(resident);
  return officer ? null : firstParent(owners);
}

/** Runs the hub for a moment on a free port, so that the token comes from the same issuer as the demo's. */
async function withOwnIssuer<T>(
  config: Parameters<typeof startApp>[0]['config'],
  state: Parameters<typeof startApp>[0]['state'],
  use: (url: string) => Promise<T>,
): Promise<T> {
  const app = await startApp({ config: { ...config, port: 0, logLevel: 'error' }, state });
  try {
    return await use(app.url);
  } finally {
    await app.stop();
  }
}
