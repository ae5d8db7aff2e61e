import { type Command, Option } from 'commander';
import { kinds, type Purpose } from '../access/kinds.js';
import { type AgreedQuota, clearQuota, listQuotas, setQuota } from '../access/quota/quota-admin.js';
import { type Acting, acting } from './acting.js';
import { auditedChange, auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';
import { whole } from './whole-number.js';

interface Options extends Acting {
  for?: string;
  purpose?: Purpose;
  perMinute?: number;
  perDay?: number;
  agencyPerMinute?: number;
  clear?: boolean;
  json?: boolean;
}

const most = 2_000_000_000;
const purposes = [...new Set(Object.values(kinds).flatMap((kind) => kind.purposes))];

/** NOTE: `--officer` is who acts, as on every command; whose quota it is stands behind `--for`. */
export function addAgencyQuota(agency: Command): void {
  acting(agency.command('quota <code>'))
    .description('how many people may be looked up, where that was agreed otherwise than for its kind')
    .option('--for <officer>', 'for one of its officers, not for each')
    .addOption(
      new Option('--purpose <purpose>', 'for this purpose, not for all but EMERGENCY').choices(purposes),
    )
    .option('--per-minute <people>', 'one officer, in a minute', whole(0, most))
    .option('--per-day <people>', 'one officer, in a day', whole(0, most))
    .option('--agency-per-minute <people>', 'all its officers together, in a minute', whole(0, most))
    .option('--clear', 'back to the limits of its kind')
    .option('--json', 'for machines')
    .action(async (code: string, o: Options, command: Command) => {
      const place = { agency: code, officer: o.for ?? null, purpose: o.purpose ?? null };
      const sets = [o.perMinute, o.perDay, o.agencyPerMinute].some((limit) => limit !== undefined);
      if (sets && o.clear) command.error('error: give limits or --clear');
      if (sets || o.clear) {
        const { perMinute = null, perDay = null, agencyPerMinute = null } = o;
        const quota: AgreedQuota = { ...place, perMinute, perDay, agencyPerMinute };
        const change = await auditedChange(`agency.quota.${sets ? 'set' : 'clear'}`, o, (db) =>
          sets ? setQuota(db, quota) : clearQuota(db, place),
        );
        if (o.json) sayJson(change);
        else say(`${code}: ${sets ? lineOf(quota) : 'back to the limits of its kind'}`);
        return;
      }
      const agreed = await auditedCommand('agency.quota.list', o, (pool) => listQuotas(pool, code));
      if (o.json) return sayJson(agreed);
      if (agreed.length === 0) say(`${code} has the limits of its kind.`);
      for (const quota of agreed) say(lineOf(quota));
    });
}

function lineOf({ officer, purpose, perMinute, perDay, agencyPerMinute }: AgreedQuota): string {
  const own = perMinute === null ? '' : `  ${perMinute} people a minute, ${perDay} a day`;
  const all = agencyPerMinute === null ? '' : `  all together ${agencyPerMinute} a minute`;
  return `${officer ?? 'each officer'}  ${purpose ?? 'every purpose but EMERGENCY'}${own}${all}`;
}
