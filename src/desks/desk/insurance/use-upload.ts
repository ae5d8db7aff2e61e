import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asking, type HubProblem, passes } from '../shell/ask-hub.js';

/** A file on its way to the hub, as far as it has come. */
export interface Upload {
  name: string;
  size: number;
  /** Bytes that the hub has. */
  sent: number;
  state: 'SENDING' | 'WAITING' | 'DONE' | 'REFUSED';
  fileId: string | null;
  problem: HubProblem | null;
}

/** The hub takes 8 MB at most in one part, and 2,000 parts. */
const mostPart = 8 * 1024 * 1024;
const againMs = [1_000, 2_000, 4_000, 8_000];

/**
 * A file, sent part by part: what a broken line or a restart of the hub lost is sent again, and no more. What the hub has of
 * it is the hub's to say; the same part in the same place changes nothing.
 */
export function useUpload(asking: Asking) {
  const [upload, setUpload] = useState<Upload | null>(null);
  const now = useRef(asking);
  now.current = asking;
  const stopper = useRef<AbortController | null>(null);

  const begin = useCallback(async (file: File) => {
    stopper.current?.abort();
    const own = new AbortController();
    stopper.current = own;
    const put = (part: Partial<Upload>) => {
      if (stopper.current === own) setUpload((known) => known && { ...known, ...part });
    };
    setUpload({
      ...{ name: file.name, size: file.size, sent: 0, state: 'SENDING', fileId: null, problem: null },
    });
    const key = crypto.randomUUID();
    const part = Math.min(mostPart, Math.max(1024 * 1024, Math.ceil(file.size / 1_500)));
    let [fileId, at, tries]: [string | null, number, number] = [null, 0, 0];
    while (fileId === null || at < file.size) {
      const answer = await sendPart(now.current, file, { fileId, at, part, key }, own.signal);
      if (own.signal.aborted) return;
      if ('bytes' in answer) {
        [fileId, at, tries] = [answer.fileId, answer.bytes, 0];
        put({ state: 'SENDING', fileId, sent: at, problem: null });
        continue;
      }
      const { problem, has } = answer;
      if (has !== null && has !== at) {
        at = has;
        continue;
      }
      if (!passes(problem)) return put({ state: 'REFUSED', problem });
      put({ state: 'WAITING', problem });
      await pause(againMs[Math.min(tries, againMs.length - 1)]!, own.signal);
      tries += 1;
      if (own.signal.aborted) return;
    }
    put({ state: 'DONE', sent: file.size });
  }, []);

  const forget = useCallback(() => {
    stopper.current?.abort();
    stopper.current = null;
    setUpload(null);
  }, []);
  useEffect(() => () => stopper.current?.abort(), []);
  return { upload, begin, forget };
}

type Part = { fileId: string | null; at: number; part: number; key: string };

/** One part: where the file ends now, or why it was not taken and how much of it the hub says that it has. */
async function sendPart(
  { session, language, purpose, onEnded }: Asking,
  file: File,
  { fileId, at, part, key }: Part,
  signal: AbortSignal,
): Promise<{ fileId: string; bytes: number } | { problem: HubProblem; has: number | null }> {
  const path = '/desk/reconciliation/files';
  const unreachable = {
    problem: { code: 'UNREACHABLE', message: '', path: [], requestId: null },
    has: null,
  } satisfies { problem: HubProblem; has: null };
  try {
    const response = await fetch(fileId === null ? path : `${path}/${fileId}`, {
      method: fileId === null ? 'POST' : 'PATCH',
      headers: {
        'Accept-Language': language,
        'Content-Type': 'application/octet-stream',
        'Idempotency-Key': key,
        'Upload-Offset': String(at),
        'X-File-Name': encodeURIComponent(file.name),
        'X-Lienthong-Desk': session.tag,
        'X-Purpose': purpose.purpose,
      },
      body: file.slice(at, at + part),
      signal,
    });
    const body = await response.json();
    if (response.ok) return { fileId: body.fileId, bytes: body.bytes };
    const error = body.errors?.[0];
    const code: string = error?.extensions?.code ?? 'INTERNAL_SERVER_ERROR';
    if (code === 'UNAUTHENTICATED') onEnded();
    const requestId = response.headers.get('x-request-id');
    const has = code === 'CONFLICT' ? (error?.extensions?.bytes ?? null) : null;
    return { problem: { code, message: error?.message ?? '', path: [], requestId }, has };
  } catch {
    return unreachable;
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
