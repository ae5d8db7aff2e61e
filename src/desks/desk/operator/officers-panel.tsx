import { useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { writtenLately } from '../shell/written.js';
import { AddForm, AgencyBlock } from './agency-block.js';
import type { PanelProps } from './agency-card.js';
import { words } from './agency-wording.js';
import { acts as mutations, type Officer } from './queries.js';

/** Officers that are registered or were suspended; others may look too, unless the agency lists its own. */
export function OfficersPanel({ agency, acts, mayAdd, mayEnd }: PanelProps) {
  const { say } = useSpeech();
  const { code, officers, officersListed } = agency;
  const nodes = officers?.nodes ?? [];
  const toggle = ({ officer, suspended }: Officer) =>
    acts.propose({
      document: suspended ? mutations.resumeOfficer : mutations.suspendOfficer,
      input: { agency: code, officer },
      does: suspended
        ? { vi: `Cho tra cứu lại: ${code}/${officer}`, en: `Resume ${code}/${officer}` }
        : { vi: `Đình chỉ cán bộ: ${code}/${officer}`, en: `Suspend ${code}/${officer}` },
      means: suspended ? words.resumeOfficerMeans : words.suspendOfficerMeans,
      verb: suspended ? words.resumeOfficer : words.suspendOfficer,
    });
  return (
    <AgencyBlock
      id="officers-title"
      title={words.officers}
      count={officers?.totalCount ?? nodes.length}
      hint={officersListed && words.listedOnly}
      none={words.noOfficers}
      columns={[words.officer, words.officerName, words.unitShort, words.state]}
      act={words.suspendOfficer}
      rows={nodes.map((one) => (
        <tr key={one.officer} data-officer={one.officer} data-suspended={one.suspended}>
          <th scope="row">{one.officer}</th>
          <td lang="vi">{one.name ?? '·'}</td>
          <td lang="vi">{one.unit ?? '·'}</td>
          <td>
            {say(one.suspended ? words.suspended : words.active)}
            {one.pausedUntil && ` · ${say(words.paused)} ${writtenLately(one.pausedUntil)}`}
          </td>
          <td>
            {mayEnd && (
              <button type="button" className="quiet" onClick={() => toggle(one)}>
                {say(one.suspended ? words.resumeOfficer : words.suspendOfficer)}{' '}
                <span className="unseen">{one.officer}</span>
              </button>
            )}
          </td>
        </tr>
      ))}
    >
      {mayAdd && <RegisterForm {...{ agency, acts }} />}
    </AgencyBlock>
  );
}

const nothing = { officer: '', name: '', unit: '' };

function RegisterForm({ agency: { code }, acts }: Pick<PanelProps, 'agency' | 'acts'>) {
  const { say } = useSpeech();
  const [entered, setEntered] = useState(nothing);
  const [isMissing, setMissing] = useState(false);
  function propose() {
    const officer = entered.officer.trim();
    const name = entered.name.trim();
    setMissing(!officer || !name);
    if (!officer || !name) return;
    acts.propose({
      document: mutations.register,
      input: { agency: code, officer, name, unit: entered.unit.trim() || null },
      does: { vi: `Đăng ký cán bộ ${officer} của ${code}`, en: `Register ${officer} of ${code}` },
      means: words.registerMeans,
      verb: words.register,
      onSent: () => setEntered(nothing),
    });
  }
  const field = (key: keyof typeof nothing, label: string, isNeeded: boolean) => (
    <label>
      {label}
      <input
        value={entered[key]}
        data-register={key}
        autoComplete="off"
        aria-invalid={isMissing && isNeeded && !entered[key].trim()}
        onChange={(event) => setEntered({ ...entered, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <AddForm what="register" verb={words.register} wrong={isMissing && words.officerNeeded} onAdd={propose}>
      {field('officer', say(words.officer), true)}
      {field('name', say(words.officerName), true)}
      {field('unit', say(words.unit), false)}
    </AddForm>
  );
}
