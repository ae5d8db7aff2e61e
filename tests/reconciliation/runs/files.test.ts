import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { addAgency } from '../../support/agencies.js';
import type { Answer } from '../../support/hub.js';
import {
  cluster,
  fileOf,
  finished,
  hub,
  insurance,
  look,
  membersOf,
  runOf,
  send,
  set,
  start,
  useGateway,
} from './gateway.js';

useGateway();

describe('a file that is sent in', () => {
  it('is reconciled, in parts too, and is gone with the end of its run', async () => {
    const members = await membersOf('01');
    const sent = await send(fileOf(members), { part: 1_000 });
    expect(sent).toMatchObject({ status: 200, body: { bytes: fileOf(members).length } });
    const run = await finished(runOf(await start({ fileId: sent.fileId })).id);
    expect(run).toMatchObject({ state: 'FINISHED', rowsRead: members.length, rowsRejected: 0 });
    expect(run.source).toMatchObject({ kind: 'UPLOAD', name: 'members.csv', charset: 'utf-8' });
    const left = await cluster.sql('hub', 'select from reconciliation.upload_part where upload_id = $1', [
      sent.fileId,
    ]);
    expect(left).toEqual([]);
  });

  it('lies encrypted', async () => {
    const content = fileOf(await membersOf('01'));
    const { fileId } = await send(content);
    const [part] = await cluster.sql<{ sealed: Buffer }>(
      'hub',
      'select sealed from reconciliation.upload_part where upload_id = $1',
      [fileId],
    );
    expect(part!.sealed.includes('sector_no')).toBe(false);
    expect(part!.sealed.length).toBe(content.length + 28);
  });

  it('has those set aside who are not the agency’s members', async () => {
    const [own, others] = [
      await membersOf('01'),
      await cluster.sql(
        'social_security',
        "select * from public.insured_person where province_code <> '01' limit 3",
      ),
    ];
    const { fileId } = await send(fileOf([...own, ...others]));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({
      state: 'FINISHED',
      rowsRead: own.length + others.length,
      rowsRejected: others.length,
    });
    const rejected = await cluster.sql(
      'hub',
      'select distinct reason from reconciliation.rejected where run_id = $1',
      [run.id],
    );
    expect(rejected).toEqual([{ reason: 'NOT_A_MEMBER' }]);
  });

  it('has rows set aside that state another person under a member’s number, a guess of any field among them', async () => {
    const own = await membersOf('01');
    const [stranger] = await cluster.sql<{ personal_id: string; full_name: string; birth_date: string }>(
      'social_security',
      "select * from public.insured_person where province_code <> '01' and personal_id is not null limit 1",
    );
    const { full_name, personal_id, birth_date } = stranger!;
    const numbered = own.filter((one) => one.personal_id && /^\d{4}-/.test(one.birth_date));
    const guesses = [
      { full_name, birth_date: birth_date.slice(0, 4), personal_id: '' },
      { full_name, birth_date, personal_id },
      { personal_id },
      { full_name },
      { birth_date },
      { birth_date: numbered[5]!.birth_date.slice(0, 4) },
      { personal_id: '' },
      { address: 'Phường Bến Thành, Thành phố Hồ Chí Minh' },
    ].map((guess, at) => ({ ...numbered[at]!, ...guess }));
    const rest = own.filter((one) => !guesses.some(({ sector_no }) => sector_no === one.sector_no));
    const { fileId } = await send(fileOf([...guesses, ...rest]));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({ state: 'FINISHED', rowsRejected: guesses.length });
    const rejected = await cluster.sql(
      'hub',
      'select line, reason from reconciliation.rejected where run_id = $1 order by line',
      [run.id],
    );
    expect(rejected).toEqual(guesses.map((_, at) => ({ line: at + 2, reason: 'NOT_AS_HELD' })));
    const found = await cluster.sql(
      'hub',
      'select from reconciliation.stated where run_id = $1 and sector_no = any($2)',
      [run.id, guesses.map(({ sector_no }) => sector_no)],
    );
    expect(found).toEqual([]);
  });

  it('takes a member who is stated as the sector holds him, written otherwise or with less beside', async () => {
    const own = await membersOf('01');
    const otherwise = own.map((one) => ({
      ...one,
      full_name: one.full_name.toUpperCase().normalize('NFD'),
      birth_date: one.birth_date.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3/$2/$1'),
      address: '',
    }));
    const { fileId } = await send(fileOf(otherwise));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({ state: 'FINISHED', rowsRead: own.length, rowsRejected: 0 });
  });

  it('without a header fails its run with a sentence that repeats nobody', async () => {
    const { fileId } = await send(
      Buffer.from('079 123 456 789,Nguyen Van Bi Lo,12/03/90\nb,Le Thi B,1980\n'),
    );
    const { id } = await finished(runOf(await start({ fileId })).id);
    const { refusal } = await look(id, insurance, { 'accept-language': 'en' });
    expect(refusal).toMatch(/^The first row is no header row/);
    expect(refusal).not.toMatch(/079|Nguyen|12\/03/);
  });

  it.each([
    'members 079123456789.csv',
    '079-123-456-789 Nguyen.csv',
    '0.7.9_123 456789',
    '０７９１２３４５６７８９',
  ])('is refused by the name %s, which may hold a person’s number', async (name) => {
    const { status, body } = await send(Buffer.from('a'), { name: encodeURIComponent(name) });
    expect({ status, body }).toMatchObject({
      ...{ status: 400, body: { errors: [{ extensions: { field: 'X-File-Name' } }] } },
    });
  });

  it('is one of five an agency, however many are sent at once; what a run left that is over is none', async () => {
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    const sent = await Promise.all(
      Array.from({ length: 10 }, () => send(Buffer.from('a,b\n1,2\n'), { agency: other })),
    );
    const taken = sent.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(5);
    for (const { body } of sent.filter(({ status }) => status !== 201))
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'FILES' } }] });
    // NOTE: held back by its sector's lock, so that no process clears up behind the run.
    const lock = new pg.Client({ connectionString: cluster.databases.urls.hubMatcher! });
    await lock.connect();
    await lock.query("select pg_advisory_lock(hashtextextended('reconcile social-security', 0))");
    try {
      const { id } = runOf(await start({ fileId: taken[0]!.fileId }, other));
      const again = () => send(Buffer.from('a'), { agency: other });
      expect((await again()).status).not.toBe(201);
      expect((await set(id, 'CANCEL', other)).body.data.setReconciliationState.state).toBe('CANCELLED');
      expect((await again()).status).toBe(201);
      expect((await again()).status).not.toBe(201);
    } finally {
      await lock.end();
    }
  });

  it('is read by other headers as the caller says', async () => {
    const [header, ...rows] = fileOf(await membersOf('01'))
      .toString()
      .split('\n');
    const content = Buffer.from([header!.replace('full_name', 'Họ và tên'), ...rows].join('\n'));
    const { fileId } = await send(content);
    const run = await finished(
      runOf(await start({ fileId, columns: [{ column: 'full_name', header: 'Họ và tên' }] })).id,
    );
    expect(run.state).toBe('FINISHED');
  });

  it('that cannot be read fails its run with a sentence in the caller’s language', async () => {
    const { fileId } = await send(Buffer.from('a,b\n1,2\n'));
    const run = await finished(runOf(await start({ fileId })).id);
    expect(run).toMatchObject({
      ...{ state: 'FAILED', refusalCode: 'COLUMNS_MISSING' },
      // In Vietnamese, and the particulars behind it.
      refusal: expect.stringMatching(/^Tệp thiếu cột.* \/ The file lacks the columns sector_no/),
    });
    const english = await look(run.id, insurance, { 'accept-language': 'en' });
    expect(english.refusal).toMatch(/^The file lacks the columns/);
  });

  it('that is empty is refused with a sentence of its own', async () => {
    const { status, body } = await send(Buffer.alloc(0));
    expect(status).toBe(400);
    expect((body as unknown as Answer['body']).errors[0]).toMatchObject({
      ...{
        message: expect.stringMatching(/^Tệp rỗng\./),
        extensions: { code: 'BAD_USER_INPUT', field: 'body' },
      },
    });
  });

  it('goes on where it broke off, and nowhere else', async () => {
    const content = fileOf(await membersOf('01'));
    const { fileId } = await send(content.subarray(0, 500));
    const patch = async (at: string, body: Buffer, agency = insurance) =>
      fetch(`${hub.url}/reconciliation/files/${fileId}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${await hub.token(agency)}`,
          ...{ 'x-purpose': 'RECONCILIATION', 'content-type': 'text/csv', 'upload-offset': at },
        },
        body,
      });
    const wrong = await patch('400', content.subarray(400, 600));
    expect(wrong.status).toBe(409);
    expect(((await wrong.json()) as Answer['body']).errors[0].extensions).toMatchObject({
      code: 'CONFLICT',
      bytes: 500,
    });
    expect((await patch('500', content.subarray(500, 600))).status).toBe(200);
    // What a broken line brings twice counts once.
    expect((await patch('500', content.subarray(500, 600))).status).toBe(200);
    expect((await patch('500', content.subarray(500, 610))).status).toBe(409);
    expect((await patch('x', content.subarray(0, 1))).status).toBe(400);
    const other = await addAgency(cluster, { kind: 'SOCIAL_INSURANCE', units: ['01'] });
    expect((await patch('600', content.subarray(600, 700), other)).status).toBe(404);
    expect((await start({ fileId }, other)).body.errors[0].extensions.code).toBe('NOT_FOUND');
  });

  it('is taken with a token, a purpose and the scope, and no other body than its bytes', async () => {
    const url = `${hub.url}/reconciliation/files`;
    const post = async (headers: Record<string, string>, body: string | Buffer = 'a') =>
      (await fetch(url, { method: 'POST', headers: { 'content-type': 'text/csv', ...headers }, body }))
        .status;
    const key = { 'idempotency-key': randomUUID(), 'x-purpose': 'RECONCILIATION' };
    const bearer = { authorization: `Bearer ${await hub.token(insurance)}` };
    expect(await post(key)).toBe(401);
    expect(await post({ ...bearer, 'idempotency-key': randomUUID() })).toBe(403);
    expect(await post({ ...key, authorization: `Bearer ${await hub.token('hospital.demo')}` })).toBe(403);
    expect(await post({ ...bearer, 'x-purpose': 'RECONCILIATION' })).toBe(400);
    expect(await post({ ...bearer, ...key, 'content-type': 'application/json' }, '{}')).toBe(400);
    expect(await post({ ...bearer, ...key, 'content-type': 'image/png' })).toBe(415);
    expect(await post({ ...bearer, ...key }, Buffer.alloc(9 * 1024 * 1024, 'a'))).toBe(413);
  });
});
