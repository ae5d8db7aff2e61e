import type { LookAnswer } from './documents.js';
import { differing, identificationIn } from './eligibility-response.js';
import { codes } from './systems.js';
import type { Wording } from './wording.js';

/** Where a claim's parts stand in a Patient. */
const elements: Readonly<Record<string, string>> = {
  FULL_NAME: 'Patient.name',
  DATE_OF_BIRTH: 'Patient.birthDate',
  SEX: 'Patient.gender',
};

/** What a search found. Its own link names no parameters: those were in a body, and stay out of addresses. */
export function searchset(
  base: string,
  type: 'Patient' | 'Coverage',
  resources: readonly { id: string }[],
  remark: object | null,
) {
  const matches = resources.map((resource) => ({
    fullUrl: `${base}/${type}/${resource.id}`,
    resource,
    search: { mode: 'match' },
  }));
  const remarks = remark ? [{ resource: remark, search: { mode: 'outcome' } }] : [];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: resources.length,
    link: [{ relation: 'self', url: `${base}/${type}/_search` }],
    ...(matches.length + remarks.length > 0 && { entry: [...matches, ...remarks] }),
  };
}

/** Why a claim found nobody; null where no claim was made. */
export function remarkOn(found: LookAnswer['found'], words: Wording): object | null {
  const identification = identificationIn(found);
  if (!identification) return null;
  const { outcome } = identification;
  const different = differing(identification).flatMap((field) => elements[field] ?? []);
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'information',
        code: 'informational',
        details: {
          coding: [{ system: codes.identification, code: outcome }],
          text: words.identification[outcome],
        },
        ...(different.length > 0 && { expression: different }),
      },
    ],
  };
}
