import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import { requireText } from '../../../access/input.js';
import type { RequestContext } from '../../../context.js';
import { tuitionCode } from '../../../fees/fee-item.js';
import { ownSchool } from '../../../students/own-school.js';
import { type EducationFee, name } from '../adapter.js';
import { charge, classList } from '../class-list.js';
import { askAnew } from '../exemptions/turn-store.js';
import { onTheBooks } from '../payments/on-the-books.js';
import { withQr } from '../payments/order-with-qr.js';
import { School } from '../types.js';
import { requireClassName, requireItem, requireSchoolYear } from './checks.js';
import {
  ChargedFeeItem,
  ChargeFeeItemInput,
  ClassPaymentOrders,
  CloseFeeItemInput,
  FeeItem,
  OfClassInput,
  OpenFeeItemInput,
} from './types.js';

const given = (input: () => new () => object) => Arg('input', input);
const nobody = () => [];

/** What a school asks for, as rows with their days: a price that changes closes one and opens another. */
@Resolver(() => School)
export class FeeItemResolver {
  @FieldResolver(() => [FeeItem], {
    nullable: true,
    description: 'What is asked for in a school year. / Các khoản thu của trường.',
  })
  @Guarded('fee:read')
  async feeItems(
    @Root() school: School,
    @Arg('schoolYear', () => String) schoolYear: string,
    @Ctx() ctx: RequestContext,
  ): Promise<FeeItem[]> {
    const { findItems } = ctx.sectors.get<EducationFee>(name);
    return ctx.sectors.ask(name, findItems, {
      schoolCode: school.code,
      schoolYear: requireSchoolYear(schoolYear),
    });
  }

  @Mutation(() => FeeItem, { description: 'A new fee item. / Lập khoản thu.' })
  @Guarded('fee:write')
  openFeeItem(
    @given(() => OpenFeeItemInput) input: OpenFeeItemInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FeeItem> {
    const item = requireItem(input, ctx.today);
    return onTheBooks(
      ctx,
      input,
      'OPEN_FEE_ITEM',
      async (book, whose) => {
        const made = await book.openItem({ ...whose, key: input.idempotencyKey, ...item });
        return { made, changed: { itemId: made.itemId, amount: made.amount } };
      },
      nobody,
    );
  }

  @Mutation(() => FeeItem, { description: 'Ends a fee item on a day. / Đóng khoản thu.' })
  @Guarded('fee:write')
  closeFeeItem(
    @given(() => CloseFeeItemInput) input: CloseFeeItemInput,
    @Ctx() ctx: RequestContext,
  ): Promise<FeeItem> {
    const { endOn, idempotencyKey: key } = input;
    const itemId = requireText('itemId', input.itemId);
    const reason = requireText('reason', input.reason, 500);
    return onTheBooks(
      ctx,
      input,
      'CLOSE_FEE_ITEM',
      async (book, whose) => {
        const made = await book.closeItem({ ...whose, key, itemId, endOn, reason });
        return { made, changed: { itemId, endOn } };
      },
      nobody,
    );
  }

  @Mutation(() => ChargedFeeItem, {
    description: 'To each of a class who has not got it. / Giao khoản thu cho cả lớp.',
  })
  @Guarded('fee:write')
  chargeFeeItem(
    @given(() => ChargeFeeItemInput) input: ChargeFeeItemInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ChargedFeeItem> {
    return forClass(ctx, input, 'CHARGE_FEE_ITEM', 'chargeItem');
  }

  @Mutation(() => ChargedFeeItem, {
    description: 'Takes it back where nothing was ordered or paid. / Thu hồi khoản đã giao cho lớp.',
  })
  @Guarded('fee:write')
  unchargeFeeItem(
    @given(() => ChargeFeeItemInput) input: ChargeFeeItemInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ChargedFeeItem> {
    return forClass(ctx, input, 'UNCHARGE_FEE_ITEM', 'unchargeItem');
  }

  @Mutation(() => ClassPaymentOrders, {
    description: 'An order of each pupil of a class for all he owes. / Lập yêu cầu thanh toán cho cả lớp.',
  })
  @Guarded('fee:write')
  async requestClassPayments(
    @given(() => OfClassInput) input: OfClassInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ClassPaymentOrders> {
    const schoolYear = requireSchoolYear(input.schoolYear);
    const className = requireClassName(input.className);
    const schoolCode = ownSchool(ctx, input.schoolCode);
    await charge(await classList(ctx, { schoolCode, schoolYear, className }), ctx);
    const { orders, leftOut } = await onTheBooks(
      ctx,
      input,
      'REQUEST_CLASS_PAYMENTS',
      async (book, whose) => {
        const made = await book.makeClassOrders({
          ...{ ...whose, key: input.idempotencyKey },
          ...{ schoolYear, className },
        });
        return { made, changed: { className, orders: made.orders.length } };
      },
      (made) => [...made.orders, ...made.leftOut],
    );
    return { orders: orders.map(withQr), leftOut };
  }
}

function forClass(
  ctx: RequestContext,
  input: ChargeFeeItemInput,
  what: string,
  act: 'chargeItem' | 'unchargeItem',
): Promise<ChargedFeeItem> {
  const { idempotencyKey: key } = input;
  const itemId = requireText('itemId', input.itemId);
  const className = requireClassName(input.className);
  return onTheBooks(
    ctx,
    input,
    what,
    async (book, whose, hub) => {
      const made = await book[act]({ ...whose, key, itemId, className });
      const { schoolCode } = whose;
      const { itemCode, schoolYear } = made.item;
      if (act === 'chargeItem' && itemCode === tuitionCode)
        await askAnew(hub, { schoolCode, schoolYear, className });
      return { made, changed: { itemId, className, charged: made.charged } };
    },
    nobody,
  );
}
