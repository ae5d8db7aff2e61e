import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { sealFiles } from '../audit/seal-files.js';
import { judgeSummary } from '../reconciliation/results/signed-summary.js';
import { digestOf, fileBytes } from '../reconciliation/stored-bytes.js';
import { say, sayJson } from './say.js';
import { verifiersOf } from './verifiers.js';
import { openState } from './workplace.js';

const SENTENCES = {
  BAD: 'The summary is not what was signed: something in it was changed.',
  FOREIGN:
    'The summary is signed by none of these keys. Give the hub’s with --key (lienthong audit key prints it).',
  NO_NOTE: 'This is no signed summary of a run: give a file summary.note as it was written.',
} as const;

/** Checks a signed summary, with the hub's key or, beside the hub, with its own. */
export function addVerify(reconcile: Command): void {
  reconcile
    .command('verify')
    .argument('<note>', 'the file summary.note')
    .description('check the signature of a run’s summary')
    .option(
      '--key <vkeys>',
      'the hub’s key, as audit key prints it (default: the keys of this hub)',
      verifiersOf,
    )
    .option('--file <path>', 'also that this is the file it is about')
    .option('--json', 'for machines')
    .action(
      async (
        path: string,
        options: { key?: ReturnType<typeof verifiersOf>; file?: string; json?: boolean },
      ) => {
        const { verdict, summary } = judgeSummary(await readFile(path, 'utf8'), options.key ?? ownKeys());
        const isFile =
          options.file && summary
            ? (await digestOf(await fileBytes(options.file))) === summary.source.sha256
            : null;
        if (verdict !== 'GOOD' || isFile === false) process.exitCode = 1;
        if (options.json) return sayJson({ verdict, ...(isFile !== null && { isFile }), summary });
        if (!summary) return say(SENTENCES[verdict]);
        say(
          `Good: run ${summary.runId} of ${summary.sector}, ${summary.rows} rows, finished ${summary.finishedAt}`,
        );
        say(`  ${summary.source.file}, SHA-256 ${summary.source.sha256}`);
        say(`  against ${summary.registry?.residents} residents as of ${summary.registry?.syncedAt}`);
        for (const [outcome, count] of Object.entries(summary.outcomes))
          say(`  ${outcome.padEnd(20)} ${count}`);
        if (isFile === false) say('The file is another one than the summary is about.');
      },
    );
}

function ownKeys() {
  const { config, state } = openState();
  return sealFiles(config, state).openKeys().trusted;
}
