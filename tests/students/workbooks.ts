import { zipSync } from 'fflate';
import writeWorkbook from 'write-excel-file/node';

type Value = string | number | null;

/** A workbook as a spreadsheet program writes one: numbers are numbers, texts are texts. */
export function workbookOf(rows: readonly (readonly Value[])[], sheet = 'Danh sách'): Promise<Buffer> {
  const cells = rows.map((row) =>
    row.map((value) => {
      if (value === null) return null;
      return typeof value === 'number' ? { type: Number, value } : { type: String, value };
    }),
  );
  return writeWorkbook(cells, { sheet }).toBuffer();
}

const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A workbook by hand, part by part: `sheet` is what stands in its sheet, `parts` go besides or instead. */
export function workbookByHand(
  sheet: string,
  { book = '', parts = {} }: { book?: string; parts?: Record<string, string | Uint8Array> } = {},
): Buffer {
  const texts: Record<string, string | Uint8Array> = {
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="${main}" xmlns:r="${relationship}">${book}<sheets><sheet name="Một" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="${relationship}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...parts,
  };
  const encoder = new TextEncoder();
  const files = Object.entries(texts).map(([name, text]) => [
    name,
    typeof text === 'string' ? encoder.encode(text) : text,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 9 }));
}

export const sheetOf = (rows: string): string =>
  `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`;
