"""Answers operations with Python's decimal module: one a line, "operation rounding operand ...", one answer a line.

The context is IEEE 754 decimal128. exp, ln, log10 and sqrt of that module are correctly rounded; its power is not, so a
power is computed with many more digits and rounded from there.
"""

import sys
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    Context,
    Decimal,
    Overflow,
    Underflow,
)

DIGITS = 34
WIDE_DIGITS = 160


def wide(digits, rounding="ROUND_HALF_EVEN"):
    return Context(prec=digits, Emax=MAX_EMAX, Emin=MIN_EMIN, rounding=rounding, traps=[])


EXACT = wide(30000)
WIDE = wide(WIDE_DIGITS)
# One digit more than a tie has.
NARROW = wide(DIGITS + 2)


def power(context, x, y):
    """x to the power y, rounded once."""
    if x == 0 or y == 0 or (x < 0 and y != y.to_integral_value()):
        return context.power(x, y)
    logarithm = WIDE.multiply(y, WIDE.ln(x.copy_abs()))
    if logarithm != 0 and logarithm.adjusted() < -WIDE_DIGITS // 2:
        # Nearer to 1 than the digits tell: y is not whole, so x is positive.
        return context.add(Decimal(1), logarithm)
    result = WIDE.power(x, y)
    sign = Decimal(-1 if result.is_signed() else 1)
    if result.is_infinite():
        return context.multiply(sign, Decimal("1E+10000000"))
    if result == 0:
        return context.multiply(sign, Decimal("1E-10000000"))
    # Within some units of the last of 160 places of a number with few digits: it is that number.
    near = NARROW.plus(result)
    if EXACT.subtract(result, near).copy_abs() < Decimal((0, (1,), result.adjusted() - WIDE_DIGITS + 3)):
        result = near
    return context.plus(result)


def rounded(context, x, places, rounding):
    """x to so many places by a mode of its own."""
    exponent = -int(places)
    if x.as_tuple().exponent < exponent:
        x = x.quantize(Decimal((0, (1,), exponent)), context=wide(30000, rounding))
    return context.create_decimal(x)


def total(context, *values):
    """The exact sum, rounded once."""
    exact = wide(30000, context.rounding)
    result = values[0]
    for value in values[1:]:
        result = exact.add(result, value)
    return context.create_decimal(result)


def compute(operation, context, operands):
    if operation == "round":
        value, places, rounding = operands
        return rounded(context, Decimal(value), places, rounding)
    values = [Decimal(operand) for operand in operands]
    if operation == "div" and values[1] == 0:
        return "divide_by_zero"
    if operation == "pow":
        return power(context, *values)
    if operation == "list_sum":
        return total(context, *values)
    names = {
        "sub": "subtract",
        "mul": "multiply",
        "div": "divide",
        "neg": "minus",
    }
    return getattr(context, names.get(operation, operation))(*values)


def answer(line):
    operation, rounding, *operands = line.split()
    context = Context(prec=DIGITS, Emax=6144, Emin=-6143, rounding=rounding, clamp=0, traps=[])
    result = compute(operation, context, operands)
    if isinstance(result, str):
        return result
    if result.is_nan():
        return "invalid"
    if context.flags[Overflow]:
        return "overflow"
    if result.is_infinite():
        return "divide_by_zero" if operation == "pow" else "invalid"
    if result == 0 and context.flags[Underflow]:
        return "underflow"
    return str(result)


for text in sys.stdin:
    print(answer(text))
