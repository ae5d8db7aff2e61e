import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { DatabaseUrls } from '../../src/config/config.js';
import { types } from '../../src/database/postgres-types.js';
import { coverageOf, feesOf } from './worth.js';

/**
 * What the hub is measured against: the same answers as plainly as Node and pg can give them, and nothing else: no
 * framework, no GraphQL, no token, scope, remit or audit. It reads only the columns the answers show, through the
 * same contract views, and asks side by side whatever does not wait for another answer. What a card or a fee is worth
 * on a day comes from the sectors' own pure functions, so that both say the same.
 */
const fees = `(select coalesce(json_agg(json_build_object('feeId', f.fee_id, 'itemName', f.item_name,
    'period', f.period, 'amountDue', f.amount_due, 'amountExempt', f.amount_exempt, 'amountPaid', f.amount_paid,
    'dueOn', f.due_on) order by f.due_on, f.fee_id), '[]')
  from lienthong.fee f where f.enrolment_id = e.enrolment_id) as fees`;

const statements = {
  resident: `select r.full_name as "fullName", r.date_of_birth as "dateOfBirth", r.sex
    from lienthong.identifier i join lienthong.resident r on r.personal_id = i.personal_id where i.identifier = $1`,
  residentAtHome: `select r.full_name as "fullName", r.date_of_birth as "dateOfBirth", r.sex,
      a.address_line as "addressLine", a.unit_code as "unitCode", a.unit_valid_from as "unitValidFrom"
    from lienthong.identifier i join lienthong.resident r on r.personal_id = i.personal_id
    left join lienthong.residence a on a.personal_id = r.personal_id and a.kind = 'PERMANENT'
    where i.identifier = $1 order by a.since desc nulls last limit 1`,
  residents: `select i.identifier, r.full_name as "fullName", r.date_of_birth as "dateOfBirth"
    from lienthong.identifier i join lienthong.resident r on r.personal_id = i.personal_id
    where i.identifier = any($1::text[])`,
  coverages: `select c.card_number as "cardNumber", c.benefit_level as "benefitLevel", c.status,
      c.initial_facility as "initialFacility", c.start_on as "startOn", c.end_on as "endOn"
    from lienthong.coverage c where c.personal_id = $1 order by c.start_on desc, c.card_number`,
  school: 'select s.name from lienthong.school s where s.code = $1',
  classList: `select e.personal_id as "personalId", e.moet_code as "moetCode", e.status, ${fees}
    from lienthong.enrolment e where e.school_code = $1 and e.school_year = $2 and e.class_name = $3`,
  enrolments: `select e.school_year as "schoolYear", e.class_name as "className", e.status, ${fees}
    from lienthong.enrolment e where e.personal_id = $1 order by e.school_year desc, e.enrolment_id`,
  member: `select m.sector_no as "sectorNo", m.status, m.province_code as "provinceCode", m.joined_on as "joinedOn",
      m.months_contributed as "monthsContributed"
    from lienthong.member m where m.personal_id = $1 order by m.joined_on desc nulls last, m.sector_no limit 1`,
};

function answersFrom(urls: DatabaseUrls) {
  const ask = (url: string) => {
    const pool = new pg.Pool({ connectionString: url, max: 8, types, application_name: 'bare server' });
    return async (name: keyof typeof statements, ...values: unknown[]) =>
      (await pool.query({ name, text: statements[name], values })).rows;
  };
  const population = ask(urls.population);
  const health = ask(urls.healthInsurance);
  const education = ask(urls.educationFee);
  const social = ask(urls.socialSecurity);

  return {
    /** `{ card }`, the text of a CCCD: its holder and his best insurance card. */
    async desk({ card }: { card: string }) {
      const personalId = card.slice(0, 12);
      const [[resident], cards] = await Promise.all([
        population('resident', personalId),
        health('coverages', personalId),
      ]);
      return resident && { ...resident, coverage: coverageOf(cards) };
    },
    /** `{ school, year, name }`: a class, its pupils' names in the registry and their fees. */
    async class({ school, year, name }: { school: string; year: string; name: string }) {
      const [[found], pupils] = await Promise.all([
        education('school', school),
        education('classList', school, year, name),
      ]);
      const people = await population('residents', pupils.map((pupil) => pupil.personalId).filter(Boolean));
      const byId = new Map(people.map(({ identifier, ...person }) => [identifier, person]));
      const nodes = pupils.map(({ personalId, moetCode, status, ...pupil }) => ({
        ...{ moetCode, status, resident: byId.get(personalId) ?? null, fees: feesOf(pupil) },
      }));
      return found && { name: found.name, totalCount: pupils.length, nodes };
    },
    /** `{ id }`: one resident in the registry and all three sectors. */
    async profile({ id }: { id: string }) {
      const [[found], cards, enrolments, [membership]] = await Promise.all([
        population('residentAtHome', id),
        health('coverages', id),
        education('enrolments', id),
        social('member', id),
      ]);
      if (!found) return null;
      const { addressLine, unitCode, unitValidFrom, ...resident } = found;
      return {
        ...resident,
        permanentResidence: addressLine === null ? null : { addressLine, unitCode, unitValidFrom },
        coverage: coverageOf(cards),
        enrolments: enrolments.map((enrolment) => ({ ...enrolment, fees: feesOf(enrolment) })),
        membership: membership ?? null,
      };
    },
  };
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.once('error', reject);
  });
}

process.once('message', (urls: DatabaseUrls) => {
  const answers = answersFrom(urls);
  const server = createServer(async (request, response) => {
    try {
      const answer = answers[request.url!.slice(1) as keyof typeof answers];
      const body = JSON.stringify({ data: await answer(JSON.parse(await bodyOf(request))) });
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(500).end();
    }
  });
  server.listen(0, '127.0.0.1', () =>
    process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
  process.once('disconnect', () => process.exit());
});
