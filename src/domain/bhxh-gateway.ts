/**
 * Words of the lookup that the social-insurance portal answers (cổng giám định BHXH, note of 2024-06-20): one list for
 * the wire that answers like the portal and for the source that asks one.
 */

/** Every name that software in use calls the lookup by; the newest first. One request and answer under all. */
export const lookupNames = [
  'KQNhanLichSuKCB2024',
  'KQNhanLichSuKCB2019',
  'KQNhanLichSuKCB2018',
  'NhanLichSuKCB2018',
] as const;

/** The fields that say something of the card or the person, in their order; beside them stand code, sentence and lists. */
export const answerFields = [
  ...(['maThe', 'hoTen', 'ngaySinh', 'gioiTinh', 'diaChi', 'maDKBD', 'cqBHXH'] as const),
  ...(['gtTheTu', 'gtTheDen', 'maKV', 'ngayDu5Nam', 'maSoBHXH', 'maTheCu', 'maTheMoi'] as const),
  ...(['gtTheTuMoi', 'gtTheDenMoi', 'maDKBDMoi', 'tenDKBDMoi'] as const),
];

export type AnswerField = (typeof answerFields)[number];
