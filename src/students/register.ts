import type { Ask } from '../database/lane.js';
import { HubError, publicSentence } from '../domain/errors.js';
import type { Sentence } from '../domain/language.js';
import type { PartialDate } from '../domain/partial-date.js';
import type { Sex } from '../domain/sex.js';

/** Who writes, as the school's register names it (`agency/officer`), where, and the key by which it is done once. */
export interface Act {
  schoolCode: string;
  by: string;
  key: string;
}

/** Who a pupil is by the population registry. */
export interface PupilIdentity {
  personalId: string;
  fullName: string;
  dateOfBirth: PartialDate;
  sex: Sex;
}

export interface EnrolAct extends Act {
  pupil: PupilIdentity;
  schoolYear: string;
  className: string;
  moetCode: string | null;
  startOn: string;
}

export type EndStatus = 'TRANSFERRED' | 'LEFT' | 'GRADUATED';

export interface EndAct extends Act {
  enrolmentId: string;
  status: EndStatus;
  /** The last day he belongs to the school. */
  endOn: string;
  reason: string | null;
}

/** What is left out stays. `status` ENROLLED takes an ending back. */
export interface CorrectAct extends Act {
  enrolmentId: string;
  className?: string;
  moetCode?: string | null;
  status?: EndStatus | 'ENROLLED';
  endOn?: string;
  /** Who the pupil really is, as identified now. */
  pupil?: PupilIdentity;
  reason: string;
}

/** Why the register does not take an act; each is an `extensions.reason` (docs/students.md). */
export type RegisterRefusal =
  | 'NOT_FOUND'
  | 'NO_CLASS'
  | 'ENROLLED_ALREADY'
  | 'MOET_CODE_TAKEN'
  | 'ENDED_ALREADY'
  | 'BEFORE_START'
  | 'NOT_ENDED'
  | 'NOTHING_CHANGED'
  | 'CONFLICT';

/** An enrolment as it stands after an act; its fees are read where fees are. */
export interface Registered {
  enrolmentId: string;
  personalId: string | null;
  className: string;
  status: string;
  startOn: string;
  endOn: string | null;
}

type Answered = { outcome: 'DONE'; enrolment: Registered } | { outcome: RegisterRefusal };

/**
 * A school's own register (sổ đăng bộ), behind the contract functions of its database. Each act is done once there by
 * its key, however often it is asked for; a refusal leaves nothing behind. Nothing is ever deleted.
 */
export interface Register {
  /** Several pupils, aligned, in one transaction; a refusal is of that pupil alone. */
  enrol(acts: readonly EnrolAct[]): Promise<(Registered | RegisterRefusal)[]>;
  /** @throws HubError NOT_FOUND, CONFLICT with `reason` */
  end(act: EndAct): Promise<Registered>;
  /** @throws as `end` */
  correct(act: CorrectAct): Promise<Registered>;
}

/** The contract functions of a school's database, as `sectors check` looks for them. */
export const registerFunctions = ['enrol_pupil', 'end_enrolment', 'correct_enrolment'] as const;

/** One call of a contract function for each request, in order; aligned. */
export type CallRegister = <Answer>(
  act: { name: string; text: string },
  requests: readonly object[],
) => Promise<Answer[]>;

const [enrol, end, correct] = registerFunctions.map((name) => ({
  name,
  text: `select lienthong.${name}(asked.request) as answer
    from jsonb_array_elements($1::jsonb) with ordinality as asked(request, at) order by asked.at`,
}));

export function makeRegister(call: CallRegister): Register {
  const one = async (act: { name: string; text: string }, request: Act): Promise<Registered> => {
    const [answer] = await call<Answered>(act, [request]);
    if (answer!.outcome !== 'DONE') throw refusalOf(answer!.outcome);
    return answer!.enrolment;
  };
  return {
    async enrol(acts) {
      if (acts.length === 0) return [];
      const answers = await call<Answered>(enrol!, acts);
      return answers.map((answer) => (answer.outcome === 'DONE' ? answer.enrolment : answer.outcome));
    },
    end: (act) => one(end!, act),
    correct: (act) => one(correct!, act),
  };
}

const words: Readonly<Record<RegisterRefusal, Sentence>> = {
  NOT_FOUND: {
    vi: 'Không có trong sổ đăng bộ của trường.',
    en: 'The school’s register has no such enrolment.',
  },
  NO_CLASS: {
    vi: 'Trường không có lớp này trong năm học. Lập lớp trước, hoặc xem lại tên lớp.',
    en: 'The school has no such class in this school year. Set it up first, or check its name.',
  },
  ENROLLED_ALREADY: {
    vi: 'Học sinh đã có trong sổ đăng bộ năm học này.',
    en: 'The pupil is in the register of this school year already.',
  },
  MOET_CODE_TAKEN: {
    vi: 'Mã định danh Bộ GD&ĐT này đã ghi cho học sinh khác của trường.',
    en: 'The ministry’s pupil code stands for another pupil of the school.',
  },
  ENDED_ALREADY: {
    vi: 'Học sinh đã chuyển trường, thôi học hoặc tốt nghiệp. Dùng đính chính để sửa.',
    en: 'The enrolment has ended already. Correct it instead.',
  },
  BEFORE_START: { vi: 'Ngày cuối trước ngày vào học.', en: 'The last day is before the first.' },
  NOT_ENDED: {
    vi: 'Chuyển trường, thôi học hoặc tốt nghiệp phải có ngày cuối cùng tại trường.',
    en: 'Who is no longer enrolled has a last day: state it.',
  },
  NOTHING_CHANGED: { vi: 'Không có gì thay đổi so với sổ đăng bộ.', en: 'The register says so already.' },
  CONFLICT: {
    vi: 'Khóa chống lặp này đã dùng cho một việc khác trong sổ đăng bộ.',
    en: 'This key stands for another act in the register.',
  },
};

/** With its reason and what it says to the school's office. */
export function refusalOf(reason: RegisterRefusal): HubError {
  const code = reason === 'NOT_FOUND' || reason === 'NO_CLASS' ? 'NOT_FOUND' : 'CONFLICT';
  return new HubError(code, { reason }, words[reason] ?? publicSentence(code));
}

/** A pupil's line in the register of a school year: who, without fees. */
export interface RegisterLine {
  enrolmentId: string;
  schoolCode: string;
  schoolYear: string;
  className: string;
  moetCode: string | null;
  personalId: string | null;
  fullName: string;
  status: 'ENROLLED' | 'TRANSFERRED' | 'LEFT' | 'GRADUATED';
}

export interface YearKey {
  schoolCode: string;
  schoolYear: string;
}

/** The registers of schools, to read and to write in. */
export interface Registers {
  /** Whoever was in each school in a year, in the order of the register; aligned. @throws HubError SECTOR_UNAVAILABLE */
  readonly findRegister: Ask<YearKey, RegisterLine[]>;
  /** Null where the hub has no login that may write. */
  readonly register: Register | null;
}
