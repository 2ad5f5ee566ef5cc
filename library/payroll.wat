;; payroll: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; social contribution up to a ceiling
(func $capped_contribution (param $wages i32) (param $earlier_wages i32) (param $rate i32) (param $ceiling i32) (result i32)
  (if (call $lt (local.get $wages) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $earlier_wages) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $ceiling) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $rate)
    (call $max
      (call $min (local.get $wages) (call $sub (local.get $ceiling) (local.get $earlier_wages)))
      (call $dec (i32.const 0) (i32.const 0)))))

;; contribution above a threshold
(func $contribution_above_threshold (param $wages i32) (param $earlier_wages i32) (param $rate i32) (param $threshold i32) (result i32)
  (if (call $lt (local.get $wages) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $earlier_wages) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $threshold) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $rate)
    (call $max
      (call $min
        (local.get $wages)
        (call $sub (call $add (local.get $wages) (local.get $earlier_wages)) (local.get $threshold)))
      (call $dec (i32.const 0) (i32.const 0)))))

;; tax of one bracket
(func $bracket_tax (param $income i32) (param $lower i32) (param $upper i32) (param $rate i32) (result i32)
  (if (call $lt (local.get $upper) (local.get $lower)) (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $rate)
    (call $max
      (call $sub (call $min (local.get $income) (local.get $upper)) (local.get $lower))
      (call $dec (i32.const 0) (i32.const 0)))))

;; deferred tax
(func $deferred_tax (param $carrying i32) (param $tax_base i32) (param $tax_rate i32) (result i32)
  (call $mul (local.get $tax_rate) (call $sub (local.get $carrying) (local.get $tax_base))))
