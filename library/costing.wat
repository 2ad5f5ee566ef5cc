;; costing: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; material price variance
(func $material_price_variance (param $standard_price i32) (param $actual_cost i32) (param $actual_quantity i32) (result i32)
  (call $sub (call $mul (local.get $standard_price) (local.get $actual_quantity)) (local.get $actual_cost)))

;; material usage variance
(func $material_usage_variance (param $standard_quantity i32) (param $actual_quantity i32) (param $standard_price i32) (result i32)
  (call $mul (call $sub (local.get $standard_quantity) (local.get $actual_quantity)) (local.get $standard_price)))

;; labour rate variance
(func $labour_rate_variance (param $standard_rate i32) (param $actual_pay i32) (param $actual_hours i32) (result i32)
  (call $sub (call $mul (local.get $standard_rate) (local.get $actual_hours)) (local.get $actual_pay)))

;; labour efficiency variance
(func $labour_efficiency_variance (param $standard_hours i32) (param $actual_hours i32) (param $standard_rate i32) (result i32)
  (call $mul (call $sub (local.get $standard_hours) (local.get $actual_hours)) (local.get $standard_rate)))

;; variable overhead spending variance
(func $overhead_spending_variance (param $standard_rate i32) (param $actual_overhead i32) (param $actual_hours i32) (result i32)
  (call $sub (call $mul (local.get $standard_rate) (local.get $actual_hours)) (local.get $actual_overhead)))

;; variable overhead efficiency variance
(func $overhead_efficiency_variance (param $standard_hours i32) (param $actual_hours i32) (param $standard_rate i32) (result i32)
  (call $mul (call $sub (local.get $standard_hours) (local.get $actual_hours)) (local.get $standard_rate)))

;; fixed overhead volume variance
(func $overhead_volume_variance (param $budgeted_overhead i32) (param $budgeted_base i32) (param $standard_base i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $budgeted_base)))
    (then (return (call $trap (i32.const 2)))))
  (call $sub
    (call $div (call $mul (local.get $budgeted_overhead) (local.get $standard_base)) (local.get $budgeted_base))
    (local.get $budgeted_overhead)))

;; degree of operating leverage
(func $operating_leverage (param $contribution i32) (param $operating_income i32) (result i32)
  (if
    (call $eq (local.get $operating_income) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $contribution) (local.get $operating_income)))

;; economic order quantity
(func $economic_order_quantity (param $demand i32) (param $order_cost i32) (param $holding_cost i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $holding_cost)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $demand) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $order_cost) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $sqrt
    (call $div
      (call $mul (call $mul (call $dec (i32.const 2) (i32.const 0)) (local.get $demand)) (local.get $order_cost))
      (local.get $holding_cost))))

;; reorder point
(func $reorder_point (param $daily_demand i32) (param $lead_days i32) (param $safety_stock i32) (result i32)
  (if
    (call $lt (local.get $lead_days) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (call $add (call $mul (local.get $daily_demand) (local.get $lead_days)) (local.get $safety_stock)))

;; overhead absorption rate
(func $overhead_rate (param $overhead i32) (param $base i32) (result i32)
  (if (call $eq (local.get $base) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $overhead) (local.get $base)))

;; over- or under-absorbed overhead
(func $over_absorbed_overhead (param $budgeted_overhead i32) (param $budgeted_base i32) (param $actual_base i32) (param $actual_overhead i32) (result i32)
  (call $sub
    (call $mul (call $overhead_rate (local.get $budgeted_overhead) (local.get $budgeted_base)) (local.get $actual_base))
    (local.get $actual_overhead)))

;; average time on a learning curve
(func $learning_curve_average (param $first_time i32) (param $units i32) (param $learning_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $units)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $learning_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $first_time)
    (call $exp
      (call $div
        (call $mul (call $ln (local.get $learning_rate)) (call $ln (local.get $units)))
        (call $ln (call $dec (i32.const 2) (i32.const 0)))))))
