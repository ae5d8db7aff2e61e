import { type FormEvent, useState } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { ActState } from './act-state.js';
import { words } from './money-wording.js';
import type { Box } from './part.js';
import { parseDong } from './pupils.js';
import { type FeeItem, openItem } from './queries.js';
import { useAct } from './use-act.js';
import { words as deskWords } from './wording.js';

type NewItemProps = { box: Box; school: string; year: string; today: string; onOpened: () => void };

/** `31/12/2026` as `2026-12-31`; null where there is no such day. */
function parseDay(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  if (!year) return null;
  const told = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const at = new Date(`${told}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(told) ? told : null;
}

const empty = { itemCode: '', itemName: '', period: '', amount: '', dueOn: '' };

/** A new thing to pay for, from today. */
export function NewItemForm({ box, school, year, today, onOpened }: NewItemProps) {
  const { say } = useSpeech();
  const [given, setGiven] = useState(empty);
  const [isWrong, setWrong] = useState(false);
  const open = useAct<FeeItem>(box, openItem, 'ITEM', () => {
    setGiven(empty);
    onOpened();
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const [amount, dueOn] = [parseDong(given.amount), parseDay(given.dueOn)];
    const [itemCode, itemName, period] = [given.itemCode, given.itemName, given.period].map((one) =>
      one.trim(),
    );
    const isWhole = itemCode && itemName && period && amount !== null && dueOn !== null;
    setWrong(!isWhole);
    if (!isWhole) return;
    const item = { itemCode: itemCode.toUpperCase(), itemName, period, amount, dueOn, startOn: today };
    open.send({ ...item, schoolYear: year, schoolCode: school });
  }
  const labels = {
    itemCode: words.itemCode,
    itemName: words.itemName,
    period: words.periodHint,
    amount: deskWords.amount,
    dueOn: words.dueOn,
  };
  return (
    <details className="new-item">
      <summary>{say(words.newItem)}</summary>
      <form className="tools" onSubmit={submit} noValidate>
        {(Object.keys(labels) as (keyof typeof labels)[]).map((field) => (
          <label key={field}>
            {say(labels[field])}
            <input
              id={`item-${field}`}
              autoComplete="off"
              maxLength={100}
              value={given[field]}
              aria-describedby={isWrong ? 'item-wrong' : undefined}
              onChange={(event) => setGiven({ ...given, [field]: event.target.value })}
            />
          </label>
        ))}
        <button type="submit" disabled={open.isUnder}>
          {say(words.openIt)}
        </button>
      </form>
      {isWrong && (
        <p id="item-wrong" className="wrong" role="alert">
          {say(words.itemWrong)}
        </p>
      )}
      <ActState act={open.act} sending={words.opening} />
      {open.act?.state === 'SENT' && (
        <p role="status" className="done">
          ✓ {say(words.opened)}
        </p>
      )}
    </details>
  );
}
