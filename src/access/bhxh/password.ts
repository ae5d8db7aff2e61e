import { type BinaryLike, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { HubError } from '../../domain/errors.js';

const derive = promisify<BinaryLike, BinaryLike, number, ScryptOptions, Buffer>(scrypt);

/** 2^15, 8, 1: 32 MB and some tens of milliseconds of a core a try (OWASP's choice for scrypt with p = 3 is as slow). */
const cost = { logN: 15, r: 8, p: 1 };
const hashBytes = 32;
/** Each try takes 32 MB and a thread: who guesses must not take the hub's. */
const mostAtOnce = 2;
const mostWaiting = 20;

let running = 0;
const waiting: (() => void)[] = [];

/** What is kept of a password as the wire sends it: `scrypt:15:8:1:SALT:HASH`, salted anew each time. */
export async function hashPassword(sent: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await slowly(sent, salt, cost);
  return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join(':');
}

/**
 * Whether this is the password. Where there is no account (`kept` null) the answer is no, after as long a time.
 * @throws HubError OVERLOADED while too many are tried at once
 */
export async function isPassword(sent: string, kept: string | null): Promise<boolean> {
  const [, logN, r, p, salt, hash] = (kept ?? nobodys).split(':');
  const wanted = Buffer.from(hash!, 'base64');
  const terms = { logN: Number(logN), r: Number(r), p: Number(p) };
  const found = await slowly(sent, Buffer.from(salt!, 'base64'), terms);
  return timingSafeEqual(found, wanted) && kept !== null;
}

const nobodys = `scrypt:15:8:1:${Buffer.alloc(16).toString('base64')}:${Buffer.alloc(hashBytes).toString('base64')}`;

async function slowly(sent: string, salt: Buffer, { logN, r, p }: typeof cost): Promise<Buffer> {
  if (running >= mostAtOnce) {
    if (waiting.length >= mostWaiting) throw new HubError('OVERLOADED');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    const N = 2 ** logN;
    return await derive(sent, salt, hashBytes, { N, r, p, maxmem: 256 * N * r });
  } finally {
    // The place goes to who waits longest, and is given back when nobody does.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}
