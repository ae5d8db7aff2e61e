import { useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { purposeNames } from '../shell/wording.js';
import { AddForm, AgencyBlock } from './agency-block.js';
import type { PanelProps } from './agency-card.js';
import { words } from './agency-wording.js';
import { acts as mutations, type Quota } from './queries.js';

const nothing = { officer: '', perMinute: '', perDay: '' };

/** How many people the agency may look up, what was agreed otherwise, and who uses most of his day (hạn mức tra cứu). */
export function QuotasPanel({ agency, acts, mayAdd, mayEnd }: PanelProps) {
  const { say, language } = useSpeech();
  const { code, quotas, quotaUse } = agency;
  const purposeOf = (purpose: string | null) =>
    say(purpose === null ? words.everyPurpose : (purposeNames[purpose] ?? { vi: purpose, en: purpose }));
  const written = (limit: number | null) =>
    limit?.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB') ?? '·';
  const clear = ({ officer, purpose }: Quota) =>
    acts.propose({
      document: mutations.clearQuota,
      input: { agency: code, officer, purpose },
      does: { vi: `Bỏ hạn mức riêng của ${officer ?? code}`, en: `Clear the quota of ${officer ?? code}` },
      means: words.clearQuotaMeans,
      verb: words.clearQuota,
    });
  return (
    <AgencyBlock
      id="quotas-title"
      title={words.quotas}
      count={quotas.length}
      hint={words.quotasHint}
      none={words.quotasHint}
      columns={[words.quotaOf, words.purpose, words.perMinute, words.perDay, words.together]}
      act={words.clearQuota}
      rows={quotas.map((quota) => (
        <tr
          key={`${quota.agreed} ${quota.officer} ${quota.purpose}`}
          data-quota={quota.agreed ? 'AGREED' : 'KIND'}
        >
          <th scope="row">
            {quota.officer ?? say(words.eachOfficer)} <small>{!quota.agreed && say(words.ofItsKind)}</small>
          </th>
          <td>{purposeOf(quota.purpose)}</td>
          <td className="number">{written(quota.perMinute)}</td>
          <td className="number">{written(quota.perDay)}</td>
          <td className="number">{written(quota.agencyPerMinute)}</td>
          <td>
            {mayEnd && mayAdd && quota.agreed && (
              <button type="button" className="quiet" onClick={() => clear(quota)} data-clear-quota>
                {say(words.clearQuota)} <span className="unseen">{quota.officer ?? code}</span>
              </button>
            )}
          </td>
        </tr>
      ))}
    >
      {quotaUse.length > 0 && (
        <p data-quota-use>
          {say(words.mostUsed)}:{' '}
          {quotaUse
            .map(({ officer, purpose, used }) => `${officer} (${purposeOf(purpose)}) ${written(used)}`)
            .join(' · ')}
        </p>
      )}
      {mayAdd && <QuotaForm {...{ agency, acts }} />}
    </AgencyBlock>
  );
}

function QuotaForm({ agency: { code }, acts }: Pick<PanelProps, 'agency' | 'acts'>) {
  const { say } = useSpeech();
  const [entered, setEntered] = useState(nothing);
  const [isWrong, setWrong] = useState(false);
  const isWhole = (text: string) => /^\d{1,9}$/.test(text.trim());
  function propose() {
    const isReady = isWhole(entered.perMinute) && isWhole(entered.perDay);
    setWrong(!isReady);
    if (!isReady) return;
    const officer = entered.officer.trim() || null;
    acts.propose({
      document: mutations.setQuota,
      input: { agency: code, officer, perMinute: Number(entered.perMinute), perDay: Number(entered.perDay) },
      does: { vi: `Đặt hạn mức của ${officer ?? code}`, en: `Set the quota of ${officer ?? code}` },
      means: words.setQuotaMeans,
      verb: words.setQuota,
      onSent: () => setEntered(nothing),
    });
  }
  const field = (key: keyof typeof nothing, label: string, isNumber: boolean) => (
    <label>
      {label}
      <input
        value={entered[key]}
        data-quota-field={key}
        inputMode={isNumber ? 'numeric' : 'text'}
        autoComplete="off"
        aria-invalid={isWrong && isNumber && !isWhole(entered[key])}
        onChange={(event) => setEntered({ ...entered, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <AddForm what="quota" verb={words.setQuota} wrong={isWrong && words.quotaNeeded} onAdd={propose}>
      {field('officer', say(words.quotaOfficer), false)}
      {field('perMinute', say(words.perMinute), true)}
      {field('perDay', say(words.perDay), true)}
    </AddForm>
  );
}
