import type { RefObject } from 'react';
import { DayFigures } from './figures.js';
import type { Visit } from './queries.js';
import type { TheDay } from './use-day.js';
import type { Recording } from './use-recording.js';
import { PendingList, TodayList } from './visit-lists.js';

type Title = RefObject<HTMLHeadingElement | null>;

type DaySideProps = {
  today: TheDay;
  recording: Recording;
  isIdle: boolean;
  /** How long each look of this page took, ms. */
  tookMs: readonly number[];
  titles: { pending: Title; today: Title; figures: Title };
  onOpen: (visit: Visit) => void;
};

/** The day beside the work: what waits, who came, how many. */
export function DaySide({ today, recording, isIdle, tookMs, titles, onOpen }: DaySideProps) {
  const { day, withNames, showNames, refresh } = today;
  const { unsent, remembered } = recording;
  const nobody = { fullName: null, number: null };
  return (
    <div className="side">
      <PendingList
        list={day.pending}
        unsent={isIdle ? unsent.map((one) => ({ ...one, who: nobody })) : unsent}
        {...{ remembered, onOpen }}
        titleRef={titles.pending}
      />
      <TodayList
        list={day.today}
        {...{ remembered, withNames, onOpen }}
        titleRef={titles.today}
        onNames={showNames}
        onRefresh={refresh}
      />
      <DayFigures figures={day.figures} tookMs={tookMs} titleRef={titles.figures} />
    </div>
  );
}
