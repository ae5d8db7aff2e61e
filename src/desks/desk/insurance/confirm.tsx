import { useEffect, useRef } from 'react';
import type { Sentence } from '../../../domain/language.js';
import { useSpeech } from '../shell/speaking.js';

type ConfirmProps = {
  title: Sentence;
  text: Sentence;
  yes: Sentence;
  no: Sentence;
  isOpen: boolean;
  onYes: () => void;
  onClose: () => void;
};

/** Asks again before what cannot be had back, or changes records. The way back has the focus. */
export function Confirm({ title, text, yes, no, isOpen, onYes, onClose }: ConfirmProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} onClose={onClose} aria-label={say(title)}>
      <h2>{say(title)}</h2>
      <p>{say(text)}</p>
      <div className="row-end">
        <button type="button" onClick={onClose}>
          {say(no)}
        </button>
        <button
          type="button"
          className="primary"
          data-yes
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {say(yes)}
        </button>
      </div>
    </dialog>
  );
}
