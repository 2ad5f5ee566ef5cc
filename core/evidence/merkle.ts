/**
 * The Merkle tree of RFC 6962, section 2.1 (the same tree as RFC 9162, section 2.1): SHA-256, a leaf is hashed behind the
 * byte 0, an inner node behind the byte 1. Proofs are verified as RFC 9162, sections 2.1.3.2 and 2.1.4.2, say.
 */
import { createHash } from 'node:crypto';

export type Hash = Buffer;

const sha256 = (...parts: Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Hash of a tree without leaves. */
export const EMPTY_ROOT: Hash = sha256();

export const leafHash = (entry: Uint8Array): Hash => sha256(LEAF, entry);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Hash => sha256(NODE, left, right);

/** Hash of the complete subtree of 2^level leaves that begins at leaf index * 2^level. */
export type Nodes = (level: number, index: number) => Hash;

/**
 * The complete subtrees that are finished by appending leaf number `index`, lowest first; the first is the leaf itself.
 * `nodes` must know the subtrees of all leaves before it.
 */
export function grown(nodes: Nodes, index: number, leaf: Hash): { level: number; index: number; hash: Hash }[] {
  const out = [{ level: 0, index, hash: leaf }];
  for (let level = 0, at = index, hash = leaf; at % 2 === 1; level++) {
    hash = nodeHash(nodes(level, at - 1), hash);
    at = (at - 1) / 2;
    out.push({ level: level + 1, index: at, hash });
  }
  return out;
}

/** Hash of the tree of the first `size` leaves. */
export function rootOf(nodes: Nodes, size: number): Hash {
  return size === 0 ? EMPTY_ROOT : rangeHash(nodes, 0, size);
}

/** Path from leaf `index` to the root of the first `size` leaves: PATH(m, D[n]) of RFC 6962, section 2.1.1. */
export function inclusionProof(nodes: Nodes, index: number, size: number): Hash[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`there is no leaf ${index} among ${size}`);
  const path = (start: number, end: number): Hash[] => {
    if (end - start === 1) return [];
    const middle = start + split(end - start);
    return index < middle
      ? [...path(start, middle), rangeHash(nodes, middle, end)]
      : [...path(middle, end), rangeHash(nodes, start, middle)];
  };
  return path(0, size);
}

/** That the first `from` leaves are a beginning of the first `to`: PROOF(m, D[n]) of RFC 6962, section 2.1.2. */
export function consistencyProof(nodes: Nodes, from: number, to: number): Hash[] {
  if (!(from >= 0 && from <= to)) throw new RangeError(`${from} leaves are not a beginning of ${to}`);
  if (from === 0) return [];
  const proof = (start: number, end: number, whole: boolean): Hash[] => {
    if (from === end) return whole ? [] : [rangeHash(nodes, start, end)];
    const middle = start + split(end - start);
    return from <= middle
      ? [...proof(start, middle, whole), rangeHash(nodes, middle, end)]
      : [...proof(middle, end, false), rangeHash(nodes, start, middle)];
  };
  return proof(0, to, true);
}

/** True where `leaf` is leaf number `index` of the tree of `size` leaves with this root. */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isIndex(index) || !isIndex(size) || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let r: Uint8Array = leaf;
  for (const p of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = nodeHash(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(r, root);
}

/** True where the tree of `from` leaves with root `first` is a beginning of the tree of `to` leaves with root `second`. */
export function verifyConsistency(
  from: number,
  to: number,
  first: Uint8Array,
  second: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isIndex(from) || !isIndex(to) || from > to) return false;
  if (from === 0) return proof.length === 0 && same(first, EMPTY_ROOT);
  if (from === to) return proof.length === 0 && same(first, second);
  const path = isPowerOfTwo(from) ? [first, ...proof] : [...proof];
  const start = path.shift();
  if (!start || path.length === 0) return false;
  let fn = from - 1;
  let sn = to - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let fr = start;
  let sr = start;
  for (const c of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && same(fr, first) && same(sr, second);
}

/** A tree in memory. */
export class Tree {
  private readonly levels: Hash[][] = [];

  get size(): number {
    return this.levels[0]?.length ?? 0;
  }

  push(leaf: Hash): void {
    for (const { level, hash } of grown(this.nodes, this.size, leaf)) (this.levels[level] ??= []).push(hash);
  }

  readonly nodes: Nodes = (level, index) => {
    const hash = this.levels[level]?.[index];
    if (!hash) throw new RangeError(`the tree has no node ${level}/${index}`);
    return hash;
  };

  root(size = this.size): Hash {
    return rootOf(this.nodes, size);
  }
}

/** Hash of leaves `start` to `end`, where `start` is where such a subtree can begin. */
function rangeHash(nodes: Nodes, start: number, end: number): Hash {
  const count = end - start;
  if (isPowerOfTwo(count)) return nodes(Math.log2(count), start / count);
  const middle = start + split(count);
  return nodeHash(rangeHash(nodes, start, middle), rangeHash(nodes, middle, end));
}

/** The largest power of two below `count`. */
function split(count: number): number {
  let k = 1;
  while (k * 2 < count) k *= 2;
  return k;
}

const half = (n: number): number => Math.floor(n / 2);
const isIndex = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;
const isPowerOfTwo = (n: number): boolean => Number.isInteger(Math.log2(n));
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
