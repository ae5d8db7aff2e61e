import { useState } from 'react';
import { Answered } from '../shell/answered.js';
import { useSpeech } from '../shell/speaking.js';
import { useAsk } from '../shell/use-ask.js';
import { dayInVietnam, dong, writtenDate } from '../shell/written.js';
import { ActState } from './act-state.js';
import { ChooseClass } from './class-choice.js';
import { words } from './money-wording.js';
import { NewItemForm } from './new-item-form.js';
import type { PartProps } from './part.js';
import { chargeItem, type FeeItem, itemsOfYear } from './queries.js';
import { useAct } from './use-act.js';
import { words as deskWords } from './wording.js';

/** What the school asks for this year, and giving it to a class. */
export function FeeItemsPanel({ desk, asking, school, choice, box }: PartProps) {
  const { say } = useSpeech();
  const { year, name } = choice;
  const asked = useAsk<{ school: { feeItems: FeeItem[] | null } | null }>(asking, itemsOfYear, {
    code: school,
    year,
  });
  const charge = useAct<{ charged: number; before: number; item: FeeItem }>(
    box,
    chargeItem,
    'CHARGE',
    asked.refresh,
  );
  const [chargedTo, setChargedTo] = useState('');
  const today = dayInVietnam(Date.now() + desk.here.aheadMs);
  const done = charge.act?.done;
  return (
    <section className="panel items" aria-labelledby="items-title">
      <h2 id="items-title">{say(words.items)}</h2>
      <div className="tools">
        <ChooseClass choice={choice} />
      </div>
      <ActState act={charge.act} sending={words.charging} />
      {done && (
        <p role="status" className="done" data-charged={done.charged}>
          ✓ <span lang="vi">{done.item.itemName}</span> {done.item.period}, {say(deskWords.className)}{' '}
          {chargedTo}: {done.charged} {say(words.chargedNow)}, {done.before} {say(words.chargedBefore)}
        </p>
      )}
      <Answered asked={asked} waiting={words.loadingItems}>
        {(value) => {
          const items = value.school?.feeItems ?? [];
          if (items.length === 0) return <p className="empty">{say(words.noItems)}</p>;
          return (
            <div className="rows">
              <table>
                <thead>
                  <tr>
                    <th scope="col">{say(deskWords.item)}</th>
                    <th scope="col" className="amount">
                      {say(deskWords.amount)}
                    </th>
                    <th scope="col">{say(deskWords.dueOn)}</th>
                    <th scope="col" className="amount">
                      {say(words.charged)}
                    </th>
                    <th scope="col">
                      <span className="unseen">{say(words.chargeTo)}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((item) => {
                    const isOpen = item.startOn <= today && (item.endOn === null || item.endOn >= today);
                    return (
                      <tr key={item.itemId}>
                        <th scope="row">
                          <span lang="vi">{item.itemName}</span>{' '}
                          <small className="number">{item.period}</small>
                        </th>
                        <td className="amount">{dong(item.amount)}</td>
                        <td className="number">{writtenDate(item.dueOn)}</td>
                        <td className="amount">{item.charged}</td>
                        <td>
                          {isOpen ? (
                            <button
                              type="button"
                              data-charge={item.itemId}
                              disabled={!name || charge.isUnder}
                              onClick={() => {
                                setChargedTo(name!);
                                charge.send({ itemId: item.itemId, className: name, schoolCode: school });
                              }}
                            >
                              {say(words.chargeTo)} {name}
                              <span className="unseen">
                                {' '}
                                {item.itemName} {item.period}
                              </span>
                            </button>
                          ) : (
                            <small>{say(words.closed)}</small>
                          )}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          );
        }}
      </Answered>
      <NewItemForm {...{ box, school, year, today }} onOpened={asked.refresh} />
    </section>
  );
}
