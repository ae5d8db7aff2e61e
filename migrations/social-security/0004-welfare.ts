import type { MigrationInterface, QueryRunner } from 'typeorm';

const VIEWS = [
  `CREATE VIEW lienthong.welfare_ground AS
     SELECT personal_id, class || '_HOUSEHOLD' AS ground, make_date(year, 1, 1) AS start_on,
            make_date(year, 12, 31) AS end_on
     FROM public.poor_household_member
     UNION ALL
     SELECT personal_id, 'ETHNIC_MINORITY', listed_on, delisted_on FROM public.minority_list
     UNION ALL
     SELECT personal_id, 'DISABILITY', issued_on, valid_until FROM public.disability_certificate
     UNION ALL
     SELECT personal_id, 'SOCIAL_ASSISTANCE', start_on, end_on FROM public.benefit_order
     WHERE kind = 'SOCIAL_ASSISTANCE' AND status <> 'SUSPENDED' AND personal_id IS NOT NULL`,
  `CREATE VIEW lienthong.hard_area AS
     SELECT unit_code, listed_on AS start_on, delisted_on AS end_on FROM public.hard_area_list`,
];

/**
 * Disability, lists of minority policy (chính sách dân tộc) and of communes of special difficulty, as the sample keeps
 * them. What of welfare may be weighed for a right by law, and no more: a ground and its days. Neither a degree of
 * disability nor a number of a decision leaves the agency.
 */
export class Welfare1764547200004 implements MigrationInterface {
  name = 'Welfare1764547200004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE public.minority_list (
        personal_id text COLLATE "C" PRIMARY KEY,
        listed_on date NOT NULL,
        delisted_on date
      )`);
    await runner.query(`
      CREATE TABLE public.disability_certificate (
        certificate_no text COLLATE "C" PRIMARY KEY,
        personal_id text COLLATE "C" NOT NULL,
        degree text NOT NULL CHECK (degree IN ('EXTREMELY_SEVERE', 'SEVERE', 'MILD')),
        issued_on date NOT NULL,
        valid_until date
      )`);
    await runner.query(
      'CREATE INDEX disability_certificate_by_person ON public.disability_certificate (personal_id)',
    );
    await runner.query(`
      CREATE TABLE public.hard_area_list (
        unit_code text COLLATE "C" NOT NULL CHECK (unit_code ~ '^[0-9]{5}$'),
        listed_on date NOT NULL,
        delisted_on date,
        decision_no text NOT NULL,
        PRIMARY KEY (unit_code, listed_on)
      )`);
    for (const view of VIEWS) await runner.query(view);
    await runner.query('GRANT SELECT ON lienthong.welfare_ground, lienthong.hard_area TO lienthong_reader');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP VIEW lienthong.hard_area, lienthong.welfare_ground;
      DROP TABLE public.hard_area_list, public.disability_certificate, public.minority_list`);
  }
}
