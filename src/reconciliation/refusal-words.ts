/** Why an input is refused, in Vietnamese by its code; the English sentence says the particulars. */
const WORDS: Readonly<Record<string, string>> = {
  EMPTY: 'Tệp rỗng. Gửi tệp CSV có dòng tiêu đề.',
  NO_ROWS: 'Tệp chỉ có dòng tiêu đề, không có dòng dữ liệu. Gửi tệp có dữ liệu.',
  NO_HEADER: 'Dòng đầu không phải dòng tiêu đề. Thêm dòng đầu ghi tên các cột.',
  COLUMNS_MISSING: 'Tệp thiếu cột bắt buộc. Đặt lại tên cột hoặc chỉ rõ cột nào là cột nào.',
  COLUMN_TWICE: 'Có hai cột trùng tên. Đổi tên hoặc bỏ bớt một cột.',
  TOO_MANY_COLUMNS: 'Tệp có quá nhiều cột. Kiểm tra có đúng tệp không, hoặc bỏ các cột không cần.',
  WORKBOOK: 'Tệp Excel kiểu cũ hoặc có mật khẩu. Lưu lại thành "CSV UTF-8" rồi gửi.',
  WORKBOOK_DAMAGED: 'Tệp Excel bị hỏng hoặc có mật khẩu. Mở ra, lưu lại thành "CSV UTF-8" rồi gửi.',
  WORKBOOK_TOO_LARGE: 'Tệp Excel quá lớn khi giải nén. Lưu lại thành "CSV UTF-8" rồi gửi.',
  WORKBOOK_1904: 'Tệp Excel đếm ngày từ năm 1904. Lưu lại thành "CSV UTF-8" rồi gửi.',
  NO_SHEET: 'Tệp Excel không có trang nào hiển thị. Bỏ ẩn trang có dữ liệu rồi gửi lại.',
  BINARY: 'Tệp không phải văn bản. Lưu lại thành "CSV UTF-8" rồi gửi.',
  NO_LINES: 'Có dòng dài hơn một triệu ký tự. Gửi tệp CSV mỗi dòng một hồ sơ.',
  TOO_MANY_ROWS: 'Tệp có quá nhiều dòng. Kiểm tra có đúng tệp không, hoặc chia thành nhiều tệp.',
  RUBBISH:
    'Phần lớn dòng bị loại: không đọc được, không thuộc cơ quan hoặc khác với dữ liệu chuyên ngành. Kiểm tra lại tệp.',
  FILE_CHANGED: 'Tệp đã bị sửa trong khi rà soát. Chạy lại lệnh.',
  FILE_LOST: 'Tệp đã gửi không còn. Hãy gửi lại.',
  NOT_ALLOWED: 'Cơ quan không còn quyền rà soát.',
  INTERRUPTED: 'Đợt rà soát bị ngắt quá nhiều lần. Bắt đầu lại; nếu vẫn hỏng, hỏi đơn vị vận hành.',
};

/** In Vietnamese, and then the sentence with the particulars: lines, columns and counts are read in any language. */
export const refusalWords = (code: string, sentence: string): string =>
  `${WORDS[code] ?? 'Không đọc được dữ liệu gửi lên.'} / ${sentence}`;
