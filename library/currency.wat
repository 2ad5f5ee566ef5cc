;; currency: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; with the app's stored rates (no rate in the question)
(func $convert (param $amount i32) (param $fx_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $fx_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul (local.get $amount) (local.get $fx_rate)))

;; with a rate that the question states between two named currencies
(func $exchange (param $amount i32) (param $fx_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $fx_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul (local.get $amount) (local.get $fx_rate)))

;; a bare rate ("at 1.08"), amount times rate
(func $exchange_multiply (param $amount i32) (param $rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul (local.get $amount) (local.get $rate)))

;; a bare rate, amount divided by rate
(func $exchange_divide (param $amount i32) (param $rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $amount) (local.get $rate)))

;; the stored rate itself
(func $exchange_rate (param $fx_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $fx_rate)))
    (then (return (call $trap (i32.const 2)))))
  (local.get $fx_rate))
