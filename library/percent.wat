;; percent: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; rate of base ("15% of $80"; also commission, tax taken off pay, a fee in percent)
(func $percent_of (param $base i32) (param $rate i32) (result i32)
  (call $mul (local.get $base) (local.get $rate)))

;; part as a percentage of whole
(func $part_as_percent (param $part i32) (param $whole i32) (result i32)
  (if
    (call $eq (local.get $whole) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $part) (local.get $whole)))

;; the whole of which part is rate ("$30 is 15% of what?")
(func $whole_from_percent (param $part i32) (param $rate i32) (result i32)
  (if (call $eq (local.get $rate) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $part) (local.get $rate)))

;; signed change in percent of old
(func $percent_change (param $old i32) (param $new i32) (result i32)
  (if (call $eq (local.get $old) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if (call $lt (local.get $old) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (call $div (call $sub (local.get $new) (local.get $old)) (local.get $old)))

;; how large the fall is, as a positive percent of old ("by what percent did it drop?")
(func $percent_decrease (param $old i32) (param $new i32) (result i32)
  (if (call $eq (local.get $old) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if (call $lt (local.get $old) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (call $div (call $sub (local.get $old) (local.get $new)) (local.get $old)))

;; amount plus rate of it
(func $increase_by (param $amount i32) (param $rate i32) (result i32)
  (call $mul (local.get $amount) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate))))

;; amount less rate of it
(func $decrease_by (param $amount i32) (param $rate i32) (result i32)
  (call $mul (local.get $amount) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $rate))))

;; amount before a rise by rate
(func $before_increase (param $result i32) (param $rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $result) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate))))

;; amount before a fall by rate
(func $before_decrease (param $result i32) (param $rate i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $rate) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $result) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $rate))))

;; net change of two successive changes, compounded (falls are given as negative: neg(...))
(func $combined_change (param $first i32) (param $second i32) (result i32)
  (call $sub
    (call $mul
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $first))
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $second)))
    (call $dec (i32.const 1) (i32.const 0))))

;; difference of two rates in percentage points (first minus second)
(func $percentage_points (param $higher i32) (param $lower i32) (result i32)
  (call $mul (call $sub (local.get $higher) (local.get $lower)) (call $dec (i32.const 100) (i32.const 0))))

;; the same in basis points
(func $basis_points (param $higher i32) (param $lower i32) (result i32)
  (call $mul (call $sub (local.get $higher) (local.get $lower)) (call $dec (i32.const 10000) (i32.const 0))))
