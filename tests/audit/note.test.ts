import { createHash, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { type Checkpoint, checkpointText, parseCheckpoint, shortForm } from '../../src/audit/checkpoint.js';
import {
  judgeNote,
  makeSigner,
  makeVerifier,
  parseNote,
  parseVkey,
  signNote,
  toVkey,
} from '../../src/audit/note.js';

/** RFC 8032, 7.1, test 1. */
const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const signer = makeSigner('hub.example/lienthong/audit', seed);
const text = 'hub.example/lienthong/audit\n1\nroot\n';

describe('a key of signed notes', () => {
  it('has the public key of its seed', () => {
    expect(signer.publicKey).toEqual(publicKey);
  });

  it('has the hash that C2SP defines: SHA-256 of name, line break, 0x01 and key', () => {
    const hash = createHash('sha256')
      .update('hub.example/lienthong/audit\n\x01')
      .update(publicKey)
      .digest('hex');
    expect(signer.keyId).toBe(hash.slice(0, 8));
  });

  it('is the one of the published example of the Go checksum database', () => {
    const vkey = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const verifier = parseVkey(vkey);
    expect(verifier).toMatchObject({ name: 'sum.golang.org', keyId: '033de0ae' });
    expect(toVkey(verifier!)).toBe(vkey);
  });

  it.each([
    '',
    'a+b+c',
    'sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
    'a b+00000000+AA==',
  ])('is not read from %j', (vkey) => expect(parseVkey(vkey)).toBeNull());
});

describe('a signed note', () => {
  it('is the text, an empty line and a signature line', () => {
    const note = signNote(text, signer);
    expect(note).toMatch(
      /^hub\.example\/lienthong\/audit\n1\nroot\n\n— hub\.example\/lienthong\/audit \S+\n$/,
    );
    const parsed = parseNote(note)!;
    expect(parsed.text).toBe(text);
    expect(parsed.signatures).toMatchObject([{ name: signer.name, keyId: signer.keyId }]);
    expect(judgeNote(parsed, [signer])).toBe('GOOD');
  });

  it('is BAD once a letter of it is another, and FOREIGN to who does not know the key', () => {
    const parsed = parseNote(signNote(text, signer).replace('root', 'boot'))!;
    expect(judgeNote(parsed, [signer])).toBe('BAD');
    const { publicKey: other } = generateKeyPairSync('ed25519');
    const raw = other.export({ format: 'der', type: 'spki' }).subarray(-32);
    expect(judgeNote(parseNote(signNote(text, signer))!, [makeVerifier(signer.name, raw)])).toBe('FOREIGN');
    expect(judgeNote(parseNote(signNote(text, signer))!, [])).toBe('FOREIGN');
  });

  it('is not read from a text without signatures', () => {
    for (const wrong of ['', text, `${text}\n`, `${text}\n— x\n`, `${text}\n- x AAAAAAAA\n`])
      expect(parseNote(wrong)).toBeNull();
  });
});

describe('a checkpoint', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array));
  const whole = fc.integer({ min: 0, max: 2 ** 50 });
  const checkpoints: fc.Arbitrary<Checkpoint> = fc.record({
    ...{ origin: fc.constant('hub.example/lienthong/audit'), size: whole, root: bytes, seal: whole },
    ...{ firstSeq: whole, batchRoot: bytes, prev: bytes, time: fc.constant('2026-11-22T01:02:03.000004Z') },
    server: fc.record({
      cluster: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
      horizon: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
    }),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(checkpoints, (one) => {
        expect(parseCheckpoint(checkpointText(one))).toEqual(one);
        expect(checkpointText(one).split('\n').slice(0, 3)).toEqual([
          ...[one.origin, String(one.size), one.root.toString('base64')],
        ]);
        expect(shortForm(one)).toBe(`${one.size} ${one.root.toString('base64')}`);
      }),
    );
  });

  it('is read from nothing else', () => {
    fc.assert(
      fc.property(checkpoints, fc.nat(), fc.constantFrom('', ' ', '\n', '0', 'x'), (one, at, put) => {
        const written = checkpointText(one);
        const place = at % written.length;
        const changed = `${written.slice(0, place)}${put}${written.slice(place + 1)}`;
        const read = parseCheckpoint(changed);
        if (read) expect(checkpointText(read)).toBe(changed);
      }),
    );
  });
});
