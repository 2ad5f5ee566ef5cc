;; repayments: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; interest in one payment of a loan
(func $loan_interest_part (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (param $payment_number i32) (result i32)
  (local $owed i32)
  (if
    (call $lt (local.get $payment_number) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $payment_number)) (local.get $payment_number)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $ceil (call $mul (local.get $payments_per_year) (local.get $term))) (local.get $payment_number))
    (then (return (call $trap (i32.const 2)))))
  (local.set $owed
    (call $loan_balance
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)
      (call $sub (local.get $payment_number) (call $dec (i32.const 1) (i32.const 0)))))
  (call $div (call $mul (local.get $owed) (local.get $annual_rate)) (local.get $payments_per_year)))

;; principal in one payment of a loan
(func $loan_principal_part (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (param $payment_number i32) (result i32)
  (local $interest i32)
  (local.set $interest
    (call $loan_interest_part
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)
      (local.get $payment_number)))
  (call $sub
    (call $loan_payment
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term))
    (local.get $interest)))

;; interest in one payment, with a final balance
(func $payment_interest_part (param $principal i32) (param $balloon i32) (param $rate_per_period i32) (param $periods i32) (param $payment_number i32) (param $timing i32) (result i32)
  (local $payment i32) (local $start i32)
  (if
    (call $lt (local.get $payment_number) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $periods) (local.get $payment_number)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $payment_number)) (local.get $payment_number)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $payment
    (call $payment_with_balloon
      (local.get $principal)
      (local.get $balloon)
      (local.get $rate_per_period)
      (local.get $periods)
      (local.get $timing)))
  (if
    (call $eq (local.get $timing) (call $dec (i32.const 1) (i32.const 0)))
    (then
      (if
        (call $eq (local.get $payment_number) (call $dec (i32.const 1) (i32.const 0)))
        (then (return (call $dec (i32.const 0) (i32.const 0)))))))
  (local.set $start
    (call $div
      (local.get $principal)
      (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $rate_per_period) (local.get $timing)))))
  (call $mul
    (call $savings_plan_value
      (local.get $start)
      (call $neg (local.get $payment))
      (local.get $rate_per_period)
      (call $sub (local.get $payment_number) (call $dec (i32.const 1) (i32.const 0)))
      (call $dec (i32.const 0) (i32.const 0)))
    (local.get $rate_per_period)))

;; principal in one payment, with a final balance
(func $payment_principal_part (param $principal i32) (param $balloon i32) (param $rate_per_period i32) (param $periods i32) (param $payment_number i32) (param $timing i32) (result i32)
  (local $interest i32)
  (local.set $interest
    (call $payment_interest_part
      (local.get $principal)
      (local.get $balloon)
      (local.get $rate_per_period)
      (local.get $periods)
      (local.get $payment_number)
      (local.get $timing)))
  (call $sub
    (call $payment_with_balloon
      (local.get $principal)
      (local.get $balloon)
      (local.get $rate_per_period)
      (local.get $periods)
      (local.get $timing))
    (local.get $interest)))

;; interest paid from one payment to another
(func $cumulative_interest (param $principal i32) (param $rate_per_period i32) (param $periods i32) (param $first i32) (param $last i32) (param $timing i32) (result i32)
  (local $repaid i32)
  (if (call $lt (local.get $last) (local.get $first)) (then (return (call $trap (i32.const 2)))))
  (local.set $repaid
    (call $cumulative_principal
      (local.get $principal)
      (local.get $rate_per_period)
      (local.get $periods)
      (local.get $first)
      (local.get $last)
      (local.get $timing)))
  (if
    (call $eq (local.get $rate_per_period) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $dec (i32.const 0) (i32.const 0)))))
  (call $sub
    (call $mul
      (call $payment_with_balloon
        (local.get $principal)
        (call $dec (i32.const 0) (i32.const 0))
        (local.get $rate_per_period)
        (local.get $periods)
        (local.get $timing))
      (call $add (call $sub (local.get $last) (local.get $first)) (call $dec (i32.const 1) (i32.const 0))))
    (local.get $repaid)))

;; principal repaid from one payment to another
(func $cumulative_principal (param $principal i32) (param $rate_per_period i32) (param $periods i32) (param $first i32) (param $last i32) (param $timing i32) (result i32)
  (local $payment i32) (local $start i32) (local $before i32)
  (if (call $lt (local.get $first) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $last) (local.get $first)) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $periods) (local.get $last)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $first)) (local.get $first)))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $last)) (local.get $last))) (then (return (call $trap (i32.const 2)))))
  (local.set $payment
    (call $payment_with_balloon
      (local.get $principal)
      (call $dec (i32.const 0) (i32.const 0))
      (local.get $rate_per_period)
      (local.get $periods)
      (local.get $timing)))
  (local.set $start
    (call $div
      (local.get $principal)
      (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $rate_per_period) (local.get $timing)))))
  (local.set $before
    (call $savings_plan_value
      (local.get $start)
      (call $neg (local.get $payment))
      (local.get $rate_per_period)
      (call $sub (local.get $first) (call $dec (i32.const 1) (i32.const 0)))
      (call $dec (i32.const 0) (i32.const 0))))
  (if
    (call $eq (local.get $first) (call $dec (i32.const 1) (i32.const 0)))
    (then (local.set $before (local.get $principal))))
  (call $sub
    (local.get $before)
    (call $savings_plan_value
      (local.get $start)
      (call $neg (local.get $payment))
      (local.get $rate_per_period)
      (local.get $last)
      (call $dec (i32.const 0) (i32.const 0)))))

;; interest with equal principal payments
(func $equal_principal_interest (param $principal i32) (param $rate_per_period i32) (param $periods i32) (param $payment_number i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $payment_number) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $periods) (local.get $payment_number)) (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul
      (call $mul (local.get $principal) (local.get $rate_per_period))
      (call $add (call $sub (local.get $periods) (local.get $payment_number)) (call $dec (i32.const 1) (i32.const 0))))
    (local.get $periods)))

;; payment with equal principal
(func $equal_principal_payment (param $principal i32) (param $rate_per_period i32) (param $periods i32) (param $payment_number i32) (result i32)
  (local $interest i32)
  (local.set $interest
    (call $equal_principal_interest
      (local.get $principal)
      (local.get $rate_per_period)
      (local.get $periods)
      (local.get $payment_number)))
  (call $add (call $div (local.get $principal) (local.get $periods)) (local.get $interest)))

;; balance after payments of a given size
(func $balance_with_payment (param $principal i32) (param $payment i32) (param $rate_per_period i32) (param $payments_made i32) (result i32)
  (call $savings_plan_value
    (local.get $principal)
    (call $neg (local.get $payment))
    (local.get $rate_per_period)
    (local.get $payments_made)
    (call $dec (i32.const 0) (i32.const 0))))

;; last, smaller payment of a loan
(func $last_payment (param $principal i32) (param $payment i32) (param $rate_per_period i32) (result i32)
  (local $payments i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $principal)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $payments
    (call $ceil
      (call $sub
        (call $loan_term
          (local.get $principal)
          (local.get $payment)
          (local.get $rate_per_period)
          (call $dec (i32.const 1) (i32.const 0)))
        (call $dec (i32.const 1) (i32.const -25)))))
  (call $mul
    (call $balance_with_payment
      (local.get $principal)
      (local.get $payment)
      (local.get $rate_per_period)
      (call $sub (local.get $payments) (call $dec (i32.const 1) (i32.const 0))))
    (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))))

;; payment with an odd first period
(func $odd_first_period_payment (param $principal i32) (param $annual_rate i32) (param $payments i32) (param $odd_days i32) (param $method i32) (result i32)
  (local $i i32) (local $payment i32)
  (if
    (call $lt (local.get $odd_days) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $method) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $method)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $method)) (local.get $method)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $i (call $div (local.get $annual_rate) (call $dec (i32.const 12) (i32.const 0))))
  (local.set $payment
    (call $payment_with_balloon
      (local.get $principal)
      (call $dec (i32.const 0) (i32.const 0))
      (local.get $i)
      (local.get $payments)
      (call $dec (i32.const 0) (i32.const 0))))
  (if
    (call $eq (local.get $method) (call $dec (i32.const 0) (i32.const 0)))
    (then
      (return
        (call $mul
          (local.get $payment)
          (call $add
            (call $dec (i32.const 1) (i32.const 0))
            (call $div (call $mul (local.get $i) (local.get $odd_days)) (call $dec (i32.const 30) (i32.const 0))))))))
  (call $mul
    (local.get $payment)
    (call $pow
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i))
      (call $div (local.get $odd_days) (call $dec (i32.const 30) (i32.const 0))))))

;; monthly payment of a Canadian mortgage
(func $canadian_mortgage_payment (param $principal i32) (param $annual_rate i32) (param $term i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -2) (i32.const 0)) (local.get $annual_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $payment_with_balloon
    (local.get $principal)
    (call $dec (i32.const 0) (i32.const 0))
    (call $sub
      (call $pow
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $div (local.get $annual_rate) (call $dec (i32.const 2) (i32.const 0))))
        (call $div (call $dec (i32.const 1) (i32.const 0)) (call $dec (i32.const 6) (i32.const 0))))
      (call $dec (i32.const 1) (i32.const 0)))
    (call $mul (call $dec (i32.const 12) (i32.const 0)) (local.get $term))
    (call $dec (i32.const 0) (i32.const 0))))

;; payment of an add-on (flat-rate) loan
(func $add_on_loan_payment (param $principal i32) (param $flat_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if (call $eq (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div
    (call $mul
      (local.get $principal)
      (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $flat_rate) (local.get $term))))
    (call $mul (local.get $payments_per_year) (local.get $term))))

;; first payment of a graduated mortgage
(func $graduated_mortgage_payment (param $principal i32) (param $annual_rate i32) (param $growth_rate i32) (param $growth_years i32) (param $term i32) (result i32)
  (local $v i32) (local $q i32) (local $steps i32) (local $level i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $annual_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $growth_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $growth_years) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $growth_years)) (local.get $growth_years)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (local.get $growth_years)) (then (return (call $trap (i32.const 2)))))
  (if (call $eq (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (local.set $v
    (call $pow
      (call $add
        (call $dec (i32.const 1) (i32.const 0))
        (call $div (local.get $annual_rate) (call $dec (i32.const 12) (i32.const 0))))
      (call $dec (i32.const -12) (i32.const 0))))
  (local.set $q (call $mul (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $growth_rate)) (local.get $v)))
  (local.set $steps (local.get $growth_years))
  (if
    (i32.eqz (call $eq (local.get $q) (call $dec (i32.const 1) (i32.const 0))))
    (then
      (local.set $steps
        (call $div
          (call $sub (call $dec (i32.const 1) (i32.const 0)) (call $pow (local.get $q) (local.get $growth_years)))
          (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $q))))))
  (local.set $level
    (call $div
      (call $mul
        (call $pow (local.get $q) (local.get $growth_years))
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $pow (local.get $v) (call $sub (local.get $term) (local.get $growth_years)))))
      (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $v))))
  (call $div
    (local.get $principal)
    (call $mul
      (call $div
        (call $mul
          (call $dec (i32.const 12) (i32.const 0))
          (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $v)))
        (local.get $annual_rate))
      (call $add (local.get $steps) (local.get $level)))))
