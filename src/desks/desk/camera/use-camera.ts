import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { touch } from '../shell/use-idle.js';
import { type Camera, type CameraProblem, camerasHere, NoPicture, openCamera } from './cameras.js';
import { openCodeReader } from './code-reader.js';

/** Between two pictures, ms: the reader takes the rest of the time, the page stays free. */
const pauseMs = 80;

/** NOTE: which camera was chosen holds until the page is loaded anew; nothing is kept in the browser. */
let chosen: string | null = null;

/** From the camera to the text of a code: open while it is mounted, closed with it, be it in the middle of opening. */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onCode: (text: string) => void) {
  const [state, setState] = useState<'OPENING' | 'LOOKING' | CameraProblem>('OPENING');
  const [cameras, setCameras] = useState<readonly Camera[]>([]);
  const [camera, setCamera] = useState('');
  const [tries, setTries] = useState(0);
  const latest = useRef(onCode);
  latest.current = onCode;

  // Another try, and another camera, open it anew.
  useEffect(() => {
    const over = new AbortController();
    const { signal } = over;
    const look = async () => {
      // The reader is fetched while the officer is asked for the camera; that it cannot be had is said after that.
      const reading = openCodeReader(signal);
      reading.catch(() => undefined);
      const stream = await openCamera(chosen, signal);
      const [track] = stream.getVideoTracks();
      track?.addEventListener('ended', () => end(new NoPicture('LOST')));
      setCamera(track?.getSettings().deviceId ?? '');
      setCameras(await camerasHere());
      const screen = video.current!;
      screen.srcObject = stream;
      await screen.play();
      const read = await reading;
      setState('LOOKING');
      for (;;) {
        const picture = await pictureOf(screen);
        const text = picture && (await read(picture));
        if (text !== null || signal.aborted) return text;
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    };
    const end = (error: unknown) => {
      if (signal.aborted) return;
      over.abort();
      setState(error instanceof NoPicture ? error.problem : 'BUSY');
    };
    setState('OPENING');
    look().then((text) => {
      if (signal.aborted || text === null) return;
      over.abort();
      touch();
      latest.current(text);
    }, end);
    return () => over.abort();
  }, [tries, video]);

  const retry = useCallback(() => setTries((count) => count + 1), []);
  const choose = useCallback((id: string) => {
    chosen = id;
    setCamera(id);
    setTries((count) => count + 1);
  }, []);
  return { state, cameras, camera, retry, choose };
}

/** What is on the screen at this moment; null before the first picture. */
async function pictureOf(screen: HTMLVideoElement): Promise<ImageBitmap | null> {
  if (screen.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
  return createImageBitmap(screen).catch(() => null);
}
