import { foldOfficer } from '../../../access/officer-id.js';
import type { Asker } from '../../../database/lane.js';
import type { WebSource } from '../../../database/web-source.js';
import { HubError } from '../../../domain/errors.js';
import type { LocalDate } from '../../../domain/local-date.js';
import type { PartialDate } from '../../../domain/partial-date.js';
import { type SectorKey, sectorUnavailable, type WebAccount, type WebSettings } from '../../sector.js';
import { type HealthInsurance, name } from '../adapter.js';
import { insuringAt } from '../cover.js';
import { Facilities } from '../facilities.js';
import { portalCodes } from '../law/portal-codes.js';
import type { Insurance } from '../record.js';
import { type GatewayAnswer, readAnswer } from './answer.js';
import { cardsIn } from './cards.js';
import { AccountRefused, type GatewayToken, GatewayTokens } from './tokens.js';

/** Looks under way at once, those that wait for a connection included. */
const lane = { keys: 1, running: 200 };
/** When asking again makes sense after an answer that decided nothing. */
const retryAfterMs = 5_000;

/**
 * Health insurance by the portal's own web service (cổng giám định BHXH) in the place of its database: one call a person,
 * in the name of the facility and officer who look. It tells one card and the newer one, no co-payments, no register of
 * places of care, and nobody by an insurance number alone.
 */
export function makeHealthInsuranceByGateway(
  source: WebSource,
  { accounts, lookup, today }: WebSettings,
): HealthInsurance {
  const tokens = new GatewayTokens(source);
  const accountOf = new Map(accounts.map((account) => [account.agency, account]));
  const underWay = new Map<string, Promise<Insurance>>();

  async function ask(account: WebAccount, token: GatewayToken, body: object): Promise<GatewayAnswer> {
    const { username, password } = account;
    const query = { token: token.accessToken, id_token: token.idToken, username, password };
    return source.post({ path: `/api/egw/${lookup}`, query, body, read: readAnswer });
  }

  /** Asks again once with a new token, where the portal says that this one no longer counts. */
  async function askSignedIn(account: WebAccount, body: object): Promise<GatewayAnswer> {
    const token = await tokens.take(account);
    const first = await ask(account, token, body);
    if (first.code !== '401') return first;
    const another = await tokens.renew(account, token);
    if (!another) throw new AccountRefused('401');
    const second = await ask(account, another, body);
    if (second.code !== '401') return second;
    tokens.hold(account);
    throw new AccountRefused('401');
  }

  async function look(key: SectorKey, asker: Asker | undefined): Promise<Insurance> {
    const account = asker && accountOf.get(asker.agency);
    if (!account) throw undecided('401', retryAfterMs, noAccount);
    const on = today();
    const body = requestOf(key, officerOf(account, asker.officer ?? null));
    const identity = JSON.stringify([account.username, on, body]);
    let looking = underWay.get(identity);
    if (!looking) {
      looking = askSignedIn(account, body)
        .then((answer) => insuranceIn(answer, key, on))
        .catch((cause) => {
          if (cause instanceof AccountRefused) throw undecided(cause.code, cause.retryAfterMs);
          throw sectorUnavailable(name, cause);
        })
        .finally(() => underWay.delete(identity));
      underWay.set(identity, looking);
    }
    return looking;
  }

  return {
    ...{ name, source, oneByOne: { lane, patienceMs: source.timeoutMs } },
    // Nothing lists them for it: routes are decided by what needs no level of a facility.
    ...insuringAt(new Facilities(async () => [])),
    findMany: (keys, askers) => Promise.all(keys.map((key, at) => look(key, askers?.[at]))),
  };
}

/** What is known of who looks: empty where the account names no such officer, and then the portal says what it thinks of it. */
function officerOf({ officers }: WebAccount, officer: string | null) {
  const known = officer === null ? undefined : officers.find((one) => foldOfficer(one.officer) === officer);
  return { hoTenCb: known?.name ?? '', cccdCb: known?.number ?? '' };
}

function requestOf(key: SectorKey, officer: ReturnType<typeof officerOf>) {
  const { personalId: maThe, fullName, dateOfBirth } = key;
  return { maThe, hoTen: fullName ?? '', ngaySinh: writtenDate(dateOfBirth ?? ''), ...officer };
}

/** dd/MM/yyyy, or the year alone: the portal takes no month without a day. */
function writtenDate(date: PartialDate): string {
  return date.length === 10 ? date.split('-').reverse().join('/') : date.slice(0, 4);
}

/** @throws HubError where the code says that nothing was decided about the person */
function insuranceIn(answer: GatewayAnswer, key: SectorKey, on: LocalDate): Insurance {
  const { code, sentence } = answer;
  const known = portalCodes.find((row) => row.code === code);
  if (known?.outcome === null) throw undecided(code, retryAfterMs, known);
  return { cards: cardsIn(answer, key), said: { code, sentence, on } };
}

/** The field's error, with the portal's code and what it means; its own sentence may name people. */
function undecided(
  portalCode: string,
  retryAfterMs: number,
  { vi, en } = portalCodes.find(({ code }) => code === portalCode) ?? unknownRefusal,
): HubError {
  return new HubError('SECTOR_UNAVAILABLE', { sector: name, retryAfterMs, portalCode }, { vi, en });
}

const unknownRefusal = {
  vi: 'Cổng BHXH không nhận tài khoản tra cứu.',
  en: 'The portal does not take the account that asks.',
};
const noAccount = {
  vi: 'Cơ quan này chưa có tài khoản tra cứu trên Cổng BHXH.',
  en: 'This agency has no account at the portal.',
};
