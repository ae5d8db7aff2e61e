import './board.css';
import { useEffect, useMemo, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { csvOf, csvType } from '../shell/csv.js';
import { download } from '../shell/download.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { Desk } from '../shell/use-desk.js';
import { writtenDate, writtenTime } from '../shell/written.js';
import { ChartPanel } from './chart-panel.js';
import { type Chart, chartsOf } from './charts.js';
import { KeyFigures, keyFiguresOf } from './key-figures.js';
import { periodOf, type Span, spans } from './period.js';
import { type Board, boardOf } from './queries.js';
import { words } from './wording.js';

const everyMs = 60_000;

type BoardPartProps = { desk: Desk; onAsked?: (refresh: () => void) => void };

/** The indicators of a span of days: what leaders ask of how identity cards and cashless payment are used. */
export function BoardPart({ desk, onAsked }: BoardPartProps) {
  const speech = useSpeech();
  const { say } = speech;
  const [span, setSpan] = useState<Span>(30);
  // The day may end while the page stands open: then the next refresh is about the next one.
  const [now, setNow] = useState(() => Date.now());
  const { from, until, schoolYear } = useMemo(() => periodOf(span, now), [span, now]);
  const variables = useMemo(() => ({ from, until, schoolYear }), [from, until, schoolYear]);
  const { asking, session } = desk;
  const asked = useAsk<Board>(
    session.purposes.includes('STATISTICS')
      ? { ...asking, purpose: { purpose: 'STATISTICS', emergencyReason: '' } }
      : asking,
    boardOf,
    variables,
    everyMs,
  );
  useEffect(() => {
    if (asked.at !== null) setNow(asked.at);
  }, [asked.at]);
  const { refresh } = asked;
  useEffect(() => onAsked?.(refresh), [onAsked, refresh]);
  const board = asked.value;
  const charts = board ? chartsOf(board, variables, speech) : [];
  return (
    <div className="board">
      <div className="board-bar">
        <label>
          {say(words.period)}{' '}
          <select value={span} onChange={(event) => setSpan(Number(event.target.value) as Span)} id="span">
            {spans.map((one) => (
              <option key={one} value={one}>
                {say(words.days(one))}
              </option>
            ))}
          </select>
        </label>
        <p>
          {say(words.from)} {writtenDate(from)} {say(words.until)} {writtenDate(until)}
          {asked.at && (
            <>
              {' · '}
              {say(words.asOf)} {writtenTime(asked.at)}
            </>
          )}
          {' · '}
          {say(words.nobody)}
        </p>
        <button
          type="button"
          id="csv"
          disabled={!board}
          onClick={() =>
            board &&
            download(
              `lien-thong-${from}-${until}.csv`,
              [csvOf(rowsOf(keyFiguresOf(board, speech), charts, speech))],
              csvType,
            )
          }
        >
          {say(words.csv)}
        </button>
        <button type="button" disabled={!board} onClick={() => window.print()}>
          {say(words.print)}
        </button>
      </div>
      <Answered asked={asked} waiting={words.loading}>
        {(value) => (
          <>
            <KeyFigures figures={keyFiguresOf(value, speech)} />
            <div className="charts">
              {charts.map((chart) => (
                <ChartPanel key={chart.id} chart={chart} />
              ))}
            </div>
          </>
        )}
      </Answered>
    </div>
  );
}

/** Everything on the board, a figure a row. */
function rowsOf(
  figures: ReturnType<typeof keyFiguresOf>,
  charts: readonly Chart[],
  { say }: ReturnType<typeof useSpeech>,
): (string | number)[][] {
  return [
    [say(words.chart), say(words.item), say(words.measure), say(words.value)],
    ...figures.map(({ name, value, note }) => [say(words.deskName), name, note, value ?? '']),
    ...charts.flatMap(({ title, of, rows, series }) =>
      rows.flatMap(({ label, values }) =>
        values.map((value, at) => [of ? `${title}: ${of}` : title, label, series[at] ?? '', value]),
      ),
    ),
  ];
}
