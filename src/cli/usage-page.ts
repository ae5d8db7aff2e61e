import { agencyNameOf, dataTextOf, purposeTextOf } from '../audit/usage/look-words.js';
import type { Look, UsageOutcome, UsageReport } from '../audit/usage/report.js';
import { dayAt } from '../audit/usage/vietnam-day.js';
import type { Sentence } from '../domain/language.js';

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
    .map(({ year, count, legalBasis }) => `<li>${year}: ${count} · ${text(legalBasis.vi)}</li>`)
    .join('');
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Ai đã tra cứu dữ liệu của tôi</title>
<style>
@page { size: A4; margin: 15mm }
body { font: 10.5pt/1.4 "Times New Roman", Times, serif; color: #000 }
h1 { font-size: 15pt; margin: 0 }
table { border-collapse: collapse; width: 100%; margin-top: 4mm }
th, td { border: 0.4pt solid #000; padding: 1.2mm 1.8mm; text-align: left; vertical-align: top }
thead { display: table-header-group }
tr { break-inside: avoid }
i { color: #444; font-size: 9pt }
.id { font: 7.5pt monospace; overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Ai đã tra cứu dữ liệu của tôi</h1>
<p><i>Who looked at my data</i><br>
Số định danh <i>Personal ID</i>: ${text(`${personalId.slice(0, 3)}••••••${personalId.slice(-3)}`)} ·
Ngày in <i>Printed</i>: ${day(now)} · Số lượt <i>Looks</i>: ${looks.length}</p>
<table>
<thead><tr><th>Thời điểm<br><i>When</i></th><th>Cơ quan<br><i>Agency</i></th><th>Mục đích<br><i>Purpose</i></th>
<th>Dữ liệu<br><i>Data</i></th><th>Kết quả<br><i>Outcome</i></th></tr></thead>
<tbody>
${rows || none}
</tbody>
</table>
${years && `<p>Số lượt không thông báo theo năm <i>Withheld, by year</i>:</p><ul>${years}</ul>`}
<p>Người dân có quyền hỏi và khiếu nại về từng lượt; hãy nêu mã ghi dưới thời điểm.
<i>You may ask or complain about each look; quote the code below its time.</i></p>
</body>
</html>
`;
}

function rowOf(look: Look): string {
  const coarse = look.disclosure.class === 'COARSE';
  const when = coarse ? day(look.at) : `${clock(look.at)} ${day(look.at)}`;
  const own = look.own ? '<br><i>Chính tôi / myself</i>' : '';
  const reference = look.caseReference === null ? '' : `<br>Hồ sơ <i>case</i>: ${text(look.caseReference)}`;
  const why = look.disclosure.class === 'NOW' ? '' : `<br><i>${text(look.disclosure.legalBasis.vi)}</i>`;
  const cells = [
    `${when}<br><span class="id">${text(look.id)}</span>`,
    `${text(agencyNameOf(look, 'vi'))}${own}`,
    `${text(purposeTextOf(look, 'vi'))}<br><i>${text(purposeTextOf(look, 'en'))}</i>${reference}${why}`,
    text(dataTextOf(look, 'vi')),
    `${outcomes[look.outcome].vi}<br><i>${outcomes[look.outcome].en}</i>`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** `22/11/2026` in Vietnam. */
function day(at: number): string {
  return dayAt(at).split('-').reverse().join('/');
}

/** `14:05` in Vietnam. */
function clock(at: number): string {
  return new Date(at + 7 * 3_600_000).toISOString().slice(11, 16);
}

const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => escapes[character]!);
}
