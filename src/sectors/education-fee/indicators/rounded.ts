/** The base that counts of people are rounded to. */
export const base = 5;

/**
 * Counts of exempt pupils as they may be told: each rounded to the nearest 5 by itself, at every level, those that
 * round to nothing left out, the most first. So neither one pupil of a small school nor what is left when one figure is
 * taken from another is somebody. The rule of higher-education statistics in Britain (HESA rounding and suppression);
 * amounts by ground are not told at all.
 */
export function roundedGrounds(
  grounds: readonly { ground: string; pupils: number }[],
): { ground: string; pupils: number }[] {
  return grounds
    .map(({ ground, pupils }) => ({ ground, pupils: Math.round(pupils / base) * base }))
    .filter(({ pupils }) => pupils > 0)
    .sort((one, other) => other.pupils - one.pupils || (one.ground < other.ground ? -1 : 1));
}

/** Percent with one decimal; null of nothing. */
export function shareOf(part: number, all: number): number | null {
  return all > 0 ? Math.round((part * 1000) / all) / 10 : null;
}
