;; everyday: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; the tip alone
(func $tip_amount (param $bill i32) (param $tip i32) (result i32)
  (call $mul (local.get $bill) (local.get $tip)))

;; bill and tip together
(func $bill_with_tip (param $bill i32) (param $tip i32) (result i32)
  (call $mul (local.get $bill) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $tip))))

;; each one's share
(func $split_equally (param $total i32) (param $people i32) (result i32)
  (if
    (call $eq (local.get $people) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (if
    (call $lt (local.get $people) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $total) (local.get $people)))

;; pay for all hours, those above regular_hours paid at multiplier
(func $overtime_pay (param $hourly_wage i32) (param $hours i32) (param $regular_hours i32) (param $multiplier i32) (result i32)
  (if
    (call $lt (local.get $hours) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $regular_hours) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $hourly_wage)
    (call $add
      (call $min (local.get $hours) (local.get $regular_hours))
      (call $mul
        (local.get $multiplier)
        (call $max (call $sub (local.get $hours) (local.get $regular_hours)) (call $dec (i32.const 0) (i32.const 0)))))))
