import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Guarded } from '../../../access/guarded.js';
import type { RequestContext } from '../../../context.js';
import { HubError } from '../../../domain/errors.js';
import { parseBankStatement } from '../../../fees/bank-statement.js';
import type { FeeBook } from '../../../fees/fee-book.js';
import { type ImportedStatement, importStatement } from '../../../fees/import-statement.js';
import { type Concerns, onTheBooks } from './on-the-books.js';
import { ImportBankStatementInput, ImportedBankStatement } from './statement-types.js';

/** What the school's office does with the bank's file. */
@Resolver()
export class BankStatementMutation {
  @Mutation(() => ImportedBankStatement, {
    description: 'Books what came in by a statement, each line once. / Nhập sao kê ngân hàng.',
  })
  @Guarded('fee:write')
  async importBankStatement(
    @Arg('input', () => ImportBankStatementInput) input: ImportBankStatementInput,
    @Ctx() ctx: RequestContext,
  ): Promise<ImportedBankStatement> {
    const { csv: text } = input;
    const now = ctx.clock.now();
    requireStatement(text, now);
    const { result } = await onTheBooks(
      ctx,
      input,
      'IMPORT_BANK_STATEMENT',
      async (book, whose) => {
        const { noting, pupils } = noted(book);
        const done = await importStatement(noting, { ...whose, text, now });
        const { matched, queued } = done;
        return { made: { result: shown(done), pupils }, changed: { matched, queued } };
      },
      ({ pupils }) => pupils,
    );
    return result;
  }
}

/** NOTE: whatever the parser says of it; its sentences repeat what stands in the file. */
function requireStatement(text: string, now: number): void {
  try {
    parseBankStatement(text, now);
  } catch {
    throw new HubError('BAD_USER_INPUT', { field: 'csv', reason: 'NO_STATEMENT' });
  }
}

/** The same book, and whom what it booked concerns. */
function noted(book: FeeBook): { noting: Pick<FeeBook, 'record'>; pupils: Concerns[] } {
  const pupils: Concerns[] = [];
  const noting: Pick<FeeBook, 'record'> = {
    async record(notice) {
      const done = await book.record(notice);
      const { enrolmentId, personalId } = done.payment;
      pupils.push({ enrolmentId, personalId });
      return done;
    },
  };
  return { noting, pupils };
}

function shown({ conflicts, rejected, ...counts }: ImportedStatement): ImportedBankStatement {
  const problems = [
    ...rejected.map((one) => ({ ...one, bankReference: null })),
    ...conflicts.map((one) => ({ ...one, reason: 'CONFLICT' })),
  ];
  return { ...counts, problems: problems.sort((one, other) => one.line - other.line) };
}
