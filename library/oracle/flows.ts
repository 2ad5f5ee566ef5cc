/** Payments one by one: sums of discounted payments, balances period by period, rates from the payments themselves. */
import { D, Decimal, invert, refuse } from './number.ts';

/** A whole number of periods; terms such as 7/12 years come rounded to 34 digits. */
export function whole(n: Decimal): number {
  const rounded = n.toDecimalPlaces(30);
  if (!rounded.isInteger()) throw new Error('the oracle counts whole periods only');
  return rounded.toNumber();
}

/** Present value of payments at times 1, 2, … (or 0, 1, … where due), each discounted by v once more than the last. */
export function discounted(payments: readonly Decimal[], v: Decimal, due = false): Decimal {
  return payments.reduceRight((later, payment) => later.plus(payment).times(v), D(0)).div(due ? v : 1);
}

export const level = (payment: Decimal, n: number): Decimal[] => Array.from({ length: n }, () => payment);

/** Balance after `n` periods that begin with `start` and get `payment` at the end or the start of each. */
export function balance(start: Decimal, payment: Decimal, i: Decimal, n: number, due = false): Decimal {
  let now = start;
  for (let k = 0; k < n; k++) {
    if (due) now = now.plus(payment);
    now = now.plus(now.times(i));
    if (!due) now = now.plus(payment);
  }
  return now;
}

/** The payment that takes `principal` to `end` in n periods: the balance is linear in the payment. */
export function levelPayment(principal: Decimal, end: Decimal, i: Decimal, n: number, due = false): Decimal {
  refuse(n < 1, 'no payments');
  const none = balance(principal, D(0), i, n, due);
  const one = balance(principal, D(-1), i, n, due);
  return none.minus(end).div(none.minus(one));
}

/** Interest and principal of every payment of a plan. */
export function schedule(
  principal: Decimal,
  payment: Decimal,
  i: Decimal,
  n: number,
  due = false,
): { interest: Decimal; repaid: Decimal }[] {
  let owed = principal;
  return Array.from({ length: n }, (_, k) => {
    const interest = due && k === 0 ? D(0) : owed.times(i);
    const repaid = payment.minus(interest);
    owed = owed.minus(repaid);
    return { interest, repaid };
  });
}

/** The rate at which payments at times 1, 2, … (0, 1, …) are worth `present`: search for the discount factor. */
export function internalRate(present: Decimal, payments: readonly Decimal[], due = false): Decimal {
  const value = (v: Decimal): Decimal => discounted(payments, v, due);
  let top = D(1);
  while (value(top).lt(present) && top.lt('1e40')) top = top.times('1.05');
  while (value(top.div('1.05')).gt(present) && top.gt('1e-40')) top = top.div('1.05');
  const v = invert(value, present, top.div('1.05'), top);
  return D(1).div(v).minus(1);
}
