/** Random operands for tests, of kinds that arithmetic goes wrong with. The same seed gives the same ones. */

export class Operands {
  private state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to n − 1 (mulberry32). */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  }

  private pick<T>(...choices: (() => T)[]): T {
    return choices[this.below(choices.length)]!();
  }

  private between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  private digits(n: number): string {
    return Array.from({ length: n }, () => this.below(10)).join('');
  }

  /** 1 to `most` digits: random, or nearly all nines or zeros, or ending in 5. */
  coefficient(most = 34): string {
    const n = this.between(1, most);
    return this.pick(
      () => this.digits(n),
      () => this.digits(n),
      () => '9'.repeat(n),
      () => `1${'0'.repeat(n - 1)}`,
      () => `${this.digits(n - 1)}5`,
      () => `${'9'.repeat(n - 1)}${this.below(10)}`,
      () => `1${'0'.repeat(Math.max(n - 2, 0))}${n > 1 ? this.below(10) : ''}`,
      () => '0',
    );
  }

  private sign(): string {
    return this.below(3) ? '' : '-';
  }

  /** Any operand of decimal128, mostly of everyday size. */
  any(): string {
    return this.sign() + this.size();
  }

  private size(): string {
    return this.pick(
      () => this.everyday(),
      () => this.everyday(),
      () => this.nearOne(),
      () => this.within(this.coefficient(), this.between(-60, 40)),
      () => this.within(this.coefficient(), this.between(-6176, 6144)),
      () =>
        this.within(
          this.coefficient(),
          this.pick(
            () => this.between(-6176, -6130),
            () => this.between(6070, 6144),
          ),
        ),
    );
  }

  /** Moves an exponent so that the number can be held. */
  private within(coefficient: string, exponent: number): string {
    const most = 6144 - coefficient.length + 1;
    return `${coefficient}E${Math.max(-6176, Math.min(exponent, most))}`;
  }

  /** An amount, a rate or a count. */
  private everyday(): string {
    return this.pick(
      () => `${this.below(1e6)}.${this.digits(2)}`,
      () => `0.0${this.digits(this.between(1, 6))}`,
      () => `1.00${this.digits(this.between(1, 20))}`,
      () => String(this.below(1000)),
    );
  }

  /** 1 ± 10^−k, or a few units of the last place beside 1. */
  private nearOne(): string {
    const k = this.between(1, 33);
    return this.pick(
      () => `1.${'0'.repeat(k - 1)}${this.between(1, 9)}`,
      () => `0.${'9'.repeat(k)}${this.below(10)}`,
      () => `1.${'0'.repeat(this.between(1, 15))}${this.digits(this.between(1, 17))}1`,
    );
  }

  /** Not zero, not negative. */
  positive(): string {
    const text = this.size();
    return /[1-9]/.test(text.split('E')[0]!) ? text : '1';
  }

  /** Two operands, the second often of a size at which digits of both meet. */
  near(): string[] {
    const a = this.any();
    if (!this.below(3)) return [a, this.any()];
    return [a, this.sign() + this.within(this.coefficient(), this.exponentOf(a) + this.between(-45, 45))];
  }

  private exponentOf(text: string): number {
    const [coefficient = '', exponent = '0'] = text.split('E');
    return Math.max(-6176, Number(exponent) - (coefficient.split('.')[1]?.length ?? 0));
  }

  /** Two factors and a third operand near their product. */
  product(): string[] {
    const [a = '', b = ''] = this.near();
    const exponent = this.exponentOf(a) + this.exponentOf(b) + this.between(-45, 70);
    return [a, b, this.sign() + this.within(this.coefficient(), Math.max(exponent, -6176))];
  }

  /** Places to round to, near the digits of the number. */
  placesNear(text: string): number {
    return -(this.exponentOf(text) + this.between(-3, 36));
  }

  /** A square now and then, or one beside a square, or of a number with a tie as its root. */
  perhapsSquare(): string {
    const root = BigInt(this.coefficient(17));
    const exponent = 2 * this.between(-3000, 3000);
    return this.pick(
      () => this.positive(),
      () => `${root * root}E${exponent}`,
      () => `${root * root + 1n}E${exponent}`,
      () => `${root * root}E${exponent + 1}`,
    );
  }

  /** An operand of exp, mostly one that neither overflows nor vanishes. */
  exponent(): string {
    return (
      this.sign() +
      this.pick(
        () => this.everyday(),
        () => this.nearOne(),
        () => `${this.below(15000)}.${this.digits(this.between(1, 29))}`,
        () => this.within(this.coefficient(), this.between(-80, -20)),
        () => this.size(),
      )
    );
  }

  /** Base and exponent: growth, roots that are exact, results beside ties, and anything. */
  power(): string[] {
    return this.pick(
      () => [this.everyday(), this.sign() + this.below(500)],
      () => [this.nearOne(), this.sign() + this.below(2000)],
      () => [this.nearOne(), this.any()],
      () => [this.positive(), this.sign() + this.everyday()],
      () => this.perfect(),
      () => [this.coefficient(6), String(this.below(12))],
      () => [this.sign() + this.coefficient(18), '2'],
      () => [
        this.sign() +
          this.pick(
            () => '2',
            () => '5',
            () => '10',
            () => '0.5',
            () => '8E5',
          ),
        this.sign() + this.below(160),
      ],
      () => [
        `1E${this.between(-50, 50)}`,
        this.sign() +
          `${this.below(100)}.${this.pick(
            () => '5',
            () => '25',
            () => '2',
            () => '125',
            () => this.digits(3),
          )}`,
      ],
      () => [this.sign() + this.everyday(), this.sign() + this.below(300000)],
      () => [this.any(), this.any()],
    );
  }

  /** A perfect power, or a number beside one, and an exponent that takes its root. */
  private perfect(): string[] {
    const degree = this.pick(
      () => 2,
      () => 4,
      () => 5,
      () => 8,
      () => 10,
      () => 16,
      () => 20,
    );
    const root = BigInt(1 + this.below(Math.floor(10 ** Math.min(8, 34 / degree)) - 1 || 1));
    const beside = this.below(4) ? 0n : 1n;
    const times = this.between(1, 6);
    return [
      `${root ** BigInt(degree) + beside}E${degree * this.between(-9, 9)}`,
      `${this.sign()}${String(times / degree)}`,
    ];
  }
}
