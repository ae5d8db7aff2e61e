import { isIPv4, isIPv6 } from 'node:net';
import { z } from 'zod';
import { parseWebAccounts, type WebAccounts } from './web-accounts.js';

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
  .optional();
/** A database, or a web service that answers in its place. */
const postgresOrWebUrl = z
  .string()
  .regex(/^(postgres(ql)?|https?):\/\//, 'must start with postgres:// or https://')
  .refine((url) => !isWebUrl(url) || isPlainUrl(url), 'must have neither a login nor a query')
  .optional();
const milliseconds = (fallback: number) => z.coerce.number().int().min(1).default(fallback);

/** Every setting: its environment name, type and default. `docs/configuration.md` says it in prose. */
export const configSchema = z.object({
  NODE_ENV: z.string().default('development'),
  LIENTHONG_HOST: z.string().default('127.0.0.1'),
  LIENTHONG_PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  /** Where callers reach us: the issuer's identifier and the links printed at start. */
  LIENTHONG_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LIENTHONG_AUDIENCE: z.string().default('urn:lienthong:hub'),
  /** OpenID issuers whose tokens are taken besides (demo) or instead of (production) the embedded one; comma list. */
  LIENTHONG_ISSUERS: z.string().default(''),
  /** Addresses or networks (CIDR), comma list, of the proxies that end TLS; with the header they name certificates in. */
  LIENTHONG_TRUSTED_PROXIES: z.string().default(''),
  LIENTHONG_CLIENT_CERT_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,100}$/, 'must be the name of a header')
    .optional(),
  LIENTHONG_EMBEDDED_ISSUER: z.enum(['on', 'off']).default('on'),
  /** Where officers sign in at the pages under `/desk`: one of LIENTHONG_ISSUERS. */
  LIENTHONG_DESK_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  LIENTHONG_DESK_CLIENT_ID: z.string().min(1).max(200).default('desk'),
  LIENTHONG_DESK_CLIENT_SECRET: z.string().min(1).optional(),
  /** What is asked for at sign-in; by default `openid` and every scope that a desk's pages use. */
  LIENTHONG_DESK_SCOPE: z.string().optional(),
  /** Nobody touched the page for so long: it shows nobody any more, and the session ends. */
  LIENTHONG_DESK_CLEAR_SECONDS: z.coerce.number().int().min(1).max(3_600).default(180),
  LIENTHONG_DESK_IDLE_SECONDS: z.coerce.number().int().min(1).max(28_800).default(900),
  /** How long a session lasts whatever is done in it. */
  LIENTHONG_DESK_SESSION_HOURS: z.coerce.number().int().min(1).max(24).default(10),
  LIENTHONG_STATE_DIR: z.string().default('.lienthong'),
  LIENTHONG_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** 32 bytes in base64 or hex; every other key is derived from it. Made once under the state folder when absent. */
  LIENTHONG_MASTER_KEY: z.string().optional(),
  /** Name of the log of seals; by default the public host and `/lienthong/audit`. It never changes. */
  LIENTHONG_AUDIT_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,200}$/, 'must have neither a space nor a +')
    .optional(),
  /** Keys that seals are signed with; by default in the state folder. One file for all processes of a record. */
  LIENTHONG_SEAL_KEYS_FILE: z.string().optional(),
  /** Where checkpoints are appended; by default in the state folder. */
  LIENTHONG_AUDIT_CHECKPOINT_FILE: z.string().optional(),
  LIENTHONG_TLS_CERT_FILE: z.string().optional(),
  LIENTHONG_TLS_KEY_FILE: z.string().optional(),
  LIENTHONG_INTROSPECTION: z.enum(['scope', 'any']).optional(),
  LIENTHONG_HUB_URL: postgresUrl,
  LIENTHONG_HUB_OWNER_URL: postgresUrl,
  LIENTHONG_HUB_AUDIT_URL: postgresUrl,
  LIENTHONG_HUB_SEALER_URL: postgresUrl,
  LIENTHONG_HUB_MATCHER_URL: postgresUrl,
  LIENTHONG_POPULATION_URL: postgresUrl,
  LIENTHONG_HEALTH_INSURANCE_URL: postgresOrWebUrl,
  /** For a portal at that address: JSON, best by `_FILE` (docs/connect-a-portal.md). */
  LIENTHONG_HEALTH_INSURANCE_ACCOUNTS: z.string().optional(),
  LIENTHONG_HEALTH_INSURANCE_LOOKUP: z
    .string()
    .regex(/^[A-Za-z0-9]{1,60}$/, 'must be letters and digits')
    .default('KQNhanLichSuKCB2024'),
  LIENTHONG_EDUCATION_FEE_URL: postgresUrl,
  LIENTHONG_EDUCATION_FEE_WRITE_URL: postgresUrl,
  LIENTHONG_SOCIAL_SECURITY_URL: postgresUrl,
  LIENTHONG_SOCIAL_SECURITY_WRITE_URL: postgresUrl,
  LIENTHONG_REQUEST_DEADLINE_MS: milliseconds(10_000),
  LIENTHONG_REGISTRY_TIMEOUT_MS: milliseconds(5_000),
  LIENTHONG_SECTOR_TIMEOUT_MS: milliseconds(3_000),
  /** How often the record of looks is watched for misuse; 0 never. */
  LIENTHONG_MISUSE_EVERY_MS: z.coerce.number().int().min(0).default(30_000),
  /** How long recording a visit may take before it is answered provisionally. */
  LIENTHONG_VISIT_BUDGET_MS: milliseconds(2_500),
  /** How often looks that are owed are made up for; 0 never. */
  LIENTHONG_RECHECK_EVERY_MS: z.coerce.number().int().min(0).default(2_000),
  /** How old a facility's own last decision may be that a provisional answer shows; 0 none. */
  LIENTHONG_LAST_KNOWN_DAYS: z.coerce.number().int().min(0).max(366).default(0),
  /** From when on agencies' own members are reconciled each night, Vietnam's time; never where it is not set. */
  LIENTHONG_RECONCILE_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, 02:00')
    .optional(),
  /** How many days after its end a run of reconciliation is kept at least; 0: for ever. */
  LIENTHONG_RECONCILE_KEEP_DAYS: z.coerce.number().int().min(0).max(36_500).default(90),
  /** And how many finished ones of each sector and agency at least. */
  LIENTHONG_RECONCILE_KEEP_RUNS: z.coerce.number().int().min(1).max(1_000).default(3),
  /** The largest file of records that is taken, in millions of bytes. */
  LIENTHONG_RECONCILE_FILE_MB: z.coerce.number().int().min(1).max(10_000).default(1_000),
  /** Rows of such a file, line ends counted: what nobody is on record for takes a kilobyte a row while it is a run. */
  LIENTHONG_RECONCILE_MOST_ROWS: z.coerce.number().int().min(1).max(1_000_000_000).default(5_000_000),
  /** How often finished runs are laid out for review, and corrections without an answer asked for again; 0 never. */
  LIENTHONG_REVIEW_EVERY_MS: z.coerce.number().int().min(0).default(5_000),
  /** How often classes are looked for whose exemptions are to be worked out anew; 0 never. */
  LIENTHONG_EXEMPTIONS_EVERY_MS: z.coerce.number().int().min(0).default(60_000),
  LIENTHONG_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(6),
});

type Settings = z.infer<typeof configSchema>;

/** Addresses of the databases by role; absent ones are filled in by the embedded server, or refused by `serve`. */
export interface DatabaseUrls {
  hub: string;
  hubOwner: string | null;
  hubAudit: string;
  /** Without it this process seals nothing. */
  hubSealer: string | null;
  /** Reconciliation alone needs it. */
  hubMatcher?: string | null;
  population: string;
  healthInsurance: string;
  educationFee: string;
  /** Calls the contract functions; without it no payment is booked from here. */
  educationFeeWrite: string | null;
  socialSecurity: string;
  /** Calls the contract functions; without it no correction is applied from here. */
  socialSecurityWrite: string | null;
}

export interface Config {
  production: boolean;
  demo: boolean;
  host: string;
  port: number;
  publicUrl: string;
  audience: string;
  issuers: string[];
  /** Whose word on the client certificate of a request is taken (RFC 8705); null: nobody's. */
  clientCertificates: { header: string; proxies: string[] } | null;
  embeddedIssuer: boolean;
  desk: {
    /** Another issuer than the embedded one, to sign in at. */
    issuer: { url: string; clientId: string; clientSecret: string | null; scope: string | null } | null;
    clearMs: number;
    idleMs: number;
    longestMs: number;
  };
  stateDir: string;
  logLevel: string;
  masterKey: string | null;
  tls: { certFile: string; keyFile: string } | null;
  /** `scope`: introspection needs `schema:read`; `any`: every authenticated agency may. */
  introspection: 'scope' | 'any';
  urls: Partial<DatabaseUrls>;
  /** What a portal in the place of the health insurance database is asked with. */
  portal: { accounts: WebAccounts; lookup: string };
  sealing: { origin: string | null; keysFile: string | null; checkpointFile: string | null };
  requestDeadlineMs: number;
  registryTimeoutMs: number;
  sectorTimeoutMs: number;
  misuseEveryMs: number;
  visitBudgetMs: number;
  recheckEveryMs: number;
  lastKnownDays: number;
  /** `02:00`, or null. */
  reconcileAt: string | null;
  reconcileKept: { days: number; runs: number };
  reconcileFileBytes: number;
  reconcileMostRows: number;
  reviewEveryMs: number;
  exemptionsEveryMs: number;
  poolSize: number;
}

/** A setting that cannot be used; the message names the setting and the remedy, never its value. */
export class ConfigError extends Error {}

/** Checks and defaults the settings. Throws `ConfigError` with one line a wrong setting. */
export function parseConfig(env: Record<string, string>, overrides: Partial<Config> = {}): Config {
  const parsed = configSchema.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
  }
  const s: Settings = parsed.data;
  const production = s.NODE_ENV === 'production';
  const port = overrides.port ?? s.LIENTHONG_PORT;
  const tls = pairOf(s.LIENTHONG_TLS_CERT_FILE, s.LIENTHONG_TLS_KEY_FILE);
  return {
    production,
    demo: false,
    host: s.LIENTHONG_HOST,
    port,
    publicUrl: (s.LIENTHONG_PUBLIC_URL ?? `${tls ? 'https' : 'http'}://localhost:${port}`).replace(/\/$/, ''),
    audience: s.LIENTHONG_AUDIENCE,
    issuers: listOf(s.LIENTHONG_ISSUERS),
    clientCertificates: certificatesFrom(listOf(s.LIENTHONG_TRUSTED_PROXIES), s.LIENTHONG_CLIENT_CERT_HEADER),
    embeddedIssuer: s.LIENTHONG_EMBEDDED_ISSUER === 'on',
    desk: deskFrom(s),
    stateDir: s.LIENTHONG_STATE_DIR,
    logLevel: s.LIENTHONG_LOG_LEVEL,
    masterKey: s.LIENTHONG_MASTER_KEY ?? null,
    tls,
    introspection: s.LIENTHONG_INTROSPECTION ?? (production ? 'scope' : 'any'),
    urls: {
      hub: s.LIENTHONG_HUB_URL,
      hubOwner: s.LIENTHONG_HUB_OWNER_URL ?? null,
      hubAudit: s.LIENTHONG_HUB_AUDIT_URL,
      hubSealer: s.LIENTHONG_HUB_SEALER_URL ?? null,
      hubMatcher: s.LIENTHONG_HUB_MATCHER_URL ?? null,
      population: s.LIENTHONG_POPULATION_URL,
      healthInsurance: s.LIENTHONG_HEALTH_INSURANCE_URL,
      educationFee: s.LIENTHONG_EDUCATION_FEE_URL,
      educationFeeWrite: s.LIENTHONG_EDUCATION_FEE_WRITE_URL ?? null,
      socialSecurity: s.LIENTHONG_SOCIAL_SECURITY_URL,
      socialSecurityWrite: s.LIENTHONG_SOCIAL_SECURITY_WRITE_URL ?? null,
    },
    portal: {
      accounts: accountsFrom(s.LIENTHONG_HEALTH_INSURANCE_URL, s.LIENTHONG_HEALTH_INSURANCE_ACCOUNTS),
      lookup: s.LIENTHONG_HEALTH_INSURANCE_LOOKUP,
    },
    sealing: {
      origin: s.LIENTHONG_AUDIT_ORIGIN ?? null,
      keysFile: s.LIENTHONG_SEAL_KEYS_FILE ?? null,
      checkpointFile: s.LIENTHONG_AUDIT_CHECKPOINT_FILE ?? null,
    },
    requestDeadlineMs: s.LIENTHONG_REQUEST_DEADLINE_MS,
    registryTimeoutMs: s.LIENTHONG_REGISTRY_TIMEOUT_MS,
    sectorTimeoutMs: s.LIENTHONG_SECTOR_TIMEOUT_MS,
    misuseEveryMs: s.LIENTHONG_MISUSE_EVERY_MS,
    visitBudgetMs: s.LIENTHONG_VISIT_BUDGET_MS,
    recheckEveryMs: s.LIENTHONG_RECHECK_EVERY_MS,
    lastKnownDays: s.LIENTHONG_LAST_KNOWN_DAYS,
    reconcileAt: s.LIENTHONG_RECONCILE_AT ?? null,
    reconcileKept: { days: s.LIENTHONG_RECONCILE_KEEP_DAYS, runs: s.LIENTHONG_RECONCILE_KEEP_RUNS },
    reconcileFileBytes: s.LIENTHONG_RECONCILE_FILE_MB * 1_000_000,
    reconcileMostRows: s.LIENTHONG_RECONCILE_MOST_ROWS,
    reviewEveryMs: s.LIENTHONG_REVIEW_EVERY_MS,
    exemptionsEveryMs: s.LIENTHONG_EXEMPTIONS_EVERY_MS,
    poolSize: s.LIENTHONG_POOL_SIZE,
    ...overrides,
  };
}

function deskFrom(s: Settings): Config['desk'] {
  const url = s.LIENTHONG_DESK_ISSUER;
  if (url !== undefined && !listOf(s.LIENTHONG_ISSUERS).includes(url))
    throw new ConfigError(
      'LIENTHONG_DESK_ISSUER: must be one of LIENTHONG_ISSUERS, or its tokens are refused.',
    );
  return {
    issuer:
      url === undefined
        ? null
        : {
            ...{ url, clientId: s.LIENTHONG_DESK_CLIENT_ID },
            clientSecret: s.LIENTHONG_DESK_CLIENT_SECRET ?? null,
            scope: s.LIENTHONG_DESK_SCOPE ?? null,
          },
    clearMs: s.LIENTHONG_DESK_CLEAR_SECONDS * 1_000,
    idleMs: s.LIENTHONG_DESK_IDLE_SECONDS * 1_000,
    longestMs: s.LIENTHONG_DESK_SESSION_HOURS * 3_600_000,
  };
}

/** Whether an address leads to a web service, not to a database. */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\//.test(url);
}

function isPlainUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { username, password, search, hash } = new URL(url);
  return !username && !password && !search && !hash;
}

function accountsFrom(url: string | undefined, text: string | undefined): WebAccounts {
  const setting = 'LIENTHONG_HEALTH_INSURANCE_ACCOUNTS';
  const isPortal = url !== undefined && isWebUrl(url);
  if (text === undefined && !isPortal) return [];
  if (text === undefined)
    throw new ConfigError(`${setting}_FILE: a portal takes no look without an account.`);
  if (!isPortal)
    throw new ConfigError(`${setting}: LIENTHONG_HEALTH_INSURANCE_URL is not the address of a portal.`);
  const read = parseWebAccounts(text);
  if ('problem' in read) throw new ConfigError(`${setting}: ${read.problem}`);
  return read.accounts;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

function certificatesFrom(proxies: string[], header: string | undefined) {
  if (!header && proxies.length === 0) return null;
  if (!header || proxies.length === 0) {
    throw new ConfigError('LIENTHONG_TRUSTED_PROXIES and LIENTHONG_CLIENT_CERT_HEADER go together.');
  }
  if (!proxies.every(isNetwork)) {
    throw new ConfigError('LIENTHONG_TRUSTED_PROXIES: must be addresses or networks, such as 10.0.0.0/24.');
  }
  return { header, proxies };
}

/** An address, or a network that is not the whole world: whoever is trusted says who anybody is. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, more] = text.split('/');
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  if (bits === 0 || more !== undefined) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) >= 8 && Number(prefix) <= bits);
}

function pairOf(certFile: string | undefined, keyFile: string | undefined) {
  if (!certFile && !keyFile) return null;
  if (!certFile || !keyFile) {
    throw new ConfigError('LIENTHONG_TLS_CERT_FILE and LIENTHONG_TLS_KEY_FILE go together.');
  }
  return { certFile, keyFile };
}

const urlNames: Record<keyof DatabaseUrls, string> = {
  hub: 'LIENTHONG_HUB_URL',
  hubOwner: 'LIENTHONG_HUB_OWNER_URL',
  hubAudit: 'LIENTHONG_HUB_AUDIT_URL',
  hubSealer: 'LIENTHONG_HUB_SEALER_URL',
  hubMatcher: 'LIENTHONG_HUB_MATCHER_URL',
  population: 'LIENTHONG_POPULATION_URL',
  healthInsurance: 'LIENTHONG_HEALTH_INSURANCE_URL',
  educationFee: 'LIENTHONG_EDUCATION_FEE_URL',
  educationFeeWrite: 'LIENTHONG_EDUCATION_FEE_WRITE_URL',
  socialSecurity: 'LIENTHONG_SOCIAL_SECURITY_URL',
  socialSecurityWrite: 'LIENTHONG_SOCIAL_SECURITY_WRITE_URL',
};

/** What `serve` needs: all but the owner's and the matcher's login, the sealer's, which one process of several must have,
 * and those that write to a source. */
const servingUrls = (Object.keys(urlNames) as (keyof DatabaseUrls)[]).filter(
  (key) => !['hubOwner', 'hubSealer', 'hubMatcher', 'educationFeeWrite', 'socialSecurityWrite'].includes(key),
);

/** Names of the database settings that are missing of those needed, as the operator must set them. */
export function missingUrls(
  urls: Partial<DatabaseUrls>,
  needed: readonly (keyof DatabaseUrls)[] = servingUrls,
): string[] {
  return needed.filter((key) => !urls[key]).map((key) => urlNames[key]);
}

/** What must not run in production, one line each; empty when nothing is wrong. */
export function productionProblems(config: Config): string[] {
  if (!config.production) return [];
  const problems: string[] = [];
  const missing = missingUrls(config.urls);
  if (missing.length)
    problems.push(`The embedded database is for demonstrations: set ${missing.join(', ')}.`);
  if (config.embeddedIssuer) {
    problems.push(
      'The embedded issuer is for demonstrations: set LIENTHONG_EMBEDDED_ISSUER=off and LIENTHONG_ISSUERS.',
    );
  }
  if (!config.masterKey)
    problems.push('Set LIENTHONG_MASTER_KEY_FILE: a key beside the data protects nothing.');
  if (config.desk.issuer && !config.publicUrl.startsWith('https:'))
    problems.push(
      'LIENTHONG_PUBLIC_URL must be https:// for the desks: their cookies are sent over nothing else.',
    );
  if (config.urls.healthInsurance?.startsWith('http:'))
    problems.push('LIENTHONG_HEALTH_INSURANCE_URL must be https://: passwords and numbers go over it.');
  const logins = Object.values(config.urls)
    .filter((url): url is string => !!url && !isWebUrl(url))
    .map(loginOf);
  if (new Set(logins).size < logins.length) {
    problems.push('Each database URL needs a login of its own: one login for all is refused.');
  }
  return problems;
}

function loginOf(url: string): string {
  const { username, host } = new URL(url.split(',')[0]!);
  return `${username}@${host}`;
}
