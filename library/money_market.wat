;; money_market: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; cost of a cash discount not taken, simple
(func $trade_credit_cost (param $discount i32) (param $discount_days i32) (param $net_days i32) (param $basis i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $discount) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $discount_days) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if (i32.eqz (call $lt (local.get $discount_days) (local.get $net_days))) (then (return (call $trap (i32.const 4)))))
  (call $div
    (call $mul
      (call $div (local.get $discount) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $discount)))
      (local.get $basis))
    (call $sub (local.get $net_days) (local.get $discount_days))))

;; cost of a cash discount not taken, compounded
(func $trade_credit_effective_cost (param $discount i32) (param $discount_days i32) (param $net_days i32) (param $basis i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $discount) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $discount_days) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if (i32.eqz (call $lt (local.get $discount_days) (local.get $net_days))) (then (return (call $trap (i32.const 4)))))
  (call $sub
    (call $pow
      (call $add
        (call $dec (i32.const 1) (i32.const 0))
        (call $div (local.get $discount) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $discount))))
      (call $div (local.get $basis) (call $sub (local.get $net_days) (local.get $discount_days))))
    (call $dec (i32.const 1) (i32.const 0))))

;; bank discount rate
(func $bank_discount_rate (param $price i32) (param $face i32) (param $days i32) (param $basis i32) (result i32)
  (if (call $eq (local.get $face) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul (call $div (call $sub (local.get $face) (local.get $price)) (local.get $face)) (local.get $basis))
    (local.get $days)))

;; price from a discount rate
(func $discount_price (param $face i32) (param $discount_rate i32) (param $days i32) (param $basis i32) (result i32)
  (if (call $lt (local.get $days) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $face)
    (call $sub
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (call $mul (local.get $discount_rate) (local.get $days)) (local.get $basis)))))

;; simple yield of discount paper
(func $money_market_yield (param $price i32) (param $redemption i32) (param $days i32) (param $basis i32) (result i32)
  (if (call $eq (local.get $price) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul (call $div (call $sub (local.get $redemption) (local.get $price)) (local.get $price)) (local.get $basis))
    (local.get $days)))

;; amount received at maturity
(func $received_at_maturity (param $investment i32) (param $discount_rate i32) (param $days i32) (param $basis i32) (result i32)
  (if (call $lt (local.get $days) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz
      (call $lt
        (call $div (call $mul (local.get $discount_rate) (local.get $days)) (local.get $basis))
        (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (local.get $investment)
    (call $sub
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (call $mul (local.get $discount_rate) (local.get $days)) (local.get $basis)))))

;; bond-equivalent yield of a Treasury bill
(func $bond_equivalent_yield (param $discount_rate i32) (param $days i32) (result i32)
  (local $price i32) (local $years i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days)))
    (then (return (call $trap (i32.const 4)))))
  (if (call $lt (call $dec (i32.const 366) (i32.const 0)) (local.get $days)) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $days)) (local.get $days))) (then (return (call $trap (i32.const 2)))))
  (local.set $price
    (call $sub
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (call $mul (local.get $discount_rate) (local.get $days)) (call $dec (i32.const 360) (i32.const 0)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $price)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 182) (i32.const 0)) (local.get $days)))
    (then
      (return
        (call $div
          (call $mul (call $dec (i32.const 365) (i32.const 0)) (local.get $discount_rate))
          (call $mul (call $dec (i32.const 360) (i32.const 0)) (local.get $price))))))
  (local.set $years (call $div (local.get $days) (call $dec (i32.const 365) (i32.const 0))))
  (call $div
    (call $mul
      (call $sub
        (call $sqrt
          (call $sub
            (call $mul (local.get $years) (local.get $years))
            (call $mul
              (call $sub
                (call $mul (call $dec (i32.const 2) (i32.const 0)) (local.get $years))
                (call $dec (i32.const 1) (i32.const 0)))
              (call $sub
                (call $dec (i32.const 1) (i32.const 0))
                (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $price))))))
        (local.get $years))
      (call $dec (i32.const 2) (i32.const 0)))
    (call $sub
      (call $mul (call $dec (i32.const 2) (i32.const 0)) (local.get $years))
      (call $dec (i32.const 1) (i32.const 0)))))

;; price from a fractional quote
(func $fractional_to_decimal (param $quote i32) (param $denominator i32) (result i32)
  (local $scale i32) (local $points i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $denominator)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $denominator)) (local.get $denominator)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $quote) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 1000) (i32.const 0)) (local.get $denominator))
    (then (return (call $trap (i32.const 2)))))
  (local.set $scale (call $dec (i32.const 1000) (i32.const 0)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 100) (i32.const 0)) (local.get $denominator)))
    (then (local.set $scale (call $dec (i32.const 100) (i32.const 0)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 10) (i32.const 0)) (local.get $denominator)))
    (then (local.set $scale (call $dec (i32.const 10) (i32.const 0)))))
  (local.set $points (call $neg (call $ceil (call $neg (local.get $quote)))))
  (call $add
    (local.get $points)
    (call $div
      (call $mul (call $sub (local.get $quote) (local.get $points)) (local.get $scale))
      (local.get $denominator))))

;; fractional quote of a price
(func $decimal_to_fractional (param $price i32) (param $denominator i32) (result i32)
  (local $scale i32) (local $points i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $denominator)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $denominator)) (local.get $denominator)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $price) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 1000) (i32.const 0)) (local.get $denominator))
    (then (return (call $trap (i32.const 2)))))
  (local.set $scale (call $dec (i32.const 1000) (i32.const 0)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 100) (i32.const 0)) (local.get $denominator)))
    (then (local.set $scale (call $dec (i32.const 100) (i32.const 0)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 10) (i32.const 0)) (local.get $denominator)))
    (then (local.set $scale (call $dec (i32.const 10) (i32.const 0)))))
  (local.set $points (call $neg (call $ceil (call $neg (local.get $price)))))
  (call $add
    (local.get $points)
    (call $div
      (call $mul (call $sub (local.get $price) (local.get $points)) (local.get $denominator))
      (local.get $scale))))
