import { fileOf, finished, hub, insurance, membersOf, runOf, send, start, useGateway } from './gateway.js';

useGateway();

const ask = async (query: string, variables: Record<string, unknown> = {}, agency = insurance) =>
  (await hub.ask(agency, 'RECONCILIATION', query, variables)).body;
const fileQuery = `query($id: ID!, $columns: [ReconciliationColumnInput!]) {
  reconciliationFile(id: $id, columns: $columns) {
    charset delimiter header columns { column header suggested } tried readable rejected { reason rows }
    first { sectorNo fullName dateOfBirth } refusalCode } }`;

describe('A file that was sent in', () => {
  it('is tried by its first rows before anybody is compared, and its columns are suggested', async () => {
    const members = await membersOf('01');
    const content = fileOf(members)
      .toString()
      .replace(
        'sector_no,personal_id,old_cmnd,full_name,dob',
        'Mã số BHXH,Số CCCD,Số CMND,Họ và tên,Ngày sinh',
      );
    const { fileId } = await send(Buffer.from(`${content}only,two\n`));
    const { data } = await ask(fileQuery, { id: fileId });
    expect(data.reconciliationFile).toMatchObject({ refusalCode: 'COLUMNS_MISSING', tried: 0, first: [] });
    const columns = data.reconciliationFile.columns
      .filter(({ suggested }: { suggested: string | null }) => suggested !== null)
      .map(({ column, suggested }: { column: string; suggested: string }) => ({ column, header: suggested }));
    expect(columns).toHaveLength(5);
    const again = await ask(fileQuery, { id: fileId, columns });
    const rows = Math.min(1_000, members.length + 1);
    expect(again.data.reconciliationFile).toMatchObject({
      ...{ charset: 'utf-8', delimiter: ',', refusalCode: null, tried: rows, readable: rows - 1 },
      rejected: [{ reason: 'TOO_FEW_CELLS', rows: 1 }],
    });
    expect(again.data.reconciliationFile.first[0]).toEqual({
      sectorNo: members[0]!.sector_no,
      fullName: members[0]!.full_name,
      dateOfBirth: members[0]!.birth_date,
    });
  });

  it('is tried one at a time: who asks for many trials at once is refused the rest', async () => {
    const { fileId } = await send(fileOf(await membersOf('01')));
    const trials = Array.from({ length: 10 }, (_, n) => `t${n}: reconciliationFile(id: $id) { tried }`);
    const { data, errors } = await ask(`query($id: ID!) { ${trials.join(' ')} }`, { id: fileId });
    expect(Object.values(data).filter((one) => one !== null)).toHaveLength(4);
    expect(errors.map((one: { extensions: { code: string } }) => one.extensions.code)).toEqual(
      Array(6).fill('OVERLOADED'),
    );
  });

  it('is nobody else’s', async () => {
    const { fileId } = await send(fileOf(await membersOf('01')));
    expect((await ask(fileQuery, { id: '00000000-0000-4000-8000-000000000000' })).data).toEqual({
      reconciliationFile: null,
    });
    const refused = await ask(fileQuery, { id: fileId }, 'hospital.demo');
    expect(refused.errors[0].extensions.code).toMatch(/FORBIDDEN|PURPOSE_NOT_ALLOWED/);
  });
});

describe('Runs of an agency', () => {
  it('are listed, the latest first, a page at a time', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id } = runOf(await start({}));
      await finished(id);
      ids.unshift(id);
    }
    const query = `query($after: String) { reconciledSectors { name isCorrected }
      reconciliationRuns(first: 2, after: $after) { nodes { id state } pageInfo { hasNextPage endCursor } } }`;
    const { data } = await ask(query);
    expect(data.reconciledSectors[0]).toEqual({ name: 'social-security', isCorrected: true });
    const { nodes, pageInfo } = data.reconciliationRuns;
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2));
    const rest = (await ask(query, { after: pageInfo.endCursor })).data.reconciliationRuns;
    expect(rest.nodes[0].id).toBe(ids[2]);
    const wrong = await ask(query, { after: 'eA' });
    expect(wrong.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});
