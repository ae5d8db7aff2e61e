import { evidencePackOf } from '../../src/visits/evidence-pack.js';
import { evidencePage } from '../../src/visits/evidence-page.js';
import { newEntry } from '../../src/visits/look.js';
import { pendingWords } from '../../src/visits/outage.js';
import type { Visit, VisitEntry } from '../../src/visits/visit.js';

const at = (second: number) => `2026-11-28T07:05:${String(second).padStart(2, '0')}.000Z`;
const evidence = { ...pendingWords, verdicts: [], cardNumber: null, level: null };

/** One look of a visit, so many seconds after five past two in Vietnam. */
function look(second: number, more: Partial<VisitEntry>): VisitEntry {
  const by = { now: Date.parse(at(second)), caller: { officer: '001' }, requestId: `request-${second}` };
  return { ...newEntry(by, 'ARRIVAL', at(second)), recordedAt: at(second), evidence, ...more };
}

const owed = look(1, { pendingBecause: 'SECTOR_UNAVAILABLE', recognisedAs: 'CAN_CUOC_QR' });
const waiting = look(2, { moment: 'DURING', pendingBecause: 'ARRIVAL_PENDING' });
const answered = look(3, {
  ...{ corrects: owed.id, outcome: 'ELIGIBLE', portalCode: '000', coveredRate: 80 },
  evidence: {
    ...{ ...evidence, explanation: { vi: 'Thẻ còn giá trị.', en: 'The card is valid.' } },
    verdicts: [{ field: 'NUMBER', verdict: 'SAME', reason: null }],
  },
});
const visit: Visit = {
  ...{ id: 'visit-1', facility: '01001', care: 'OUTPATIENT', state: 'OPEN', personalId: '001000000001' },
  ...{ openedAt: at(1), openedOn: '2026-11-28', endedAt: null, lastAt: at(3), answeredAt: at(3) },
  entries: [owed, waiting, answered],
};
const events = [
  { requestId: 'request-1', id: 'event-1', occurredAt: at(1), outcome: 'ANSWERED', leaf: 12 },
  { requestId: 'request-3', id: 'event-3', occurredAt: at(3), outcome: 'ANSWERED', leaf: null },
];
const pack = evidencePackOf(visit, events, {
  ...{ madeAt: at(9), madeBy: { agency: 'hospital.demo', name: 'Bệnh viện', officer: '001' } },
  withVerdicts: true,
});
const page = evidencePage(pack).replace(/<span class="id">(\[[A-Z_]+\])<\/span>/g, '$1');
const rows = page
  .slice(page.indexOf('<tbody>'))
  .split('<tr>')
  .slice(1)
  .map((row) => row.slice(0, row.indexOf('</tr>')));

describe('The printed evidence of a visit', () => {
  it('numbers its looks, and marks the one that another stands for', () => {
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row.slice(0, 10))).toEqual(['<td>1</td>', '<td>2</td>', '<td>3</td>']);
    expect(rows[0]).toContain('<b>Đã được thay bằng lần 3</b> <i>superseded by no. 3</i>');
    expect(rows[0]).toContain('<s>Chờ xác minh');
    expect(rows[2]).toContain('Thay cho lần 1 <i>stands for no. 1</i>');
    expect(page).toContain('các lần khác có giá trị');
    for (const counts of [rows[1], rows[2]]) expect(counts).not.toMatch(/<s>|superseded/);
  });

  it('says of a visit that was withdrawn that none of its looks counts', () => {
    const withdrawn = evidencePage({ ...pack, visit: { ...pack.visit, state: 'WITHDRAWN' } });
    expect(withdrawn).toContain('không lần nào còn giá trị');
    expect(withdrawn).not.toContain('các lần khác có giá trị');
  });

  it('says every code in words, with the code behind them', () => {
    for (const said of [
      'Ngoại trú <i>outpatient</i> [OUTPATIENT]',
      'Mã QR thẻ căn cước <i>QR of a căn cước card</i> [CAN_CUOC_QR]',
      'CSDL chuyên ngành tạm thời không trả lời <i>The sector database does not answer at the moment</i> [SECTOR_UNAVAILABLE]',
      'Đủ điều kiện hưởng <i>eligible</i> [ELIGIBLE]',
      'Số <i>number</i> [NUMBER]: khớp <i>same</i> [SAME]',
    ])
      expect(page).toContain(said);
    expect(page.replaceAll(/\[[A-Z_]+\]/g, '')).not.toMatch(/>[^<]*\b[A-Z]+_[A-Z_]+\b[^<]*</);
  });

  it('tells times of Vietnam to the second, and whose time it is', () => {
    expect(page).toContain('giờ Việt Nam (UTC+7)');
    expect(page).toContain('14:05:01 28/11/2026 – 14:05:03 28/11/2026');
  });

  it('tells a request from an event that can be proved', () => {
    expect(rows[0]).toContain('Mã yêu cầu <i>request id</i>: <span class="id">request-1</span>');
    expect(rows[0]).toMatch(
      /Mã sự kiện nhật ký <i>audit event id<\/i>: <span class="id">event-1<.*leaf<\/i> 12/,
    );
    expect(rows[2]).toContain('not sealed yet');
    expect(page).toContain('lienthong audit prove ID');
  });

  it('counts a moment that only waits for its arrival as no interruption of its own', () => {
    expect(pack.interruptions).toEqual([
      { look: owed.id, because: 'SECTOR_UNAVAILABLE', from: at(1), until: at(3) },
    ]);
  });
});
