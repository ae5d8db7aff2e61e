import type { FastifyRequest } from 'fastify';
import { badField, requireText } from '../../access/input.js';
import { type RosterField, type RosterMapping, rosterFields } from '../../students/roster-columns.js';
import type { RosterUpload } from '../../students/start-import.js';

const known = ['school', 'year', 'sheet', 'enrol', 'preview'];

/**
 * What a roster is sent with, in the address: `school`, `year`, `sheet`, `enrol`, `preview`, and `column.fullName` for a
 * column of another name. None of it names a person; the roster itself is the body.
 * @throws HubError BAD_USER_INPUT naming the parameter, never one that is not ours: its name could be a person's number
 */
export function askedIn({ query, body }: FastifyRequest): { upload: RosterUpload; isPreview: boolean } {
  const asked = query as Record<string, unknown>;
  for (const [name, value] of Object.entries(asked)) {
    const isColumn = name.startsWith('column.') && rosterFields.includes(name.slice(7) as RosterField);
    if (!known.includes(name) && !isColumn) throw badField('query', known);
    if (typeof value !== 'string') throw badField(name);
    requireText(name, value, 100);
  }
  const { school = null, year, sheet } = asked as Record<string, string | undefined>;
  if (year === undefined) throw badField('year');
  const columns = Object.entries(asked)
    .filter(([name]) => name.startsWith('column.'))
    .map(([name, header]) => [name.slice(7), header] as const);
  const mapping = columns.length > 0 ? (Object.fromEntries(columns) as RosterMapping) : null;
  if (!Buffer.isBuffer(body) || body.length === 0) throw badField('file');
  return {
    upload: {
      ...{ bytes: body, schoolCode: school, schoolYear: year, mapping, enrols: isSet(asked, 'enrol') },
      ...(sheet !== undefined && { sheet }),
    },
    isPreview: isSet(asked, 'preview'),
  };
}

/** @throws HubError BAD_USER_INPUT */
export function isSet(asked: Record<string, unknown>, name: 'preview' | 'enrol'): boolean {
  const value = asked[name] ?? 'false';
  if (value !== 'true' && value !== 'false') throw badField(name, ['true', 'false']);
  return value === 'true';
}
