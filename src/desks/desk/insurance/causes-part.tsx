import { useEffect, useState } from 'react';
import { Answered } from '../shell/answered.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { Bars } from './bars.js';
import type { PartProps } from './desk-parts.js';
import { isNotLaidOut } from './laid-out.js';
import { type Filter, noFilter } from './place.js';
import { type Count, type Counts, countsQuery, type Group, groupsQuery, mutations } from './queries.js';
import { NoRun } from './run-part.js';
import { causeName, groupStates } from './terms.js';
import { useSent } from './use-sent.js';
import { words } from './wording.js';

/** What was wrong how often and where; each bar leads to its findings. What is one habit is settled by a sample. */
export function CausesPart({ asking, outbox, at, goTo }: PartProps) {
  const { say, language } = useSpeech();
  const { runId } = at;
  const [everyMs, setEveryMs] = useState(2_000);
  const counts = useAsk<Counts>(asking, runId === null ? null : countsQuery, { runId }, everyMs);
  useEffect(() => setEveryMs(counts.value === null ? 2_000 : 15_000), [counts.value]);
  if (runId === null) return <NoRun />;
  const isLaidOut = counts.value !== null || !isNotLaidOut(counts.problem);
  const choose = (name: 'cause' | 'commune' | 'office') => (key: string) =>
    goTo('queue', { finding: null, filter: { ...noFilter, [name]: key } });
  const bars = (list: Count[] | null, nameOf: (count: Count) => string) =>
    (list ?? []).map((one) => ({ key: one.key, name: nameOf(one), count: one.findings, open: one.open }));
  return (
    <main className="section causes">
      {isLaidOut ? (
        <Answered asked={counts} waiting={words.loadingCounts}>
          {({ byCause, byCommune, byOffice }) => (
            <div className="cause-charts">
              {(
                [
                  [words.byCause, words.cause, bars(byCause, ({ key }) => causeName(key, language)), 'cause'],
                  [
                    ...([words.byCommune, words.commune] as const),
                    bars(byCommune, ({ key, name }) => name ?? key),
                    'commune',
                  ],
                  [words.byOffice, words.office, bars(byOffice, ({ key }) => key), 'office'],
                ] as const
              ).map(([caption, of, list, name]) => (
                /* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */
                <section className="panel chart" key={name} aria-label={say(caption)} tabIndex={0}>
                  <Bars {...{ caption, of }} bars={list} counted={words.findings} onChoose={choose(name)} />
                </section>
              ))}
            </div>
          )}
        </Answered>
      ) : (
        <p role="status" className="empty">
          {say(words.layingOut)}{' '}
          <button type="button" onClick={counts.refresh}>
            ↻
          </button>
        </p>
      )}
      {counts.value && <Groups {...{ asking, outbox, goTo, runId }} />}
    </main>
  );
}

/** Its sample while that is looked at, else all of it. */
const sampleOf = ({ group, state }: Group): Filter => ({
  ...noFilter,
  group: String(group),
  sample: state === 'SAMPLED' ? 'yes' : '',
});

type GroupsProps = Pick<PartProps, 'asking' | 'outbox' | 'goTo'> & { runId: string };

function Groups({ asking, outbox, goTo, runId }: GroupsProps) {
  const { say, language } = useSpeech();
  const asked = useAsk<{ findingGroups: { nodes: Group[] } | null }>(asking, groupsQuery, { runId });
  useSent(outbox.entries, ({ who }) => {
    if (who.what === 'sample' || who.what === 'acceptGroup') asked.refresh();
  });
  const sent = outbox.entries.filter(({ who }) => who.what === 'sample' || who.what === 'acceptGroup').at(-1);
  const ask = (what: 'sample' | 'acceptGroup', group: number) =>
    outbox.add(mutations[what], { runId, group }, { what, of: String(group) });
  return (
    <section className="panel list" aria-labelledby="groups-title">
      <h2 id="groups-title">{say(words.groups)}</h2>
      <p className="hint">{say(words.groupsText)}</p>
      {sent?.state === 'REFUSED' && sent.problem && <Problem problem={sent.problem} />}
      <Answered asked={asked} waiting={words.loadingCounts}>
        {({ findingGroups }) =>
          (findingGroups?.nodes ?? []).length === 0 ? (
            <p className="empty">{say(words.noGroups)}</p>
          ) : (
            /* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */
            <section className="rows" tabIndex={0} aria-label={say(words.groups)}>
              <table>
                <thead>
                  <tr>
                    {[
                      words.group,
                      words.cause,
                      words.findings,
                      words.undecided,
                      words.state,
                      words.sample,
                    ].map((head) => (
                      <th scope="col" key={head.en}>
                        {say(head)}
                      </th>
                    ))}
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {findingGroups!.nodes.map((group) => (
                    <tr key={group.group} data-group={group.state}>
                      <th scope="row" lang="vi">
                        {group.group}. {group.placeName ?? group.place}
                      </th>
                      <td>{group.causes.map((cause) => causeName(cause, language)).join('; ')}</td>
                      <td className="number">{group.members}</td>
                      <td className="number">{group.open}</td>
                      <td>{say(groupStates[group.state]!)}</td>
                      <td className="number">
                        {group.sample > 0 && `${group.sampleAccepted} / ${group.sample}`}
                        {group.sampleRefused > 0 && ` (✕ ${group.sampleRefused})`}
                      </td>
                      <td className="group-acts">
                        <button
                          type="button"
                          onClick={() => goTo('queue', { finding: null, filter: sampleOf(group) })}
                        >
                          {say(group.state === 'SAMPLED' ? words.seeSample : words.seeGroup)}
                        </button>
                        {group.state === 'OPEN' && (
                          <button type="button" data-draw onClick={() => ask('sample', group.group)}>
                            {say(words.drawSample)}
                          </button>
                        )}
                        {(group.state === 'SAMPLED' || (group.state === 'ACCEPTED' && group.open > 0)) && (
                          <button
                            type="button"
                            data-accept
                            disabled={group.sampleRefused === 0 && group.sampleAccepted < group.sample}
                            onClick={() => ask('acceptGroup', group.group)}
                          >
                            {say(words.acceptRest)}
                          </button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )
        }
      </Answered>
    </section>
  );
}
