import type pg from 'pg';
import type { Run } from '../run-store.js';
import { type Found, type FoundCandidate, findingsAfter, keyOfFinding } from './findings.js';
import { type Cell, type Sheet, writeWorkbook } from './sheet-writer.js';
import { summaryOf } from './summary.js';

/** As many as a sheet of Excel has, the header among them. */
const MOST_ROWS = 1_048_576;
const PAGE = 2_000;

const HEADER = [
  ...['Mã số', 'Dòng', 'Kết quả', 'Số định danh', 'Điểm (bit)', 'Nguyên nhân', 'Số định danh trong hồ sơ'],
  ...['Số CMND trong hồ sơ', 'Họ tên trong hồ sơ', 'Ngày sinh trong hồ sơ', 'Giới tính', 'Địa chỉ', 'Đơn vị'],
  ...['Nơi cấp', 'Ứng viên 1', 'Vì sao 1', 'Ứng viên 2', 'Vì sao 2', 'Ứng viên 3', 'Vì sao 3'],
];

/** The summary and what is to be looked at as an Excel workbook; beyond a sheet's rows it is the CSV that has the rest. */
export function writeFindings(path: string, db: pg.Pool, run: Run): Promise<void> {
  const sheets: Sheet[] = [
    { name: 'Tổng hợp', rows: summaryRows(run) },
    { name: 'Cần xử lý', rows: findingRows(db, run.runId) },
  ];
  return writeWorkbook(path, sheets);
}

async function* summaryRows(run: Run): AsyncGenerator<readonly Cell[]> {
  const { outcomes, causes, source, registry, versions, rows, rejected, finishedAt } = summaryOf(run);
  yield ['Đợt rà soát', run.runId];
  yield ['CSDL chuyên ngành', run.sector];
  yield ['Nguồn', source.file];
  yield ['SHA-256', source.sha256];
  yield ['Số dòng', rows];
  yield ['Số dòng bị loại', rejected];
  yield ['Dân cư tính đến', registry?.syncedAt ?? null];
  yield ['Số người trong CSDL dân cư', registry?.residents ?? null];
  yield ['Phiên bản', `${versions.hub} / ${versions.engine} / ${versions.keys}`];
  yield ['Hoàn thành lúc', finishedAt];
  yield [];
  for (const [outcome, count] of Object.entries(outcomes)) yield [outcome, count];
  yield [];
  for (const [cause, count] of Object.entries(causes)) yield [cause, count];
}

async function* findingRows(db: pg.Pool, runId: number): AsyncGenerator<readonly Cell[]> {
  yield HEADER;
  let [after, left]: [string | null, number] = [null, MOST_ROWS - 1];
  while (left > 0) {
    const found: Found[] = await findingsAfter(db, runId, {}, { first: Math.min(PAGE, left), after });
    const page = found.slice(0, Math.min(PAGE, left));
    for (const one of page) yield rowOf(one);
    if (found.length === page.length) return;
    left -= page.length;
    after = keyOfFinding(page.at(-1)!);
  }
}

function rowOf({
  sectorNo,
  line,
  outcome,
  personalId,
  score,
  causes,
  stated,
  extras,
  candidates,
}: Found): Cell[] {
  return [
    ...[sectorNo, line, outcome, personalId, rounded(score), causes.join('; ')],
    ...[
      stated.personalId,
      stated.oldIdNumber,
      stated.fullName,
      stated.dateOfBirth,
      stated.gender,
      stated.address,
    ],
    ...[extras.employer ?? null, extras.issuing_office ?? null],
    ...[0, 1, 2].flatMap((at) => candidateCells(candidates[at])),
  ];
}

function candidateCells(candidate: FoundCandidate | undefined): Cell[] {
  if (!candidate) return [null, null];
  const { prior: _prior, ...bits } = candidate.bits;
  const shares = Object.entries(bits).map(([field, share]) => `${field} ${rounded(share)}`);
  return [candidate.personalId, `${rounded(candidate.score)}: ${shares.join(', ')}`];
}

const rounded = (bits: number | null) => (bits === null ? null : Math.round(bits * 10) / 10);
