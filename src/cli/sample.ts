import type { Command } from 'commander';
import { migrateSamples } from '../database/migrations.js';
import { sampleCards } from '../sample/cards.js';
import { defaultResidents, defaultSeed, loadSamplePeople } from './sample-people.js';
import { say, sayJson } from './say.js';
import { whole } from './whole-number.js';
import { withWorkplace } from './workplace.js';

export function addSample(program: Command): void {
  const sample = program.command('sample').description('invented people for the sample databases');
  sample
    .command('load')
    .description('put invented residents with their sector records in place of whatever sample was there')
    .option('--residents <n>', 'how many', whole(500, 5_000_000), defaultResidents)
    .option('--seed <n>', 'same seed, same people', whole(0, 2_147_483_647), defaultSeed)
    .option('--init', 'build the sample databases first, where the configured ones are empty')
    .action(async (options: { residents: number; seed: number; init?: boolean }) => {
      await withWorkplace(async ({ databases }) => {
        if (options.init) await migrateSamples(databases.owners);
        const stop = new AbortController();
        process.once('SIGINT', () => stop.abort(new Error('Stopped; run it again to start clean.')));
        const seconds = await loadSamplePeople(
          databases.owners,
          options.residents,
          options.seed,
          stop.signal,
        );
        say(`${options.residents} người mẫu / sample residents in ${seconds} s`);
      });
    });
  sample
    .command('cards')
    .description('card texts of sample residents, to paste or scan: one a kind and outcome')
    .option('--count <n>', 'how many', whole(1, 10_000))
    .option('--json', 'for machines')
    .action(async (options: { count?: number; json?: boolean }) => {
      const cards = await withWorkplace(({ databases }) =>
        sampleCards({ urls: databases.owners, ...(options.count && { count: options.count }) }),
      );
      if (options.json) return sayJson(cards);
      if (cards.length === 0) say('No sample people are loaded. Run: lienthong sample load');
      for (const card of cards)
        say(`${card.kind ?? '-'}  ${card.expect}  ${card.shows.vi} / ${card.shows.en}\n  ${card.cardText}\n`);
    });
}
