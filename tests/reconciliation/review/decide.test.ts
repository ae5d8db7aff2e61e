import fc from 'fast-check';
import { type Asked, type Decided, decideFinding } from '../../../src/reconciliation/review/decide.js';
import type { ReviewedFinding } from '../../../src/reconciliation/review/finding.js';

const now = new Date('2026-11-28T03:00:00Z');
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

/** A finding as it enters the queue; only what a test is about is named. */
function finding(wish: Partial<ReviewedFinding> = {}): ReviewedFinding {
  return {
    ...{ runId: 1, seq: 1, sectorNo: '0100000001', outcome: 'MISMATCH', causes: ['dob:DIFFERENT'] },
    ...{ communes: [], office: null, personalId: '001090000001', urgency: 3, touchesBenefits: false },
    ...{ groupNo: null, inSample: false, state: 'OPEN', version: 1, dueOn: '2026-12-28', assignee: null },
    ...{ leasedUntil: null, decision: null, candidate: null, firstBy: null, secondBy: null, decidedAt: null },
    ...wish,
  };
}

const ask = (wish: Partial<Asked> = {}): Asked => ({
  ...{ act: 'ACCEPT', version: 1, officer: 'an', candidate: null },
  ...wish,
});

/** What a finding is after an officer's word; a refusal leaves it as it was. */
function after(one: ReviewedFinding, asked: Omit<Asked, 'version'>, at = now): ReviewedFinding {
  const made = decideFinding(one, { ...asked, version: one.version }, at);
  return typeof made === 'string' ? one : { ...one, ...made, version: one.version + 1 };
}

describe('A decision', () => {
  it.each([
    ['ACCEPT', 'ACCEPTED', '001090000001'],
    ['DISMISS', 'DISMISSED', null],
    ['ROUTE', 'ROUTED', '001090000001'],
  ] as const)('%s settles what touches no benefits: %s', (act, state, candidate) => {
    expect(decideFinding(finding(), ask({ act }), now)).toMatchObject({ state, candidate, firstBy: 'an' });
  });

  it('is for the candidate that was chosen', () => {
    const made = decideFinding(finding(), ask({ candidate: '001090000002' }), now) as Decided;
    expect(made.candidate).toBe('001090000002');
  });

  it.each<[string, Partial<ReviewedFinding>, Partial<Asked>]>([
    ['VERSION', {}, { version: 2 }],
    ['NO_CANDIDATE', { personalId: null }, {}],
    ['ASSIGNED', { assignee: 'binh', leasedUntil: hours(1) }, {}],
    ['STATE', { state: 'APPLIED', decision: 'ACCEPT', firstBy: 'binh' }, {}],
    ['STATE', { state: 'SENDING', decision: 'ACCEPT', firstBy: 'an' }, { act: 'UNDO' }],
    ['STATE', {}, { act: 'UNDO' }],
    [
      'NOT_YOURS',
      { state: 'DISMISSED', decision: 'DISMISS', firstBy: 'binh', decidedAt: now },
      { act: 'UNDO' },
    ],
    [
      'TOO_LATE',
      { state: 'DISMISSED', decision: 'DISMISS', firstBy: 'an', decidedAt: hours(-73) },
      { act: 'UNDO' },
    ],
  ])('is refused with %s', (refusal, wish, asked) => {
    expect(decideFinding(finding(wish), ask(asked), now)).toBe(refusal);
  });

  it('is free again when a lease is over', () => {
    const lapsed = finding({ assignee: 'binh', leasedUntil: hours(-1) });
    expect(decideFinding(lapsed, ask(), now)).toMatchObject({ state: 'ACCEPTED', assignee: null });
  });
});

describe('What touches benefits', () => {
  const pension = finding({ touchesBenefits: true });
  const proposed = after(pension, { act: 'ACCEPT', officer: 'an', candidate: null });

  it('waits for a second officer, whatever is decided', () => {
    for (const act of ['ACCEPT', 'DISMISS', 'ROUTE'] as const)
      expect(after(pension, { act, officer: 'an', candidate: null }).state).toBe('PROPOSED');
  });

  it('is settled by another who says the same, and by nobody else', () => {
    expect(decideFinding(proposed, ask({ version: 2, officer: 'an' }), now)).toBe('SAME_OFFICER');
    expect(decideFinding(proposed, ask({ version: 2, officer: 'binh', act: 'DISMISS' }), now)).toBe(
      'OTHER_DECISION',
    );
    const other = ask({ version: 2, officer: 'binh', candidate: '001090000009' });
    expect(decideFinding(proposed, other, now)).toBe('OTHER_DECISION');
    expect(decideFinding(proposed, ask({ version: 2, officer: 'binh' }), now)).toMatchObject({
      ...{ state: 'ACCEPTED', firstBy: 'an', secondBy: 'binh' },
    });
  });

  it('begins anew when it was taken back', () => {
    const agreed = after(proposed, { act: 'ACCEPT', officer: 'binh', candidate: null });
    const open = after(agreed, { act: 'UNDO', officer: 'binh', candidate: null });
    expect(open).toMatchObject({ state: 'OPEN', firstBy: null, secondBy: null, decision: null });
    expect(after(open, { act: 'ACCEPT', officer: 'binh', candidate: null }).state).toBe('PROPOSED');
  });

  it('is never settled by one officer, whatever he does and others undo', () => {
    const step = fc.record({
      act: fc.constantFrom('ACCEPT' as const, 'DISMISS' as const, 'ROUTE' as const, 'UNDO' as const),
      officer: fc.constantFrom('an', 'binh', 'chi'),
      candidate: fc.constantFrom(null, '001090000002'),
      hours: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let one = pension;
        let at = now;
        for (const { hours: later, ...asked } of steps) {
          at = new Date(at.getTime() + later * 3_600_000);
          const before = one;
          one = after(one, asked, at);
          if (['OPEN', 'PROPOSED'].includes(one.state)) continue;
          expect(one.secondBy).not.toBeNull();
          expect(one.secondBy).not.toBe(one.firstBy);
          // Who settled it said so himself, on what another had proposed.
          if (before.state === 'PROPOSED')
            expect([before.firstBy, asked.officer]).toEqual([one.firstBy, one.secondBy]);
        }
      }),
    );
  });
});
