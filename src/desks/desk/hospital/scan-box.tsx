import { type ClipboardEvent, type KeyboardEvent, type Ref, useRef, useState } from 'react';
import { words as cameraWords } from '../camera/wording.js';
import { type Stroke, textOf } from '../scan/stroke.js';
import { useSpeech } from '../shell/speaking.js';
import { words } from './wording.js';

type ScanBoxProps = {
  boxRef: Ref<HTMLInputElement>;
  /** The entry in the forms it may have: as the box shows it, and as its keys say. */
  onEntry: (forms: string[]) => void;
  onCamera: () => void;
};

/** The one box: any card, any number, typed or pasted. What a scanner types is caught before it gets here. */
export function ScanBox({ boxRef, onEntry, onCamera }: ScanBoxProps) {
  const { say } = useSpeech();
  const [value, setValue] = useState('');
  const strokes = useRef<Stroke[]>([]);

  function onKeyDown(event: KeyboardEvent) {
    const { key, code, shiftKey: shift } = event;
    if (key === 'Enter') {
      event.preventDefault();
      submit();
    } else if (/^(Arrow|Home|End|Delete)/.test(key) || event.ctrlKey || event.metaKey) {
      // Edited in the middle: from here on only what is shown counts.
      strokes.current = [{ key: '\0', code: '', shift: false, at: 0 }];
    } else if (!event.altKey) strokes.current.push({ key, code, shift, at: 0 });
  }

  function submit() {
    const typed = strokes.current.some(({ key }) => key === '\0') ? null : textOf(strokes.current);
    const forms = [value, ...(typed === null || typed === '' ? [] : [typed])].filter((text) => text.trim());
    put('');
    onEntry(forms.length > 0 ? forms : ['']);
  }

  function put(text: string) {
    if (text === '') strokes.current = [];
    setValue(text);
  }

  function onPaste(event: ClipboardEvent) {
    // A code pasted whole is an entry; a line end inside would be lost in a box of one line.
    const text = event.clipboardData.getData('text/plain').trim();
    if (!/[|\n]|^\d{12}$/.test(text)) return;
    event.preventDefault();
    put('');
    onEntry([text]);
  }

  return (
    <form
      className="scan"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="scan-head">
        <label htmlFor="scan-box">{say(words.boxLabel)}</label>
        <p id="scan-hint" className="hint">
          {say(words.boxHint)}
        </p>
      </div>
      <div className="scan-line">
        <input
          id="scan-box"
          ref={boxRef}
          value={value}
          inputMode="text"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
          aria-describedby="scan-hint"
          maxLength={4096}
          onChange={(event) => put(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button type="submit" className="primary">
          {say(words.ask)} <kbd>Enter</kbd>
        </button>
        <button type="button" onClick={onCamera}>
          {say(cameraWords.camera)} <kbd>F4</kbd>
        </button>
      </div>
    </form>
  );
}
