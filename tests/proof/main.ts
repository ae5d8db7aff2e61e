import { Command, CommanderError } from 'commander';
import { sayJson } from '../../src/cli/say.js';
import { packageRoot } from '../../src/config/package-root.js';
import { ProofRecord } from './proof-record.js';
import { proofs } from './proofs.js';
import { runProofs } from './run-proofs.js';
import { isProven } from './section.js';

const names = proofs.map((it) => it.name);
const program = new Command('proof')
  .description('measures what the project claims of itself and writes docs/proof.md and docs/proof.json')
  .option('--only <name>', `one proof, or several by repeating it: ${names.join(', ')}`, oneMore)
  .option('--quick', 'a twentieth of everything; writes nothing')
  .option(
    '--sets <folder>',
    'registry.csv, member.csv and truth.csv of that folder in place of made ones, several by repeating it; writes nothing',
    (folder: string, folders: string[] = []) => [...folders, folder],
  )
  .option('--json', 'for machines: the sections on standard output')
  .exitOverride()
  .action(prove);

function oneMore(name: string, chosen: string[] = []): string[] {
  if (names.includes(name)) return [...chosen, name];
  throw new CommanderError(2, 'proof.only', `There is no proof ${name}.`);
}

interface Chosen {
  only?: string[];
  quick?: boolean;
  sets?: string[];
  json?: boolean;
}

async function prove({ only = names, quick, sets, json }: Chosen) {
  const chosen = proofs.filter((it) => only.includes(it.name));
  const record = quick || sets ? null : new ProofRecord(packageRoot);
  const sections = await runProofs(chosen, {
    ...{ share: quick ? 0.05 : 1, order: names, record, sets },
    tell: (line) => void process.stderr.write(`${line}\n`),
  });
  if (json) sayJson({ sections });
  if (!sections.every(isProven)) process.exitCode = 1;
}

/** Exit 0 every limit is kept, 1 one is not or a proof did not finish, 2 wrong usage. */
try {
  await program.parseAsync();
} catch (error) {
  const usage = error instanceof CommanderError;
  if (usage && error.code === 'proof.only') process.stderr.write(`${error.message}\n`);
  if (!usage) process.stderr.write(`proof: ${error instanceof Error ? error.message : 'failed'}\n`);
  process.exitCode = usage ? (error.exitCode === 0 ? 0 : 2) : 1;
}
