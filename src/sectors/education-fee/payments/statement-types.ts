import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { FeeInput } from './inputs.js';

@InputType({ description: 'A bank’s statement, or a part of it. / Sao kê ngân hàng.' })
export class ImportBankStatementInput extends FeeInput {
  @Field(() => String, {
    description:
      'CSV with its header, 10,000 characters; a longer one comes in parts, each with the header. / Nội dung tệp CSV.',
  })
  csv!: string;
}

@ObjectType({ description: 'A line that was not booked. / Dòng không ghi nhận.' })
@Guarded('fee:read')
export class StatementLineProblem {
  @Field(() => Int, { description: 'Of the file, the header included. / Số dòng trong tệp.' })
  line!: number;
  @Field(() => String, {
    description:
      'NO_BANK_REFERENCE, BAD_DATE, BAD_AMOUNT, REPEATED_REFERENCE; CONFLICT: booked with another amount or order. / Lý do.',
  })
  reason!: string;
  @Field(() => String, { nullable: true, description: 'Of a conflict. / Số tham chiếu của ngân hàng.' })
  bankReference!: string | null;
}

@ObjectType({ description: 'What came of a bank’s statement. / Kết quả nhập sao kê.' })
@Guarded('fee:read')
export class ImportedBankStatement {
  @Field(() => Int, { description: 'Booked now and matched to an order. / Đã khớp yêu cầu thanh toán.' })
  matched!: number;
  @Field(() => Int, { description: 'Booked now, waiting for a person. / Chờ đối chiếu.' })
  queued!: number;
  @Field(() => Int, { description: 'Booked before. / Đã ghi nhận từ trước.' })
  repeated!: number;
  @Field(() => Int, { description: 'Money going out: booked by nobody here. / Dòng tiền ra.' })
  outgoing!: number;
  @Field(() => [StatementLineProblem], { description: 'By line. / Các dòng có lỗi.' })
  problems!: StatementLineProblem[];
}
