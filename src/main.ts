import { Command, CommanderError } from 'commander';
import { outliveReader } from './cli/say.js';
import { version } from './config/package-root.js';
import { HubError } from './domain/errors.js';

/** The commands, in the order that help shows them. NOTE: all of them take a second to load, and one is wanted. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  demo: async () => (await import('./cli/demo.js')).addDemo,
  serve: async () => (await import('./cli/serve.js')).addServe,
  migrate: async () => (await import('./cli/migrate.js')).addMigrate,
  token: async () => (await import('./cli/token.js')).addToken,
  agency: async () => (await import('./cli/agency.js')).addAgency,
  audit: async () => (await import('./cli/audit.js')).addAudit,
  usage: async () => (await import('./cli/usage.js')).addUsage,
  sample: async () => (await import('./cli/sample.js')).addSample,
  registry: async () => (await import('./cli/registry.js')).addRegistry,
  reconcile: async () => (await import('./cli/reconcile.js')).addReconcile,
  fees: async () => (await import('./cli/fees.js')).addFees,
  school: async () => (await import('./cli/school.js')).addSchool,
  units: async () => (await import('./cli/units.js')).addUnits,
  sectors: async () => (await import('./cli/sectors.js')).addSectors,
  doctor: async () => (await import('./cli/doctor.js')).addDoctor,
  schema: async () => (await import('./cli/schema.js')).addSchema,
};

const program = new Command('lienthong')
  .description('Liên Thông: one gateway over the population registry and the sector databases of Project 06')
  .version(version)
  .showHelpAfterError('(--help shows what a command takes)')
  .exitOverride();
const [, , asked = ''] = process.argv;
const isVersion = asked === '-V' || asked === '--version';
const wanted = Object.hasOwn(commands, asked) ? [commands[asked]!] : isVersion ? [] : Object.values(commands);
for (const load of wanted) (await load())(program);
prepare(program);

outliveReader();

/** Exit 0 done, 1 failed, 2 wrong usage. */
try {
  await program.parseAsync(process.argv, { from: 'node' });
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const details = error instanceof HubError ? ` ${JSON.stringify(error.details)}` : '';
    process.stderr.write(`lienthong: ${sentenceOf(error)}${details}\n`);
    process.exitCode = 1;
  }
}

function sentenceOf(error: unknown): string {
  const { code, path } = error as { code?: string; path?: string };
  if (code === 'ENOENT' && path) return `There is no file ${path}.`;
  if (code === 'EEXIST' && path) return `${path} is there already; choose a new file.`;
  return error instanceof Error ? error.message : 'failed';
}

/**
 * Every command throws in place of ending the process, and reads the options that stand before its inner commands only:
 * `agency key` and `agency key add` have one of the same name.
 */
function prepare(command: Command): void {
  command.exitOverride().enablePositionalOptions();
  command.commands.forEach(prepare);
}
