import { listAgencies, residentSubject } from '../access/agency-admin.js';
import { Keyring } from '../access/keys.js';
import { readSampleKeys } from '../access/sample-agencies.js';
import { type IssuedToken, requestToken } from '../access/token-request.js';
import type { StateDir } from '../config/state.js';
import { HubError } from '../domain/errors.js';
import { withPool } from './workplace.js';

export interface TokenWish {
  agency: string;
  officer: string | null;
  /** The resident a resident's token is about. */
  resident: string | null;
  /** The scopes to ask for; all the agency holds when absent. */
  scope?: readonly string[];
}

/** A token of the embedded issuer for one of this machine's agencies, asked for as the agency's own system would. */
export async function readyToken(
  place: { state: StateDir; hubUrl: string; url: string; issuer: string; masterKey: string | null },
  wish: TokenWish,
): Promise<IssuedToken> {
  const privateKey = readSampleKeys(place.state)?.[wish.agency];
  if (!privateKey) {
    throw new Error(
      `There is no private key of ${wish.agency} here. Sample agencies have one; others ask the issuer themselves.`,
    );
  }
  const keys = new Keyring(place.state.masterKey(place.masterKey));
  const { kind, scopes, subject } = await withPool(place.hubUrl, async (pool) => {
    const [agency] = await listAgencies(pool, wish.agency);
    if (!agency) throw new HubError('NOT_FOUND', { field: 'agency' });
    const isResident = agency.kind === 'RESIDENT';
    return {
      ...{ kind: agency.kind, scopes: agency.grants },
      subject:
        isResident && wish.resident
          ? await residentSubject(pool, keys, wish.agency, wish.resident)
          : undefined,
    };
  });
  if (kind === 'RESIDENT' && !subject) throw new Error('A resident token needs --resident PERSONAL_ID.');
  if (kind !== 'RESIDENT' && !wish.officer) throw new Error('Name the officer who looks: --officer ID.');
  return requestToken({
    tokenUrl: `${place.url}/oauth/token`,
    issuer: place.issuer,
    agency: wish.agency,
    privateKey,
    officer: kind === 'RESIDENT' ? undefined : (wish.officer ?? undefined),
    residentSubject: subject,
    scope: wish.scope ?? scopes,
  });
}
