import type { Command } from 'commander';
import { seedSampleAgencies } from '../access/sample-agencies.js';
import { migrateSamples } from '../database/migrations.js';
import { sampleCards } from '../sample/cards.js';
import { sampleRoster } from '../sample/roster.js';
import { writeTable } from '../students/table-file.js';
import {
  defaultResidents,
  defaultSeed,
  letSamplePeopleSignIn,
  loadedSample,
  loadSamplePeople,
} from './sample-people.js';
import { say, sayJson } from './say.js';
import { whole } from './whole-number.js';
import { type Workplace, withPool, withWorkplace } from './workplace.js';

export function addSample(program: Command): void {
  const sample = program.command('sample').description('invented people for the sample databases');
  sample
    .command('load')
    .description('put invented residents with their sector records in place of whatever sample was there')
    .option('--residents <n>', 'how many', whole(500, 5_000_000), defaultResidents)
    .option('--seed <n>', 'same seed, same people', whole(0, 2_147_483_647), defaultSeed)
    .option(
      '--init',
      'first build the sample databases, where the configured ones are empty, and register the sample agencies; ' +
        'people who are there already stay',
    )
    .action(async (options: Wanted & { init?: boolean }) => {
      await withWorkplace(
        async (workplace) => {
          const { config, state, databases } = workplace;
          if (config.production)
            throw new Error('Sample people are not for production (NODE_ENV=production).');
          const place = { state, hubUrl: databases.urls.hub, masterKey: config.masterKey };
          if (options.init && (await initialise(workplace, options))) {
            await letSamplePeopleSignIn(place, databases.owners);
            say(`${options.residents} người mẫu có sẵn / sample residents are there`);
            return;
          }
          const stop = new AbortController();
          process.once('SIGINT', () => stop.abort(new Error('Stopped; run it again to start clean.')));
          const seconds = await loadSamplePeople(
            databases.owners,
            options.residents,
            options.seed,
            stop.signal,
          );
          if (place.hubUrl) await letSamplePeopleSignIn(place, databases.owners);
          say(`${options.residents} người mẫu / sample residents in ${seconds} s`);
        },
        ['population', 'healthInsurance', 'educationFee', 'socialSecurity'],
      );
    });
  addRoster(sample);
  sample
    .command('cards')
    .description('card texts of sample residents, to paste or scan: one a kind and outcome')
    .option('--count <n>', 'how many', whole(1, 10_000))
    .option('--json', 'for machines')
    .action(async (options: { count?: number; json?: boolean }) => {
      const cards = await withWorkplace(
        ({ databases }) =>
          sampleCards({ urls: databases.owners, ...(options.count && { count: options.count }) }),
        ['population', 'healthInsurance'],
      );
      if (options.json) return sayJson(cards);
      if (cards.length === 0) say('No sample people are loaded. Run: lienthong sample load');
      for (const card of cards)
        say(`${card.kind ?? '-'}  ${card.expect}  ${card.shows.vi} / ${card.shows.en}\n  ${card.cardText}\n`);
    });
}

function addRoster(sample: Command): void {
  sample
    .command('roster')
    .description(
      'a roster of sample pupils as a school’s office would send it, with the slips that rosters have',
    )
    .requiredOption('--school <code>', 'a school of the sample, e.g. 01000701')
    .requiredOption('--out <path>', '.xlsx or .csv')
    .option('--rows <n>', 'pupils', whole(1, 10_000), 2_000)
    .option('--seed <n>', 'same seed, same slips', whole(0, 2_147_483_647), defaultSeed)
    .action(async (options: { school: string; out: string; rows: number; seed: number }) => {
      await withWorkplace(
        async ({ databases }) => {
          const { sheet, rows } = await sampleRoster({ urls: databases.owners, ...options });
          await writeTable(options.out, sheet, rows);
          say(`${options.rows} rows: ${options.out}`);
        },
        ['population', 'educationFee'],
      );
    });
}

interface Wanted {
  residents: number;
  seed: number;
}

/**
 * Makes configured databases ready for sample people, as the demo does with its own: tables and views, the sample
 * agencies and their keys. Answers whether just these people are loaded already. Safe to repeat.
 */
async function initialise({ state, databases }: Workplace, { residents, seed }: Wanted): Promise<boolean> {
  await migrateSamples(databases.owners);
  await withPool(databases.urls.hub, (pool) => seedSampleAgencies(pool, state));
  const loaded = await loadedSample(databases.owners);
  return loaded?.residents === residents && loaded.seed === seed;
}
