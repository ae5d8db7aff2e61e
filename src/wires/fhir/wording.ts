import type { Language } from '../../domain/language.js';
import type { IdentificationAnswer } from './documents.js';

/** The sentences that this wire has of its own. */
export interface Wording {
  identification: Readonly<Record<IdentificationAnswer['outcome'], string>>;
  differs: Readonly<Record<string, string>>;
  nobody: string;
  noCard: string;
}

const vi: Wording = {
  identification: {
    MATCHED: 'Không có người này trong phạm vi tra cứu.',
    PARTIAL: 'Số có trên hệ thống; cần nêu thêm họ tên và ngày sinh.',
    MISMATCHED: 'Thông tin đã nêu không khớp.',
    NOT_FOUND: 'Không tìm thấy người này.',
    UNREADABLE: 'Không đọc được mã đã quét.',
  },
  differs: {
    FULL_NAME: 'Họ tên không khớp.',
    DATE_OF_BIRTH: 'Ngày sinh không khớp.',
    SEX: 'Giới tính không khớp.',
  },
  nobody: 'Chưa xác định được người bệnh',
  noCard: 'Không có thẻ trên hệ thống',
};

const en: Wording = {
  identification: {
    MATCHED: 'There is nobody within your remit.',
    PARTIAL: 'The number is on record; state name and birth date too.',
    MISMATCHED: 'What was stated is not what is on record.',
    NOT_FOUND: 'Nobody was found.',
    UNREADABLE: 'What was scanned cannot be read.',
  },
  differs: {
    FULL_NAME: 'The name differs.',
    DATE_OF_BIRTH: 'The birth date differs.',
    SEX: 'The sex differs.',
  },
  nobody: 'Patient not identified',
  noCard: 'No card on record',
};

export const wording: Readonly<Record<Language, Wording>> = { vi, en };
