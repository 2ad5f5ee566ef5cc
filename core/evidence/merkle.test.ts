import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyProof,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  Tree,
  verifyConsistency,
  verifyInclusion,
  type Hash,
} from './merkle.ts';

/** The reference values of certificate-transparency, cpp/merkletree/merkle_tree_test.cc. */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const N = {
  leaf1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf2: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf5: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  node12: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  node34: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  node56: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  node78: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  leaf7: 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  leaf8: '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
  node1to4: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  node5to8: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
};
const hex = (hashes: Hash[]): string[] => hashes.map((hash) => hash.toString('hex'));

/** RFC 6962, section 2.1, word for word, over the entries themselves. */
const H = (prefix: number, ...parts: Uint8Array[]): Hash =>
  createHash('sha256')
    .update(Buffer.concat([Buffer.of(prefix), ...parts]))
    .digest();
const k = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);
function mth(d: Uint8Array[]): Hash {
  if (d.length === 0) return createHash('sha256').digest();
  if (d.length === 1) return H(0, d[0]!);
  return H(1, mth(d.slice(0, k(d.length))), mth(d.slice(k(d.length))));
}
function path(m: number, d: Uint8Array[]): Hash[] {
  if (d.length === 1) return [];
  const at = k(d.length);
  return m < at ? [...path(m, d.slice(0, at)), mth(d.slice(at))] : [...path(m - at, d.slice(at)), mth(d.slice(0, at))];
}
function subproof(m: number, d: Uint8Array[], b: boolean): Hash[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const at = k(d.length);
  return m <= at
    ? [...subproof(m, d.slice(0, at), b), mth(d.slice(at))]
    : [...subproof(m - at, d.slice(at), false), mth(d.slice(0, at))];
}

function treeOf(entries: Uint8Array[]): Tree {
  const tree = new Tree();
  for (const entry of entries) tree.push(leafHash(entry));
  return tree;
}

describe('the reference values', () => {
  const entries = ENTRIES.map((e) => Buffer.from(e, 'hex'));
  const tree = treeOf(entries);
  it('gives the roots', () => {
    expect(tree.root(0).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(ROOTS.map((_, i) => tree.root(i + 1).toString('hex'))).toEqual(ROOTS);
  });
  it.each([
    [0, 1, []],
    [0, 8, [N.leaf2, N.node34, N.node5to8]],
    [5, 8, [N.leaf5, N.node78, N.node1to4]],
    [2, 3, [N.node12]],
    [1, 5, [N.leaf1, N.node34, N.leaf5]],
    [6, 8, [N.leaf8, N.node56, N.node1to4]],
    [7, 8, [N.leaf7, N.node56, N.node1to4]],
  ])('gives the path of leaf %i of %i', (index, size, expected) => {
    expect(hex(inclusionProof(tree.nodes, index, size))).toEqual(expected);
  });
  it.each([
    [1, 1, []],
    [1, 8, [N.leaf2, N.node34, N.node5to8]],
    [6, 8, [N.node56, N.node78, N.node1to4]],
    [2, 5, [N.node34, N.leaf5]],
  ])('gives the proof that %i is a beginning of %i', (from, to, expected) => {
    expect(hex(consistencyProof(tree.nodes, from, to))).toEqual(expected);
  });
  it('refuses what is not there', () => {
    expect(() => inclusionProof(tree.nodes, 8, 8)).toThrow(RangeError);
    expect(() => inclusionProof(tree.nodes, -1, 8)).toThrow(RangeError);
    expect(() => consistencyProof(tree.nodes, 9, 8)).toThrow(RangeError);
    expect(() => tree.nodes(0, 8)).toThrow(RangeError);
  });
});

const someEntries = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 });

describe('against the definition', () => {
  it('has the same roots, paths and proofs, and verifies them', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.nat(), (entries, a, b) => {
        const tree = treeOf(entries);
        const size = (a % entries.length) + 1;
        const index = b % size;
        const part = entries.slice(0, size);
        expect(tree.root(size)).toEqual(mth(part));
        const proof = inclusionProof(tree.nodes, index, size);
        expect(proof).toEqual(path(index, part));
        expect(verifyInclusion(leafHash(entries[index]!), index, size, proof, tree.root(size))).toBe(true);
        const from = index + 1;
        const older = consistencyProof(tree.nodes, from, size);
        expect(older).toEqual(subproof(from, part, true));
        expect(verifyConsistency(from, size, tree.root(from), tree.root(size), older)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('verifies no other leaf, place, size, root or path', () => {
    fc.assert(
      fc.property(someEntries, fc.nat(), fc.nat(), fc.nat(), (entries, a, b, c) => {
        const tree = treeOf(entries);
        const size = entries.length;
        const index = a % size;
        const leaf = leafHash(entries[index]!);
        const root = tree.root();
        const proof = inclusionProof(tree.nodes, index, size);
        const flip = (hash: Uint8Array): Buffer => {
          const out = Buffer.from(hash);
          out[c % 32]! ^= 1 << (b % 8);
          return out;
        };
        expect(verifyInclusion(flip(leaf), index, size, proof, root)).toBe(false);
        expect(verifyInclusion(leaf, index, size, proof, flip(root))).toBe(false);
        expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false);
        expect(verifyInclusion(leaf, size, size, proof, root)).toBe(false);
        const other = (index + 1) % size;
        if (!entries[other] || Buffer.compare(entries[other], entries[index]!) !== 0)
          expect(verifyInclusion(leaf, other, size, proof, root)).toBe(false);
        if (proof.length) {
          const at = b % proof.length;
          expect(verifyInclusion(leaf, index, size, proof.with(at, flip(proof[at]!)), root)).toBe(false);
          expect(verifyInclusion(leaf, index, size, proof.toSpliced(at, 1), root)).toBe(false);
        }
        const from = index + 1;
        const first = tree.root(from);
        const older = consistencyProof(tree.nodes, from, size);
        expect(verifyConsistency(from, size, flip(first), root, older)).toBe(false);
        expect(verifyConsistency(from, size, first, flip(root), older)).toBe(false);
        expect(verifyConsistency(from, size, first, root, [...older, root])).toBe(false);
        expect(verifyConsistency(size + 1, size, first, root, older)).toBe(false);
        if (older.length) {
          const at = b % older.length;
          expect(verifyConsistency(from, size, first, root, older.with(at, flip(older[at]!)))).toBe(false);
          expect(verifyConsistency(from, size, first, root, older.toSpliced(at, 1))).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('takes nothing but the empty tree as the beginning of size 0', () => {
    const tree = treeOf([Buffer.from('a')]);
    expect(verifyConsistency(0, 1, EMPTY_ROOT, tree.root(), [])).toBe(true);
    expect(verifyConsistency(0, 1, tree.root(), tree.root(), [])).toBe(false);
    expect(verifyConsistency(0, 1, EMPTY_ROOT, tree.root(), [tree.root()])).toBe(false);
  });
});
