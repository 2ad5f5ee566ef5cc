;; business: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; units to sell to break even
(func $break_even_units (param $fixed_costs i32) (param $price i32) (param $variable_cost i32) (result i32)
  (call $target_units
    (local.get $fixed_costs)
    (call $dec (i32.const 0) (i32.const 0))
    (local.get $price)
    (local.get $variable_cost)))

;; units for a target profit
(func $target_units (param $fixed_costs i32) (param $profit i32) (param $price i32) (param $variable_cost i32) (result i32)
  (if (i32.eqz (call $lt (local.get $variable_cost) (local.get $price))) (then (return (call $trap (i32.const 1)))))
  (call $div
    (call $add (local.get $fixed_costs) (local.get $profit))
    (call $sub (local.get $price) (local.get $variable_cost))))

;; contribution margin in percent of price
(func $contribution_ratio (param $price i32) (param $variable_cost i32) (result i32)
  (if
    (call $eq (local.get $price) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $price) (local.get $variable_cost)) (local.get $price)))

;; sales value at break-even
(func $break_even_sales (param $fixed_costs i32) (param $contribution_ratio i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $contribution_ratio)))
    (then (return (call $trap (i32.const 1)))))
  (call $div (local.get $fixed_costs) (local.get $contribution_ratio)))

;; in percent of sales
(func $margin_of_safety (param $sales i32) (param $break_even i32) (result i32)
  (if
    (call $eq (local.get $sales) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $sales) (local.get $break_even)) (local.get $sales)))

;; total return on what was put in, from money in and money out
(func $roi (param $invested i32) (param $returned i32) (result i32)
  (if
    (call $eq (local.get $invested) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (if
    (call $lt (local.get $invested) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $sub (local.get $returned) (local.get $invested)) (local.get $invested)))

;; payback with equal yearly inflows
(func $payback_years (param $outlay i32) (param $yearly_inflow i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $yearly_inflow)))
    (then (return (call $trap (i32.const 1)))))
  (call $div (local.get $outlay) (local.get $yearly_inflow)))

;; straight-line depreciation per year (per period of the life)
(func $straight_line (param $cost i32) (param $salvage i32) (param $life i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $life)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $sub (local.get $cost) (local.get $salvage)) (local.get $life)))

;; book value after age years of straight-line
(func $book_value (param $cost i32) (param $salvage i32) (param $life i32) (param $age i32) (result i32)
  (if (call $lt (local.get $age) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (call $sub
    (local.get $cost)
    (call $mul
      (call $straight_line (local.get $cost) (local.get $salvage) (local.get $life))
      (call $min (local.get $age) (local.get $life)))))

;; the charge of that year at a fixed rate on the book value
(func $declining_balance (param $cost i32) (param $rate i32) (param $year i32) (result i32)
  (if (call $lt (local.get $year) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $year)) (local.get $year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $rate) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $rate)) (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $year) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $mul (local.get $cost) (local.get $rate)))))
  (if
    (call $eq (local.get $rate) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $dec (i32.const 0) (i32.const 0)))))
  (call $mul
    (call $mul (local.get $cost) (local.get $rate))
    (call $pow
      (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $rate))
      (call $sub (local.get $year) (call $dec (i32.const 1) (i32.const 0))))))

;; double-declining charge of that year (no salvage floor)
(func $double_declining (param $cost i32) (param $life i32) (param $year i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $life)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $life) (local.get $year)) (then (return (call $trap (i32.const 2)))))
  (call $declining_balance
    (local.get $cost)
    (call $min
      (call $div (call $dec (i32.const 2) (i32.const 0)) (local.get $life))
      (call $dec (i32.const 1) (i32.const 0)))
    (local.get $year)))

;; sum-of-years'-digits charge of that year
(func $sum_of_years (param $cost i32) (param $salvage i32) (param $life i32) (param $year i32) (result i32)
  (if (call $lt (local.get $life) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $year) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $life) (local.get $year)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $year)) (local.get $year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $life)) (local.get $life)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul
      (call $mul (call $sub (local.get $cost) (local.get $salvage)) (call $dec (i32.const 2) (i32.const 0)))
      (call $add (call $sub (local.get $life) (local.get $year)) (call $dec (i32.const 1) (i32.const 0))))
    (call $mul (local.get $life) (call $add (local.get $life) (call $dec (i32.const 1) (i32.const 0))))))

;; charge for the units made
(func $units_of_production (param $cost i32) (param $salvage i32) (param $total_units i32) (param $units i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $total_units)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $units) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $total_units) (local.get $units)) (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul (call $sub (local.get $cost) (local.get $salvage)) (local.get $units))
    (local.get $total_units)))

;; liquidity
(func $current_ratio (param $current_assets i32) (param $current_liabilities i32) (result i32)
  (if
    (call $eq (local.get $current_liabilities) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $current_assets) (local.get $current_liabilities)))

;; acid test from current assets less stock
(func $quick_ratio (param $current_assets i32) (param $inventory i32) (param $current_liabilities i32) (result i32)
  (if
    (call $eq (local.get $current_liabilities) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $current_assets) (local.get $inventory)) (local.get $current_liabilities)))

;; leverage
(func $debt_to_equity (param $debt i32) (param $equity i32) (result i32)
  (if
    (call $eq (local.get $equity) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $debt) (local.get $equity)))

;; times a year
(func $inventory_turnover (param $cost_of_sales i32) (param $average_inventory i32) (result i32)
  (if
    (call $eq (local.get $average_inventory) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $cost_of_sales) (local.get $average_inventory)))

;; times a year
(func $asset_turnover (param $sales i32) (param $average_assets i32) (result i32)
  (if
    (call $eq (local.get $average_assets) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $sales) (local.get $average_assets)))

;; times interest earned
(func $interest_cover (param $ebit i32) (param $interest i32) (result i32)
  (if
    (call $eq (local.get $interest) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $ebit) (local.get $interest)))

;; over 365 days
(func $days_sales_outstanding (param $receivables i32) (param $credit_sales i32) (result i32)
  (if
    (call $eq (local.get $credit_sales) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $mul (call $dec (i32.const 365) (i32.const 0)) (local.get $receivables)) (local.get $credit_sales)))

;; over 365 days
(func $days_payable_outstanding (param $payables i32) (param $cost_of_sales i32) (result i32)
  (if
    (call $eq (local.get $cost_of_sales) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (call $mul (call $dec (i32.const 365) (i32.const 0)) (local.get $payables)) (local.get $cost_of_sales)))

;; ROE
(func $return_on_equity (param $net_income i32) (param $equity i32) (result i32)
  (if
    (call $eq (local.get $equity) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $net_income) (local.get $equity)))

;; ROA
(func $return_on_assets (param $net_income i32) (param $assets i32) (result i32)
  (if
    (call $eq (local.get $assets) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $net_income) (local.get $assets)))

;; EPS (no preferred dividends: 0)
(func $earnings_per_share (param $net_income i32) (param $preferred_dividends i32) (param $shares i32) (result i32)
  (if
    (call $eq (local.get $shares) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (if
    (call $lt (local.get $shares) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $sub (local.get $net_income) (local.get $preferred_dividends)) (local.get $shares)))

;; P/E
(func $price_earnings (param $price i32) (param $eps i32) (result i32)
  (if (call $eq (local.get $eps) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if (call $lt (local.get $eps) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (call $div (local.get $price) (local.get $eps)))

;; in percent
(func $dividend_yield (param $dividend i32) (param $price i32) (result i32)
  (if
    (call $eq (local.get $price) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $dividend) (local.get $price)))

;; yearly coupon money over price
(func $current_yield (param $coupon i32) (param $price i32) (result i32)
  (if
    (call $eq (local.get $price) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $coupon) (local.get $price)))

;; expected return
(func $capm (param $risk_free i32) (param $beta i32) (param $market_return i32) (result i32)
  (call $add
    (local.get $risk_free)
    (call $mul (local.get $beta) (call $sub (local.get $market_return) (local.get $risk_free)))))

;; annual compounding
(func $zero_coupon_price (param $face i32) (param $annual_yield i32) (param $term i32) (result i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $annual_yield)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (local.get $face)
    (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $annual_yield)) (local.get $term))))
