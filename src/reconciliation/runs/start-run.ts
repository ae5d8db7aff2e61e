import { badField, requireText } from '../../access/input.js';
import type { RequestContext } from '../../context.js';
import { HubError } from '../../domain/errors.js';
import { type Run, runOf } from '../run-store.js';
import { requestRun } from './run-request-store.js';
import type { StartReconciliationInput } from './run-types.js';
import { findUpload } from './upload-store.js';
import { unopened } from './view-source.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST_HEADER = 200;

/** Whether a file may have this id at all. */
export const isUploadId = (id: string): boolean => UUID.test(id);

/**
 * Asks for a run of the caller's agency: of the members that it manages, as the sector's contract view or a file that
 * it sent in has them. The gateway takes it up outside this request.
 * @throws HubError BAD_USER_INPUT naming the field, NOT_FOUND for a file that is not the agency's, CONFLICT where the
 * sector has a run under way
 */
export function startRun(ctx: RequestContext, input: StartReconciliationInput): Promise<Run> {
  const { sector, fileId, columns } = input;
  const view = ctx.hub.reconciled.get(sector)?.view;
  if (!view) throw badField('sector', [...ctx.hub.reconciled.keys()]);
  const { code, units } = ctx.caller.agency;
  if (units.length === 0) throw new HubError('FORBIDDEN', { units: 'NONE' });
  if (fileId && !isUploadId(fileId)) throw new HubError('NOT_FOUND');
  if (columns && !fileId) throw badField('columns');
  const mapping = columns ? mappingOf(columns) : null;
  return ctx.write(input.idempotencyKey, input, async (client) => {
    const upload = fileId ? await findUpload(client, fileId, code) : null;
    if (fileId && !upload) throw new HubError('NOT_FOUND');
    if (upload?.bytes === 0) throw badField('fileId');
    const source = upload ? unopened('UPLOAD', upload.name, units) : unopened('VIEW', view, units);
    const runId = await requestRun(client, {
      ...{ sector, source, agency: code, officer: ctx.caller.officer, uploadId: upload?.id ?? null, mapping },
    });
    if (runId === null) throw isUnderWay();
    const after = { run: runId, source: source.kind };
    const change = { what: 'START_RECONCILIATION', target: sector, before: null, after };
    return { value: (await runOf(client, runId, code))!, change };
  });
}

/** @throws HubError BAD_USER_INPUT for a column named twice, or a name that cannot be one */
export function mappingOf(columns: NonNullable<StartReconciliationInput['columns']>): Record<string, string> {
  const mapping: Record<string, string> = {};
  for (const { column, header } of columns) {
    if (column in mapping) throw badField('columns');
    // A header may be broken into lines in its cell; white space is compared as one space.
    mapping[column] = requireText('columns', header.replace(/\s+/gu, ' '), LONGEST_HEADER);
  }
  return mapping;
}

const isUnderWay = () =>
  new HubError(
    'CONFLICT',
    { field: 'sector' },
    {
      vi: 'CSDL chuyên ngành này đang có một đợt rà soát. Chờ đợt đó xong, hoặc tạm dừng nó.',
      en: 'This sector has a reconciliation under way. Wait for it, or pause it.',
    },
  );
