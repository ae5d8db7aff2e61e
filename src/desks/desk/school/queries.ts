import type { Entry } from '../shell/use-outbox.js';

/** What the school's desk asks the hub; the shapes of what comes back stand beside each. */

export interface Verdict {
  field: string;
  verdict: string;
  reason: string | null;
}

export interface Fee {
  feeId: string;
  itemCode: string;
  itemName: string;
  period: string;
  amountDue: number;
  amountExempt: number;
  amountPaid: number;
  amountOutstanding: number;
  amountOverpaid: number;
  dueOn: string;
  status: 'DUE' | 'EXEMPT' | 'OVERDUE' | 'PAID' | 'PARTLY_PAID';
  exemption: { rate: number; ground: string; legalBasis: string | null } | null;
}

export interface Pupil {
  enrolmentId: string;
  className: string;
  fullName: string;
  dateOfBirth: string;
  moetCode: string | null;
  status: 'ENROLLED' | 'GRADUATED' | 'LEFT' | 'TRANSFERRED';
  endOn: string | null;
  awaitsTransfer: boolean;
  check: { outcome: string; problem: string | null; repairs: string[]; verdicts: Verdict[] } | null;
  resident: { personalId: string; fullName: string; dateOfBirth: string; sex: string; status: string } | null;
  fees: Fee[] | null;
}

export interface Classes {
  school: { code: string; name: string; classes: { name: string }[] } | null;
}

export const classesOfYear = `query SchoolClasses($code: String!, $year: String!) {
  school(code: $code) { code name classes(schoolYear: $year) { name } }
}`;

export interface ClassOf<P> {
  school: {
    name: string;
    class: {
      enrolments: { totalCount: number | null; pageInfo: { hasNextPage: boolean }; nodes: P[] };
    } | null;
  } | null;
}

const fee = `feeId itemCode itemName period amountDue amountExempt amountPaid amountOutstanding amountOverpaid dueOn status
  exemption { rate ground legalBasis }`;

/** A class with who everybody is and what everybody owes: one look. */
export const classList = `query SchoolClassList($code: String!, $year: String!, $name: String!) {
  school(code: $code) { name class(schoolYear: $year, name: $name) { enrolments(first: 200) {
    totalCount pageInfo { hasNextPage }
    nodes {
      enrolmentId className fullName dateOfBirth moetCode status endOn awaitsTransfer
      check { outcome problem repairs verdicts { field verdict reason } }
      resident { personalId fullName dateOfBirth sex status }
      fees { ${fee} }
    }
  } } }
}`;

export interface OwnFees {
  resident: { enrolments: { enrolmentId: string; fees: Fee[] | null }[] | null } | null;
}

/** One pupil's fees anew, after a payment: one look, where the class would be forty. */
export const feesOfOne = `query SchoolOwnFees($id: PersonalId!) {
  resident(personalId: $id) { enrolments { enrolmentId fees { ${fee} } } }
}`;

export interface Order {
  reference: string;
  amount: number;
  accountName: string;
  accountNo: string;
  bankName: string;
  qrText: string;
  qrSvg: string;
  pupilName: string | null;
  madeAt: string;
  lines: { feeId: string; itemName: string; period: string; amount: number }[];
}

const order = `reference amount accountName accountNo bankName qrText qrSvg pupilName madeAt
  lines { feeId itemName period amount }`;

export const requestPayment = `mutation SchoolOrder($input: RequestFeePaymentInput!) {
  requestFeePayment(input: $input) { ${order} }
}`;

export interface Payment {
  paymentId: string;
  receiptNo: string | null;
  status: 'MATCHED' | 'REFUNDED' | 'REVERSED' | 'UNMATCHED';
  amount: number;
  bankReference: string;
  method: string;
  orderReference: string | null;
  paidAt: string;
  credited: number;
  unmatched: number;
  refunded: number;
  allocations: { feeId: string; amount: number }[];
}

const payment = `paymentId receiptNo status amount bankReference method orderReference paidAt credited unmatched refunded
  allocations { feeId amount }`;

export const recordPayment = `mutation SchoolPayment($input: RecordFeePaymentInput!) {
  recordFeePayment(input: $input) { ${payment} }
}`;
export const assignPayment = `mutation SchoolAssign($input: AssignFeePaymentInput!) {
  assignFeePayment(input: $input) { ${payment} }
}`;
export const unassignPayment = `mutation SchoolUnassign($input: UnassignFeePaymentInput!) {
  unassignFeePayment(input: $input) { ${payment} }
}`;

export interface Receipt {
  receiptNo: string;
  amount: number;
  amountInWords: string;
  issuedAt: string;
  voidedAt: string | null;
}

export const receiptOf = `query SchoolReceipt($code: String!, $no: String!) {
  school(code: $code) { receipt(receiptNo: $no) { receiptNo amount amountInWords issuedAt voidedAt } }
}`;

export interface FeeItem {
  itemId: string;
  itemCode: string;
  itemName: string;
  period: string;
  amount: number;
  dueOn: string;
  startOn: string;
  endOn: string | null;
  charged: number;
  legalBasis: string | null;
}

const item = 'itemId itemCode itemName period amount dueOn startOn endOn charged legalBasis';

export const itemsOfYear = `query SchoolItems($code: String!, $year: String!) {
  school(code: $code) { feeItems(schoolYear: $year) { ${item} } }
}`;
export const openItem = `mutation SchoolOpenItem($input: OpenFeeItemInput!) { openFeeItem(input: $input) { ${item} } }`;
export const chargeItem = `mutation SchoolCharge($input: ChargeFeeItemInput!) {
  chargeFeeItem(input: $input) { charged before kept item { ${item} } }
}`;

export interface ClassOrders {
  orders: Order[];
  leftOut: { pupilName: string; reason: string }[];
}
export const requestOfClass = `mutation SchoolClassOrders($input: OfClassInput!) {
  requestClassPayments(input: $input) { orders { ${order} } leftOut { pupilName reason } }
}`;

export interface Statement {
  matched: number;
  queued: number;
  repeated: number;
  outgoing: number;
  problems: { line: number; reason: string; bankReference: string | null }[];
}
export const importStatement = `mutation SchoolStatement($input: ImportBankStatementInput!) {
  importBankStatement(input: $input) { matched queued repeated outgoing problems { line reason bankReference } }
}`;

export interface Money {
  school: {
    unmatchedPayments: {
      nodes: {
        paymentId: string;
        bankReference: string;
        amount: number;
        unmatched: number;
        paidAt: string;
        said: string | null;
        reason: string;
      }[];
      pageInfo: { hasNextPage: boolean };
    } | null;
    feePayments: { nodes: Payment[]; pageInfo: { hasNextPage: boolean } } | null;
  } | null;
}
export const moneyReceived = `query SchoolMoney($code: String!) {
  school(code: $code) {
    unmatchedPayments(first: 50) {
      nodes { paymentId bankReference amount unmatched paidAt said reason } pageInfo { hasNextPage }
    }
    feePayments(first: 30) { nodes { ${payment} } pageInfo { hasNextPage } }
  }
}`;

export interface Worked {
  rate: number;
  ground: string;
  legalBasis: string;
  restsOn: string[];
  asOf: string;
}
export type ExemptPupil = Pick<
  Pupil,
  'enrolmentId' | 'fullName' | 'dateOfBirth' | 'status' | 'awaitsTransfer'
> & {
  resident: { personalId: string } | null;
  exemption: Worked | null;
  fees: Pick<Fee, 'feeId' | 'itemCode' | 'amountExempt' | 'exemption'>[] | null;
};
export interface Contest {
  id: string;
  state: 'OPEN' | 'UPHELD' | 'CHANGED' | 'WITHDRAWN';
  contestedBy: string;
  askedOn: string;
  decideBy: string;
  isOverdue: boolean;
  schoolYear: string;
  until: string | null;
  decided: Worked | null;
  entries: { act: string; at: string; side: string; reason: string | null }[];
  resident: { personalId: string; fullName: string } | null;
}
const worked = 'rate ground legalBasis restsOn asOf';
const contest = `id state contestedBy askedOn decideBy isOverdue schoolYear until decided { ${worked} }
  entries { act at side reason }`;

export const classExemptions = `query SchoolExemptions($code: String!, $year: String!, $name: String!) {
  school(code: $code) { name class(schoolYear: $year, name: $name) { enrolments(first: 200) {
    totalCount pageInfo { hasNextPage }
    nodes {
      enrolmentId fullName dateOfBirth status awaitsTransfer resident { personalId }
      exemption { ${worked} }
      fees { feeId itemCode amountExempt exemption { rate ground legalBasis } }
    }
  } } }
}`;
export interface Contests {
  school: { exemptionContests: { nodes: Contest[] } | null } | null;
}
export const contestsOfSchool = `query SchoolContests($code: String!) {
  school(code: $code) {
    exemptionContests(first: 50) { nodes { ${contest} resident { personalId fullName } } }
  }
}`;
export const contestOne = `mutation SchoolContest($input: ContestExemptionInput!) {
  contestExemption(input: $input) { ${contest} }
}`;
export const withdrawContest = `mutation SchoolWithdraw($input: WithdrawExemptionContestInput!) {
  withdrawExemptionContest(input: $input) { ${contest} }
}`;
export interface Recomputed {
  right: number;
  byHand: number;
  unknown: number;
  changed: { feeId: string }[];
}
export const recompute = `mutation SchoolRecompute($input: OfClassInput!) {
  recomputeExemptions(input: $input) { right byHand unknown changed { feeId } }
}`;

/** What an act that was sent is about: words for the list of what waits, and whom, for this page alone. */
export interface About {
  what: 'ORDER' | 'PAYMENT' | 'CHARGE' | 'ITEM' | 'ORDERS' | 'STATEMENT' | 'ASSIGN' | 'UNASSIGN' | ContestAct;
  of: string;
}
type ContestAct = 'CONTEST' | 'WITHDRAW' | 'RECOMPUTE';

/** An act on its way to the hub. */
export type Act<Done = unknown> = Entry<About, Done>;
