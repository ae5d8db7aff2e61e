import type pg from 'pg';
import { HubError } from '../../domain/errors.js';
import type { Clock } from '../../process/clock.js';
import type { Agency, Caller, Reason } from '../caller.js';
import type { Keyring } from '../keys.js';
import { foldOfficer } from '../officer-id.js';
import { type Lease, type QuotaHolder, takeLease } from './lease-store.js';
import { defaultLimits, type QuotaLimits } from './limits.js';
import { usedUp } from './used-up.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Vietnam's days begin at 17:00 UTC. */
const dayOffsetMs = 7 * 60 * minuteMs;
/** A refusal is believed this long before the database is asked again: a raised limit counts that soon. */
const believedMs = 5_000;
/** A lease smaller than this is not renewed ahead of need, or the last of a minute would lie with whoever is idle. */
const smallLease = 8;

/** Of a caller what a look is charged to. */
export interface Charged extends Pick<Caller, 'officer' | 'self'> {
  agency: Pick<Agency, 'code' | 'kind'>;
}

/** What one officer holds of one minute in this process. */
interface Bucket {
  readonly holder: QuotaHolder;
  readonly limits: QuotaLimits;
  left: number;
  leased: number;
  /** People that requests wait for. */
  waiting: number;
  asking: Promise<void> | null;
  refused: (Lease & { until: number }) | null;
}

/**
 * How many people an officer may look up, charged a person before any source is asked. Processes lease parts of a
 * window from the hub's database and spend them in memory: with a lease at hand nothing is waited for. A part that is
 * not spent when its minute ends, or its process dies, is lost to that minute.
 */
export class Quota {
  readonly #residents = new WeakMap<Charged, string>();
  #buckets = new Map<string, Bucket>();
  #minute = -1;

  constructor(private readonly parts: { pool: pg.Pool; clock: Clock; keys: Keyring }) {}

  /**
   * Charges so many people to the caller: all of them or none. Null when that is done at once.
   * @throws HubError (as a rejection) RATE_LIMITED with `retryAfterMs`; LIMIT_EXCEEDED for more than any minute holds;
   * OVERLOADED when the count cannot be had
   */
  charge(caller: Charged, { purpose }: Pick<Reason, 'purpose'>, people: number): Promise<void> | null {
    const bucket = this.#bucketOf(caller, purpose);
    if (bucket.waiting > 0 || bucket.left < people) return this.#wait(bucket, people);
    bucket.left -= people;
    const runsLow = bucket.left * 4 < bucket.leased && bucket.leased >= smallLease;
    if (runsLow && !bucket.asking && !bucket.refused) {
      this.#ask(bucket, 1).catch(() => undefined);
    }
    return null;
  }

  #bucketOf(caller: Charged, purpose: Reason['purpose']): Bucket {
    const minute = Math.floor(this.parts.clock.now() / minuteMs);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#buckets = new Map();
    }
    const agency = caller.agency.code;
    const officer = caller.officer === null ? this.#residentOf(caller) : foldOfficer(caller.officer);
    const key = `${agency}\n${officer}\n${purpose}`;
    let bucket = this.#buckets.get(key);
    if (!bucket) {
      bucket = {
        holder: { agency, officer, purpose: purpose ?? '', minuteAt: minute * minuteMs },
        limits: defaultLimits(caller.agency.kind, purpose),
        ...{ left: 0, leased: 0, waiting: 0, asking: null, refused: null },
      };
      this.#buckets.set(key, bucket);
    }
    return bucket;
  }

  /** A resident counts under his pseudonym: his number stands in no table. */
  #residentOf(caller: Charged): string {
    let name = this.#residents.get(caller);
    if (name === undefined) {
      const { keys } = this.parts;
      name = keys.mac('resident-subject', caller.agency.code, caller.self ?? '').toString('base64url');
      this.#residents.set(caller, name);
    }
    return name;
  }

  async #wait(bucket: Bucket, people: number): Promise<void> {
    bucket.waiting += people;
    try {
      while (bucket.left < people) {
        const { refused } = bucket;
        const now = this.parts.clock.now();
        if (refused && people > refused.most && now < refused.until) throw refusalOf(refused, people, now);
        await (bucket.asking ?? this.#ask(bucket, people));
      }
      bucket.left -= people;
    } finally {
      bucket.waiting -= people;
    }
  }

  #ask(bucket: Bucket, need: number): Promise<void> {
    const want = Math.max(need, bucket.waiting);
    const asking = takeLease(this.parts.pool, bucket.holder, { need, want }, bucket.limits)
      .then((lease) => {
        bucket.left += lease.granted;
        bucket.leased = lease.granted;
        bucket.refused = lease.granted > 0 ? null : { ...lease, until: this.parts.clock.now() + believedMs };
      })
      .catch((cause) => {
        throw new HubError('OVERLOADED', {}, undefined, { cause });
      })
      .finally(() => {
        bucket.asking = null;
      });
    bucket.asking = asking;
    return asking;
  }
}

function refusalOf({ ever, dayIsFull }: Lease, people: number, now: number): HubError {
  if (people > ever && ever > 0) return new HubError('LIMIT_EXCEEDED', { limit: 'QUOTA', allowed: ever });
  const window = dayIsFull ? 'DAY' : 'MINUTE';
  const retryAfterMs = dayIsFull ? dayMs - ((now + dayOffsetMs) % dayMs) : minuteMs - (now % minuteMs);
  return new HubError('RATE_LIMITED', { retryAfterMs, window }, usedUp(window, retryAfterMs));
}
