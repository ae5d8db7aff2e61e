import { foldName } from '../domain/person-name.js';
import type { MappedColumn, Mapping } from './columns.js';

/** What offices call the columns, folded; a guess that is shown and never taken by itself. */
const NAMES: Readonly<Record<MappedColumn, readonly string[]>> = {
  sector_no: [
    'ma so bhxh',
    'so so bhxh',
    'ma bhxh',
    'so bhxh',
    'ma so',
    'ma the',
    'so the bhyt',
    'ma so bhyt',
  ],
  personal_id: [
    'so cccd',
    'cccd',
    'so dinh danh ca nhan',
    'so dinh danh',
    'so can cuoc',
    'can cuoc cong dan',
    'can cuoc',
  ],
  old_cmnd: ['so cmnd', 'cmnd', 'cmt', 'so cmt', 'chung minh nhan dan', 'so chung minh nhan dan'],
  full_name: ['ho va ten', 'ho ten', 'ten', 'ho va ten nguoi tham gia', 'nguoi tham gia'],
  dob: ['ngay sinh', 'ngay thang nam sinh', 'nam sinh', 'ngay thang sinh'],
  gender: ['gioi tinh', 'phai', 'nam nu'],
  address: ['dia chi', 'noi cu tru', 'noi thuong tru', 'ho khau', 'dia chi thuong tru', 'noi o'],
  employer: ['don vi', 'ten don vi', 'ma don vi', 'noi lam viec', 'co quan'],
  issuing_office: ['noi cap', 'co quan cap', 'don vi cap', 'co quan bhxh', 'bhxh huyen'],
  commune: ['xa', 'phuong xa', 'xa phuong', 'ma xa'],
};

/** Which column of a header may be meant by which of ours, where one and only one is. */
export function suggestedMapping(header: readonly string[]): Mapping {
  const folded = header.map((name) => foldName(name.slice(0, 100).replace(/[^\p{L}\p{M}\d]+/gu, ' ')));
  const mapping: Mapping = {};
  for (const [column, names] of Object.entries(NAMES) as [MappedColumn, readonly string[]][]) {
    const places = folded.flatMap((name, at) =>
      name === column.replaceAll('_', ' ') || names.includes(name) ? [at] : [],
    );
    if (places.length === 1 && folded[places[0]!] !== column.replaceAll('_', ' '))
      mapping[column] = header[places[0]!]!.trim();
  }
  return mapping;
}
