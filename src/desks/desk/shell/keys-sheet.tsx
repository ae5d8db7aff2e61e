import { useEffect, useRef } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from './speaking.js';
import { words } from './wording.js';

type KeysSheetProps = {
  keys: readonly (readonly [string, Sentence])[];
  isOpen: boolean;
  onClose: () => void;
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
};

/** Every key of the desk; the keys of a single character can be switched off here (WCAG 2.1.4). */
export function KeysSheet({ keys, isOpen, onClose, singleKeys, onSingleKeys }: KeysSheetProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="keys" aria-labelledby="keys-title" onClose={onClose}>
      <h2 id="keys-title">{say(words.keys)}</h2>
      <table>
        <tbody>
          {keys.map(([key, does]) => (
            <tr key={key}>
              <th scope="row">
                {key.split(' ').map((part) => (
                  <kbd key={part}>{part}</kbd>
                ))}
              </th>
              <td>{say(does)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => onSingleKeys(event.target.checked)}
        />
        {say(words.singleKeys)}
      </label>
      <div className="row-end">
        <button type="button" className="primary" onClick={onClose}>
          {say(words.close)}
        </button>
      </div>
    </dialog>
  );
}
