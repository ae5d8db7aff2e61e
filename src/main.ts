import { Command, CommanderError } from 'commander';
import { addAgency } from './cli/agency.js';
import { addAudit } from './cli/audit.js';
import { addDemo } from './cli/demo.js';
import { addDoctor } from './cli/doctor.js';
import { addFees } from './cli/fees.js';
import { addMigrate } from './cli/migrate.js';
import { addReconcile } from './cli/reconcile.js';
import { addRegistry } from './cli/registry.js';
import { addSample } from './cli/sample.js';
import { outliveReader } from './cli/say.js';
import { addSchema } from './cli/schema.js';
import { addSchool } from './cli/school.js';
import { addSectors } from './cli/sectors.js';
import { addServe } from './cli/serve.js';
import { addToken } from './cli/token.js';
import { addUnits } from './cli/units.js';
import { addUsage } from './cli/usage.js';
import { version } from './config/package-root.js';
import { HubError } from './domain/errors.js';

/** The commands, in the order that help shows them. */
const commands = [
  addDemo,
  addServe,
  addMigrate,
  addToken,
  addAgency,
  addAudit,
  addUsage,
  addSample,
  addRegistry,
  addReconcile,
  addFees,
  addSchool,
  addUnits,
  addSectors,
  addDoctor,
  addSchema,
];

const program = new Command('lienthong')
  .description('Liên Thông: one gateway over the population registry and the sector databases of Project 06')
  .version(version)
  .showHelpAfterError('(--help shows what a command takes)')
  .exitOverride();
for (const add of commands) add(program);
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
