import { type ReactNode, useEffect, useRef } from 'react';
import { useSpeech } from './speaking.js';
import { words } from './wording.js';

type ConfirmationProps = {
  title: string;
  /** What it will do, and within how long. */
  children: ReactNode;
  /** The verb on the button that does it. */
  verb: string;
  isOpen: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Asks before something is done that others feel: what it does, the way back first, then the act. */
export function Confirmation({ title, children, verb, isOpen, onConfirm, onClose }: ConfirmationProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} className="confirmation" aria-labelledby="confirmation-title" onClose={onClose}>
      <h2 id="confirmation-title">{title}</h2>
      {children}
      <div className="row-end">
        <button type="button" onClick={onClose}>
          {say(words.cancel)}
        </button>
        <button type="button" className="primary" data-confirm onClick={onConfirm}>
          {verb}
        </button>
      </div>
    </dialog>
  );
}
