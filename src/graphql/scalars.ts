import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { isLocalDate } from '../domain/local-date.js';
import { isDong } from '../domain/money.js';
import { parsePersonalId } from '../domain/personal-id.js';

/** A scalar written as a JSON string; `parse` answers the canonical text or null. Messages never repeat the value. */
function textScalar(
  name: string,
  description: string,
  parse: (text: string) => string | null,
): GraphQLScalarType {
  const fromOutside = (value: unknown): string => {
    const parsed = typeof value === 'string' ? parse(value) : null;
    if (parsed === null) {
      throw new GraphQLError(`This is not a ${name}.`, {
        extensions: { code: 'BAD_USER_INPUT', scalar: name },
      });
    }
    return parsed;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: String,
    parseValue: fromOutside,
    parseLiteral: (node: ValueNode) => fromOutside(node.kind === Kind.STRING ? node.value : null),
  });
}

export const PersonalIdScalar = textScalar(
  'PersonalId',
  'Personal identification number, 12 digits. / Số định danh cá nhân, 12 chữ số.',
  parsePersonalId,
);

export const LocalDateScalar = textScalar(
  'LocalDate',
  'A calendar day, `2026-01-31`. / Ngày theo lịch.',
  (text) => (isLocalDate(text) ? text : null),
);

export const PartialDateScalar = textScalar(
  'PartialDate',
  'A date as precisely as it is known: `1952`, `1952-07`, `1952-07-01`. / Ngày có thể chỉ biết năm hoặc tháng.',
  (text) => (/^\d{4}(-\d{2}){0,2}$/.test(text) ? text : null),
);

export const DateTimeScalar = textScalar(
  'DateTime',
  'A moment, RFC 3339 in UTC with Z. / Thời điểm theo giờ UTC.',
  (text) => (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null),
);

/** Whole đồng, a JSON integer within ±2^53. */
export const DongScalar = new GraphQLScalarType<number, number>({
  name: 'Dong',
  description: 'Vietnamese đồng, a whole number. / Số tiền, đồng Việt Nam, số nguyên.',
  serialize(value) {
    // What a source holds is not the caller's mistake: no BAD_USER_INPUT.
    if (!isDong(value)) throw new Error('A source holds an amount that is not a Dong.');
    return value;
  },
  parseValue: requireDong,
  parseLiteral: (node: ValueNode) => requireDong(node.kind === Kind.INT ? Number(node.value) : null),
});

function requireDong(value: unknown): number {
  if (!isDong(value)) {
    throw new GraphQLError('This is not a Dong.', { extensions: { code: 'BAD_USER_INPUT', scalar: 'Dong' } });
  }
  return value;
}
