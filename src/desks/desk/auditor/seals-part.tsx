import { useEffect, useRef } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { writtenMoment } from '../shell/written.js';
import { hex } from './note.js';
import type { Seals } from './use-seals.js';
import { words } from './wording.js';

type SealsPartProps = { seals: Seals; onRefresh: (does: () => void) => void };

/** The last seals, each judged here, and the keys they are judged by. */
export function SealsPart({ seals, onRefresh }: SealsPartProps) {
  const { say } = useSpeech();
  const { asked, judged, own, setOwn } = seals;
  const { refresh } = asked;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  useEffect(() => onRefresh(refresh), [onRefresh, refresh]);
  return (
    <div className="seals-part">
      <section className="panel" aria-labelledby="seals-title">
        <header className="panel-head">
          <h2 id="seals-title" ref={title} tabIndex={-1}>
            {say(words.sealsTitle)}
          </h2>
          <button type="button" className="quiet" onClick={refresh}>
            {say(shellWords.refresh)} <kbd>R</kbd>
          </button>
        </header>
        <p className="hint">{say(words.sealsHint)}</p>
        <Answered asked={asked} waiting={words.waiting}>
          {() => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            <section className="rows seal-rows" tabIndex={0} aria-labelledby="seals-title">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say(words.sealColumn)}</th>
                    <th scope="col">{say(words.sealedAt)}</th>
                    <th scope="col">{say(words.entries)}</th>
                    <th scope="col">{say(words.total)}</th>
                    <th scope="col">{say(words.signature)}</th>
                    <th scope="col">{say(words.follows)}</th>
                    <th scope="col">{say(words.hash)}</th>
                  </tr>
                </thead>
                <tbody>
                  {judged?.seals.map((one) => (
                    <tr key={one.seal} data-fits={one.signed === 'GOOD' && one.follows !== false}>
                      <th scope="row" className="number">
                        {one.seal}
                      </th>
                      <td className="number">{writtenMoment(one.time)}</td>
                      <td className="number">{one.size - one.first}</td>
                      <td className="number">{one.size}</td>
                      <td>
                        {say(words[one.signed])} {one.signed === 'GOOD' && <code>{one.keyId}</code>}
                      </td>
                      <td>
                        {one.follows === null
                          ? say(words.oldestShown)
                          : say(one.follows ? words.yes : words.no)}
                      </td>
                      <td>
                        <code>{hex(one.head).slice(0, 16)}…</code>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
        </Answered>
      </section>
      <section className="panel keys-panel" aria-labelledby="keys-of-log">
        <h2 id="keys-of-log">{say(words.keysTitle)}</h2>
        <ul>
          {asked.value?.auditSealing?.keys.map((key) => (
            <li key={key}>
              <code>{key}</code>
            </li>
          ))}
        </ul>
        <p className="hint">{say(words.keysHint)}</p>
        <label htmlFor="own-key">{say(words.ownKey)}</label>
        <textarea
          id="own-key"
          rows={3}
          value={own}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setOwn(event.target.value)}
        />
      </section>
    </div>
  );
}
