import { Field, ID, ObjectType } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { amountInWords } from '../../../domain/amount-in-words.js';
import type { Receipt } from '../../../fees/receipt.js';
import { receiptPage } from '../../../fees/receipt-page.js';
import { DateTimeScalar, DongScalar } from '../../../graphql/scalars.js';

@ObjectType({ description: 'A receipt of a school, without a number of a person. / Biên lai thu tiền.' })
@Guarded('fee:read')
export class FeeReceipt {
  constructor(private readonly receipt: Receipt) {}

  @Field(() => String, { description: 'Without a gap within a school and year. / Số biên lai.' })
  get receiptNo(): string {
    return this.receipt.receiptNo;
  }
  @Field(() => ID, { description: 'The payment. / Mã khoản thanh toán.' })
  get paymentId(): string {
    return this.receipt.paymentId;
  }
  @Field(() => DongScalar, { description: 'What was received. / Số tiền.' })
  get amount(): number {
    return this.receipt.amount;
  }
  @Field(() => String, { description: 'The same in words, Vietnamese. / Số tiền bằng chữ.' })
  get amountInWords(): string {
    return amountInWords(this.receipt.amount);
  }
  @Field(() => DateTimeScalar, { description: 'When it was issued. / Thời điểm lập.' })
  get issuedAt(): string {
    return this.receipt.issuedAt;
  }
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is void. / Thời điểm hủy.' })
  get voidedAt(): string | null {
    return this.receipt.voidedAt;
  }
  @Field(() => String, {
    description: 'A page to print, HTML in Vietnamese, with the pupil’s name and class. / Bản in HTML.',
  })
  @Guarded('enrolment:read')
  get html(): string {
    return receiptPage(this.receipt);
  }
}
