import type { CardTextKind } from '../domain/card-reading.js';
import type { IdentificationDecision } from '../domain/verdict.js';
import { canCuocQr, chipQr, chipQrWith, insuranceQr, mrz, neverGiven, otherBirth } from './card-forms.js';
import type { CardHolder } from './card-holders.js';
import type { KnownStory } from './known-residents.js';
import { withoutMarks } from './record-errors.js';

export type SampleOutcome = IdentificationDecision | 'NOT_FOUND' | 'UNREADABLE';

/** Whose card, what the text is (null: cannot be told), what identifying it answers, and how the text is made. */
export interface CardCase {
  who: KnownStory;
  kind: CardTextKind | null;
  expect: SampleOutcome;
  /** Null when the holder has no such card. */
  text: (holder: CardHolder) => string | null;
  shows: { vi: string; en: string };
}

function card(
  who: KnownStory,
  kind: CardTextKind | null,
  expect: SampleOutcome,
  text: CardCase['text'],
  vi: string,
  en: string,
): CardCase {
  return { who, kind, expect, text, shows: { vi, en } };
}

/** In the order they are shown; the first is always a chip card of a resident whose insurance is in force. */
export const CARD_CASES: CardCase[] = [
  card(
    'ACTIVE',
    'CCCD_QR',
    'MATCHED',
    chipQr,
    'CCCD gắn chip, thẻ BHYT còn hiệu lực',
    'Chip card, insurance in force',
  ),
  card('CAN_CUOC', 'CAN_CUOC_QR', 'MATCHED', canCuocQr, 'Thẻ căn cước mẫu 2024', 'Căn cước card of 2024'),
  card('ACTIVE', 'INSURANCE_QR', 'MATCHED', insuranceQr, 'Mã QR trên thẻ BHYT', 'QR of the insurance card'),
  card(
    'CAN_CUOC',
    'MRZ',
    'MATCHED',
    mrz,
    'Vùng đọc máy (MRZ) ở mặt sau thẻ',
    'Machine readable zone on the back of the card',
  ),
  card(
    'ACTIVE',
    'PERSONAL_ID',
    'PARTIAL',
    (one) => one.personalId,
    'Số định danh gõ tay: chưa đủ để xác định',
    'Personal ID typed: not enough to identify',
  ),
  card(
    'ACTIVE',
    'OLD_ID_NUMBER',
    'PARTIAL',
    (one) => one.oldIdNumber,
    'Số CMND 9 số gõ tay',
    'Old nine-digit number typed',
  ),
  card(
    'ACTIVE',
    'INSURANCE_NUMBER',
    'PARTIAL',
    (one) => one.insurance?.insuranceNumber ?? null,
    'Mã số BHXH 10 số gõ tay',
    'Ten-digit insurance number typed',
  ),
  card(
    'ACTIVE',
    'INSURANCE_CARD',
    'PARTIAL',
    (one) => one.insurance?.cardNumber ?? null,
    'Số thẻ BHYT 15 ký tự gõ tay',
    'Insurance card number of 15 characters typed',
  ),
  card(
    'ACTIVE',
    'CCCD_QR',
    'MISMATCHED',
    (one) => chipQrWith(one, { dateOfBirth: otherBirth(one) }),
    'Sai ngày sinh',
    'Birth date differs from the registry',
  ),
  card(
    'ACTIVE',
    'CCCD_QR',
    'MISMATCHED',
    (one) => chipQrWith(one, { fullName: 'Tên Không Khớp' }),
    'Sai họ tên',
    'Name differs from the registry',
  ),
  card(
    'ACTIVE',
    'CCCD_QR',
    'NOT_FOUND',
    (one) => chipQrWith(one, { personalId: neverGiven(one), oldIdNumber: null }),
    'Số định danh không có trong dữ liệu',
    'Number not on record',
  ),
  card(
    'ACTIVE',
    null,
    'UNREADABLE',
    (one) => chipQr(one)?.split('|').slice(0, 4).join('|') ?? null,
    'Quét thiếu, không đọc được',
    'Scan cut off, cannot be read',
  ),
  card(
    'ACTIVE',
    'CCCD_QR',
    'MATCHED',
    (one) => chipQrWith(one, { fullName: withoutMarks(one.fullName).toUpperCase() }),
    'Họ tên mất dấu vẫn khớp',
    'Name without marks still matches',
  ),
  card('EXPIRED', 'CCCD_QR', 'MATCHED', chipQr, 'Thẻ BHYT hết hạn', 'Insurance expired'),
  card('REVOKED', 'CCCD_QR', 'MATCHED', chipQr, 'Thẻ BHYT đã thu hồi', 'Insurance card revoked'),
  card('REDUCED', 'CCCD_QR', 'MATCHED', chipQr, 'Thẻ BHYT báo giảm', 'Insurance reduced: no longer paid for'),
  card('NO_COVERAGE', 'CCCD_QR', 'MATCHED', chipQr, 'Không có thẻ BHYT', 'No insurance'),
  card(
    'REPLACED_RUNNING',
    'CCCD_QR',
    'MATCHED',
    chipQr,
    'Đã cấp thẻ BHYT mới, thẻ cũ còn hạn (004)',
    'New card issued, former one still running (004)',
  ),
  card(
    'REPLACED_OVER',
    'CCCD_QR',
    'MATCHED',
    chipQr,
    'Đã cấp thẻ BHYT mới, thẻ cũ hết hạn (003)',
    'New card issued, former one over (003)',
  ),
  card('SEVERAL_CARDS', 'CCCD_QR', 'MATCHED', chipQr, 'Có nhiều thẻ BHYT', 'Several insurance cards'),
  card(
    'FORMER_ID',
    'CCCD_QR',
    'MATCHED',
    (one) => one.formerId && chipQrWith(one, { personalId: one.formerId }),
    'Thẻ cũ mang số định danh đã hủy',
    'Older card with a cancelled personal ID',
  ),
  card(
    'FORMER_ID',
    'CAN_CUOC_QR',
    'MATCHED',
    canCuocQr,
    'Thẻ căn cước ghi số định danh đã hủy',
    'Căn cước that names the cancelled personal ID',
  ),
  card('YEAR_ONLY', 'CCCD_QR', 'MATCHED', chipQr, 'Chỉ biết năm sinh', 'Only the year of birth is known'),
  card('MINORITY', 'CCCD_QR', 'MATCHED', chipQr, 'Họ tên dân tộc thiểu số', 'Name of an ethnic minority'),
  card('PENSIONER', 'CCCD_QR', 'MATCHED', chipQr, 'Người hưởng lương hưu', 'Pensioner'),
  card('POOR', 'CCCD_QR', 'MATCHED', chipQr, 'Hộ nghèo', 'Poor household'),
  card('DECEASED', 'CCCD_QR', 'MATCHED', chipQr, 'Người đã chết', 'Deceased'),
];
