import { useSpeech } from '../shell/speaking.js';
import type { Withheld } from './queries.js';
import { words } from './wording.js';

/** What is told late, coarsely or not at all, why, and how much of it there was in years that are over. */
export function KeptBack({ withheld }: { withheld: readonly Withheld[] }) {
  const { say } = useSpeech();
  return (
    <details className="kept-back" open={withheld.length > 0}>
      <summary>{say(words.keptBackTitle)}</summary>
      <p>{say(words.keptBackNow)}</p>
      <ul>
        <li>{say(words.keptBackCoarse)}</li>
        <li>{say(words.keptBackLate)}</li>
        <li>{say(words.keptBackNever)}</li>
      </ul>
      {withheld.length === 0 ? (
        <p>{say(words.keptBackNone)}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.year)}</th>
              <th scope="col">{say(words.keptBackCount)}</th>
              <th scope="col">{say(words.because)}</th>
            </tr>
          </thead>
          <tbody>
            {withheld.map(({ year, count, legalBasis }) => (
              <tr key={`${year} ${legalBasis}`}>
                <th scope="row">{year}</th>
                <td className="number">{count}</td>
                <td>{legalBasis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
