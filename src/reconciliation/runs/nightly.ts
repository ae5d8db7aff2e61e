import type pg from 'pg';
import type { Clock } from '../../process/clock.js';
import { dayIn } from '../../process/clock.js';
import { reconcilers } from './reconciler-store.js';
import type { ReconciledSector } from './run-jobs.js';
import { hadNight, requestRun } from './run-request-store.js';
import { viewSource } from './view-source.js';

const SEVEN_HOURS = 7 * 3_600_000;
const DAY = 86_400_000;
/** A night that was missed by more is left out: no run begins in the middle of the day. */
const WINDOW = 6 * 3_600_000;

/** Milliseconds since midnight in Vietnam of `02:30`. */
export function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/**
 * Asks for each agency's run of its own members once a night, from a time of day on; where a sector has a run under
 * way, the next look asks again. Safe to repeat, from several gateways too.
 */
export async function askForNight(
  { hub, sectors, clock }: { hub: pg.Pool; sectors: readonly ReconciledSector[]; clock: Clock },
  at: number,
): Promise<void> {
  const since = (((clock.now() + SEVEN_HOURS) % DAY) - at + DAY) % DAY;
  if (since > WINDOW) return;
  // The night is named by the day on which it began.
  const nightlyOn = dayIn({ now: () => clock.now() - since });
  for (const { code, units } of await reconcilers(hub)) {
    for (const { name, view } of sectors) {
      if (view.unit === null || units.length === 0 || (await hadNight(hub, name, code, nightlyOn))) continue;
      const source = viewSource(view, units);
      await requestRun(hub, { sector: name, source, agency: code, officer: null, nightlyOn });
    }
  }
}
