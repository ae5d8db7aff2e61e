import { agencyNameOf, dataTextOf, purposeTextOf } from '../audit/usage/look-words.js';
import type { Look, UsageOutcome, UsageReport } from '../audit/usage/report.js';
import type { Sentence } from '../domain/language.js';
import { htmlText, printedDay, printedPage, printedTime } from '../domain/printed-page.js';

const outcomes: Readonly<Record<UsageOutcome, Sentence>> = {
  RELEASED: { vi: 'Đã cung cấp', en: 'released' },
  VERIFIED_ONLY: { vi: 'Chỉ xác thực', en: 'verified only' },
  MISMATCHED: { vi: 'Không khớp', en: 'did not match' },
  NOT_FOUND: { vi: 'Không tìm thấy', en: 'not found' },
  REFUSED: { vi: 'Bị từ chối', en: 'refused' },
  FAILED: { vi: 'Không thành công', en: 'not delivered' },
};

/** A report as one HTML page to print on A4, Vietnamese first; no scripts, nothing loaded, every text escaped. */
export function usagePage(
  { looks, withheld }: UsageReport,
  { personalId, now }: { personalId: string; now: number },
): string {
  const rows = looks.map(rowOf).join('\n');
  const none =
    '<tr><td colspan="5">Chưa có lượt tra cứu nào được thông báo. <i>Nobody looked, as far as is told.</i></td></tr>';
  const years = withheld
    .map(({ year, count, legalBasis }) => `<li>${year}: ${count} · ${htmlText(legalBasis.vi)}</li>`)
    .join('');
  return printedPage(
    'Ai đã tra cứu dữ liệu của tôi',
    `<h1>Ai đã tra cứu dữ liệu của tôi</h1>
<p><i>Who looked at my data</i><br>
Số định danh <i>Personal ID</i>: ${htmlText(`${personalId.slice(0, 3)}••••••${personalId.slice(-3)}`)} ·
Ngày in <i>Printed</i>: ${printedDay(now)} · Số lượt <i>Looks</i>: ${looks.length}</p>
<table>
<thead><tr><th>Thời điểm<br><i>When</i></th><th>Cơ quan<br><i>Agency</i></th><th>Mục đích<br><i>Purpose</i></th>
<th>Dữ liệu<br><i>Data</i></th><th>Kết quả<br><i>Outcome</i></th></tr></thead>
<tbody>
${rows || none}
</tbody>
</table>
${years && `<p>Số lượt không thông báo theo năm <i>Withheld, by year</i>:</p><ul>${years}</ul>`}
<p>Người dân có quyền hỏi và khiếu nại về từng lượt; hãy nêu mã ghi dưới thời điểm.
<i>You may ask or complain about each look; quote the code below its time.</i></p>`,
  );
}

function rowOf(look: Look): string {
  const coarse = look.disclosure.class === 'COARSE';
  const when = coarse ? printedDay(look.at) : `${printedTime(look.at)} ${printedDay(look.at)}`;
  const own = look.own ? '<br><i>Chính tôi / myself</i>' : '';
  const reference =
    look.caseReference === null ? '' : `<br>Hồ sơ <i>case</i>: ${htmlText(look.caseReference)}`;
  const why = look.disclosure.class === 'NOW' ? '' : `<br><i>${htmlText(look.disclosure.legalBasis.vi)}</i>`;
  const cells = [
    `${when}<br><span class="id">${htmlText(look.id)}</span>`,
    `${htmlText(agencyNameOf(look, 'vi'))}${own}`,
    `${htmlText(purposeTextOf(look, 'vi'))}<br><i>${htmlText(purposeTextOf(look, 'en'))}</i>${reference}${why}`,
    htmlText(dataTextOf(look, 'vi')),
    `${outcomes[look.outcome].vi}<br><i>${outcomes[look.outcome].en}</i>`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
