import { Keyring } from '../access/keys.js';
import { readSampleKeys } from '../access/sample-agencies.js';
import { seedSampleResidents } from '../access/sample-residents.js';
import type { StateDir } from '../config/state.js';
import type { SampleUrls } from '../database/embedded-databases.js';
import { findLoaded, findSigningIn } from '../sample/known-residents.js';
import { loadSample } from '../sample/load-sample.js';
import { progress } from './say.js';
import { withPool } from './workplace.js';

export const defaultResidents = 20_000;
export const defaultSeed = 2026;

/** How many sample residents are loaded now; null when none, or a load was interrupted. */
export async function loadedSample(urls: SampleUrls): Promise<{ residents: number; seed: number } | null> {
  const counts = await Promise.all(Object.values(urls).map((url: string) => withPool(url, findLoaded)));
  const [first, ...others] = counts;
  return first && others.every((one) => one?.residents === first.residents && one.seed === first.seed)
    ? first
    : null;
}

/** Loads sample people with a progress bar; answers the seconds it took. */
export async function loadSamplePeople(
  urls: SampleUrls,
  residents: number,
  seed: number,
  signal?: AbortSignal,
): Promise<number> {
  let bar = progress('Người mẫu / sample people');
  let stage = 'people';
  try {
    const { seconds } = await loadSample({
      ...{ urls, residents, seed, signal },
      onProgress(done, total, now) {
        if (now !== stage) {
          bar.stop();
          bar = progress('Chỉ mục / indexes');
          stage = now;
        }
        if (now !== 'done') bar.update(done, total);
      },
    });
    return seconds;
  } finally {
    bar.stop();
  }
}

/** Lets some of the loaded sample people be chosen at the embedded issuer's sign-in, where sample agencies are. */
export async function letSamplePeopleSignIn(
  { state, hubUrl, masterKey }: { state: StateDir; hubUrl: string; masterKey: string | null },
  urls: SampleUrls,
): Promise<void> {
  if (!readSampleKeys(state)) return;
  const people = await withPool(urls.population, findSigningIn);
  const keys = new Keyring(state.masterKey(masterKey));
  await withPool(hubUrl, (hub) => seedSampleResidents(hub, { keys, state }, people));
}
