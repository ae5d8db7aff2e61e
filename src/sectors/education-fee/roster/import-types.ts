import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { PageInfo } from '../../../graphql/page.js';
import { DateTimeScalar, PartialDateScalar, PersonalIdScalar } from '../../../graphql/scalars.js';
import { FieldVerdictType } from '../../../registry/field-verdict.js';
import { IdentificationOutcome } from '../../../registry/identification.js';
import type { RosterRun } from '../../../students/roster-store.js';

export enum RosterImportState {
  RUNNING = 'RUNNING',
  FINISHED = 'FINISHED',
}
registerEnumType(RosterImportState, {
  name: 'RosterImportState',
  description: 'How far a roster is. / Trạng thái kiểm tra danh sách.',
});

export enum RosterRegister {
  NEW = 'NEW',
  ENROLLED = 'ENROLLED',
  OTHER_CLASS = 'OTHER_CLASS',
  ENDED = 'ENDED',
  ENROLLED_NOW = 'ENROLLED_NOW',
  REFUSED = 'REFUSED',
}
registerEnumType(RosterRegister, {
  name: 'RosterRegister',
  description:
    'Where a pupil of a row stands in the school’s register. / Học sinh trong sổ đăng bộ của trường.',
});

@ObjectType('RosterColumn', { description: 'A column that was recognised. / Cột đã nhận ra.' })
@Guarded('enrolment:read')
export class RosterColumnType {
  @Field(() => String, { description: 'What it holds: fullName, dateOfBirth … / Nội dung.' })
  field!: string;
  @Field(() => String, { description: '`C`. / Tên cột trong bảng tính.' })
  letter!: string;
  @Field(() => String, { description: 'As it is called there. / Tiêu đề.' })
  header!: string;
}

@ObjectType('RosterNote', {
  description: 'What is wrong with a cell, or was set right. / Lỗi hoặc điều đã sửa ở một ô.',
})
@Guarded('enrolment:read')
export class RosterNoteType {
  @Field(() => String, { nullable: true, description: '`C12`; null for a column there is not. / Ô.' })
  cell!: string | null;
  @Field(() => String, { description: 'What the column holds. / Nội dung cột.' })
  field!: string;
  @Field(() => String, { description: 'A code, `NAME_MISSING`. / Mã.' })
  code!: string;
  @Field(() => String, { description: 'One sentence in the caller’s language. / Diễn giải.' })
  message!: string;
  @Field(() => Boolean, { description: 'Whether nobody is looked up for it. / Có chặn tra cứu không.' })
  blocks!: boolean;
}

@ObjectType('RosterRow', {
  description: 'A pupil of a roster: what it states, and the verdicts. / Một dòng của danh sách.',
})
@Guarded('enrolment:read')
export class RosterRowType {
  @Field(() => Int, { description: 'Row of the sheet, or line of the file. / Số dòng.' })
  row!: number;
  @Field(() => String, { description: 'As stated. / Họ và tên trong danh sách.' })
  fullName!: string;
  @Field(() => PartialDateScalar, { nullable: true, description: 'As stated. / Ngày sinh trong danh sách.' })
  dateOfBirth!: string | null;
  @Field(() => String, { description: 'As stated. / Lớp.' })
  className!: string;
  @Field(() => String, { nullable: true, description: 'As stated, set right. / Mã định danh Bộ GD&ĐT.' })
  moetCode!: string | null;
  @Field(() => PersonalIdScalar, {
    nullable: true,
    description: 'As stated, set right. / Số định danh cá nhân.',
  })
  personalId!: string | null;
  @Field(() => [RosterNoteType], { description: 'By cell. / Theo ô.' })
  notes!: RosterNoteType[];
  @Field(() => IdentificationOutcome, {
    nullable: true,
    description: 'Null before it was checked. / Kết quả.',
  })
  @Guarded('identity:verify')
  outcome!: IdentificationOutcome | null;
  @Field(() => [FieldVerdictType], { description: 'One a stated field. / Kết quả từng trường.' })
  @Guarded('identity:verify')
  verdicts!: FieldVerdictType[];
  @Field(() => RosterRegister, {
    nullable: true,
    description: 'In the school’s own register. / Trong sổ của trường.',
  })
  register!: RosterRegister | null;
  @Field(() => ID, { nullable: true, description: 'His enrolment there. / Mã số trong sổ đăng bộ.' })
  enrolmentId!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why the register did not take him. / Lý do không tiếp nhận.',
  })
  refused!: string | null;
}

@ObjectType({ description: 'A page of a roster. / Một trang danh sách.' })
@Guarded('enrolment:read')
export class RosterRowPage {
  @Field(() => [RosterRowType], { description: 'In the order of the file. / Theo thứ tự trong tệp.' })
  nodes!: RosterRowType[];
  @Field(() => PageInfo, { description: 'Where it ends. / Thông tin trang.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'How many rows came to this. / Số dòng theo kết quả.' })
@Guarded('enrolment:read')
export class RosterCount {
  @Field(() => IdentificationOutcome, { description: 'Outcome. / Kết quả.' })
  outcome!: IdentificationOutcome;
  @Field(() => RosterRegister, { nullable: true, description: 'In the register. / Trong sổ của trường.' })
  register!: RosterRegister | null;
  @Field(() => Int, { description: 'Rows. / Số dòng.' })
  count!: number;
}

@ObjectType({ description: 'A roster checked against the registry. / Kiểm tra danh sách học sinh.' })
@Guarded('enrolment:read')
export class RosterImport {
  constructor(
    readonly run: RosterRun,
    private readonly wait: number | null = null,
  ) {}

  @Field(() => ID, { description: 'Its number. / Mã lần kiểm tra.' })
  get id(): string {
    return this.run.id;
  }
  @Field(() => String, { description: 'School. / Mã trường.' })
  get schoolCode(): string {
    return this.run.schoolCode;
  }
  @Field(() => String, { description: '`2026-2027`. / Năm học.' })
  get schoolYear(): string {
    return this.run.schoolYear;
  }
  @Field(() => RosterImportState, { description: 'Whether rows are left to check. / Trạng thái.' })
  get state(): RosterImportState {
    return this.run.state as RosterImportState;
  }
  @Field(() => Boolean, {
    description: 'Whether new pupils who match are enrolled. / Có tiếp nhận học sinh mới không.',
  })
  get enrols(): boolean {
    return this.run.enrols;
  }
  @Field(() => String, { nullable: true, description: 'Of a workbook. / Tên trang tính.' })
  get sheet(): string | null {
    return this.run.sheet;
  }
  @Field(() => [RosterColumnType], { description: 'As they were understood. / Các cột đã nhận ra.' })
  get columns(): RosterColumnType[] {
    return this.run.columns;
  }
  @Field(() => Int, { description: 'Pupils in the file. / Số dòng.' })
  get rowCount(): number {
    return this.run.rowCount;
  }
  @Field(() => Int, { description: 'Of them checked; `from` of the next chunk. / Số dòng đã kiểm tra.' })
  get checkedCount(): number {
    return this.run.checkedCount;
  }
  @Field(() => DateTimeScalar, { description: 'When it began. / Thời điểm bắt đầu.' })
  get startedAt(): string {
    return this.run.startedAt;
  }
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the last row was checked. / Thời điểm xong.',
  })
  get finishedAt(): string | null {
    return this.run.finishedAt;
  }
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When its rows were dropped, after 30 days. / Thời điểm xóa các dòng.',
  })
  get forgottenAt(): string | null {
    return this.run.forgottenAt;
  }
  @Field(() => Int, {
    nullable: true,
    description: 'Of a chunk that waits for the quota: when to ask again. / Chờ bao lâu (hạn mức tra cứu).',
  })
  get retryAfterMs(): number | null {
    return this.wait;
  }
}

@InputType({ description: 'The next rows of a roster. / Kiểm tra tiếp các dòng.' })
export class ContinueRosterImportInput {
  @Field(() => String, {
    description: 'The same key and input again: the same answer. 8 to 100 characters. / Khóa chống lặp.',
  })
  idempotencyKey!: string;
  @Field(() => ID, { description: 'Which. / Mã lần kiểm tra.' })
  id!: string;
  @Field(() => Int, {
    description: 'Its `checkedCount`; another one changes nothing. / Số dòng đã kiểm tra.',
  })
  from!: number;
  @Field(() => Int, { defaultValue: 100, description: 'At most so many, 1 to 200. / Số dòng.' })
  rows!: number;
}
