;; forex: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; forward exchange rate
(func $forward_rate (param $spot i32) (param $quote_rate i32) (param $base_rate i32) (param $term i32) (param $method i32) (result i32)
  (local $growth i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $method) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $method)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $method)) (local.get $method)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $quote_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $base_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $method) (call $dec (i32.const 0) (i32.const 0)))
    (then
      (local.set $growth
        (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $base_rate) (local.get $term))))
      (if
        (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $growth)))
        (then (return (call $trap (i32.const 2)))))
      (return
        (call $div
          (call $mul
            (local.get $spot)
            (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $quote_rate) (local.get $term))))
          (local.get $growth)))))
  (call $mul
    (local.get $spot)
    (call $pow
      (call $div
        (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $quote_rate))
        (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $base_rate)))
      (local.get $term))))

;; exchange difference
(func $fx_difference (param $foreign_amount i32) (param $booked_rate i32) (param $closing_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $booked_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $closing_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul (local.get $foreign_amount) (call $sub (local.get $closing_rate) (local.get $booked_rate))))

;; call option payoff
(func $call_payoff (param $spot i32) (param $strike i32) (param $premium i32) (result i32)
  (call $sub
    (call $max (call $sub (local.get $spot) (local.get $strike)) (call $dec (i32.const 0) (i32.const 0)))
    (local.get $premium)))

;; put option payoff
(func $put_payoff (param $spot i32) (param $strike i32) (param $premium i32) (result i32)
  (call $sub
    (call $max (call $sub (local.get $strike) (local.get $spot)) (call $dec (i32.const 0) (i32.const 0)))
    (local.get $premium)))
