import type { PrivateCluster } from '../faults/private-cluster.js';

/** Members of a province as its office would send them: other headers, semicolons, and a column as wide as is wished. */
export async function membersFile(cluster: PrivateCluster, { padding = 0 } = {}): Promise<Buffer> {
  const members = await cluster.sql<Record<string, string | null>>(
    'social_security',
    "select * from public.insured_person where province_code = '01' order by sector_no limit 400",
  );
  const rows = members.map((one) =>
    [
      ...[one.sector_no, one.personal_id ?? '', one.old_cmnd ?? '', one.full_name],
      ...[one.birth_date!.split('-').reverse().join('/'), '', `"${one.address}"`, 'x'.repeat(padding)],
    ].join(';'),
  );
  const header = 'Mã số BHXH;Số CCCD;Số CMND;Họ và tên;Ngày sinh;Giới tính;Địa chỉ;Ghi chú';
  return Buffer.from(`\ufeff${header}\r\n${rows.join('\r\n')}\r\n`);
}

/**
 * What an office gets wrong: middle names left out in one office’s records, many times over; and birth dates of some who
 * are paid a pension, which two officers decide.
 */
export async function spoilMembers(cluster: PrivateCluster): Promise<void> {
  await cluster.sql(
    'social_security',
    `update public.insured_person m
     set full_name = split_part(m.full_name, ' ', 1) || ' ' || reverse(split_part(reverse(m.full_name), ' ', 1)),
       employer_code = 'DV010001'
     from (select c.sector_no from public.insured_person c
       where c.province_code = '01' and c.personal_id is not null and c.full_name like '% % %'
         and not exists (select from public.benefit_order b where b.sector_no = c.sector_no)
       order by c.sector_no limit 70) spoilt where spoilt.sector_no = m.sector_no`,
  );
  await cluster.sql(
    'social_security',
    `with spoilt as (select c.sector_no from public.insured_person c
       where c.province_code = '01' and c.personal_id is not null and c.employer_code is distinct from 'DV010001'
       order by c.sector_no limit 6),
     paid as (insert into public.benefit_order (benefit_no, sector_no, kind, monthly_amount, start_on, status)
       select 'D' || s.sector_no, s.sector_no, 'PENSION', 5000000, '2020-01-01', 'ACTIVE' from spoilt s)
     update public.insured_person m set birth_date = '1961-02-03'
     from spoilt s where s.sector_no = m.sector_no`,
  );
}
