import { useEffect, useRef, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { useKeys } from '../shell/use-keys.js';
import { dong, writtenDate } from '../shell/written.js';
import { KnownAs } from './class-table.js';
import { CollectFees } from './collect-fees.js';
import type { PartProps } from './part.js';
import { knownOf, numberOf, sumsOf } from './pupils.js';
import type { Fee, Pupil } from './queries.js';
import { feeStates, groundNames, knownActs, words } from './wording.js';

type PupilPanelProps = PartProps & {
  pupil: Pupil;
  isCollecting: boolean;
  onCollect: () => void;
  onClose: () => void;
  /** A payment of his was booked. */
  onPaid: () => void;
};

/** One pupil: who he is, what he owes and why, and the way to a receipt. */
export function PupilPanel(props: PupilPanelProps) {
  const { pupil, isCollecting, onCollect, onClose } = props;
  const { say } = useSpeech();
  const { fullName, dateOfBirth, className, fees, resident } = pupil;
  const title = useRef<HTMLHeadingElement>(null);
  const owing = (fees ?? []).filter(({ amountOutstanding }) => amountOutstanding > 0);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = owing.filter(({ feeId }) => !left.has(feeId));
  const known = knownOf(pupil);
  const { owed } = sumsOf(chosen);
  useKeys(!isCollecting && chosen.length > 0 ? { F2: onCollect } : {}, false);
  useEffect(() => {
    if (!isCollecting) title.current?.focus();
  }, [isCollecting]);

  return (
    <>
      <header className="panel-head">
        <h2 tabIndex={-1} ref={title} id="pupil-name" lang="vi">
          {fullName}
        </h2>
        <button type="button" className="quiet" onClick={onClose}>
          {say(words.backToList)} <kbd>Esc</kbd>
        </button>
      </header>
      <p className="pupil-line">
        {say(words.className)} {className} · {writtenDate(dateOfBirth)} ·{' '}
        <span className="number">{numberOf(pupil)}</span> · <KnownAs pupil={pupil} />
      </p>
      {!isCollecting && knownActs[known] && (
        <div className="notice">
          {known === 'DIFFERS' && resident && (
            <dl className="facts">
              <div>
                <dt>{say(words.inRegister)}</dt>
                <dd lang="vi">
                  {fullName}, {writtenDate(dateOfBirth)}
                </dd>
              </div>
              <div>
                <dt>{say(words.inRegistry)}</dt>
                <dd lang="vi">
                  {resident.fullName}, {writtenDate(resident.dateOfBirth)}
                </dd>
              </div>
            </dl>
          )}
          <p>{say(knownActs[known])}</p>
        </div>
      )}
      {!isCollecting && pupil.check && pupil.check.repairs.length > 0 && (
        <p className="notice">{say(words.mended)}</p>
      )}
      {isCollecting ? (
        <CollectFees {...props} fees={chosen} />
      ) : fees === null ? (
        <p className="empty">{say(words.feesUnknown)}</p>
      ) : fees.length === 0 ? (
        <p className="empty">{say(words.noFees)}</p>
      ) : (
        <>
          <div className="rows">
            <table>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="unseen">{say(words.choose)}</span>
                  </th>
                  <th scope="col">{say(words.item)}</th>
                  <th scope="col">{say(words.dueOn)}</th>
                  <th scope="col" className="amount">
                    {say(words.owed)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {owingFirst(fees).map((fee) => (
                  <FeeLine
                    key={fee.feeId}
                    fee={fee}
                    isChosen={!left.has(fee.feeId)}
                    onChosen={(on) => {
                      const next = new Set(left);
                      if (on) next.delete(fee.feeId);
                      else next.add(fee.feeId);
                      setLeft(next);
                    }}
                  />
                ))}
              </tbody>
            </table>
          </div>
          <div className="pupil-foot">
            <p>
              {owing.length === 0 ? (
                <strong>✓ {say(words.nothingOwed)}</strong>
              ) : (
                <>
                  {say(words.chosen)} {chosen.length}/{owing.length}: <strong>{dong(owed)}</strong>
                </>
              )}
            </p>
            <button type="button" className="primary" disabled={chosen.length === 0} onClick={onCollect}>
              {say(words.collect)} <kbd>F2</kbd>
            </button>
          </div>
        </>
      )}
    </>
  );
}

/** What is to pay, then the rest; each by its day. */
function owingFirst(fees: readonly Fee[]): Fee[] {
  const rank = ({ amountOutstanding, dueOn }: Fee) => `${amountOutstanding > 0 ? 0 : 1}${dueOn}`;
  return fees.toSorted((a, b) => rank(a).localeCompare(rank(b)));
}

type FeeLineProps = { fee: Fee; isChosen: boolean; onChosen: (on: boolean) => void };

function FeeLine({ fee, isChosen, onChosen }: FeeLineProps) {
  const { say } = useSpeech();
  const {
    itemName,
    period,
    dueOn,
    amountDue,
    amountExempt,
    amountOutstanding,
    amountOverpaid,
    exemption,
    status,
  } = fee;
  const ground =
    exemption && (groundNames[exemption.ground] ?? { vi: exemption.ground, en: exemption.ground });
  return (
    <tr>
      <td>
        {amountOutstanding > 0 && (
          <input
            type="checkbox"
            aria-label={`${itemName} ${period}`}
            checked={isChosen}
            onChange={(event) => onChosen(event.target.checked)}
          />
        )}
      </td>
      <th scope="row">
        <span lang="vi">{itemName}</span> <small className="number">{period}</small>
        <small className="under">
          {dong(amountDue)}
          {amountExempt > 0 && ` − ${dong(amountExempt)}`}
          {ground && exemption && ` (${say(ground)} ${exemption.rate}%)`}
          {amountOverpaid > 0 && ` · ${say(words.overpaid)} ${dong(amountOverpaid)}`}
        </small>
      </th>
      <td className="number">{writtenDate(dueOn)}</td>
      <td className="amount">
        {amountOutstanding > 0 && <strong>{dong(amountOutstanding)}</strong>}
        <small className={`under standing-${status.toLowerCase()}`} data-fee-status={status}>
          {say(feeStates[status]!)}
        </small>
      </td>
    </tr>
  );
}
