;; ratios: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; cash ratio
(func $cash_ratio (param $cash i32) (param $current_liabilities i32) (result i32)
  (if
    (call $eq (local.get $current_liabilities) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $cash) (local.get $current_liabilities)))

;; receivables turnover
(func $receivables_turnover (param $credit_sales i32) (param $receivables i32) (result i32)
  (if
    (call $eq (local.get $receivables) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $credit_sales) (local.get $receivables)))

;; payables turnover
(func $payables_turnover (param $cost_of_sales i32) (param $payables i32) (result i32)
  (if
    (call $eq (local.get $payables) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $cost_of_sales) (local.get $payables)))

;; days inventory outstanding
(func $days_inventory_outstanding (param $inventory i32) (param $cost_of_sales i32) (result i32)
  (if
    (call $eq (local.get $cost_of_sales) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $mul (call $dec (i32.const 365) (i32.const 0)) (local.get $inventory)) (local.get $cost_of_sales)))

;; cash conversion cycle
(func $cash_conversion_cycle (param $inventory_days i32) (param $receivable_days i32) (param $payable_days i32) (result i32)
  (call $sub (call $add (local.get $inventory_days) (local.get $receivable_days)) (local.get $payable_days)))

;; debt-to-assets ratio
(func $debt_to_assets (param $liabilities i32) (param $assets i32) (result i32)
  (if (call $eq (local.get $assets) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $liabilities) (local.get $assets)))

;; return on equity, DuPont
(func $dupont_return_on_equity (param $net_income i32) (param $sales i32) (param $assets i32) (param $equity i32) (result i32)
  (if (call $eq (local.get $sales) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if (call $eq (local.get $assets) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if (call $eq (local.get $equity) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $mul
    (call $mul
      (call $div (local.get $net_income) (local.get $sales))
      (call $div (local.get $sales) (local.get $assets)))
    (call $div (local.get $assets) (local.get $equity))))

;; new shares by the treasury stock method
(func $treasury_stock_shares (param $options i32) (param $exercise_price i32) (param $average_price i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $average_price)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $options) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $exercise_price) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $options)
    (call $max
      (call $sub
        (call $dec (i32.const 1) (i32.const 0))
        (call $div (local.get $exercise_price) (local.get $average_price)))
      (call $dec (i32.const 0) (i32.const 0)))))

;; diluted earnings per share
(func $diluted_eps (param $net_income i32) (param $preferred_dividends i32) (param $shares i32) (param $saved i32) (param $new_shares i32) (result i32)
  (local $income i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $shares)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $new_shares) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $income (call $sub (local.get $net_income) (local.get $preferred_dividends)))
  (call $min
    (call $div (local.get $income) (local.get $shares))
    (call $div
      (call $add (local.get $income) (local.get $saved))
      (call $add (local.get $shares) (local.get $new_shares)))))

;; book value per share
(func $book_value_per_share (param $equity i32) (param $preferred i32) (param $shares i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $shares)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $sub (local.get $equity) (local.get $preferred)) (local.get $shares)))
