import './camera.css';
import { useLayoutEffect, useRef } from 'react';
import { useSpeech } from '../shell/speaking.js';
import { words as shellWords } from '../shell/wording.js';
import { useCamera } from './use-camera.js';
import { problemNames, words } from './wording.js';

type CameraDialogProps = { onCode: (text: string) => void; onClose: () => void };

/** What the camera sees, until a code is read, somebody stops it, or it cannot be had: then why, and what to do. */
export function CameraDialog({ onCode, onClose }: CameraDialogProps) {
  const { say } = useSpeech();
  const dialog = useRef<HTMLDialogElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const { state, cameras, camera, retry, choose } = useCamera(video, onCode);
  const problem = state === 'OPENING' || state === 'LOOKING' ? null : problemNames[state];
  // NOTE: closed before it is taken away, a dialog gives the focus back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current!;
    shown.showModal();
    return () => shown.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="camera"
      aria-labelledby="camera-title"
      data-camera={state}
      onClose={onClose}
    >
      <h2 id="camera-title">{say(words.title)}</h2>
      {problem ? (
        <div className="problem" role="alert">
          <strong>{say(problem.what)}</strong>
          <p>{say(problem.act)}</p>
        </div>
      ) : (
        <p role="status">{say(state === 'OPENING' ? words.opening : words.hold)}</p>
      )}
      <div className="camera-picture" hidden={problem !== null}>
        <video ref={video} muted playsInline aria-label={say(words.picture)} />
      </div>
      {cameras.length > 1 && (
        <label className="camera-which">
          {say(words.which)}
          <select value={camera} onChange={(event) => choose(event.target.value)}>
            {cameras.map(({ id, name }, index) => (
              <option key={id} value={id}>
                {name || `${say(words.camera)} ${index + 1}`}
              </option>
            ))}
          </select>
        </label>
      )}
      {!problem && <p className="hint">{say(words.nowhere)}</p>}
      <div className="row-end">
        {problem && (
          <button type="button" className="primary" onClick={retry}>
            {say(shellWords.retry)}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {say(problem ? shellWords.close : words.stop)} <kbd>Esc</kbd>
        </button>
      </div>
    </dialog>
  );
}
