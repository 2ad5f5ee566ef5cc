;; capital: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; after-tax cost of debt
(func $after_tax_cost_of_debt (param $cost_of_debt i32) (param $tax_rate i32) (result i32)
  (call $mul (local.get $cost_of_debt) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $tax_rate))))

;; weighted average cost of capital
(func $wacc (param $equity i32) (param $debt i32) (param $cost_of_equity i32) (param $cost_of_debt i32) (param $tax_rate i32) (result i32)
  (if (call $lt (local.get $equity) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $debt) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (call $add (local.get $equity) (local.get $debt)) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div
    (call $add
      (call $mul (local.get $equity) (local.get $cost_of_equity))
      (call $mul (local.get $debt) (call $after_tax_cost_of_debt (local.get $cost_of_debt) (local.get $tax_rate))))
    (call $add (local.get $equity) (local.get $debt))))

;; cost of equity by dividend growth
(func $gordon_cost_of_equity (param $next_dividend i32) (param $price i32) (param $growth_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $price)))
    (then (return (call $trap (i32.const 2)))))
  (call $add (call $div (local.get $next_dividend) (local.get $price)) (local.get $growth_rate)))

;; growth implied by a share price
(func $implied_growth (param $next_dividend i32) (param $price i32) (param $required_return i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $price)))
    (then (return (call $trap (i32.const 2)))))
  (call $sub (local.get $required_return) (call $div (local.get $next_dividend) (local.get $price))))

;; two-stage dividend discount value
(func $two_stage_dividend_value (param $dividend i32) (param $first_growth i32) (param $years i32) (param $later_growth i32) (param $required_return i32) (result i32)
  (local $next i32) (local $stage i32) (local $last i32)
  (if
    (i32.eqz (call $lt (local.get $later_growth) (local.get $required_return)))
    (then (return (call $trap (i32.const 5)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $required_return)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $first_growth)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $years) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $years)) (local.get $years)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $next
    (call $mul (local.get $dividend) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $first_growth))))
  (local.set $stage
    (call $growing_annuity (local.get $next) (local.get $required_return) (local.get $first_growth) (local.get $years)))
  (local.set $last
    (call $mul
      (local.get $dividend)
      (call $pow
        (call $div
          (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $first_growth))
          (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $required_return)))
        (local.get $years))))
  (call $add
    (local.get $stage)
    (call $div
      (call $mul (local.get $last) (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $later_growth)))
      (call $sub (local.get $required_return) (local.get $later_growth)))))

;; holding-period return
(func $holding_period_return (param $bought i32) (param $sold i32) (param $income i32) (result i32)
  (if (call $eq (local.get $bought) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if (call $lt (local.get $bought) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (call $div (call $add (call $sub (local.get $sold) (local.get $bought)) (local.get $income)) (local.get $bought)))

;; return per year
(func $annualised_return (param $total_return i32) (param $term i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $term)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (call $lt (local.get $total_return) (call $dec (i32.const -1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $total_return) (call $dec (i32.const -1) (i32.const 0)))
    (then (return (local.get $total_return))))
  (call $sub
    (call $pow
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $total_return))
      (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $term)))
    (call $dec (i32.const 1) (i32.const 0))))

;; modified Dietz return, one flow
(func $modified_dietz (param $begin_value i32) (param $end_value i32) (param $flow i32) (param $weight i32) (result i32)
  (local $base i32)
  (if (call $lt (local.get $weight) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $weight)) (then (return (call $trap (i32.const 2)))))
  (local.set $base (call $add (local.get $begin_value) (call $mul (local.get $weight) (local.get $flow))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $base)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $sub (call $sub (local.get $end_value) (local.get $begin_value)) (local.get $flow))
    (local.get $base)))

;; sharpe ratio
(func $sharpe_ratio (param $portfolio_return i32) (param $risk_free i32) (param $deviation i32) (result i32)
  (if
    (call $eq (local.get $deviation) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (if
    (call $lt (local.get $deviation) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $sub (local.get $portfolio_return) (local.get $risk_free)) (local.get $deviation)))

;; treynor ratio
(func $treynor_ratio (param $portfolio_return i32) (param $risk_free i32) (param $beta i32) (result i32)
  (if (call $eq (local.get $beta) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (call $sub (local.get $portfolio_return) (local.get $risk_free)) (local.get $beta)))

;; jensen’s alpha
(func $jensen_alpha (param $portfolio_return i32) (param $risk_free i32) (param $beta i32) (param $market_return i32) (result i32)
  (call $sub
    (local.get $portfolio_return)
    (call $capm (local.get $risk_free) (local.get $beta) (local.get $market_return))))

;; total value to paid-in
(func $tvpi (param $distributions i32) (param $net_asset_value i32) (param $paid_in i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $paid_in)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $add (local.get $distributions) (local.get $net_asset_value)) (local.get $paid_in)))

;; discounted payback period
(func $discounted_payback_years (param $outlay i32) (param $yearly_inflow i32) (param $annual_rate i32) (result i32)
  (call $loan_term
    (local.get $outlay)
    (local.get $yearly_inflow)
    (local.get $annual_rate)
    (call $dec (i32.const 1) (i32.const 0))))

;; profitability index
(func $profitability_index (param $inflows_value i32) (param $outlay i32) (result i32)
  (if (call $eq (local.get $outlay) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $inflows_value) (local.get $outlay)))
