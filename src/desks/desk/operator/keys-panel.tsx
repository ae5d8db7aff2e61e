import { useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { writtenLately } from '../shell/written.js';
import { AddForm, AgencyBlock } from './agency-block.js';
import type { PanelProps } from './agency-card.js';
import { words } from './agency-wording.js';
import { type Key, acts as mutations } from './queries.js';

/** Keys that the agency's own systems sign with; what identifies them, never the key. */
export function KeysPanel({ agency, acts, mayAdd, mayEnd }: PanelProps) {
  const { say } = useSpeech();
  const { code, keys } = agency;
  const revoke = ({ kid }: Key) =>
    acts.propose({
      document: mutations.revokeKey,
      input: { agency: code, kid },
      does: { vi: `Thu hồi khóa ${kid} của ${code}`, en: `Revoke key ${kid} of ${code}` },
      means: words.revokeMeans,
      verb: words.revoke,
    });
  return (
    <AgencyBlock
      id="keys-title-agency"
      title={words.keys}
      count={keys.length}
      none={words.noKeys}
      columns={[words.kid, words.algorithm, words.from, words.state]}
      act={words.revoke}
      rows={keys.map((key) => (
        <tr key={key.kid} data-key={key.kid}>
          <th scope="row">{key.kid}</th>
          <td>{key.algorithm}</td>
          <td>{writtenLately(key.validFrom)}</td>
          <td>
            {key.revokedAt
              ? `${say(words.revoked)} ${writtenLately(key.revokedAt)}`
              : `${say(words.inForce)}${key.validUntil ? ` ${say(words.until).toLowerCase()} ${writtenLately(key.validUntil)}` : ''}`}
          </td>
          <td>
            {mayEnd && !key.revokedAt && (
              <button type="button" className="quiet" onClick={() => revoke(key)}>
                {say(words.revoke)} <span className="unseen">{key.kid}</span>
              </button>
            )}
          </td>
        </tr>
      ))}
    >
      {mayAdd && <KeyForm {...{ agency, acts }} />}
    </AgencyBlock>
  );
}

function KeyForm({ agency: { code }, acts }: Pick<PanelProps, 'agency' | 'acts'>) {
  const { say } = useSpeech();
  const [jwk, setJwk] = useState('');
  const [hours, setHours] = useState('');
  const [isWrong, setWrong] = useState(false);
  function propose() {
    const isPublic = isPublicKey(jwk);
    setWrong(!isPublic);
    if (!isPublic) return;
    acts.propose({
      document: mutations.addKey,
      input: { agency: code, jwk: jwk.trim(), overlapHours: hours === '' ? null : Number(hours) },
      does: { vi: `Thêm khóa cho ${code}`, en: `Add a key for ${code}` },
      means: words.addKeyMeans,
      verb: words.addKey,
      onSent: () => {
        setJwk('');
        setHours('');
      },
    });
  }
  return (
    <AddForm what="key" verb={words.addKey} wrong={isWrong && words.jwkNeeded} onAdd={propose}>
      <label className="wide">
        {say(words.jwk)}
        <textarea
          rows={2}
          value={jwk}
          spellCheck={false}
          aria-invalid={isWrong}
          onChange={(event) => setJwk(event.target.value)}
          data-jwk
        />
      </label>
      <label>
        {say(words.overlap)}
        <input
          type="number"
          min={0}
          max={8_760}
          value={hours}
          onChange={(event) => setHours(event.target.value)}
        />
      </label>
    </AddForm>
  );
}

/** NOTE: a private key is stopped here, before it leaves the page; the hub refuses it too. */
function isPublicKey(text: string): boolean {
  try {
    const given = JSON.parse(text) as { kty?: unknown; keys?: unknown };
    const keys = Array.isArray(given.keys) ? (given.keys as Record<string, unknown>[]) : [given];
    return keys.length > 0 && keys.every((key) => 'kty' in key && !('d' in key));
  } catch {
    return false;
  }
}
