import { usedUp } from '../../../src/access/quota/used-up.js';

describe('A refusal by a quota', () => {
  it.each([
    [
      ...(['MINUTE', 5_400] as const),
      'Đã hết hạn mức phút này, thử lại sau 6 giây.',
      'This minute’s quota is used up, try again in 6 s.',
    ],
    [
      ...(['DAY', 3 * 3_600_000 + 19.5 * 60_000] as const),
      'Đã hết hạn mức hôm nay, thử lại sau 3 giờ 20 phút (từ 0 giờ, giờ Việt Nam).',
      'Today’s quota is used up, try again in 3 h 20 min (from midnight in Vietnam).',
    ],
  ] as const)('of a %s tells after how long to ask again', (window, ms, vi, en) => {
    expect(usedUp(window, ms)).toEqual({ vi, en });
  });
});
