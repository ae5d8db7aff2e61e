import { randomFillSync } from 'node:crypto';

const random = Buffer.alloc(10 * 512);
let drawn = random.length;

/**
 * A UUID of version 7 (RFC 9562): 48 bits of time in milliseconds, then random bits. Events of one moment lie beside
 * each other in every index, where random ids would touch a page each.
 */
export function makeEventId(now: number): string {
  if (drawn === random.length) {
    randomFillSync(random);
    drawn = 0;
  }
  const at = drawn;
  drawn += 10;
  random[at] = 0x70 | (random[at]! & 0x0f);
  random[at + 2] = 0x80 | (random[at + 2]! & 0x3f);
  const tail = random.toString('hex', at, at + 10);
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`;
}
