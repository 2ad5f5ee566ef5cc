;; savings: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; value of regular deposits at the end of each period
(func $savings_value (param $deposit i32) (param $annual_rate i32) (param $deposits_per_year i32) (param $term i32) (result i32)
  (local $n i32) (local $i i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $deposits_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (local.set $n (call $mul (local.get $deposits_per_year) (local.get $term)))
  (local.set $i (call $div (local.get $annual_rate) (local.get $deposits_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $i)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $i) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $mul (local.get $deposit) (local.get $n)))))
  (call $div
    (call $mul
      (local.get $deposit)
      (call $sub
        (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)) (local.get $n))
        (call $dec (i32.const 1) (i32.const 0))))
    (local.get $i)))

;; the same, deposits at the start of each period
(func $savings_value_due (param $deposit i32) (param $annual_rate i32) (param $deposits_per_year i32) (param $term i32) (result i32)
  (call $mul
    (call $savings_value
      (local.get $deposit)
      (local.get $annual_rate)
      (local.get $deposits_per_year)
      (local.get $term))
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (local.get $annual_rate) (local.get $deposits_per_year)))))

;; regular deposit that reaches a target
(func $savings_deposit (param $target i32) (param $annual_rate i32) (param $deposits_per_year i32) (param $term i32) (result i32)
  (if (call $eq (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div
    (local.get $target)
    (call $savings_value
      (call $dec (i32.const 1) (i32.const 0))
      (local.get $annual_rate)
      (local.get $deposits_per_year)
      (local.get $term))))

;; number of deposits until the target
(func $savings_term (param $target i32) (param $deposit i32) (param $annual_rate i32) (param $deposits_per_year i32) (result i32)
  (local $i i32) (local $grown i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $deposits_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $target) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $deposit)))
    (then (return (call $trap (i32.const 1)))))
  (local.set $i (call $div (local.get $annual_rate) (local.get $deposits_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $i)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $i) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $div (local.get $target) (local.get $deposit)))))
  (local.set $grown
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (call $mul (local.get $target) (local.get $i)) (local.get $deposit))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $grown)))
    (then (return (call $trap (i32.const 1)))))
  (call $div
    (call $ln (local.get $grown))
    (call $ln (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)))))

;; present value of regular payments at period end
(func $annuity_value (param $payment i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (call $loan_principal
    (local.get $payment)
    (local.get $annual_rate)
    (local.get $payments_per_year)
    (local.get $term)))

;; the same, payments at the start
(func $annuity_value_due (param $payment i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (call $mul
    (call $annuity_value
      (local.get $payment)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term))
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (local.get $annual_rate) (local.get $payments_per_year)))))

;; level withdrawal that empties a fund
(func $withdrawal (param $fund i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (call $loan_payment (local.get $fund) (local.get $annual_rate) (local.get $payments_per_year) (local.get $term)))

;; value of a payment for ever
(func $perpetuity (param $payment i32) (param $annual_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $annual_rate)))
    (then (return (call $trap (i32.const 5)))))
  (call $div (local.get $payment) (local.get $annual_rate)))

;; the same, growing
(func $growing_perpetuity (param $next_payment i32) (param $annual_rate i32) (param $growth_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $growth_rate) (local.get $annual_rate)))
    (then (return (call $trap (i32.const 5)))))
  (call $div (local.get $next_payment) (call $sub (local.get $annual_rate) (local.get $growth_rate))))
