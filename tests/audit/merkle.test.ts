import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { emptyRoot, Frontier, leafHash, rootFromPath, rootOf, Tree } from '../../src/audit/merkle.js';

/** The eight leaves and the roots over the first of them that Certificate Transparency tests with (RFC 6962). */
const inputs = [
  ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'],
].map((hex) => Buffer.from(hex, 'hex'));
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The root as RFC 6962, 2.1 defines it, word by word. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.of(1), definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

describe('the tree', () => {
  it('has the published roots over the published leaves', () => {
    const leaves = inputs.map((input) => leafHash(input));
    expect(roots.map((_, at) => rootOf(leaves.slice(0, at + 1)).toString('hex'))).toEqual(roots);
    expect(roots.map((_, at) => new Tree(leaves.slice(0, at + 1)).root().toString('hex'))).toEqual(roots);
  });

  it('has the SHA-256 of nothing for its root while it is empty', () => {
    expect(emptyRoot.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(new Frontier().root()).toEqual(emptyRoot);
    expect(new Tree([]).root()).toEqual(emptyRoot);
  });

  it('has the root that the standard defines, at every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (count) => {
        const leaves = leavesOf(count);
        expect(rootOf(leaves)).toEqual(definedRoot(leaves));
        expect(new Tree(leaves).root()).toEqual(definedRoot(leaves));
      }),
    );
  });
});

describe('a frontier', () => {
  it('goes on from its bytes as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }), (before, after) => {
        const leaves = leavesOf(before + after);
        const first = new Frontier();
        for (const leaf of leaves.slice(0, before)) first.push(leaf);
        const second = Frontier.of(before, first.toBytes());
        expect(second.root()).toEqual(first.root());
        for (const leaf of leaves.slice(before)) second.push(leaf);
        expect(second.size).toBe(before + after);
        expect(second.root()).toEqual(rootOf(leaves));
      }),
    );
  });

  it('is not made of bytes that belong to another size', () => {
    expect(() => Frontier.of(3, Buffer.alloc(32))).toThrow(RangeError);
    expect(() => Frontier.of(4, Buffer.alloc(33))).toThrow(RangeError);
    expect(Frontier.of(2 ** 40, Buffer.alloc(32)).size).toBe(2 ** 40);
  });
});

describe('an audit path', () => {
  const place = fc
    .integer({ min: 1, max: 200 })
    .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));

  it('leads from every leaf to the root', () => {
    fc.assert(
      fc.property(place, ([size, index]) => {
        const leaves = leavesOf(size);
        const path = new Tree(leaves).path(index);
        expect(rootFromPath(leaves[index]!, index, size, path)).toEqual(definedRoot(leaves));
      }),
    );
  });

  it('leads nowhere else: not for another leaf, another place, another size, or with a node changed or missing', () => {
    fc.assert(
      fc.property(place, fc.nat(), ([size, index], salt) => {
        const leaves = leavesOf(size);
        const tree = new Tree(leaves);
        const path = tree.path(index);
        const leads = (leaf: Buffer, at: number, of: number, by: readonly Buffer[]) =>
          rootFromPath(leaf, at, of, by)?.equals(tree.root()) ?? false;
        expect(leads(leafHash(Buffer.from('other')), index, size, path)).toBe(false);
        if (size > 1)
          expect(leads(leaves[index]!, (index + 1 + (salt % (size - 1))) % size, size, path)).toBe(false);
        expect(leads(leaves[index]!, index, size, [...path, Buffer.alloc(32)])).toBe(false);
        if (path.length === 0) return;
        expect(leads(leaves[index]!, index, size, path.slice(1))).toBe(false);
        const broken = path.map((node, at) => (at === salt % path.length ? sha256(node) : node));
        expect(leads(leaves[index]!, index, size, broken)).toBe(false);
      }),
    );
  });
});
