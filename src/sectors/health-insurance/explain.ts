import type { Language, Sentence } from '../../domain/language.js';
import type { EligibilityDecision } from './decide.js';
import type { PortalCode } from './law/portal-codes.js';
import type { PortalSaid } from './record.js';

/** What a clerk reads out: the card, then the route, then who pays. One to four short sentences. */
export function explain(
  decided: Omit<EligibilityDecision, 'explanation' | 'legalBasis'>,
  code: PortalCode,
): Sentence {
  return { vi: sayIn('vi', decided, code), en: sayIn('en', decided, code) };
}

function sayIn(
  language: Language,
  { since, route, share, coveredUntil, card, outcome }: Parameters<typeof explain>[0],
  code: PortalCode,
): string {
  const words = { vi: vietnamese, en: english }[language];
  const said = [
    since
      ? code[language].replace('{day}', words.day(since))
      : code[language].replace(/ (từ ngày|on) \{day\}/, ''),
  ];
  if (coveredUntil) said.push(words.stay(words.day(coveredUntil)));
  if (outcome === 'NOT_COVERED' || (outcome === 'NOT_ELIGIBLE' && !route)) return said.join(' ');
  said.push(route ? route[language] : words.noRoute);
  if (share && share.coveredRate > 0) said.push(words.pays(share.coveredRate));
  if (share?.exemption === 'FIVE_YEARS') said.push(words.fiveYears);
  if (share?.exemption === 'LOW_COST') said.push(words.lowCost);
  if (card === null && code.outcome === 'ELIGIBLE_CHECK' && code.code < '100') said.push(words.notHeld);
  return said.join(' ');
}

/** The portal's own word, where it gives a code that no list of ours has. */
export function explainUnknown({ code, sentence }: PortalSaid): Sentence {
  const quoted = sentence ? `: “${sentence}”` : '';
  return {
    vi: `Cổng BHXH trả mã ${code} chưa có trong danh mục${quoted}. Vẫn tiếp nhận, kiểm tra thẻ và giấy tờ tùy thân.`,
    en: `The portal answers code ${code}, which is on no list${quoted}. Accept the person, check the card and the identity document.`,
  };
}

const vietnamese = {
  day: (day: string) => day.split('-').toReversed().join('/'),
  stay: (day: string) => `Thẻ hết hạn trong đợt điều trị: quỹ vẫn trả đến khi ra viện, chậm nhất ${day}.`,
  noRoute: 'Chưa xác định được tuyến ở cơ sở này: hỏi cơ quan BHXH về mức chi trả.',
  pays(rate: number) {
    // NOTE: not by Intl, which costs more than the whole decision.
    const say = (value: number) => String(value).replace('.', ',');
    return rate === 100
      ? 'Quỹ BHYT trả 100% trong phạm vi quyền lợi.'
      : `Quỹ BHYT trả ${say(rate)}%, người bệnh trả ${say(100 - rate)}%.`;
  },
  fiveYears: 'Được miễn cùng chi trả đến hết năm: đủ thời gian liên tục và đã cùng chi trả vượt ngưỡng.',
  lowCost: 'Chi phí lần khám này dưới mức phải cùng chi trả.',
  notHeld: 'Hệ thống không giữ dữ liệu thẻ này.',
};

const english = {
  day: (day: string) => day,
  stay: (day: string) =>
    `The card ended during the stay: insurance pays until discharge, at the latest ${day}.`,
  noRoute: 'The route to this facility is not determined: ask social insurance what is paid.',
  pays(rate: number) {
    return rate === 100
      ? 'Insurance pays 100% within its scope.'
      : `Insurance pays ${rate}%, the person ${100 - rate}%.`;
  },
  fiveYears:
    'No co-payment until the end of the year: insured long enough in a row, and the limit of co-payments is passed.',
  lowCost: 'This visit costs too little for a co-payment.',
  notHeld: 'The data of this card are not held here.',
};
