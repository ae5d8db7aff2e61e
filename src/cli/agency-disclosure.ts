import { type Command, Option } from 'commander';
import { kinds, type Purpose } from '../access/kinds.js';
import {
  addDisclosureRule,
  type DisclosureTerms,
  endDisclosureRules,
  listDisclosureRules,
} from '../audit/usage/disclosure-rule-store.js';
import { type Acting, acting } from './acting.js';
import { auditedChange, auditedCommand } from './audited-command.js';
import { say, sayJson } from './say.js';
import { whole } from './whole-number.js';

interface Options extends Acting {
  class?: DisclosureTerms['class'];
  purpose?: Purpose;
  months?: number;
  counted?: boolean;
  legalBasis?: string;
  end?: boolean;
  json?: boolean;
}

const purposes = [...new Set(Object.values(kinds).flatMap((kind) => kind.purposes))];

export function addAgencyDisclosure(agency: Command): void {
  acting(agency.command('disclosure <code>'))
    .description('what residents are told late, coarsely or never of its looks, from now on')
    .addOption(
      new Option('--class <class>', 'told late, as its kind and day alone, or never').choices([
        ...['DELAYED', 'COARSE', 'WITHHELD'],
      ]),
    )
    .addOption(new Option('--purpose <purpose>', 'for looks of this purpose, not for all').choices(purposes))
    .option('--months <n>', 'with DELAYED: how long', whole(1, 120))
    .option('--counted', 'with WITHHELD: years that are over tell how many')
    .option('--legal-basis <text>', 'what demands it; residents read it')
    .option('--end', 'end its rules: looks from now on are told')
    .option('--json', 'for machines')
    .action(async (code: string, o: Options, command: Command) => {
      if (o.class && o.end) command.error('error: give --class or --end');
      if (o.class && !o.legalBasis) command.error('error: --class needs --legal-basis');
      if (o.class) {
        const terms: DisclosureTerms = {
          ...{ agency: code, purpose: o.purpose ?? null, class: o.class, delayMonths: o.months ?? null },
          ...{ counted: o.counted === true, legalBasis: o.legalBasis! },
        };
        const change = await auditedChange('agency.disclosure.add', o, (db) => addDisclosureRule(db, terms));
        return o.json ? sayJson(change) : say(`${code}: ${o.class} from now on.`);
      }
      if (o.end) {
        const change = await auditedChange('agency.disclosure.end', o, (db) => endDisclosureRules(db, code));
        return o.json ? sayJson(change) : say(`${code}: looks from now on are told.`);
      }
      const rules = await auditedCommand('agency.disclosure.list', o, (pool) =>
        listDisclosureRules(pool, code),
      );
      if (o.json) return sayJson(rules);
      if (rules.length === 0) say(`Of ${code} residents are told at once, inspections aside.`);
      for (const rule of rules) {
        const late = rule.delayMonths === null ? '' : ` by ${rule.delayMonths} months`;
        const span = `from ${rule.validFrom}${rule.validUntil ? ` until ${rule.validUntil}` : ''}`;
        say(`${rule.class}${late}  ${rule.purpose ?? 'every purpose'}  ${span}  ${rule.legalBasis}`);
      }
    });
}
