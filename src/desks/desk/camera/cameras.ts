/** Why there is no picture, or none that is read, as far as somebody at the counter can do something about it. */
export type CameraProblem = 'INSECURE' | 'REFUSED' | 'NO_CAMERA' | 'BUSY' | 'LOST' | 'NO_READER';

export class NoPicture extends Error {
  constructor(
    readonly problem: CameraProblem,
    options?: ErrorOptions,
  ) {
    super(problem, options);
  }
}

export interface Camera {
  id: string;
  /** As the maker calls it; empty where the browser does not tell. */
  name: string;
}

/** NOTE: the code of a card is dense: at 640 × 480 its squares run into each other. */
const sharp = { width: { ideal: 1920 }, height: { ideal: 1080 } };

/**
 * @param id the camera that is wanted, where it is there; else the one that looks away from who holds it
 * @param signal ends what the camera sends, also when it comes only while the officer is being asked
 * @throws NoPicture
 */
export async function openCamera(id: string | null, signal: AbortSignal): Promise<MediaStream> {
  if (!window.isSecureContext || !navigator.mediaDevices) throw new NoPicture('INSECURE');
  const stream = await ask(id).catch((cause) => {
    throw new NoPicture(problemOf(cause), { cause });
  });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  return stream;
}

/** NOTE: a camera that is only preferred loses to one of a sharper picture; so it is demanded, while it is there. */
async function ask(id: string | null): Promise<MediaStream> {
  const from = (which: MediaTrackConstraints) =>
    navigator.mediaDevices.getUserMedia({ audio: false, video: { ...sharp, ...which } });
  const any = () => from({ facingMode: { ideal: 'environment' } });
  if (id === null) return any();
  return from({ deviceId: { exact: id } }).catch((error) => {
    if (error instanceof DOMException && error.name === 'OverconstrainedError') return any();
    throw error;
  });
}

/** The cameras there are; with their names only once one of them was allowed. */
export async function camerasHere(): Promise<Camera[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}

function problemOf(error: unknown): CameraProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'REFUSED';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'NO_CAMERA' : 'BUSY';
}
