import type { ErrorCode } from '../../domain/errors.js';

/** Why the portal would not answer about anybody; of an officer it says more than our own codes do. */
export type PortalRefusal = ErrorCode | 'OFFICER_NOT_LISTED' | 'OFFICER_NAME_DIFFERS';

/** The portal's code for a refusal or failure. With 100 and 101 a facility accepts the person and looks again later. */
export function portalCodeOfRefusal(refusal: PortalRefusal): string {
  return codes[refusal] ?? '101';
}

const codes: Partial<Record<PortalRefusal, string>> = {
  OFFICER_NOT_LISTED: '054',
  OFFICER_NAME_DIFFERS: '055',
  REGISTRY_UNAVAILABLE: '100',
  SECTOR_UNAVAILABLE: '100',
  BAD_USER_INPUT: '205',
  LIMIT_EXCEEDED: '205',
  PURPOSE_REQUIRED: '205',
  UNAUTHENTICATED: '401',
  FORBIDDEN: '401',
  PURPOSE_NOT_ALLOWED: '401',
};
