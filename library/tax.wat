;; tax: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; tax on a net amount
(func $tax_amount (param $net i32) (param $tax_rate i32) (result i32)
  (call $mul (local.get $net) (local.get $tax_rate)))

;; net plus tax
(func $gross_from_net (param $net i32) (param $tax_rate i32) (result i32)
  (call $mul (local.get $net) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $tax_rate))))

;; net amount inside a tax-inclusive one
(func $net_from_gross (param $gross i32) (param $tax_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $tax_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $gross) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $tax_rate))))

;; tax inside a tax-inclusive amount
(func $tax_in_gross (param $gross i32) (param $tax_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $tax_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul (local.get $gross) (local.get $tax_rate))
    (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $tax_rate))))

;; tax rate from net and gross
(func $tax_rate (param $net i32) (param $gross i32) (result i32)
  (if (call $eq (local.get $net) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $gross) (local.get $net)) (local.get $net)))

;; gross pay of which net is left after tax_rate of the gross
(func $gross_up (param $net i32) (param $tax_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $tax_rate) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $net) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $tax_rate))))
