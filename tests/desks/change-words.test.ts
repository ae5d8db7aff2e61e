import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actsOfAdministration, changeNames } from '../../src/desks/desk/operator/agency-wording.js';

const src = join(import.meta.dirname, '../../src');
const named =
  /(?:\bwhat: |\b(?:changeOf|bookPayment|onTheBooks|forClass|inTheRegister)\((?:\s*ctx,\s*input,)?\s*)'([A-Z_]+)'/g;

/** Every act that the hub puts on record by a name that stands in its source. */
const acts = new Set(
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('desks'))
    .flatMap((file) => [...readFileSync(join(src, file), 'utf8').matchAll(named)].map(([, act]) => act!)),
);

describe('The words of changes', () => {
  it('name every act that is put on record', () => {
    expect(acts.size).toBeGreaterThan(35);
    expect([...acts].filter((act) => !(act in changeNames))).toEqual([]);
  });

  it('tell acts of administration by names that there are', () => {
    expect([...actsOfAdministration].filter((act) => !(act in changeNames))).toEqual([]);
    expect(actsOfAdministration.has('RECORD_FEE_PAYMENT')).toBe(false);
  });
});
