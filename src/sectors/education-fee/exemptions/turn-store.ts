import type { Queryable } from '../../../database/transaction.js';
import type { ClassKey } from '../adapter.js';

/** A class whose turn it is, as one process has it for a while. */
export interface Turn extends ClassKey {
  /** Which turn it is: what is asked for meanwhile makes another. */
  asked: string;
}

/** What a class's exemptions rest on has changed: its turn is now. In whatever transaction the change is in. */
export async function askAnew(db: Queryable, { schoolCode, schoolYear, className }: ClassKey): Promise<void> {
  await db.query(
    `insert into exemption.turn as t (school_code, school_year, class_name) values ($1, $2, $3)
     on conflict (school_code, school_year, class_name) do update set due_at = now(), asked = t.asked + 1`,
    [schoolCode, schoolYear, className],
  );
}

/** The same for all classes of a school year that have turns. */
export async function askAllAnew(
  db: Queryable,
  { schoolCode, schoolYear }: Omit<ClassKey, 'className'>,
): Promise<void> {
  await db.query(
    'update exemption.turn set due_at = now(), asked = asked + 1 where school_code = $1 and school_year = $2',
    [schoolCode, schoolYear],
  );
}

/** Gives each of these classes a first turn; those that have turns keep theirs. */
export async function addTurns(db: Queryable, classes: readonly ClassKey[]): Promise<void> {
  await db.query(
    `insert into exemption.turn (school_code, school_year, class_name)
     select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing`,
    [
      classes.map(({ schoolCode }) => schoolCode),
      classes.map(({ schoolYear }) => schoolYear),
      classes.map(({ className }) => className),
    ],
  );
}

/** The class that has waited longest, lent to one process; null where none is due. A lease nobody ends comes again. */
export async function leaseTurn(db: Queryable, leaseMs: number): Promise<Turn | null> {
  const { rows } = await db.query<Turn>(
    `update exemption.turn t set due_at = now() + make_interval(secs => $1)
     from (select school_code, school_year, class_name from exemption.turn
           where due_at <= now() order by due_at limit 1 for update skip locked) due
     where t.school_code = due.school_code and t.school_year = due.school_year and t.class_name = due.class_name
     returning t.school_code as "schoolCode", t.school_year as "schoolYear", t.class_name as "className",
       t.asked::text as asked`,
    [leaseMs / 1000],
  );
  return rows[0] ?? null;
}

/** When its next turn is, unless it was asked for meanwhile. */
export async function putTurn(db: Queryable, turn: Turn, inMs: number): Promise<void> {
  await db.query(
    `update exemption.turn set due_at = now() + make_interval(secs => $5)
     where school_code = $1 and school_year = $2 and class_name = $3 and asked = $4`,
    [turn.schoolCode, turn.schoolYear, turn.className, turn.asked, inMs / 1000],
  );
}

/** No more turns, unless it was asked for meanwhile. */
export async function dropTurn(db: Queryable, turn: Turn): Promise<void> {
  await db.query(
    'delete from exemption.turn where school_code = $1 and school_year = $2 and class_name = $3 and asked = $4',
    [turn.schoolCode, turn.schoolYear, turn.className, turn.asked],
  );
}
