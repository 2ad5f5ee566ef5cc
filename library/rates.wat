;; rates: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; effective rate of a continuous one
(func $effective_from_continuous (param $annual_rate i32) (result i32)
  (call $sub (call $exp (local.get $annual_rate)) (call $dec (i32.const 1) (i32.const 0))))

;; continuous rate of an effective one
(func $continuous_from_effective (param $effective_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $effective_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $ln (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $effective_rate))))

;; future value between dates with two spot rates
(func $dated_future_value (param $cash i32) (param $start i32) (param $cash_date i32) (param $end i32) (param $cash_rate i32) (param $end_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $cash_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $end_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $cash_date) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $end) (local.get $cash_date)) (then (return (call $trap (i32.const 4)))))
  (call $div
    (call $mul
      (local.get $cash)
      (call $pow
        (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $end_rate))
        (call $div (call $sub (local.get $end) (local.get $start)) (call $dec (i32.const 365) (i32.const 0)))))
    (call $pow
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $cash_rate))
      (call $div (call $sub (local.get $cash_date) (local.get $start)) (call $dec (i32.const 365) (i32.const 0))))))

;; amount adjusted by an index
(func $index_adjusted (param $amount i32) (param $index_from i32) (param $index_to i32) (result i32)
  (if
    (call $eq (local.get $index_from) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (if
    (call $lt (local.get $index_from) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $mul (local.get $amount) (local.get $index_to)) (local.get $index_from)))
