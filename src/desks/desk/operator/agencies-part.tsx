import { useEffect, useMemo, useRef } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import type { Desk } from '../shell/use-desk.js';
import { AgencyCard } from './agency-card.js';
import { kindNames, words } from './agency-wording.js';
import { type AgencyList, type AgencyRow, agencyList, type OneAgency, oneAgency } from './queries.js';
import type { Acts } from './use-acts.js';

type AgenciesPartProps = {
  desk: Desk;
  acts: Acts;
  /** The code of the agency that is looked at. */
  code: string | null;
  onAsked: (refresh: () => void) => void;
};

/** Who may ask the hub, for what, with which keys; each of it changed here, one act at a time. */
export function AgenciesPart({ desk, acts, code, onAsked }: AgenciesPartProps) {
  const { say } = useSpeech();
  const list = useAsk<AgencyList>(desk.asking, agencyList);
  // Officers' names go when nobody is there.
  const variables = useMemo(() => ({ code }), [code]);
  const one = useAsk<OneAgency>(desk.asking, code === null || desk.isIdle ? null : oneAgency, variables);
  const [refreshList, refreshOne] = [list.refresh, one.refresh];
  useEffect(() => {
    onAsked(() => {
      refreshList();
      refreshOne();
    });
  }, [onAsked, refreshList, refreshOne]);
  const detail = useRef<HTMLElement>(null);
  const shown = one.value?.agency?.code ?? null;
  useEffect(() => {
    if (shown !== null) detail.current?.focus();
  }, [shown]);
  return (
    <div className="agencies">
      <section className="panel agency-list" aria-label={say(words.name)}>
        <Answered asked={list} waiting={words.loading}>
          {({ agencies }) =>
            agencies && (
              <>
                <AgencyTable rows={agencies.nodes} code={code} />
                {agencies.pageInfo.hasNextPage && <p className="hint">{say(words.moreThere)}</p>}
              </>
            )
          }
        </Answered>
      </section>
      <section className="panel agency-one" tabIndex={-1} ref={detail} aria-label={code ?? say(words.choose)}>
        {code === null ? (
          <p className="empty">{say(words.choose)}</p>
        ) : desk.isIdle ? (
          <p className="empty">{say(words.idle)}</p>
        ) : (
          <Answered asked={one} waiting={words.loadingOne}>
            {({ agency }) =>
              agency ? (
                <AgencyCard agency={agency} isOwn={agency.code === desk.session.agency.code} acts={acts} />
              ) : (
                <p className="empty">{say(words.none)}</p>
              )
            }
          </Answered>
        )}
      </section>
    </div>
  );
}

function AgencyTable({ rows, code }: { rows: AgencyRow[]; code: string | null }) {
  const { say } = useSpeech();
  return (
    <div className="rows">
      <table>
        <thead>
          <tr>
            <th scope="col">{say(words.code)}</th>
            <th scope="col">{say(words.name)}</th>
            <th scope="col">{say(words.state)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ code: own, name, kind, suspended }) => (
            <tr key={own} data-agency={own} className={own === code ? 'is-chosen' : undefined}>
              <th scope="row">
                <a
                  href={`#agencies/${encodeURIComponent(own)}`}
                  aria-current={own === code ? 'true' : undefined}
                >
                  {own}
                </a>
              </th>
              <td>
                <span lang="vi">{name}</span> <small>{say(kindNames[kind] ?? { vi: kind, en: kind })}</small>
              </td>
              <td>{say(suspended ? words.suspended : words.active)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
