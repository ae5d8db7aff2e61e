import { useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { writtenLately } from '../shell/written.js';
import { AddForm, AgencyBlock } from './agency-block.js';
import type { PanelProps } from './agency-card.js';
import { scopeName, words } from './agency-wording.js';
import { type Grant, acts as mutations } from './queries.js';

/** What the agency may ask for, and for which purpose; withdrawn and granted here. */
export function GrantsPanel({ agency, acts, mayAdd, mayEnd }: PanelProps) {
  const { say } = useSpeech();
  const { code, grants } = agency;
  const purposeOf = (purpose: string | null) =>
    say(purpose === null ? words.everyPurpose : (purposeNames[purpose] ?? { vi: purpose, en: purpose }));
  const withdraw = ({ scope, purpose }: Grant) =>
    acts.propose({
      document: mutations.withdraw,
      input: { agency: code, scopes: [scope], purpose },
      does: { vi: `Thu hồi ${scope} của ${code}`, en: `Withdraw ${scope} of ${code}` },
      means: words.withdrawMeans,
      verb: words.withdraw,
    });
  return (
    <AgencyBlock
      id="grants-title"
      title={words.grants}
      count={grants.length}
      none={words.noGrants}
      columns={[words.scope, words.purpose, words.until, words.by]}
      act={words.withdraw}
      rows={grants.map((grant) => (
        <tr key={`${grant.scope} ${grant.purpose} ${grant.validFrom}`} data-grant={grant.scope}>
          <th scope="row">
            {say(scopeName(grant.scope))} <small>{grant.scope}</small>
          </th>
          <td>{purposeOf(grant.purpose)}</td>
          <td>{grant.validUntil ? writtenLately(grant.validUntil) : say(words.noEnd)}</td>
          <td>{grant.grantedBy ?? '·'}</td>
          <td>
            {mayEnd && (
              <button
                type="button"
                className="quiet"
                onClick={() => withdraw(grant)}
                data-withdraw={grant.scope}
              >
                {say(words.withdraw)} <span className="unseen">{grant.scope}</span>
              </button>
            )}
          </td>
        </tr>
      ))}
    >
      {mayAdd && <GrantForm {...{ agency, acts }} />}
    </AgencyBlock>
  );
}

function GrantForm({ agency, acts }: Pick<PanelProps, 'agency' | 'acts'>) {
  const { say } = useSpeech();
  const { code, grants, grantableScopes, purposes } = agency;
  const held = new Set(grants.filter(({ purpose }) => purpose === null).map(({ scope }) => scope));
  // What is missing first: that is what somebody comes here for.
  const offered = grantableScopes.toSorted((a, b) => Number(held.has(a)) - Number(held.has(b)));
  const [chosen, setScope] = useState('');
  const [purpose, setPurpose] = useState('');
  const scope = offered.includes(chosen) ? chosen : (offered[0] ?? '');
  function propose() {
    acts.propose({
      document: mutations.grant,
      input: { agency: code, scopes: [scope], purpose: purpose || null },
      does: { vi: `Cấp ${scope} cho ${code}`, en: `Grant ${scope} to ${code}` },
      means: words.grantMeans,
      verb: words.grant,
    });
  }
  return (
    <AddForm what="grant" verb={words.grant} onAdd={propose}>
      <label>
        {say(words.scope)}
        <select value={scope} onChange={(event) => setScope(event.target.value)} data-grant-scope>
          {offered.map((one) => (
            <option key={one} value={one}>
              {say(scopeName(one))} ({one})
            </option>
          ))}
        </select>
      </label>
      <label>
        {say(words.purpose)}
        <select value={purpose} onChange={(event) => setPurpose(event.target.value)}>
          <option value="">{say(words.everyPurpose)}</option>
          {purposes.map((one) => (
            <option key={one} value={one}>
              {say(purposeNames[one] ?? { vi: one, en: one })}
            </option>
          ))}
        </select>
      </label>
    </AddForm>
  );
}
