;; price: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; price after a discount
(func $discounted_price (param $list_price i32) (param $discount i32) (result i32)
  (if
    (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $discount))
    (then (return (call $trap (i32.const 2)))))
  (call $mul (local.get $list_price) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $discount))))

;; original price before a discount
(func $list_price (param $discounted_price i32) (param $discount i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $discount) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $discounted_price) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $discount))))

;; money saved by a discount
(func $discount_amount (param $list_price i32) (param $discount i32) (result i32)
  (if
    (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $discount))
    (then (return (call $trap (i32.const 2)))))
  (call $mul (local.get $list_price) (local.get $discount)))

;; discount in percent
(func $discount_rate (param $list_price i32) (param $discounted_price i32) (result i32)
  (if
    (call $eq (local.get $list_price) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $list_price) (local.get $discounted_price)) (local.get $list_price)))

;; selling price from cost and mark-up on cost
(func $price_from_markup (param $cost i32) (param $markup i32) (result i32)
  (call $mul (local.get $cost) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $markup))))

;; mark-up on cost in percent
(func $markup_rate (param $cost i32) (param $price i32) (result i32)
  (if (call $eq (local.get $cost) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $price) (local.get $cost)) (local.get $cost)))

;; cost from selling price and mark-up on cost
(func $cost_from_markup (param $price i32) (param $markup i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $markup)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $price) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $markup))))

;; selling price that leaves the margin on price
(func $price_from_margin (param $cost i32) (param $margin i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $margin) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $cost) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $margin))))

;; gross margin in percent of the price (revenue and cost of sales too)
(func $margin_rate (param $cost i32) (param $price i32) (result i32)
  (if
    (call $eq (local.get $price) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $price) (local.get $cost)) (local.get $price)))

;; cost from price and margin on price
(func $cost_from_margin (param $price i32) (param $margin i32) (result i32)
  (if
    (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $margin))
    (then (return (call $trap (i32.const 2)))))
  (call $mul (local.get $price) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $margin))))

;; margin on price that a mark-up on cost equals
(func $margin_from_markup (param $markup i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $markup)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $markup) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $markup))))

;; mark-up on cost that a margin on price equals
(func $markup_from_margin (param $margin i32) (result i32)
  (if
    (i32.eqz (call $lt (local.get $margin) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $margin) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $margin))))

;; profit as a percent of revenue (net, operating)
(func $profit_margin (param $profit i32) (param $revenue i32) (result i32)
  (if
    (call $eq (local.get $revenue) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $profit) (local.get $revenue)))
