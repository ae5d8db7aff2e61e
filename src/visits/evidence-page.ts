import { htmlText, printedDay, printedPage, printedTime } from '../domain/printed-page.js';
import type { EvidencePack, Interruption, PackedLook } from './evidence-pack.js';

const states = {
  PENDING_VERIFICATION: 'Chờ xác minh / pending',
  OPEN: 'Đang điều trị / open',
  ENDED: 'Đã kết thúc / ended',
  NOT_CONFIRMED: 'Không xác minh được / not confirmed',
  WITHDRAWN: 'Đã hủy / withdrawn',
};
const moments = {
  ARRIVAL: 'Tiếp đón / arrival',
  DURING: 'Trong điều trị / during',
  DISCHARGE: 'Kết thúc / discharge',
};
const verifications = {
  CONFIRMED: 'Đã xác minh / confirmed',
  PENDING: 'Chờ xác minh / pending',
  NOT_CONFIRMED: 'Không xác minh được / not confirmed',
};

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
  return printedPage(
    'Hồ sơ chứng minh tra cứu thẻ BHYT',
    `<h1>Hồ sơ chứng minh tra cứu thẻ BHYT</h1>
<p><i>Evidence of insurance checks of one visit</i><br>
Cơ sở <i>Facility</i>: ${htmlText(facility)} · ${htmlText(madeBy.name)} (${htmlText(madeBy.agency)})<br>
Lượt khám <i>Visit</i>: <span class="id">${htmlText(id)}</span><br>
Loại <i>Care</i>: ${htmlText(care)} · Tiếp đón <i>Arrival</i>: ${moment(openedAt)} · Kết thúc <i>End</i>: ${moment(endedAt)}<br>
Trạng thái <i>State</i>: ${states[state]}<br>
Lập lúc <i>Made</i>: ${moment(madeAt)} · Cán bộ <i>Officer</i>: ${htmlText(madeBy.officer ?? '')}<br>
Căn cứ <i>Legal basis</i>: ${htmlText(legalBasis.join('; '))}</p>
<h2>Gián đoạn <i>Interruptions</i></h2>
${interruptions.length === 0 ? '<p>Không có. <i>None.</i></p>' : `<ul>${interruptions.map(interruptionOf).join('')}</ul>`}
<h2>Các lần tra cứu <i>Looks</i></h2>
<table>
<thead><tr><th>Thời điểm<br><i>Moment</i></th><th>Cán bộ<br><i>Officer</i></th><th>Xác minh<br><i>Verification</i></th>
<th>Kết quả<br><i>Outcome</i></th><th>Nhật ký<br><i>On record</i></th></tr></thead>
<tbody>
${looks.map(rowOf).join('\n')}
</tbody>
</table>
<p>Ký tên, đóng dấu <i>Signature and seal</i>: ________________________</p>`,
  );
}

function interruptionOf({ because, from, until }: Interruption): string {
  const end = until === null ? 'chưa có kết quả <i>still owed</i>' : moment(until);
  return `<li>${htmlText(because)}: ${moment(from)} – ${end}</li>`;
}

function rowOf(look: PackedLook): string {
  const { verification, pendingBecause, notConfirmedBecause, outcome, portalCode, coveredRate, reason } =
    look;
  const why = [pendingBecause, notConfirmedBecause, reason].filter((text) => text !== null).map(htmlText);
  const decided = [
    ...(outcome === null ? [] : [`${htmlText(outcome)} · mã ${htmlText(portalCode ?? '')}`]),
    ...(coveredRate === null ? [] : [`Quỹ trả <i>paid</i> ${coveredRate}%`]),
    ...(look.cardNumber === null ? [] : [`Thẻ <i>card</i> ${htmlText(look.cardNumber)}`]),
    ...(look.validUntil === null
      ? []
      : [`Hạn ghi trên thẻ <i>card says until</i> ${htmlText(look.validUntil)}`]),
    ...(look.explanation === null
      ? []
      : [htmlText(look.explanation.vi), `<i>${htmlText(look.explanation.en)}</i>`]),
    ...look.verdicts.map(({ field, verdict }) => htmlText(`${field}: ${verdict}`)),
    ...look.legalBasis.map(htmlText),
  ];
  const events = look.events.map(
    ({ id, occurredAt, leaf }) =>
      `<span class="id">${htmlText(id)}</span> ${moment(occurredAt)}${leaf === null ? '' : ` #${leaf}`}`,
  );
  const cells = [
    `${moments[look.moment]}<br>${moment(look.at)}<br><i>ghi / recorded ${moment(look.recordedAt)}</i>`,
    `${htmlText(look.officer ?? '')}<br>${htmlText(look.recognisedAs ?? '')}`,
    [verification === null ? 'Hủy / withdrawn' : verifications[verification], ...why].join('<br>'),
    decided.join('<br>'),
    [`<span class="id">${htmlText(look.requestId)}</span>`, ...events].join('<br>'),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function moment(at: string | null): string {
  return at === null ? '–' : `${printedTime(Date.parse(at))} ${printedDay(Date.parse(at))}`;
}
