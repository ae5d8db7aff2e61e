import { WrongFile } from '../text-form.js';

export const damaged = (cause?: unknown) =>
  new WrongFile(
    'WORKBOOK_DAMAGED',
    'The Excel workbook is damaged or protected by a password. Open it, save it as "CSV UTF-8" and give that file.',
    { cause },
  );

export const tooLarge = () =>
  new WrongFile(
    'WORKBOOK_TOO_LARGE',
    'The Excel workbook unpacks to more than can be read. Save it as "CSV UTF-8" and give that file.',
  );
