import { useSpeech } from '../shell/speaking.js';
import { kindNames, words } from './agency-wording.js';
import { GrantsPanel } from './grants-panel.js';
import { KeysPanel } from './keys-panel.js';
import { OfficersPanel } from './officers-panel.js';
import { type AgencyDetail, acts as mutations } from './queries.js';
import { QuotasPanel } from './quotas-panel.js';
import type { Acts } from './use-acts.js';

/** What a panel of one agency is given. */
export interface PanelProps {
  agency: AgencyDetail;
  acts: Acts;
  /** Whether anything may be added here: not to one's own agency, nor to those that watch. */
  mayAdd: boolean;
  mayEnd: boolean;
}

/** One agency: who it is, and its grants, keys and officers. NOTE: the hub decides what is allowed; this only spares a refusal. */
export function AgencyCard({ agency, isOwn, acts }: { agency: AgencyDetail; isOwn: boolean; acts: Acts }) {
  const { say } = useSpeech();
  const { code, name, kind, legalBasis, units, suspended } = agency;
  const isWatcher = kind === 'OPERATOR' || kind === 'AUDITOR';
  const rights = { mayAdd: !isOwn && !isWatcher, mayEnd: !isOwn };
  const propose = () =>
    acts.propose({
      document: suspended ? mutations.resume : mutations.suspend,
      input: { agency: code },
      does: suspended
        ? { vi: `${words.resume.vi}: ${code}`, en: `${words.resume.en}: ${code}` }
        : { vi: `${words.suspend.vi}: ${code}`, en: `${words.suspend.en}: ${code}` },
      means: suspended ? words.resumeMeans : words.suspendMeans,
      verb: suspended ? words.resume : words.suspend,
    });
  return (
    <>
      <header className="panel-head">
        <h3>
          <span lang="vi">{name}</span> <small>{code}</small>
        </h3>
        <span className={suspended ? 'chip chip-mismatched' : 'chip chip-matched'} data-suspended={suspended}>
          {say(suspended ? words.suspended : words.active)}
        </span>
        {(suspended ? rights.mayAdd : rights.mayEnd) && (
          <button type="button" onClick={propose} data-suspend>
            {say(suspended ? words.resume : words.suspend)}
          </button>
        )}
      </header>
      <p className="hint">
        {say(kindNames[kind] ?? { vi: kind, en: kind })} · {say(words.legalBasis)}:{' '}
        <span lang={legalBasis ? 'vi' : undefined}>{legalBasis ?? say(words.noBasis)}</span>
        {units.length > 0 && ` · ${say(words.units)}: ${units.join(', ')}`}
      </p>
      {isOwn ? (
        <p className="notice">{say(words.own)}</p>
      ) : (
        isWatcher && <p className="notice">{say(words.watcher)}</p>
      )}
      <GrantsPanel {...{ agency, acts }} {...rights} />
      <OfficersPanel {...{ agency, acts }} {...rights} mayAdd={rights.mayEnd} />
      <QuotasPanel {...{ agency, acts }} {...rights} />
      <KeysPanel {...{ agency, acts }} mayAdd={rights.mayAdd || isOwn} mayEnd />
    </>
  );
}
