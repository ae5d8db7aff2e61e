import type { FastifyRequest } from 'fastify';
import type { AgencyStore } from '../../access/agency-store.js';
import { facilityOf } from '../../access/bhxh/account-admin.js';
import type { BhxhAccounts, StandingAccount } from '../../access/bhxh/account-store.js';
import { isGatewayToken } from '../../access/bhxh/gateway-token.js';
import { isPassword } from '../../access/bhxh/password.js';
import type { WrongPasswords } from '../../access/bhxh/wrong-passwords.js';
import type { Agency, Caller } from '../../access/caller.js';
import { foldOfficer } from '../../access/officer-id.js';
import { HubError } from '../../domain/errors.js';
import { compareNames } from '../../domain/person-name.js';
import type { StatedOfficer } from './look-request.js';

/** What stands in the address or the body of this wire: nothing of it may be told on. */
export interface Credentials {
  username: string;
  password: string;
  accessToken: string;
  idToken: string;
}

/** What signing in asks. */
export interface SignInParts {
  accounts: BhxhAccounts;
  agencies: AgencyStore;
  wrong: WrongPasswords;
}

/** An account that may be used now, and the agency behind it. */
export interface SignedIn {
  account: StandingAccount;
  agency: Agency;
  username: string;
  password: string;
  /** The place of care that the account is named for. */
  facility: string;
}

/** A text field of a query or body; anything else is as if it were missing. */
export function textIn(fields: unknown, name: string): string {
  const value =
    typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>)[name] : null;
  return typeof value === 'string' && value.length <= 300 ? value : '';
}

/**
 * By account name and password, for a token. An unknown account takes as long as a wrong password.
 * @throws HubError UNAUTHENTICATED with nothing that tells why; RATE_LIMITED after many wrong ones; OVERLOADED
 */
export async function byPassword(
  { accounts, agencies, wrong }: SignInParts,
  request: FastifyRequest,
): Promise<SignedIn> {
  const username = textIn(request.body, 'username');
  const password = textIn(request.body, 'password').toLowerCase();
  const facility = facilityOf(username);
  if (!facility || !/^[0-9a-f]{32}$/.test(password)) throw new HubError('UNAUTHENTICATED');
  const retryAfterMs = wrong.waitFor(username, request.ip);
  if (retryAfterMs > 0) throw new HubError('RATE_LIMITED', { retryAfterMs });
  const account = await accounts.find(username);
  if (!(await isPassword(password, account?.passwordHash ?? null)) || !account) {
    wrong.note(username, request.ip);
    throw new HubError('UNAUTHENTICATED');
  }
  wrong.forget(username, request.ip);
  return { account, agency: await agencyOf(agencies, account, facility), username, password, facility };
}

/** By the tokens that were given for this account and password. @throws HubError UNAUTHENTICATED */
export async function byGatewayToken(
  { accounts, agencies }: SignInParts,
  keys: Parameters<typeof isGatewayToken>[0],
  { username, password, accessToken, idToken }: Credentials,
  now: number,
): Promise<SignedIn> {
  const facility = facilityOf(username);
  const account = facility && (await accounts.find(username));
  if (!account) throw new HubError('UNAUTHENTICATED');
  const bound = { accountId: account.id, username, password };
  if (!isGatewayToken(keys, { accessToken, idToken }, bound, now)) throw new HubError('UNAUTHENTICATED');
  return { account, agency: await agencyOf(agencies, account, facility), username, password, facility };
}

/** NOTE: a password is no certificate: an agency whose tokens must be bound to one cannot use this wire. */
async function agencyOf(agencies: AgencyStore, account: StandingAccount, facility: string): Promise<Agency> {
  const agency = await agencies.find(account.agency);
  if (agency?.kind !== 'HOSPITAL' || agency.certificateRequired || !agency.units.includes(facility))
    throw new HubError('UNAUTHENTICATED');
  return agency;
}

/** The caller before it is known which officer asks; the account stands for the agency’s own system. */
export function callerOf({ agency, username }: SignedIn): Caller {
  const scopes = agency.grants;
  return { agency, clientId: username, officer: null, self: null, subject: null, scopes, barred: null };
}

/**
 * The officer who looks: registered by this number, under this name.
 * @throws HubError FORBIDDEN with `officer` NOT_REGISTERED (054) or NAME_DIFFERS (055)
 */
export async function officerOf(
  accounts: BhxhAccounts,
  agency: string,
  { number, name }: StatedOfficer,
): Promise<string> {
  const known = number === null ? null : await accounts.officer(agency, number);
  if (!known) throw new HubError('FORBIDDEN', { officer: 'NOT_REGISTERED' });
  if (name === null || compareNames(name, known.name).verdict === 'DIFFERENT')
    throw new HubError('FORBIDDEN', { officer: 'NAME_DIFFERS' });
  return foldOfficer(known.officer);
}
