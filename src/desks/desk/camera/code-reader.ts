import { NoPicture } from './cameras.js';
import type { FromReader } from './code-reader.worker.js';
import address from './code-reader.worker.js?worker&url';

/** What a code on a picture says; null where there is none. @throws NoPicture NO_READER */
export type ReadCode = (picture: ImageBitmap) => Promise<string | null>;

/**
 * Fetches and starts the reader: a script and 400 kB of machine code, packed, that nothing loads before.
 * @param signal ends it
 * @throws NoPicture NO_READER
 */
export async function openCodeReader(signal: AbortSignal): Promise<ReadCode> {
  const worker = start();
  let refuse: (why: unknown) => void = () => undefined;
  const next = () =>
    new Promise<FromReader>((resolve, reject) => {
      refuse = reject;
      worker.onmessage = ({ data }: MessageEvent<FromReader>) => resolve(data);
    });
  worker.onerror = () => refuse(new NoPicture('NO_READER'));
  signal.addEventListener('abort', () => {
    worker.terminate();
    refuse(signal.reason);
  });
  if ((await next()).is === 'FAILED') throw new NoPicture('NO_READER');
  return async (picture) => {
    const looked = next();
    worker.postMessage(picture, [picture]);
    const message = await looked;
    return message.is === 'LOOKED' ? message.text : null;
  };
}

function start(): Worker {
  try {
    return new Worker(runnable(), { type: 'module' });
  } catch (cause) {
    throw new NoPicture('NO_READER', { cause });
  }
}

interface Rules {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: Rules): Rules;
}
let policy: Rules | null = null;

/**
 * The reader's address, as one that may be run. NOTE: where the browser asks for trusted types no text is an address of a
 * script but by this policy, whose name the page's headers allow, and which lets this one pass alone.
 */
function runnable(): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return address;
  policy ??= trustedTypes.createPolicy('desk-code-reader', {
    createScriptURL(url) {
      if (url !== address) throw new TypeError('not the code reader');
      return url;
    },
  });
  return policy.createScriptURL(address);
}
