import { HubError } from '../domain/errors.js';
import type { Caller, Reason } from './caller.js';
import { kinds, type Purpose } from './kinds.js';
import { requireNoPersonalId } from './somebodys-number.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Purpose, case and emergency reason from the headers, in the order they are checked.
 *
 * A kind with a single purpose of its own (SELF, INSPECTION, OPERATION) need not repeat it. `purpose` stays null when
 * none is stated: `requirePurpose` decides whether that is allowed.
 * @throws HubError PURPOSE_NOT_ALLOWED, BAD_USER_INPUT (`header` names the one that is wrong)
 */
export function parseReason(headers: Headers, caller: Caller): Reason {
  const kind = kinds[caller.agency.kind];
  const stated = one(headers, 'x-purpose');
  const implied = kind.purposes.length === 1 && !kind.caseRequired ? kind.purposes[0]! : null;
  const purpose = stated === null ? implied : (stated.toUpperCase() as Purpose);
  if (purpose !== null && !kind.purposes.includes(purpose)) {
    throw new HubError('PURPOSE_NOT_ALLOWED', { allowed: kind.purposes });
  }
  const given = asSent(headers, 'X-Case-Reference');
  const caseReference = given === null ? null : (decode(given)?.trim() ?? given);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are refused
  if (caseReference !== null && (caseReference.length > 100 || /[\u0000-\u001f\u007f]/.test(caseReference))) {
    throw badHeader('X-Case-Reference');
  }
  if (caseReference !== null && caller.agency.isCase?.(caseReference) === false) {
    throw badForm(caller.agency.isCase.pattern);
  }
  if (caseReference !== null) requireNoPersonalId(caseReference, caseWords, { header: 'X-Case-Reference' });
  let emergencyReason: string | null = null;
  if (purpose === 'EMERGENCY') {
    emergencyReason = (decode(asSent(headers, 'X-Emergency-Reason') ?? '') ?? '').trim();
    const length = [...emergencyReason].length;
    if (length < 10 || length > 500) throw badHeader('X-Emergency-Reason');
  }
  return { purpose, caseReference, emergencyReason };
}

/**
 * Refuses an operation that needs a reason and has none.
 * @throws HubError PURPOSE_REQUIRED, BAD_USER_INPUT
 */
export function requireReason(reason: Reason, caller: Caller): Purpose {
  const kind = kinds[caller.agency.kind];
  if (reason.purpose === null) throw new HubError('PURPOSE_REQUIRED', { allowed: kind.purposes });
  // Whom an emergency brings in has no case yet, so what an agency demands of itself waits; its kind's rule does not.
  const needsCase = kind.caseRequired || (caller.agency.caseRequired && reason.purpose !== 'EMERGENCY');
  if (needsCase && !reason.caseReference) throw badHeader('X-Case-Reference');
  return reason.purpose;
}

function one(headers: Headers, name: string): string | null {
  const value = headers[name];
  const text = Array.isArray(value) ? value[0] : value;
  return text?.trim() ? text.trim() : null;
}

/**
 * A header that goes on record: of bytes beyond ASCII nobody can say what letters they were.
 * @throws HubError BAD_USER_INPUT for such bytes
 */
function asSent(headers: Headers, header: string): string | null {
  const text = one(headers, header.toLowerCase());
  if (text === null || !/[\u0080-\uffff]/.test(text)) return text;
  throw new HubError(
    'BAD_USER_INPUT',
    { header, form: 'PERCENT_ENCODED' },
    {
      vi: `Hãy mã hóa phần trăm tiêu đề này (encodeURIComponent): ${header}.`,
      en: `Send this header percent-encoded (encodeURIComponent): ${header}.`,
    },
  );
}

/** Null for percent signs that are no encoding. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

const caseWords = {
  vi: 'Mã hồ sơ (X-Case-Reference)',
  en: 'The case reference (X-Case-Reference)',
};

function badForm(pattern: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    { header: 'X-Case-Reference', form: 'OF_THE_AGENCY', pattern },
    {
      vi: `Mã hồ sơ (X-Case-Reference) phải theo mẫu của cơ quan: ${pattern}`,
      en: `The case reference (X-Case-Reference) must have your agency’s form: ${pattern}`,
    },
  );
}

function badHeader(header: string, details: Record<string, unknown> = {}): HubError {
  const rule: Record<string, [string, string]> = {
    'X-Case-Reference': ['Cần mã hồ sơ hợp lệ', 'A valid case reference is needed'],
    'X-Emergency-Reason': [
      'Cần lý do khẩn cấp từ 10 đến 500 ký tự (mã hóa phần trăm)',
      'An emergency reason of 10 to 500 characters is needed (percent-encoded)',
    ],
  };
  const [vi, en] = rule[header]!;
  return new HubError(
    'BAD_USER_INPUT',
    { header, ...details },
    { vi: `${vi} (${header}).`, en: `${en} (${header}).` },
  );
}
