import { Slots } from '../../src/audit/recorder/slots.js';

describe('Slots', () => {
  it('gives back each thing once, by its number', () => {
    const slots = new Slots<string>();
    const [a, b] = [slots.put('a'), slots.put('b')];
    expect([slots.take(b), slots.take(a), slots.take(a)]).toEqual(['b', 'a', undefined]);
  });

  it('uses a number again only after what it stood for was taken', () => {
    const slots = new Slots<string>();
    const [a, b] = [slots.put('a'), slots.put('b')];
    slots.take(a);
    expect(slots.put('c')).toBe(a);
    expect(slots.put('d')).not.toBe(b);
    expect(slots.takeAll().sort()).toEqual(['b', 'c', 'd']);
    expect(slots.takeAll()).toEqual([]);
  });
});
