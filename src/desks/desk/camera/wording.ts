import type { Sentence } from '../../../domain/language.js';
import type { CameraProblem } from './cameras.js';

export const words = {
  camera: { vi: 'Máy ảnh', en: 'Camera' },
  title: { vi: 'Quét bằng máy ảnh', en: 'Scan with the camera' },
  opening: { vi: 'Đang mở máy ảnh…', en: 'Opening the camera…' },
  hold: {
    vi: 'Đưa mã QR trên thẻ vào giữa khung, cách máy ảnh 10 đến 20 cm, rồi giữ yên.',
    en: 'Hold the QR of the card into the middle of the picture, 10 to 20 cm away, and keep it still.',
  },
  picture: { vi: 'Hình ảnh từ máy ảnh', en: 'What the camera sees' },
  which: { vi: 'Chọn máy ảnh', en: 'Which camera' },
  nowhere: {
    vi: 'Hình ảnh chỉ được đọc trên máy này, không gửi đi và không lưu lại.',
    en: 'The picture is read on this computer alone; it is neither sent nor kept.',
  },
  stop: { vi: 'Tắt máy ảnh', en: 'Stop the camera' },
} as const satisfies Record<string, Sentence>;

export const problemNames: Readonly<Record<CameraProblem, { what: Sentence; act: Sentence }>> = {
  INSECURE: {
    what: { vi: 'Trang này không được mở qua https', en: 'This page was not opened by https' },
    act: {
      vi: 'Trình duyệt chỉ cho dùng máy ảnh khi địa chỉ bắt đầu bằng https://. Dùng máy quét hoặc nhập số; báo người vận hành hệ thống.',
      en: 'Browsers allow a camera only where the address begins with https://. Use a scanner or enter the number; tell whoever runs the hub.',
    },
  },
  REFUSED: {
    what: { vi: 'Trình duyệt không cho dùng máy ảnh', en: 'The browser does not allow the camera' },
    act: {
      vi: 'Bấm biểu tượng bên trái thanh địa chỉ, cho phép Máy ảnh, rồi bấm Thử lại. Vẫn có thể dùng máy quét hoặc nhập số.',
      en: 'Press the sign left of the address, allow Camera, then try again. A scanner or the number still works.',
    },
  },
  NO_CAMERA: {
    what: { vi: 'Không tìm thấy máy ảnh', en: 'There is no camera' },
    act: {
      vi: 'Cắm máy ảnh vào máy tính rồi bấm Thử lại, hoặc dùng máy quét, nhập số.',
      en: 'Connect a camera, then try again; or use a scanner, or enter the number.',
    },
  },
  BUSY: {
    what: { vi: 'Máy ảnh không mở được', en: 'The camera does not open' },
    act: {
      vi: 'Có thể chương trình khác đang dùng máy ảnh. Đóng chương trình đó rồi bấm Thử lại.',
      en: 'Another program may be using it. Close that one, then try again.',
    },
  },
  LOST: {
    what: { vi: 'Máy ảnh đã ngắt', en: 'The camera is gone' },
    act: {
      vi: 'Kiểm tra dây cắm và quyền dùng máy ảnh rồi bấm Thử lại.',
      en: 'Check its cable and whether it is still allowed, then try again.',
    },
  },
  NO_READER: {
    what: { vi: 'Không tải được phần đọc mã', en: 'The code reader could not be loaded' },
    act: {
      vi: 'Kiểm tra mạng của quầy rồi bấm Thử lại. Trình duyệt quá cũ hoặc bị chặn WebAssembly thì dùng máy quét.',
      en: 'Check this desk’s network, then try again. Where the browser is too old or WebAssembly is blocked, use a scanner.',
    },
  },
};
