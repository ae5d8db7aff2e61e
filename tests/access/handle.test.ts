import type { Caller, Reason } from '../../src/access/caller.js';
import { makeHandle, openHandle } from '../../src/access/handle.js';
import { Keyring } from '../../src/access/keys.js';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 22, 9);
const keys = new Keyring(Buffer.alloc(32, 1));
const id = '001090000001';

const callerOf = (code: string): Caller => ({
  agency: {
    ...{ code, kind: 'HOSPITAL', name: '', units: [], grants: new Set(), narrowed: null, documents: null },
    ...{ isCase: null, caseRequired: false, certificateRequired: false },
    ...{ keyIds: new Set(), barred: new Map(), officers: null },
  },
  ...{ clientId: 'test', officer: '001', self: null, subject: null, scopes: new Set(), barred: null },
});
const forCase = (caseReference: string | null): Reason => ({
  ...{ purpose: 'TREATMENT', caseReference, emergencyReason: null },
});

const hospital = callerOf('hospital.demo');
const handle = makeHandle(keys, hospital, forCase('HS-1'), id, now);
const open = (text: string, at = now, caller = hospital, reason = forCase('HS-1'), by = keys) =>
  openHandle(by, caller, reason, text, at);

describe('A handle', () => {
  it('opens for the agency and the case it was given to', () => {
    expect(open(handle)).toBe(id);
  });

  it('holds nothing that can be read, and is as long for everybody', () => {
    expect(handle).toMatch(/^[\w-]{56}$/);
    expect(Buffer.from(handle, 'base64url').toString('latin1')).not.toContain(id);
    expect(makeHandle(keys, hospital, forCase(null), '099999999999', now)).toHaveLength(56);
  });

  it('is the same all day and another the next, for another agency, case, person or master key', () => {
    expect(makeHandle(keys, hospital, forCase('HS-1'), id, now + 3_600_000)).toBe(handle);
    const others = [
      makeHandle(keys, hospital, forCase('HS-1'), id, now + day),
      makeHandle(keys, callerOf('hospital.demo2'), forCase('HS-1'), id, now),
      makeHandle(keys, hospital, forCase('HS-2'), id, now),
      makeHandle(keys, hospital, forCase(null), id, now),
      makeHandle(keys, hospital, forCase('HS-1'), '001090000002', now),
      makeHandle(new Keyring(Buffer.alloc(32, 2)), hospital, forCase('HS-1'), id, now),
    ];
    // No part of two handles is alike but the day in front.
    const bodies = [handle, ...others].map((one) => one.slice(3, 40));
    expect(new Set(bodies).size).toBe(bodies.length);
  });

  it.each<[string, () => string | null]>([
    ['to another agency', () => open(handle, now, callerOf('hospital.other'))],
    ['for another case', () => open(handle, now, hospital, forCase('HS-2'))],
    ['for no case', () => open(handle, now, hospital, forCase(null))],
    [
      'for a case called like no case',
      () => open(makeHandle(keys, hospital, forCase(null), id, now), now, hospital, forCase('')),
    ],
    [
      'under another master key',
      () => open(handle, now, hospital, forCase('HS-1'), new Keyring(Buffer.alloc(32, 2))),
    ],
    ['three days later', () => open(handle, now + 3 * day)],
    ['the day before it was given', () => open(handle, now - day)],
    ['when it is empty', () => open('')],
    ['when it is a number', () => open(id)],
    ['when it is without end', () => open(handle.repeat(1_000))],
  ])('is worth nothing %s', (_name, opened) => expect(opened()).toBeNull());

  it('is good until the end of the second day after', () => {
    const last = Math.floor(now / day) * day + 3 * day - 1;
    expect([open(handle, last), open(handle, last + 1)]).toEqual([id, null]);
  });

  it('opens with no bit changed and at no other length', () => {
    const bytes = Buffer.from(handle, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      for (const later of [0, day, 2 * day])
        expect(open(changed.toString('base64url'), now + later)).toBeNull();
    }
    for (let length = 0; length < handle.length; length += 1)
      expect(open(handle.slice(0, length))).toBeNull();
    for (const more of ['A', '=', '.', ' ', '\n', '!']) {
      expect([open(handle + more), open(more + handle)]).toEqual([null, null]);
    }
    expect(open(handle.replace(/[-_]/g, (c) => (c === '-' ? '+' : '/')))).toBe(
      /[-_]/.test(handle) ? null : id,
    );
  });

  it('lives on for its time when its agency’s keys change, and new ones are of the new keys', () => {
    // Keys serve thirty days, counted from 1970.
    const change = (Math.floor(now / day / 30) + 1) * 30 * day;
    const before = makeHandle(keys, hospital, forCase('HS-1'), id, change - 1);
    const after = makeHandle(keys, hospital, forCase('HS-1'), id, change);
    expect([open(before, change), open(before, change + 2 * day - 1), open(after, change)]).toEqual([
      id,
      id,
      id,
    ]);
    expect(open(before, change + 2 * day)).toBeNull();
    // The day in front of one does not make it the other's.
    const moved = Buffer.from(before, 'base64url');
    Buffer.from(after, 'base64url').copy(moved, 0, 0, 2);
    expect(open(moved.toString('base64url'), change)).toBeNull();
  });
});
