import { type DragEvent, useState } from 'react';
import type { Asking } from '../shell/ask-hub.js';
import { Problem } from '../shell/problem.js';
import { useSpeech } from '../shell/speaking.js';
import { writtenNumber } from '../shell/written.js';
import { FileReading } from './file-reading.js';
import type { Upload, useUpload } from './use-upload.js';
import { words } from './wording.js';

type FilePanelProps = {
  asking: Asking;
  uploading: ReturnType<typeof useUpload>;
  isBusy: boolean;
  onStart: (file: object) => void;
};

/** A file of records: chosen or dropped, sent part by part, tried, and then reconciled. */
export function FilePanel({ asking, uploading, isBusy, onStart }: FilePanelProps) {
  const { say } = useSpeech();
  const { upload, begin, forget } = uploading;
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const file = files?.[0];
    if (file) void begin(file);
  };
  const onDrag = (event: DragEvent, over: boolean) => {
    event.preventDefault();
    setOver(over);
  };
  return (
    <section
      className={isOver ? 'file-panel is-over' : 'file-panel'}
      aria-labelledby="file-title"
      onDragOver={(event) => onDrag(event, true)}
      onDragLeave={(event) => onDrag(event, false)}
      onDrop={(event) => {
        onDrag(event, false);
        take(event.dataTransfer.files);
      }}
    >
      <h3 id="file-title">{say(words.fromFile)}</h3>
      {upload === null ? (
        <p className="start-line">
          <input
            id="records-file"
            className="unseen"
            type="file"
            accept=".csv,.txt,.xlsx"
            onChange={(event) => take(event.target.files)}
          />
          <label className="button" htmlFor="records-file">
            {say(words.chooseFile)}
          </label>
          <span className="hint">
            {say(words.dropHere)}. {say(words.fileText)}
          </span>
        </p>
      ) : (
        <Sending upload={upload} onForget={forget} />
      )}
      {upload?.state === 'DONE' && upload.fileId && (
        <FileReading
          key={upload.fileId}
          {...{ asking, isBusy }}
          fileId={upload.fileId}
          onStart={(columns) => {
            onStart({ fileId: upload.fileId, ...(columns.length > 0 && { columns }) });
            forget();
          }}
        />
      )}
    </section>
  );
}

function Sending({ upload, onForget }: { upload: Upload; onForget: () => void }) {
  const { say, language } = useSpeech();
  const { name, size, sent, state, problem } = upload;
  const says = { SENDING: words.sending, WAITING: words.sendingAgain, DONE: words.sentWhole };
  const kilobytes = (bytes: number) => writtenNumber(Math.ceil(bytes / 1_000), language);
  return (
    <>
      <p className="start-line" data-upload={state}>
        <strong lang="vi">{name}</strong>
        <progress max={size} value={sent} aria-label={say(words.sending)} />
        <span role="status">
          {state !== 'REFUSED' && say(says[state])} · {kilobytes(sent)} / {kilobytes(size)} kB
        </span>
        <button type="button" onClick={onForget}>
          {say(words.forgetFile)}
        </button>
      </p>
      {state === 'REFUSED' && problem && <Problem problem={problem} />}
    </>
  );
}
