import { NAME_REASONS, type NameReason } from '../../domain/person-name.js';
import type { Verdict, VerdictField } from '../../domain/verdict.js';

const FIELDS: Readonly<Record<string, VerdictField>> = {
  ...{ id: 'NUMBER', name: 'FULL_NAME', dob: 'DATE_OF_BIRTH', gender: 'SEX', address: 'ADDRESS' },
};

const LIGHTEST_DIFFERENCE = NAME_REASONS.indexOf('ORDER');

/** Classes that are not DIFFERENT; of the number, those that say something of its holder are SAME. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  ...{ 'dob:YEAR_ONLY': 'LESS_PRECISE', 'dob:MONTH_ONLY': 'LESS_PRECISE' },
  ...{
    'dob:MISSING': 'NOT_ON_RECORD',
    'dob:UNREADABLE': 'NOT_ON_RECORD',
    'dob:NOT_ON_RECORD': 'NOT_ON_RECORD',
  },
  ...{ 'id:MISSING': 'NOT_ON_RECORD', 'id:UNREADABLE': 'NOT_ON_RECORD' },
  ...{
    'id:OLD_NUMBER': 'SAME_NORMALISED',
    'id:WRITTEN_OTHERWISE': 'SAME_NORMALISED',
    'id:REPLACED': 'SAME_NORMALISED',
  },
  ...{ 'id:DECEASED': 'SAME', 'id:CANCELLED': 'SAME', 'id:CLAIMED_TWICE': 'SAME' },
};

/** What a cause of a finding (`name:ONE_LETTER`) says of which field, in the words of identification. */
export function verdictOfCause(cause: string): { field: VerdictField; verdict: Verdict; reason: string } {
  const [name = '', reason = ''] = cause.split(':');
  const field = FIELDS[name];
  if (!field) throw new RangeError('no cause of a finding');
  return { field, verdict: VERDICTS[cause] ?? ofName(name, reason), reason };
}

function ofName(field: string, reason: string): Verdict {
  const weight = field === 'name' ? NAME_REASONS.indexOf(reason as NameReason) : -1;
  return weight >= 0 && weight < LIGHTEST_DIFFERENCE ? 'SAME_NORMALISED' : 'DIFFERENT';
}
