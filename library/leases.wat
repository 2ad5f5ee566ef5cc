;; leases: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; lease liability
(func $lease_liability (param $payment i32) (param $rate_per_period i32) (param $payments i32) (param $timing i32) (result i32)
  (if
    (call $lt (local.get $payments) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (call $present_value_with_balloon
    (local.get $payment)
    (call $dec (i32.const 0) (i32.const 0))
    (local.get $rate_per_period)
    (call $sub (local.get $payments) (local.get $timing))
    (call $dec (i32.const 0) (i32.const 0))))

;; right-of-use asset
(func $right_of_use_asset (param $liability i32) (param $prepaid i32) (param $direct_costs i32) (param $restoration i32) (param $incentives i32) (result i32)
  (call $sub
    (call $add
      (call $add (call $add (local.get $liability) (local.get $prepaid)) (local.get $direct_costs))
      (local.get $restoration))
    (local.get $incentives)))

;; revenue by percentage of completion
(func $contract_revenue (param $contract_price i32) (param $cost_to_date i32) (param $total_cost i32) (param $earlier_revenue i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $total_cost)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $cost_to_date) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $total_cost) (local.get $cost_to_date)) (then (return (call $trap (i32.const 2)))))
  (call $sub
    (call $div (call $mul (local.get $contract_price) (local.get $cost_to_date)) (local.get $total_cost))
    (local.get $earlier_revenue)))

;; profit to date by percentage of completion
(func $contract_profit (param $contract_price i32) (param $cost_to_date i32) (param $total_cost i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $total_cost)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $cost_to_date) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $total_cost) (local.get $cost_to_date)) (then (return (call $trap (i32.const 2)))))
  (call $min
    (call $div
      (call $mul (call $sub (local.get $contract_price) (local.get $total_cost)) (local.get $cost_to_date))
      (local.get $total_cost))
    (call $sub (local.get $contract_price) (local.get $total_cost))))

;; unexpired part of a prepayment
(func $unexpired_part (param $amount i32) (param $used i32) (param $periods i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $used) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $periods) (local.get $used)) (then (return (call $trap (i32.const 2)))))
  (call $div (call $mul (local.get $amount) (call $sub (local.get $periods) (local.get $used))) (local.get $periods)))

;; impairment loss
(func $impairment_loss (param $carrying i32) (param $fair_value i32) (param $value_in_use i32) (result i32)
  (call $max
    (call $sub (local.get $carrying) (call $max (local.get $fair_value) (local.get $value_in_use)))
    (call $dec (i32.const 0) (i32.const 0))))

;; unwinding of a discounted provision
(func $provision_unwinding (param $future_cost i32) (param $annual_rate i32) (param $term i32) (param $year i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $annual_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $year) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (local.get $year)) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $year)) (local.get $year))) (then (return (call $trap (i32.const 2)))))
  (call $mul
    (call $mul (local.get $annual_rate) (local.get $future_cost))
    (call $pow
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $annual_rate))
      (call $sub (call $sub (local.get $year) (call $dec (i32.const 1) (i32.const 0))) (local.get $term)))))

;; goodwill
(func $goodwill (param $consideration i32) (param $minority i32) (param $earlier_share i32) (param $net_assets i32) (result i32)
  (call $sub
    (call $add (call $add (local.get $consideration) (local.get $minority)) (local.get $earlier_share))
    (local.get $net_assets)))
