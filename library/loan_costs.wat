;; loan_costs: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.
;; A search keeps the rate between a and b (false position, Illinois rule) for at most 200 turns. What it returns is
;; proved by values of opposite sign 1e-28 to either side; where that fails, or there is no rate, it is never_reached.

;; yearly rate of a loan
(func $loan_rate (param $principal i32) (param $payment i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (call $annuity_rate
      (local.get $principal)
      (local.get $payment)
      (call $dec (i32.const 0) (i32.const 0))
      (call $mul (local.get $payments_per_year) (local.get $term))
      (call $dec (i32.const 0) (i32.const 0)))
    (local.get $payments_per_year)))

;; annual percentage rate with a fee
(func $loan_apr (param $principal i32) (param $fees i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (local $payment i32)
  (if (call $lt (local.get $fees) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $lt (local.get $fees) (local.get $principal))) (then (return (call $trap (i32.const 2)))))
  (local.set $payment
    (call $loan_payment
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)))
  (call $loan_rate
    (call $sub (local.get $principal) (local.get $fees))
    (local.get $payment)
    (local.get $payments_per_year)
    (local.get $term)))

;; yield of a loan with points repaid early
(func $points_yield (param $principal i32) (param $points i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (param $payments_held i32) (result i32)
  (local $payment i32) (local $balance i32)
  (if (call $lt (local.get $points) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (local.get $points) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (local.set $payment
    (call $loan_payment
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)))
  (local.set $balance
    (call $loan_balance
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)
      (local.get $payments_held)))
  (call $mul
    (call $annuity_rate
      (call $mul (local.get $principal) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $points)))
      (local.get $payment)
      (local.get $balance)
      (local.get $payments_held)
      (call $dec (i32.const 0) (i32.const 0)))
    (local.get $payments_per_year)))

;; value of loan payments, actuarial method
(func $actuarial_value (param $first_payment i32) (param $payment i32) (param $last_payment i32) (param $payments i32) (param $whole_periods i32) (param $odd_fraction i32) (param $rate_per_period i32) (result i32)
  (local $level i32) (local $last i32)
  (if
    (call $lt (local.get $payments) (call $dec (i32.const 2) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $payments)) (local.get $payments)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $odd_fraction) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $whole_periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $rate_per_period) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $level
    (call $present_value_with_balloon
      (local.get $payment)
      (call $dec (i32.const 0) (i32.const 0))
      (local.get $rate_per_period)
      (call $sub (local.get $payments) (call $dec (i32.const 2) (i32.const 0)))
      (call $dec (i32.const 0) (i32.const 0))))
  (local.set $last
    (call $mul
      (local.get $last_payment)
      (call $pow
        (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))
        (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $payments)))))
  (call $div
    (call $add (call $add (local.get $first_payment) (local.get $level)) (local.get $last))
    (call $mul
      (call $add
        (call $dec (i32.const 1) (i32.const 0))
        (call $mul (local.get $odd_fraction) (local.get $rate_per_period)))
      (call $pow
        (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))
        (local.get $whole_periods)))))

;; US annual percentage rate, actuarial method
(func $actuarial_apr (param $advance i32) (param $first_payment i32) (param $payment i32) (param $last_payment i32) (param $payments i32) (param $whole_periods i32) (param $odd_fraction i32) (param $periods_per_year i32) (result i32)
  (local $lo i32) (local $total i32) (local $hi i32) (local $a i32) (local $fa i32) (local $b i32) (local $fb i32) (local $turns i32) (local $c i32) (local $d i32) (local $fc i32) (local $same i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $advance)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $first_payment) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $payment) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $last_payment) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $whole_periods)) (local.get $whole_periods)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz
      (call $lt
        (call $dec (i32.const 0) (i32.const 0))
        (call $add (local.get $whole_periods) (local.get $odd_fraction))))
    (then (return (call $trap (i32.const 4)))))
  (local.set $lo (call $dec (i32.const 0) (i32.const 0)))
  (local.set $total
    (call $actuarial_value
      (local.get $first_payment)
      (local.get $payment)
      (local.get $last_payment)
      (local.get $payments)
      (local.get $whole_periods)
      (local.get $odd_fraction)
      (local.get $lo)))
  (if (call $lt (local.get $total) (local.get $advance)) (then (return (call $trap (i32.const 1)))))
  (if (call $eq (local.get $total) (local.get $advance)) (then (return (local.get $lo))))
  (local.set $hi
    (call $mul
      (call $sub (call $div (local.get $total) (local.get $advance)) (call $dec (i32.const 1) (i32.const 0)))
      (local.get $periods_per_year)))
  (if
    (call $eq (local.get $whole_periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (local.set $hi (call $div (local.get $hi) (local.get $odd_fraction)))))
  (local.set $a (local.get $lo))
  (local.set $fa
    (call $sub
      (call $actuarial_value
        (local.get $first_payment)
        (local.get $payment)
        (local.get $last_payment)
        (local.get $payments)
        (local.get $whole_periods)
        (local.get $odd_fraction)
        (call $div (local.get $a) (local.get $periods_per_year)))
      (local.get $advance)))
  (if (call $eq (local.get $fa) (call $dec (i32.const 0) (i32.const 0))) (then (return (local.get $a))))
  (local.set $b (local.get $hi))
  (local.set $fb
    (call $sub
      (call $actuarial_value
        (local.get $first_payment)
        (local.get $payment)
        (local.get $last_payment)
        (local.get $payments)
        (local.get $whole_periods)
        (local.get $odd_fraction)
        (call $div (local.get $b) (local.get $periods_per_year)))
      (local.get $advance)))
  (if (call $eq (local.get $fb) (call $dec (i32.const 0) (i32.const 0))) (then (return (local.get $b))))
  (local.set $turns (i32.const 200))
  (loop $again
    (local.set $c
      (call $sub
        (local.get $b)
        (call $div
          (call $mul (local.get $fb) (call $sub (local.get $b) (local.get $a)))
          (call $sub (local.get $fb) (local.get $fa)))))
    (if
      (i32.eqz
        (call $lt
          (call $mul
            (call $dec (i32.const 1) (i32.const -31))
            (call $add (call $dec (i32.const 1) (i32.const 0)) (call $max (local.get $c) (call $neg (local.get $c)))))
          (call $max (call $sub (local.get $c) (local.get $b)) (call $neg (call $sub (local.get $c) (local.get $b))))))
      (then
        (local.set $d
          (call $mul
            (call $dec (i32.const 1) (i32.const -28))
            (call $add (call $dec (i32.const 1) (i32.const 0)) (call $max (local.get $c) (call $neg (local.get $c))))))
        (local.set $fa
          (call $sub
            (call $actuarial_value
              (local.get $first_payment)
              (local.get $payment)
              (local.get $last_payment)
              (local.get $payments)
              (local.get $whole_periods)
              (local.get $odd_fraction)
              (call $div (call $sub (local.get $c) (local.get $d)) (local.get $periods_per_year)))
            (local.get $advance)))
        (local.set $fb
          (call $sub
            (call $actuarial_value
              (local.get $first_payment)
              (local.get $payment)
              (local.get $last_payment)
              (local.get $payments)
              (local.get $whole_periods)
              (local.get $odd_fraction)
              (call $div (call $add (local.get $c) (local.get $d)) (local.get $periods_per_year)))
            (local.get $advance)))
        (if
          (i32.eqz
            (call $lt
              (call $dec (i32.const 0) (i32.const 0))
              (call $mul (call $min (local.get $fa) (local.get $fb)) (call $max (local.get $fa) (local.get $fb)))))
          (then (return (local.get $c))))
        (return (call $trap (i32.const 1)))))
    (local.set $fc
      (call $sub
        (call $actuarial_value
          (local.get $first_payment)
          (local.get $payment)
          (local.get $last_payment)
          (local.get $payments)
          (local.get $whole_periods)
          (local.get $odd_fraction)
          (call $div (local.get $c) (local.get $periods_per_year)))
        (local.get $advance)))
    (if (call $eq (local.get $fc) (call $dec (i32.const 0) (i32.const 0))) (then (return (local.get $c))))
    (local.set $same (call $div (local.get $fa) (call $dec (i32.const 2) (i32.const 0))))
    (if
      (call $lt (call $min (local.get $fb) (local.get $fc)) (call $dec (i32.const 0) (i32.const 0)))
      (then
        (if
          (call $lt (call $dec (i32.const 0) (i32.const 0)) (call $max (local.get $fb) (local.get $fc)))
          (then (local.set $a (local.get $b)) (local.set $same (local.get $fb))))))
    (local.set $fa (local.get $same))
    (local.set $b (local.get $c))
    (local.set $fb (local.get $fc))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $trap (i32.const 1)))

;; rule of 78 rebate
(func $rule_of_78_rebate (param $finance_charge i32) (param $payments i32) (param $payments_made i32) (result i32)
  (local $left i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $payments_made) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $payments) (local.get $payments_made)) (then (return (call $trap (i32.const 2)))))
  (local.set $left (call $sub (local.get $payments) (local.get $payments_made)))
  (call $div
    (call $mul
      (call $mul (local.get $finance_charge) (local.get $left))
      (call $add (local.get $left) (call $dec (i32.const 1) (i32.const 0))))
    (call $mul (local.get $payments) (call $add (local.get $payments) (call $dec (i32.const 1) (i32.const 0))))))

;; payments saved by paying more
(func $extra_payment_payments_saved (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (param $extra i32) (result i32)
  (local $payment i32)
  (if (call $lt (local.get $extra) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (local.set $payment
    (call $loan_payment
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)))
  (call $sub
    (call $mul (local.get $payments_per_year) (local.get $term))
    (call $loan_term
      (local.get $principal)
      (call $add (local.get $payment) (local.get $extra))
      (local.get $annual_rate)
      (local.get $payments_per_year))))

;; interest saved by paying more
(func $extra_payment_interest_saved (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (param $extra i32) (result i32)
  (local $payment i32) (local $paid i32) (local $i i32) (local $payments i32) (local $last i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $principal)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $extra) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (local.set $payment
    (call $loan_payment
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)))
  (if
    (call $eq (local.get $annual_rate) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $dec (i32.const 0) (i32.const 0)))))
  (local.set $paid (call $add (local.get $payment) (local.get $extra)))
  (local.set $i (call $div (local.get $annual_rate) (local.get $payments_per_year)))
  (local.set $payments
    (call $sub
      (call $ceil
        (call $loan_term
          (local.get $principal)
          (local.get $paid)
          (local.get $annual_rate)
          (local.get $payments_per_year)))
      (call $dec (i32.const 1) (i32.const 0))))
  (local.set $last
    (call $mul
      (call $balance_with_payment (local.get $principal) (local.get $paid) (local.get $i) (local.get $payments))
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i))))
  (call $sub
    (call $sub
      (call $mul (call $mul (local.get $payment) (local.get $payments_per_year)) (local.get $term))
      (call $mul (local.get $paid) (local.get $payments)))
    (local.get $last)))

;; break-even of a refinancing
(func $refinance_break_even (param $costs i32) (param $old_payment i32) (param $new_payment i32) (result i32)
  (if (i32.eqz (call $lt (local.get $new_payment) (local.get $old_payment))) (then (return (call $trap (i32.const 1)))))
  (call $div (local.get $costs) (call $sub (local.get $old_payment) (local.get $new_payment))))

;; debt service coverage ratio
(func $debt_service_coverage (param $operating_income i32) (param $debt_service i32) (result i32)
  (if
    (call $eq (local.get $debt_service) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $operating_income) (local.get $debt_service)))

;; loan-to-value ratio
(func $loan_to_value (param $loan i32) (param $property_value i32) (result i32)
  (if
    (call $eq (local.get $property_value) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $loan) (local.get $property_value)))

;; debt-to-income ratio
(func $debt_to_income (param $debt_payments i32) (param $income i32) (result i32)
  (if (call $eq (local.get $income) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $debt_payments) (local.get $income)))
