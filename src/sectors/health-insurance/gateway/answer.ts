import { type AnswerField, answerFields } from '../../../domain/bhxh-gateway.js';

/** An answer of the lookup: its code as it came, and every field that says something. */
export interface GatewayAnswer {
  code: string;
  /** Its own sentence (ghi chú). */
  sentence: string | null;
  fields: Readonly<Partial<Record<AnswerField, string>>>;
}

/** Names that stand for others in answers and software of several years; the rest differs in case and underscores only. */
const otherNames: Readonly<Record<string, AnswerField>> = {
  ngaydusnam: 'ngayDu5Nam',
  makhuvuc: 'maKV',
  mathebhyt: 'maThe',
  giatrithetu: 'gtTheTu',
  giatritheden: 'gtTheDen',
};
const fieldOf = new Map<string, AnswerField>([
  ...answerFields.map((name) => [folded(name), name] as const),
  ...Object.entries(otherNames),
]);

/** The answer in whatever spelling of its fields; null where it is none of the portal's. HTTP 401 needs no body. */
export function readAnswer(status: number, json: unknown): GatewayAnswer | null {
  const unauthenticated = { code: '401', sentence: null, fields: {} };
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return status === 401 ? unauthenticated : null;
  const fields: Partial<Record<AnswerField, string>> = {};
  let code: string | null = null;
  let sentence: string | null = null;
  for (const [name, value] of Object.entries(json)) {
    const text = textOf(value);
    if (text === null) continue;
    const key = folded(name);
    if (key === 'maketqua') code = codeOf(text);
    else if (key === 'ghichu') sentence = text;
    else {
      const field = fieldOf.get(key);
      if (field) fields[field] ??= text;
    }
  }
  if (status === 401) return unauthenticated;
  return code === null ? null : { code, sentence, fields };
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Text or number as one line; null for nothing said. */
function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
  const line = text
    .slice(0, 500)
    .toWellFormed()
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return line === '' || line.toLowerCase() === 'null' ? null : line;
}

/** Three digits also where a number came (0 is 000); of what is no code the first letters, so that it is not lost. */
function codeOf(text: string): string {
  return /^\d{1,2}$/.test(text) ? text.padStart(3, '0') : text.slice(0, 20);
}
