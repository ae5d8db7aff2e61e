import type { Sentence } from '../domain/language.js';
import { htmlText, printedDay, printedMoment, printedPage } from '../domain/printed-page.js';
import type { EvidencePack, Interruption, PackedLook } from './evidence-pack.js';
import * as words from './evidence-words.js';

const othersCount = `Lần bị gạch ngang đã có lần khác thay và không còn giá trị; các lần khác có giá trị.
<i>A look that is struck through was superseded and counts no more; the others count.</i>`;
const noneCounts = `Cả lượt khám đã hủy: không lần nào còn giá trị.
<i>The visit is withdrawn: no look counts any more.</i>`;

/** An evidence pack to print and sign, Vietnamese first; the same as its JSON says. */
export function evidencePage({
  visit,
  madeBy,
  madeAt,
  interruptions,
  looks,
  legalBasis,
}: EvidencePack): string {
  const { id, facility, care, state, openedAt, endedAt } = visit;
  const numbers = new Map(looks.map((look, at) => [look.id, at + 1]));
  return printedPage(
    'Hồ sơ chứng minh tra cứu thẻ BHYT',
    `<h1>Hồ sơ chứng minh tra cứu thẻ BHYT</h1>
<p><i>Evidence of insurance checks of one visit</i><br>
Cơ sở <i>Facility</i>: ${htmlText(facility)} · ${htmlText(madeBy.name)} (${htmlText(madeBy.agency)})<br>
Lượt khám <i>Visit</i>: <span class="id">${htmlText(id)}</span><br>
Loại <i>Care</i>: ${coded(words.careKinds, care)} · Tiếp đón <i>Arrival</i>: ${moment(openedAt)} · Kết thúc <i>End</i>: ${moment(endedAt)}<br>
Trạng thái <i>State</i>: ${coded(words.states, state)}<br>
Lập lúc <i>Made</i>: ${moment(madeAt)} · Cán bộ <i>Officer</i>: ${htmlText(madeBy.officer ?? '')}<br>
Mọi thời điểm ghi theo giờ Việt Nam (UTC+7). <i>All times are those of Vietnam.</i><br>
Căn cứ <i>Legal basis</i>: ${htmlText(legalBasis.join('; '))}</p>
<h2>Gián đoạn <i>Interruptions</i></h2>
${interruptions.length === 0 ? '<p>Không có. <i>None.</i></p>' : `<ul>${interruptions.map((one) => interruptionOf(one, numbers)).join('')}</ul>`}
<h2>Các lần tra cứu <i>Looks</i></h2>
<p>${state === 'WITHDRAWN' ? noneCounts : othersCount}</p>
<table>
<thead><tr><th>Lần<br><i>No.</i></th><th>Thời điểm<br><i>Moment</i></th><th>Cán bộ<br><i>Officer</i></th><th>Xác minh<br><i>Verification</i></th>
<th style="width: 34%">Kết quả<br><i>Outcome</i></th><th>Nhật ký<br><i>On record</i></th></tr></thead>
<tbody>
${looks.map((look) => rowOf(look, numbers)).join('\n')}
</tbody>
</table>
<p>Mã sự kiện nhật ký chứng minh được bằng lệnh <span class="id">lienthong audit prove ID</span> khi đã có số lá.
<i>An audit event is proved by that command once it has a leaf.</i></p>
<p>Ký tên, đóng dấu <i>Signature and seal</i>: ________________________</p>`,
  );
}

type Numbers = ReadonlyMap<string, number>;

function interruptionOf({ look, because, from, until }: Interruption, numbers: Numbers): string {
  const end = until === null ? 'chưa có kết quả <i>still owed</i>' : moment(until);
  return `<li>Lần <i>no.</i> ${numbers.get(look)}: ${coded(words.pendingCauses, because)}: ${moment(from)} – ${end}</li>`;
}

function rowOf(look: PackedLook, numbers: Numbers): string {
  const { officer, recognisedAs } = look;
  const cells = [
    `${coded(words.moments, look.moment)}<br>${moment(look.at)}<br>ghi <i>recorded</i> ${moment(look.recordedAt)}`,
    lines([officer && htmlText(officer), recognisedAs && coded(words.papers, recognisedAs)]),
    standing(look, numbers) + struck(look, lines(verifiedOf(look))),
    struck(look, lines(decidedOf(look))),
    lines(recordOf(look)),
  ];
  const number = `<td>${numbers.get(look.id)}</td>`;
  return `<tr>${number}${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** Whether a look counts, and which other one it has to do with. */
function standing({ supersededBy, corrects }: PackedLook, numbers: Numbers): string {
  return [
    ...(supersededBy === null
      ? []
      : [
          `<b>Đã được thay bằng lần ${numbers.get(supersededBy)}</b> <i>superseded by no. ${numbers.get(supersededBy)}</i><br>`,
        ]),
    ...(corrects === null
      ? []
      : [`Thay cho lần ${numbers.get(corrects)} <i>stands for no. ${numbers.get(corrects)}</i><br>`]),
  ].join('');
}

function struck({ supersededBy }: PackedLook, html: string): string {
  return supersededBy === null || html === '' ? html : `<s>${html}</s>`;
}

function verifiedOf({ verification, pendingBecause, notConfirmedBecause, reason }: PackedLook) {
  return [
    verification === null
      ? 'Hủy cả lượt khám <i>the visit is withdrawn</i>'
      : coded(words.verifications, verification),
    pendingBecause && coded(words.pendingCauses, pendingBecause),
    notConfirmedBecause && coded(words.notConfirmedCauses, notConfirmedBecause),
    reason && `Lý do <i>reason</i>: ${htmlText(reason)}`,
  ];
}

function decidedOf(look: PackedLook) {
  const { outcome, portalCode, coveredRate, cardNumber, validUntil, explanation } = look;
  return [
    outcome && `${coded(words.outcomes, outcome)} · mã <i>code</i> ${htmlText(portalCode ?? '')}`,
    coveredRate !== null && `Quỹ trả <i>paid</i> ${coveredRate}%`,
    cardNumber && `Thẻ <i>card</i> ${htmlText(cardNumber)}`,
    validUntil && `Hạn ghi trên thẻ <i>card says until</i> ${printedDay(Date.parse(validUntil))}`,
    explanation && `${htmlText(explanation.vi)}<br><i>${htmlText(explanation.en)}</i>`,
    ...look.verdicts.map(
      ({ field, verdict }) => `${coded(words.verdictFields, field)}: ${coded(words.verdictWords, verdict)}`,
    ),
    ...look.legalBasis.map(htmlText),
  ];
}

function recordOf({ requestId, events }: PackedLook) {
  return [
    `Mã yêu cầu <i>request id</i>: <span class="id">${htmlText(requestId)}</span>`,
    ...events.map(
      ({ id, occurredAt, leaf }) =>
        `Mã sự kiện nhật ký <i>audit event id</i>: <span class="id">${htmlText(id)}</span> ${moment(occurredAt)}, ${
          leaf === null ? 'chưa niêm phong <i>not sealed yet</i>' : `lá <i>leaf</i> ${leaf}`
        }`,
    ),
  ];
}

function lines(texts: readonly (string | null | false)[]): string {
  return texts.filter(Boolean).join('<br>');
}

/** A code in words with the code behind; one that no list has as it is. */
function coded(list: Readonly<Record<string, Sentence>>, code: string): string {
  const said = list[code];
  if (!said) return htmlText(code);
  const [vi, en] = [said.vi, said.en].map((text) => htmlText(text.replace(/\.$/, '')));
  return `${vi} <i>${en}</i> <span class="id">[${htmlText(code)}]</span>`;
}

function moment(at: string | null): string {
  return at === null ? '–' : printedMoment(Date.parse(at));
}
