import { useSpeech } from '../shell/speaking.js';
import { writtenTime } from '../shell/written.js';
import { AskBack, type Asking } from './ask-back.js';
import { Day } from './facts.js';
import type { Look } from './queries.js';
import { kindNames, outcomes, words } from './wording.js';

/** One look: who, when, what, why by which law, and whether anything was given. */
export function LookItem({ look, asking }: { look: Look; asking: Asking }) {
  const { say, language } = useSpeech();
  const isCoarse = look.disclosure === 'COARSE';
  const { word, gave } = outcomes[look.outcome] ?? outcomes.FAILED!;
  const kind = kindNames[look.agencyKind ?? ''];
  const ownWords = language === 'vi' ? undefined : 'vi';
  return (
    <li className={look.own ? 'look is-own' : 'look'} data-outcome={look.outcome}>
      <p className="look-head">
        {/* Of a coarse look the kind of agency stands in its name's place, in the language of the page. */}
        <strong lang={isCoarse ? undefined : ownWords}>
          {look.own ? say(words.ownLook) : look.agencyName}
        </strong>
        <time dateTime={look.at}>{isCoarse ? say(words.wholeDay) : writtenTime(look.at)}</time>
      </p>
      <p className="look-kind">
        {!look.own && !isCoarse && kind && <span>{say(kind)}</span>}
        <span className={`chip gave-${gave.toLowerCase()}`}>{say(word)}</span>
      </p>
      <dl>
        <div>
          <dt>{say(words.what)}</dt>
          <dd>{look.dataText || say(words.nothing)}</dd>
        </div>
        <div>
          <dt>{say(words.why)}</dt>
          <dd>{look.purposeText}</dd>
        </div>
        {look.legalBasis && (
          <div>
            <dt>{say(words.law)}</dt>
            <dd lang={ownWords}>{look.legalBasis}</dd>
          </div>
        )}
        {look.withheldBecause && (
          <div>
            <dt>{say(words.because)}</dt>
            <dd>{look.withheldBecause}</dd>
          </div>
        )}
      </dl>
      {look.relation === 'RELATED' && !look.own && <p className="hint">{say(words.related)}</p>}
      {look.disclosedOn && (
        <p className="hint">
          {say(words.shownOn)} <Day of={look.disclosedOn} />
        </p>
      )}
      <details>
        <summary>
          {say(words.more)} <span className="unseen">{say(words.moreOf)}</span>
        </summary>
        <dl>
          <div>
            <dt>{say(words.code)}</dt>
            <dd>
              <code>{look.id}</code>
            </dd>
          </div>
          {look.caseReference && (
            <div>
              <dt>{say(words.caseReference)}</dt>
              <dd lang={ownWords}>{look.caseReference}</dd>
            </div>
          )}
          <div>
            <dt>{say(words.record)}</dt>
            <dd>{say(look.sealed ? words.sealed : words.unsealed)}</dd>
          </div>
        </dl>
      </details>
      {!look.own && <AskBack {...{ look, asking }} />}
    </li>
  );
}
