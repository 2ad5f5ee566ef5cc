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

;; overnight rates compounded in arrears
(func $compounded_overnight_rate (param $rates i32) (param $days i32) (param $basis i32) (result i32)
  (local $zero i32) (local $one i32) (local $growth i32) (local $elapsed i32) (local $turns i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (if (i32.eqz (call $lt (local.get $zero) (local.get $basis))) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $rates))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.sub (call $list_length (local.get $rates)) (call $list_length (local.get $days)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $growth (local.get $one))
  (local.set $elapsed (local.get $zero))
  (local.set $turns (call $list_length (local.get $rates)))
  (loop $again
    (if
      (call $lt
        (call $list_get (local.get $days) (i32.sub (call $list_length (local.get $days)) (local.get $turns)))
        (local.get $zero))
      (then (return (call $trap (i32.const 4)))))
    (local.set $growth
      (call $mul
        (local.get $growth)
        (call $add
          (local.get $one)
          (call $div
            (call $mul
              (call $list_get (local.get $rates) (i32.sub (call $list_length (local.get $rates)) (local.get $turns)))
              (call $list_get (local.get $days) (i32.sub (call $list_length (local.get $days)) (local.get $turns))))
            (local.get $basis)))))
    (local.set $elapsed
      (call $add
        (local.get $elapsed)
        (call $list_get (local.get $days) (i32.sub (call $list_length (local.get $days)) (local.get $turns)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (if (call $eq (local.get $elapsed) (local.get $zero)) (then (return (call $trap (i32.const 4)))))
  (call $div (call $mul (call $sub (local.get $growth) (local.get $one)) (local.get $basis)) (local.get $elapsed)))
