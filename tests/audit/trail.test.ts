import { Keyring } from '../../src/access/keys.js';
import { Trail } from '../../src/audit/trail.js';

const keys = new Keyring(Buffer.alloc(32, 7));
const number = '001200000001';

describe('the trail of a request', () => {
  it('lets a number out only as a keyed hash and encrypted, bound to its event', () => {
    const trail = new Trail('request-1', 0);
    trail.subject(number, 'RELEASED');
    const event = trail.toEvent(keys, 'ANSWERED', [], 5);
    const [subject] = event.subjects;
    expect(JSON.stringify(event)).not.toContain(number);
    expect(subject!.mac).toEqual(keys.mac('audit-subject', number));
    expect(keys.open('audit-seal', subject!.sealed, event.id)).toBe(number);
    expect(keys.open('audit-seal', subject!.sealed, 'another event')).toBeNull();
  });

  it('gives the same hash for the same person and another ciphertext each time', () => {
    const [first, second] = [0, 1].map(() => {
      const trail = new Trail('request-1', 0);
      trail.subject(number, 'RELEASED');
      return trail.toEvent(keys, 'ANSWERED', [], 5).subjects[0]!;
    });
    expect(first!.mac.equals(second!.mac)).toBe(true);
    expect(first!.sealed.equals(second!.sealed)).toBe(false);
  });

  it.each([
    [['NOT_FOUND', 'RELEASED', 'OUT_OF_REMIT'], 'RELEASED'],
    [['OUT_OF_REMIT', 'NOT_FOUND'], 'OUT_OF_REMIT'],
  ] as const)('keeps the most telling of %j', (outcomes, kept) => {
    const trail = new Trail('request-1', 0);
    for (const outcome of outcomes) trail.subject(number, outcome);
    expect(trail.toEvent(keys, 'ANSWERED', [], 5).subjects.map((subject) => subject.outcome)).toEqual([kept]);
  });

  it.each([[['VERIFIED_ONLY', 'MISMATCHED']], [['MISMATCHED', 'VERIFIED_ONLY', 'MISMATCHED']]] as const)(
    'keeps beside a match that another claim mismatched: %j',
    (outcomes) => {
      const trail = new Trail('request-1', 0);
      for (const outcome of outcomes) trail.subject(number, outcome);
      const { subjects } = trail.toEvent(keys, 'ANSWERED', [], 5);
      expect(subjects.map((subject) => subject.outcome)).toEqual(['VERIFIED_ONLY', 'MISMATCHED']);
      expect(subjects[0]!.mac).toEqual(subjects[1]!.mac);
    },
  );

  it('says of a person reached through another one that he was, unless he was asked for as well', () => {
    const trail = new Trail('request-1', 0);
    trail.subject(number, 'NOT_FOUND', 'RELATED');
    trail.subject(number, 'RELEASED', 'RELATED');
    expect(trail.toEvent(keys, 'ANSWERED', [], 5).subjects).toMatchObject([
      { outcome: 'RELEASED', relation: 'RELATED' },
    ]);
    trail.subject(number, 'VERIFIED_ONLY');
    trail.subject(number, 'NOT_FOUND', 'RELATED');
    expect(trail.toEvent(keys, 'ANSWERED', [], 5).subjects).toMatchObject([
      { outcome: 'RELEASED', relation: 'DIRECT' },
    ]);
  });

  it.each(['REFUSED', 'FAILED', 'CLIENT_GONE', 'REQUESTED'] as const)(
    'says of a look that ended as %s that nothing was released',
    (outcome) => {
      const trail = new Trail('request-1', 0);
      trail.released = ['Resident.fullName'];
      expect(trail.toEvent(keys, outcome, [], 5).fieldsReleased).toEqual([]);
    },
  );

  it('seals the emergency reason and names every code once', () => {
    const trail = new Trail('request-1', 10);
    trail.reason = { purpose: 'EMERGENCY', caseReference: null, emergencyReason: 'bệnh nhân bất tỉnh' };
    const event = trail.toEvent(keys, 'PARTIAL', ['SECTOR_UNAVAILABLE', 'SECTOR_UNAVAILABLE'], 4);
    expect(keys.open('emergency-reason', event.emergencyReasonSealed!, event.id)).toBe('bệnh nhân bất tỉnh');
    expect(event.errorCodes).toEqual(['SECTOR_UNAVAILABLE']);
    expect(event.durationMs).toBe(0);
  });
});
