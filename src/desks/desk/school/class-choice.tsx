import { useCallback, useEffect, useState } from 'react';
import type { Asking } from '../shell/ask-hub.js';
import type { Place } from '../shell/sections.js';
import { useSpeech } from '../shell/speaking.js';
import { type Asked, useAsk } from '../shell/use-ask.js';
import { dayInVietnam } from '../shell/written.js';
import { type Classes, classesOfYear } from './queries.js';
import { words } from './wording.js';

/** Which class of which school year is looked at. */
export interface ClassChoice {
  years: readonly string[];
  year: string;
  /** Null while the classes are not known, and where there is none. */
  name: string | null;
  asked: Asked<Classes>;
  choose(year: string, name: string | null): void;
}

/** `2026-2027`: from the first of September to the last of August. */
function schoolYearOn(day: string): string {
  const from = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
  return `${from}-${from + 1}`;
}

const yearAfter = (year: string, by: number) =>
  `${Number(year.slice(0, 4)) + by}-${Number(year.slice(5)) + by}`;

/** The class stands behind `#`, as `2026-2027:10A1`, so that a reload and the other parts keep it. */
export function useClassChoice(
  asking: Asking,
  school: string,
  place: Place,
  isAsked: boolean,
  go: (section: string, of: string) => void,
): ClassChoice {
  const [now] = useState(() => schoolYearOn(dayInVietnam(Date.now())));
  const stated = /^(\d{4}-\d{4}):(.*)$/.exec(place.section === 'roster' ? '' : (place.of ?? ''));
  const [chosen, setChosen] = useState({ year: stated?.[1] ?? now, name: stated?.[2] ?? null });
  const asked = useAsk<Classes>(asking, isAsked ? classesOfYear : null, { code: school, year: chosen.year });
  const known = asked.value?.school?.classes.map(({ name }) => name) ?? [];
  const name = chosen.name !== null && known.includes(chosen.name) ? chosen.name : (known[0] ?? null);

  const choose = useCallback(
    (year: string, name: string | null) => {
      setChosen({ year, name });
      if (name !== null) go(place.section, `${year}:${name}`);
    },
    [go, place.section],
  );
  useEffect(() => {
    if (stated) setChosen({ year: stated[1]!, name: stated[2]! });
  }, [stated?.[1], stated?.[2]]);
  const years = [yearAfter(now, 1), now, yearAfter(now, -1), yearAfter(now, -2)];
  return { years, year: chosen.year, name, asked, choose };
}

/** The two choices, as they stand above every list of a class. */
export function ChooseClass({ choice }: { choice: ClassChoice }) {
  const { say } = useSpeech();
  const { years, year, name, asked, choose } = choice;
  const classes = asked.value?.school?.classes ?? [];
  return (
    <>
      <label>
        {say(words.year)}
        <select id="school-year" value={year} onChange={(event) => choose(event.target.value, null)}>
          {years.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        {say(words.className)}
        <select
          id="class-name"
          value={name ?? ''}
          disabled={classes.length === 0}
          onChange={(event) => choose(year, event.target.value)}
        >
          {name === null && <option value="">·</option>}
          {classes.map((one) => (
            <option key={one.name}>{one.name}</option>
          ))}
        </select>
      </label>
    </>
  );
}
