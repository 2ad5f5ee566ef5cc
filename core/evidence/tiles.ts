/** The log as C2SP tlog-tiles (https://c2sp.org/tlog-tiles) lays it out in files: tiles of 256 hashes, bundles of 256 entries. */
import { MAX_ENTRY } from './log.ts';
import type { Nodes } from './merkle.ts';

const WIDTH = 256;

/** A tile or entry bundle: `width` hashes or entries of at most 256. */
export interface Tile {
  level: number | 'entries';
  index: number;
  width: number;
}

/** Where a tile lies, relative to the log: "tile/0/x001/067", with ".p/5" for a tile of five. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const parts = digits.match(/\d{3}/g) ?? [];
  const name = parts.map((part, i) => (i < parts.length - 1 ? `x${part}` : part)).join('/');
  return `tile/${level}/${name}${width < WIDTH ? `.p/${width}` : ''}`;
}

/** Every hash tile of a log of this size, lowest level first; one by one, as the size may be a lie. */
export function* hashTiles(size: number): Generator<Tile> {
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / WIDTH)) yield* row(level, count);
}

/** Every entry bundle of a log of this size. */
export const entryTiles = (size: number): Generator<Tile> => row('entries', size);

function* row(level: Tile['level'], count: number): Generator<Tile> {
  for (let index = 0; index * WIDTH < count; index++)
    yield { level, index, width: Math.min(WIDTH, count - index * WIDTH) };
}

/** A hash tile: the hashes of complete subtrees of 256^level leaves. */
export function hashTile(nodes: Nodes, { level, index, width }: Tile): Buffer {
  const height = 8 * Number(level);
  return Buffer.concat(Array.from({ length: width }, (_, i) => nodes(height, index * WIDTH + i)));
}

/** An entry bundle: each entry behind its length in two bytes. */
export function entryTile(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY) throw new RangeError(`an entry of ${entry.length} bytes does not fit a tile`);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}
