;; annuities: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; opening balance and regular saving
(func $savings_plan_value (param $start i32) (param $deposit i32) (param $rate_per_period i32) (param $periods i32) (param $timing i32) (result i32)
  (local $growth i32) (local $series i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $growth
    (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period)) (local.get $periods)))
  (if
    (call $lt
      (call $max
        (call $mul (local.get $rate_per_period) (local.get $periods))
        (call $neg (call $mul (local.get $rate_per_period) (local.get $periods))))
      (call $dec (i32.const 1) (i32.const -5)))
    (then
      (local.set $series (call $dec (i32.const 1) (i32.const 0)))
      (local.set $series
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $sub (local.get $periods) (call $dec (i32.const 7) (i32.const 0)))
                (call $dec (i32.const 8) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $sub (local.get $periods) (call $dec (i32.const 6) (i32.const 0)))
                (call $dec (i32.const 7) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $sub (local.get $periods) (call $dec (i32.const 5) (i32.const 0)))
                (call $dec (i32.const 6) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $sub (local.get $periods) (call $dec (i32.const 4) (i32.const 0)))
                (call $dec (i32.const 5) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $sub (local.get $periods) (call $dec (i32.const 3) (i32.const 0)))
                (call $dec (i32.const 4) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $sub (local.get $periods) (call $dec (i32.const 2) (i32.const 0)))
                (call $dec (i32.const 3) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $sub (local.get $periods) (call $dec (i32.const 1) (i32.const 0)))
                (call $dec (i32.const 2) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (return
        (call $add
          (call $mul (local.get $start) (local.get $growth))
          (call $mul
            (call $mul (call $mul (local.get $deposit) (local.get $periods)) (local.get $series))
            (call $add
              (call $dec (i32.const 1) (i32.const 0))
              (call $mul (local.get $rate_per_period) (local.get $timing))))))))
  (call $add
    (call $mul (local.get $start) (local.get $growth))
    (call $mul
      (call $div
        (call $mul (local.get $deposit) (call $sub (local.get $growth) (call $dec (i32.const 1) (i32.const 0))))
        (local.get $rate_per_period))
      (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $rate_per_period) (local.get $timing))))))

;; deposits until a target, with an opening balance
(func $savings_plan_periods (param $start i32) (param $deposit i32) (param $target i32) (param $rate_per_period i32) (param $timing i32) (result i32)
  (local $paid i32) (local $now i32) (local $then i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $start) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $deposit) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $target) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (if (call $eq (local.get $target) (local.get $start)) (then (return (call $dec (i32.const 0) (i32.const 0)))))
  (if
    (call $eq (local.get $rate_per_period) (call $dec (i32.const 0) (i32.const 0)))
    (then
      (if
        (call $eq (local.get $deposit) (call $dec (i32.const 0) (i32.const 0)))
        (then (return (call $trap (i32.const 1)))))
      (return (call $div (call $sub (local.get $target) (local.get $start)) (local.get $deposit)))))
  (local.set $paid
    (call $mul
      (local.get $deposit)
      (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $rate_per_period) (local.get $timing)))))
  (local.set $now (call $add (call $mul (local.get $start) (local.get $rate_per_period)) (local.get $paid)))
  (local.set $then (call $add (call $mul (local.get $target) (local.get $rate_per_period)) (local.get $paid)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $now)))
    (then (return (call $trap (i32.const 1)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $then)))
    (then (return (call $trap (i32.const 1)))))
  (call $div
    (call $ln (call $div (local.get $then) (local.get $now)))
    (call $ln (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period)))))

;; deposit at period start for a target
(func $savings_deposit_due (param $target i32) (param $annual_rate i32) (param $deposits_per_year i32) (param $term i32) (result i32)
  (local $due i32)
  (local.set $due
    (call $savings_value_due
      (call $dec (i32.const 1) (i32.const 0))
      (local.get $annual_rate)
      (local.get $deposits_per_year)
      (local.get $term)))
  (if (call $eq (local.get $due) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $target) (local.get $due)))

;; level payment with a final balance
(func $payment_with_balloon (param $principal i32) (param $balloon i32) (param $rate_per_period i32) (param $periods i32) (param $timing i32) (result i32)
  (local $discount i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (call $eq (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (if (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $rate_per_period) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $div (call $sub (local.get $principal) (local.get $balloon)) (local.get $periods)))))
  (local.set $discount
    (call $pow
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))
      (call $neg (local.get $periods))))
  (call $div
    (call $mul
      (call $sub (local.get $principal) (call $mul (local.get $balloon) (local.get $discount)))
      (local.get $rate_per_period))
    (call $mul
      (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $discount))
      (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $rate_per_period) (local.get $timing))))))

;; present value of level payments and a final sum
(func $present_value_with_balloon (param $payment i32) (param $balloon i32) (param $rate_per_period i32) (param $periods i32) (param $timing i32) (result i32)
  (local $discount i32) (local $series i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $discount
    (call $pow
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))
      (call $neg (local.get $periods))))
  (if
    (call $lt
      (call $max
        (call $mul (local.get $rate_per_period) (local.get $periods))
        (call $neg (call $mul (local.get $rate_per_period) (local.get $periods))))
      (call $dec (i32.const 1) (i32.const -5)))
    (then
      (local.set $series (call $dec (i32.const 1) (i32.const 0)))
      (local.set $series
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $add (local.get $periods) (call $dec (i32.const 7) (i32.const 0)))
                (call $dec (i32.const 8) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $add (local.get $periods) (call $dec (i32.const 6) (i32.const 0)))
                (call $dec (i32.const 7) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $add (local.get $periods) (call $dec (i32.const 5) (i32.const 0)))
                (call $dec (i32.const 6) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $add (local.get $periods) (call $dec (i32.const 4) (i32.const 0)))
                (call $dec (i32.const 5) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $add (local.get $periods) (call $dec (i32.const 3) (i32.const 0)))
                (call $dec (i32.const 4) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $add (local.get $periods) (call $dec (i32.const 2) (i32.const 0)))
                (call $dec (i32.const 3) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (local.set $series
        (call $sub
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul
            (call $mul
              (call $div
                (call $add (local.get $periods) (call $dec (i32.const 1) (i32.const 0)))
                (call $dec (i32.const 2) (i32.const 0)))
              (local.get $rate_per_period))
            (local.get $series))))
      (return
        (call $add
          (call $mul
            (call $mul (call $mul (local.get $payment) (local.get $periods)) (local.get $series))
            (call $add
              (call $dec (i32.const 1) (i32.const 0))
              (call $mul (local.get $rate_per_period) (local.get $timing))))
          (call $mul (local.get $balloon) (local.get $discount))))))
  (call $add
    (call $mul
      (call $div
        (call $mul (local.get $payment) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $discount)))
        (local.get $rate_per_period))
      (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $rate_per_period) (local.get $timing))))
    (call $mul (local.get $balloon) (local.get $discount))))

;; present value of a growing annuity
(func $growing_annuity (param $first_payment i32) (param $rate_per_period i32) (param $growth_rate i32) (param $periods i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $growth_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (call $eq (local.get $rate_per_period) (local.get $growth_rate))
    (then
      (return
        (call $div
          (call $mul (local.get $first_payment) (local.get $periods))
          (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))))))
  (call $mul
    (call $div (local.get $first_payment) (call $sub (local.get $rate_per_period) (local.get $growth_rate)))
    (call $sub
      (call $dec (i32.const 1) (i32.const 0))
      (call $pow
        (call $div
          (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $growth_rate))
          (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period)))
        (local.get $periods)))))

;; present value of a deferred annuity
(func $deferred_annuity (param $payment i32) (param $rate_per_period i32) (param $periods i32) (param $deferral i32) (result i32)
  (if
    (call $lt (local.get $deferral) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (call $mul
    (call $present_value_with_balloon
      (local.get $payment)
      (call $dec (i32.const 0) (i32.const 0))
      (local.get $rate_per_period)
      (local.get $periods)
      (call $dec (i32.const 0) (i32.const 0)))
    (call $pow
      (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))
      (call $neg (local.get $deferral)))))
