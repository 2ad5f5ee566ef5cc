/** Working numbers: sign, exponent and a coefficient of any length, in scratch memory. */
import * as limbs from './limbs';
import { take } from './scratch';

const HEADER: i32 = 4;

/** (−1)^sign × coefficient × 10^exponent. An address: copying the variable does not copy the number. */
@unmanaged
export class Num {
  /** 0 or 1. */
  sign: i32 = 0;
  exponent: i32 = 0;
  /** Limbs of the coefficient, without leading zeros; 0 for zero. */
  length: i32 = 0;
  /** Keeps the coefficient at a multiple of eight. */
  reserved: i32 = 0;

  /** Address of the coefficient. */
  get at(): usize {
    return changetype<usize>(this) + ((<usize>HEADER) << 2);
  }

  get digits(): i32 {
    return limbs.digits(this.at, this.length);
  }

  /** Exponent of the first digit; of the last for zero. */
  get adjusted(): i32 {
    return this.length ? this.exponent + this.digits - 1 : this.exponent;
  }

  get isZero(): bool {
    return this.length == 0;
  }

  /** Multiplies the coefficient by 10^k and keeps the value. The room must suffice. */
  pad(k: i32): void {
    this.length = limbs.shiftLeft(this.at, this.at, this.length, k);
    this.exponent -= k;
  }

  /** Drops the last k digits; `limbs.lost` says what they were. */
  drop(k: i32): void {
    this.length = limbs.shiftRight(this.at, this.length, k);
    this.exponent += k;
  }

  /** Drops zeros at the end while the exponent is below `most`. */
  reduce(most: i32): void {
    if (this.length == 0 || this.exponent >= most) return;
    this.drop(limbs.trailingZeros(this.at, this.length, most - this.exponent));
  }

  /** Drops all zeros at the end. */
  strip(): void {
    this.drop(limbs.trailingZeros(this.at, this.length, i32.MAX_VALUE));
  }

  /** Adds one unit to the coefficient. */
  increment(): void {
    const at = this.at;
    let i = 0;
    while (i < this.length && limbs.limb(at, i) == limbs.BASE - 1) limbs.setLimb(at, i++, 0);
    if (i == this.length) {
      limbs.setLimb(at, i, 1);
      ++this.length;
    } else limbs.setLimb(at, i, limbs.limb(at, i) + 1);
  }

  /**
   * Marks that the value is a little larger than the coefficient says, where there are more digits than the precision:
   * a last digit 0 or 5 becomes 1 or 6, so that no rounding takes it for exact or for half.
   */
  jam(): void {
    if (this.length == 0 || limbs.limb(this.at, 0) % 5 == 0) this.increment();
  }

  isOdd(): bool {
    return this.length != 0 && (limbs.limb(this.at, 0) & 1) != 0;
  }
}

/** A zero with room for a coefficient of that many limbs. */
export function number(room: i32): Num {
  const num = changetype<Num>(take(HEADER + room));
  num.sign = 0;
  num.exponent = 0;
  num.length = 0;
  return num;
}

/** A small number. */
export function small(sign: i32, coefficient: u32, exponent: i32): Num {
  const num = number(4);
  num.sign = sign;
  num.exponent = exponent;
  limbs.setLimb(num.at, 0, coefficient % <u32>limbs.BASE);
  limbs.setLimb(num.at, 1, coefficient / <u32>limbs.BASE);
  num.length = limbs.trim(num.at, 2);
  return num;
}

/** The same number, with room for a coefficient of that many limbs. */
export function copyOf(num: Num, room: i32): Num {
  const other = number(room);
  other.sign = num.sign;
  other.exponent = num.exponent;
  other.length = num.length;
  limbs.copy(other.at, num.at, num.length);
  return other;
}

/** Exact product of the absolute values, with the sign of the product. */
export function product(a: Num, b: Num): Num {
  const out = number(a.length + b.length + 1);
  out.sign = a.sign ^ b.sign;
  out.exponent = a.exponent + b.exponent;
  out.length = limbs.mul(out.at, a.at, a.length, b.at, b.length);
  return out;
}
