import { afterEach, jest } from '@jest/globals';
import { askHub, passes, problemOf } from '../../src/desks/desk/shell/ask-hub.js';

afterEach(() => {
  jest.restoreAllMocks();
});

/** What a mutation comes to that the hub refuses with these extensions. */
async function refusedWith(extensions: object) {
  const errors = [{ message: 'No.', path: ['requestFeePayment'], extensions }];
  jest.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ data: null, errors }));
  const asking = {
    session: { tag: 'tag' } as Parameters<typeof askHub>[0]['session'],
    ...{ language: 'vi' as const, purpose: { purpose: 'TUITION', emergencyReason: '' } },
    onEnded: () => undefined,
  };
  return problemOf(await askHub(asking, 'mutation { requestFeePayment }', {}).catch((error) => error));
}

describe('What the hub refused', () => {
  it('is sent again where the source may be back, and not where it takes no writes', async () => {
    const isAway = await refusedWith({ code: 'SECTOR_UNAVAILABLE', sector: 'education-fee' });
    expect([isAway.sector, isAway.reason, passes(isAway)]).toEqual(['education-fee', undefined, true]);
    const hasNoWriter = await refusedWith({ code: 'SECTOR_UNAVAILABLE', reason: 'NO_WRITER' });
    expect([hasNoWriter.reason, passes(hasNoWriter)]).toEqual(['NO_WRITER', false]);
  });

  it('is not sent again where what was entered is wrong', async () => {
    expect(passes(await refusedWith({ code: 'BAD_USER_INPUT', reason: 'EXCEEDS' }))).toBe(false);
  });
});
