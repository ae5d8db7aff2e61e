import fc from 'fast-check';
import { repeatsName } from '../../src/access/repeated-names.js';

describe('A JSON text', () => {
  it.each([
    '{"a":1,"a":2}',
    '{"a":1,"b":{"c":1,"c":2}}',
    '{"a":1,"\\u0061":2}',
    '[{"a":1},{"b":1,"b":1}]',
    '{"x":"{\\"a\\":1}","y":[],"x":{}}',
    '{ "agency" : "a" ,\n "agency" : "b" }',
    '{"__proto__":1,"__proto__":2}',
  ])('that names a member twice is found: %s', (json) => expect(repeatsName(json)).toBe(true));

  it.each([
    '{}',
    '[]',
    '"a"',
    '{"a":"a","b":"a"}',
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":1}]',
    '{"a":["b","b","a","a"],"b":1}',
    '{"a":"\\",\\"a\\":1","b":"{[\\""}',
  ])('that does not is let through: %s', (json) => expect(repeatsName(json)).toBe(false));

  it('is never found to repeat a name when a JSON writer wrote it', () => {
    fc.assert(
      fc.property(fc.json(), (json) => !repeatsName(json)),
      { numRuns: 2_000 },
    );
  });

  it('is found as soon as one of its objects has a member of another’s name beside it', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, at) => {
        const members = Object.entries(object).map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`);
        const again = `${JSON.stringify(Object.keys(object)[at % members.length])}:null`;
        expect(repeatsName(`{${[...members, again].join(',')}}`)).toBe(true);
        expect(repeatsName(`[0,{"in":{${[again, ...members].join(',')}}}]`)).toBe(true);
      }),
    );
  });
});
