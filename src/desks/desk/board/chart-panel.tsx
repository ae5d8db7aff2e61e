import { useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { type Chart, written } from './charts.js';
import { words } from './wording.js';

/** A chart and its table: of days either is shown, bars stand in their table. Without figures it says why. */
export function ChartPanel({ chart }: { chart: Chart }) {
  const { say } = useSpeech();
  const [asTable, setAsTable] = useState(false);
  const { id, title, of, rows, form, empty } = chart;
  const isDays = form === 'DAYS' && rows.length > 0;
  return (
    <section className="panel chart" aria-labelledby={`chart-${id}`} data-chart={id} data-rows={rows.length}>
      <header className="panel-head">
        <h3 id={`chart-${id}`}>
          {title} {of && <small>{of}</small>}
        </h3>
        {isDays && (
          <button type="button" className="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {say(asTable ? words.showChart : words.showTable)} <span className="unseen">{title}</span>
          </button>
        )}
      </header>
      {rows.length === 0 && <p className="empty">{empty}</p>}
      {isDays && !asTable && <Days chart={chart} />}
      {isDays && asTable && <DaysTable chart={chart} />}
      {form === 'BARS' && rows.length > 0 && <Bars chart={chart} />}
    </section>
  );
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Columns over the days, each series on the one before. */
function Days({ chart: { title, rows, series } }: { chart: Chart }) {
  const { say, language } = useSpeech();
  const most = Math.max(1, ...rows.map(({ values }) => sumOf(values)));
  const label = `${title}: ${rows[0]!.label}–${rows.at(-1)!.label}, ${say(words.most)} ${written(most, language)}`;
  return (
    <figure className="days">
      <p className="days-most" aria-hidden="true">
        {written(most, language)}
      </p>
      <svg viewBox={`0 0 ${rows.length * 10} 100`} preserveAspectRatio="none" role="img" aria-label={label}>
        {rows.map((row, at) => {
          let top = 100;
          return row.values.map((value, of) => {
            const height = (value * 100) / most;
            top -= height;
            return (
              <rect
                key={`${row.label} ${series[of]}`}
                className={`series-${of % 6}`}
                x={at * 10 + 1}
                width={8}
                y={top}
                height={height}
              >
                <title>{`${row.label}, ${series[of]}: ${written(value, language)}`}</title>
              </rect>
            );
          });
        })}
      </svg>
      <p className="days-ends" aria-hidden="true">
        <span>{rows[0]!.label}</span>
        <span>{rows.at(-1)!.label}</span>
      </p>
      <figcaption>
        {series.map((name, of) => (
          <span key={name} className={`key series-${of % 6}`}>
            {name} <b>{written(sumOf(rows.map(({ values }) => values[of]!)), language)}</b>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function DaysTable({ chart: { rows, series } }: { chart: Chart }) {
  const { say, language } = useSpeech();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="rows days-table" tabIndex={0} aria-label={say(words.chart)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(words.day)}</th>
            {series.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">{say(words.total)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.toReversed().map(({ label, values }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, of) => (
                <td key={series[of]} className="number">
                  {written(value, language)}
                </td>
              ))}
              <td className="number">{written(sumOf(values), language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A table whose rows carry their bar. */
function Bars({ chart: { title, rows, series, noted, whole } }: { chart: Chart }) {
  const { say, language } = useSpeech();
  const most = whole ?? Math.max(1, ...rows.map(({ values }) => values[0]!));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className="rows bars" tabIndex={0} aria-label={title}>
      <table>
        <thead className="unseen-head">
          <tr>
            <th scope="col">{say(words.item)}</th>
            <th scope="col">
              <span className="unseen">{say(words.chart)}</span>
            </th>
            <th scope="col">{series[0]}</th>
            <th scope="col">{noted ?? say(words.share)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, values, note }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="bar">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect className="series-0" width={(values[0]! * 100) / most} height={10} />
                </svg>
              </td>
              <td className="number">{written(values[0]!, language)}</td>
              <td className="number">{note ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
