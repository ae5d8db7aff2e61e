import { useMemo } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { writtenMoment } from '../shell/written.js';
import { bucketsOf } from './buckets.js';
import type { FoundEvent } from './queries.js';
import { words } from './wording.js';

const height = 44;

/** When the looks of this page were taken, as bars; the same as a table beside them. */
export function Timeline({ events }: { events: readonly FoundEvent[] }) {
  const { say } = useSpeech();
  const found = useMemo(() => bucketsOf(events), [events]);
  if (!found) return null;
  const { unit, all, most } = found;
  const labelOf = (from: number) =>
    unit === 'DAYS' ? writtenMoment(from).slice(0, 10) : writtenMoment(from).slice(0, 16);
  const summary = `${say(words.timeline)}: ${labelOf(all[0]!.from)} – ${labelOf(all.at(-1)!.from)}, ${say(words.mostIn)} ${most}`;
  // A few bars stay narrow, from the left on.
  const width = 100 / Math.max(all.length, 30);
  const scale = (count: number) => (count / most) * height;
  return (
    <div className="timeline panel">
      <div className="timeline-chart">
        <p className="hint">
          {say(words.timeline)}, {say(words[`unit${unit}`])}: <span className="swatch swatch-answered" />{' '}
          {say(words.answered)} <span className="swatch swatch-other" /> {say(words.notAnswered)}
        </p>
        <svg viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" role="img" aria-label={summary}>
          {all.map(({ from, answered, other }, at) => (
            <g key={from}>
              <rect
                className="bar-answered"
                x={at * width + width * 0.1}
                width={width * 0.8}
                y={height - scale(answered)}
                height={scale(answered)}
              />
              <rect
                className="bar-other"
                x={at * width + width * 0.1}
                width={width * 0.8}
                y={height - scale(answered + other)}
                height={scale(other)}
              />
            </g>
          ))}
        </svg>
        <p className="axis">
          {labelOf(all[0]!.from)}
          {all.length > 1 && ` – ${labelOf(all.at(-1)!.from)}`}
        </p>
      </div>
      <details>
        <summary>{say(words.timelineTable)}</summary>
        <div className="rows">
          <table>
            <thead>
              <tr>
                <th scope="col">{say(words.when)}</th>
                <th scope="col">{say(words.answered)}</th>
                <th scope="col">{say(words.notAnswered)}</th>
              </tr>
            </thead>
            <tbody>
              {all
                .filter(({ answered, other }) => answered + other > 0)
                .map(({ from, answered, other }) => (
                  <tr key={from}>
                    <th scope="row">{labelOf(from)}</th>
                    <td className="number">{answered}</td>
                    <td className="number">{other}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}
