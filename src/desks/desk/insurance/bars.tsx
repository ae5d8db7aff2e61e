import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';
import { writtenNumber } from '../shell/written.js';
import { words } from './wording.js';

export interface Bar {
  key: string;
  name: string;
  count: number;
  /** How many of them are still to be done; shown as a part of the bar and as a number. */
  open?: number;
}

type BarsProps = {
  caption: Sentence;
  /** What the first column is. */
  of: Sentence;
  bars: readonly Bar[];
  counted: Sentence;
  /** Narrows the queue to what was chosen. */
  onChoose?: (key: string) => void;
};

/** A bar chart that is its own table: each bar stands in the row of its numbers. */
export function Bars({ caption, of, bars, counted, onChoose }: BarsProps) {
  const { say, language } = useSpeech();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const hasOpen = bars.some(({ open }) => open !== undefined);
  return (
    <table className="bars">
      <caption>{say(caption)}</caption>
      <thead>
        <tr>
          <th scope="col">{say(of)}</th>
          <th scope="col" className="figure">
            {say(counted)}
          </th>
          {hasOpen && (
            <th scope="col" className="figure">
              {say(words.undecided)}
            </th>
          )}
          <th scope="col" className="bar-cell">
            <span className="unseen">{say(words.chart)}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, name, count, open }) => (
          <tr key={key} data-bar={key}>
            <th scope="row">
              {onChoose ? (
                <button type="button" className="link" onClick={() => onChoose(key)}>
                  {name}
                </button>
              ) : (
                name
              )}
            </th>
            <td className="figure">{writtenNumber(count, language)}</td>
            {hasOpen && <td className="figure">{writtenNumber(open ?? 0, language)}</td>}
            <td className="bar-cell">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect className="bar" width={(100 * count) / most} height="10" />
                {open !== undefined && <rect className="bar-open" width={(100 * open) / most} height="10" />}
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
