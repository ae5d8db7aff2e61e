import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Guarded } from '../../access/guarded.js';
import { inTurnByAgency } from '../../access/in-turn.js';
import type { RequestContext } from '../../context.js';
import { refusalWords } from '../refusal-words.js';
import { previewOf } from './file-preview.js';
import { ReconciliationFile } from './file-preview-types.js';
import { ReconciliationColumnInput } from './run-types.js';
import { isUploadId, mappingOf } from './start-run.js';
import { bytesOf, findUpload } from './upload-store.js';

/** A small workbook may unpack to hundreds of megabytes of texts: of an agency one is tried at a time, and so many wait. */
const inTurn = inTurnByAgency(3);

/** How a file would be read, before anybody is compared by it. */
@Resolver()
export class FilePreviewResolver {
  @Query(() => ReconciliationFile, {
    nullable: true,
    description:
      'How a file of the own agency would be read, by its first thousand rows; nobody is looked up. / Đọc thử tệp đã gửi.',
  })
  @Guarded('reconciliation:run')
  async reconciliationFile(
    @Arg('id', () => ID) id: string,
    @Arg('columns', () => [ReconciliationColumnInput], { nullable: true })
    columns: ReconciliationColumnInput[] | null,
    @Ctx() ctx: RequestContext,
  ): Promise<ReconciliationFile | null> {
    if (!isUploadId(id)) return null;
    const mapping = columns ? mappingOf(columns) : {};
    const agency = ctx.caller.agency.code;
    return inTurn(agency, () =>
      ctx.read(async (db) => {
        const upload = await findUpload(db, id, agency);
        if (!upload) return null;
        const bytes = bytesOf(db, ctx.keys, upload);
        const { refusal: wrong, ...preview } = await previewOf(bytes, mapping, ctx.units);
        const refusal =
          wrong && (ctx.language === 'vi' ? refusalWords(wrong.code, wrong.message) : wrong.message);
        const { name, bytes: size } = upload;
        return {
          ...preview,
          name,
          kilobytes: Math.ceil(size / 1_000),
          refusal,
          refusalCode: wrong?.code ?? null,
        };
      }),
    );
  }
}
