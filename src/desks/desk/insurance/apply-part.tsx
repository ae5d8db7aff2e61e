import { useState } from 'react';
import { Answered } from '../shell/answered.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { Confirm } from './confirm.js';
import type { PartProps } from './desk-parts.js';
import { type Applied, type FindingPage, type ListedFinding, mutations } from './queries.js';
import { NoRun } from './run-part.js';
import { appliedOutcomes, conflicts, fields, findingStates } from './terms.js';
import { useSent } from './use-sent.js';
import { words } from './wording.js';

const most = 200;
const selection = `nodes { id sectorNo state } totalCount`;
const bothQuery = `query DeskToApply($runId: ID!) {
  accepted: findings(runId: $runId, filter: { states: [ACCEPTED] }, first: ${most}) { ${selection} }
  applied: findings(runId: $runId, filter: { states: [APPLIED, SENDING, REVERTING] }, first: ${most}) { ${selection} }
}`;
type Page = FindingPage<Pick<ListedFinding, 'id' | 'sectorNo' | 'state'>>['findings'];
type Way = 'DRY_RUN' | 'ACCEPT' | 'REVERT';

/** Where the sector's records are changed, and nowhere else: tried first, asked again, and to be taken back. */
export function ApplyPart({ asking, outbox, at }: PartProps) {
  const { say } = useSpeech();
  const { runId } = at;
  const asked = useAsk<{ accepted: Page; applied: Page }>(asking, runId === null ? null : bothQuery, {
    runId,
  });
  const [sure, setSure] = useState<'ACCEPT' | 'REVERT' | null>(null);
  useSent(outbox.entries, ({ who }) => {
    if (who.what === 'apply' || who.what === 'decide') asked.refresh();
  });
  if (runId === null) return <NoRun />;
  const mine = outbox.entries.filter(({ who }) => who.what === 'apply' && who.of === runId);
  const last = mine.at(-1) ?? null;
  const isBusy = last?.state === 'SENDING' || last?.state === 'WAITING';
  const numberOf = new Map(
    [...(asked.value?.accepted?.nodes ?? []), ...(asked.value?.applied?.nodes ?? [])].map((one) => [
      one.id,
      one.sectorNo,
    ]),
  );
  const ask = (way: Way, findings: readonly string[]) =>
    outbox.add(
      mutations.apply,
      { runId, findings, dryRun: way === 'DRY_RUN', revert: way === 'REVERT' },
      { what: 'apply', of: runId, act: way },
    );
  return (
    <main className="section apply">
      <section className="panel" aria-labelledby="apply-title">
        <h2 id="apply-title">{say(words.applyTitle)}</h2>
        <p>{say(words.applyText)}</p>
        <Answered asked={asked} waiting={words.loadingCounts}>
          {({ accepted, applied }) => {
            const ids = accepted?.nodes.map(({ id }) => id) ?? [];
            const back = applied?.nodes.filter(({ state }) => state !== 'SENDING').map(({ id }) => id) ?? [];
            const wasTried = last?.who.act === 'DRY_RUN' && last.state === 'SENT';
            return (
              <>
                <p data-accepted={accepted?.totalCount ?? 0} data-applied={applied?.totalCount ?? 0}>
                  <strong>{accepted?.totalCount ?? 0}</strong> {say(words.toApply)} ·{' '}
                  <strong>{applied?.totalCount ?? 0}</strong> {say(words.toRevert)} ({say(words.mostAtOnce)})
                </p>
                {ids.length === 0 && <p className="empty">{say(words.nothingAccepted)}</p>}
                <p className="start-line">
                  <button
                    type="button"
                    id="try-apply"
                    className={wasTried ? '' : 'primary'}
                    disabled={isBusy || ids.length === 0}
                    onClick={() => ask('DRY_RUN', ids)}
                  >
                    {say(words.dryRun)}
                  </button>
                  <button
                    type="button"
                    id="apply-now"
                    className={wasTried ? 'primary' : ''}
                    disabled={isBusy || !wasTried || ids.length === 0}
                    onClick={() => setSure('ACCEPT')}
                  >
                    {say(words.applyNow)}
                  </button>
                  <button
                    type="button"
                    id="revert-now"
                    disabled={isBusy || back.length === 0}
                    onClick={() => setSure('REVERT')}
                  >
                    {say(words.revert)}
                  </button>
                  {isBusy && <span role="status">{say(words.starting)}</span>}
                </p>
                <Confirm
                  title={sure === 'REVERT' ? words.revertSure : words.applySure}
                  text={words.applyText}
                  yes={sure === 'REVERT' ? words.revert : words.applyNow}
                  no={words.goBack}
                  isOpen={sure !== null}
                  onYes={() => sure && ask(sure, sure === 'REVERT' ? back : ids)}
                  onClose={() => setSure(null)}
                />
              </>
            );
          }}
        </Answered>
        {last?.state === 'REFUSED' && last.problem && <Problem problem={last.problem} />}
      </section>
      {last?.state === 'SENT' && (
        <Result applied={last.done as Applied} way={last.who.act as Way} numberOf={numberOf} />
      )}
    </main>
  );
}

type ResultProps = { applied: Applied; way: Way; numberOf: ReadonlyMap<string, string> };

function Result({ applied, way, numberOf }: ResultProps) {
  const { say } = useSpeech();
  const titles = { DRY_RUN: words.afterDryRun, ACCEPT: words.afterApply, REVERT: words.afterRevert };
  const counts = new Map<string, number>();
  for (const { outcome } of applied.results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return (
    <section className="panel list" aria-labelledby="result-title" data-result={way}>
      <h2 id="result-title">{say(titles[way])}</h2>
      <p role="status">
        {[...counts].map(([outcome, count]) => `${count} ${say(appliedOutcomes[outcome]!)}`).join(' · ')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="rows" tabIndex={0} aria-label={say(titles[way])}>
        <table>
          <thead>
            <tr>
              {[words.number, words.outcome, words.changes, words.because, words.state].map((head) => (
                <th scope="col" key={head.en}>
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {applied.results.map(({ finding, outcome, reason, state, changes }) => (
              <tr key={finding} data-outcome={outcome}>
                <th scope="row" className="number">
                  {numberOf.get(finding) ?? finding}
                </th>
                <td>{say(appliedOutcomes[outcome]!)}</td>
                <td>{changes.map(({ field }) => (fields[field] ? say(fields[field]) : field)).join(', ')}</td>
                <td>{reason && (conflicts[reason] ? say(conflicts[reason]) : reason)}</td>
                <td>{state && say(findingStates[state]!)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
