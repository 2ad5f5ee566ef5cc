;; compounding: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; final balance
(func $compound_amount (param $principal i32) (param $annual_rate i32) (param $periods_per_year i32) (param $term i32) (result i32)
  (local $factor i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (local.set $factor
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (local.get $annual_rate) (local.get $periods_per_year))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $factor)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $principal)
    (call $pow (local.get $factor) (call $mul (local.get $periods_per_year) (local.get $term)))))

;; interest alone
(func $compound_interest (param $principal i32) (param $annual_rate i32) (param $periods_per_year i32) (param $term i32) (result i32)
  (call $sub
    (call $compound_amount
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $periods_per_year)
      (local.get $term))
    (local.get $principal)))

;; present value, what to deposit now
(func $compound_principal (param $amount i32) (param $annual_rate i32) (param $periods_per_year i32) (param $term i32) (result i32)
  (call $div
    (local.get $amount)
    (call $compound_amount
      (call $dec (i32.const 1) (i32.const 0))
      (local.get $annual_rate)
      (local.get $periods_per_year)
      (local.get $term))))

;; nominal yearly rate that grows principal into amount
(func $compound_rate (param $principal i32) (param $amount i32) (param $periods_per_year i32) (param $term i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $principal)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $amount)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $term)))
    (then (return (call $trap (i32.const 4)))))
  (call $mul
    (local.get $periods_per_year)
    (call $sub
      (call $pow
        (call $div (local.get $amount) (local.get $principal))
        (call $div
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul (local.get $periods_per_year) (local.get $term))))
      (call $dec (i32.const 1) (i32.const 0)))))

;; time until principal has grown to amount (doubling: amounts 1 and 2)
(func $compound_term (param $principal i32) (param $amount i32) (param $annual_rate i32) (param $periods_per_year i32) (result i32)
  (local $factor i32) (local $years i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $principal)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $amount)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $eq (local.get $amount) (local.get $principal)) (then (return (call $dec (i32.const 0) (i32.const 0)))))
  (if
    (call $eq (local.get $annual_rate) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 1)))))
  (local.set $factor
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (local.get $annual_rate) (local.get $periods_per_year))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $factor)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $years
    (call $div
      (call $ln (call $div (local.get $amount) (local.get $principal)))
      (call $mul (local.get $periods_per_year) (call $ln (local.get $factor)))))
  (if
    (call $lt (local.get $years) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 1)))))
  (local.get $years))

;; start grown by rate each period (inflation, yearly raises, "1% a month for 20 months")
(func $growth (param $start i32) (param $rate_per_period i32) (param $periods i32) (result i32)
  (if
    (call $lt (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $start)
    (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period)) (local.get $periods))))

;; start shrunk by rate each period
(func $decay (param $start i32) (param $rate_per_period i32) (param $periods i32) (result i32)
  (if
    (call $lt (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (local.get $rate_per_period) (call $dec (i32.const 1) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $start)
    (call $pow (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period)) (local.get $periods))))

;; continuous compounding
(func $continuous_amount (param $principal i32) (param $annual_rate i32) (param $term i32) (result i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (call $mul (local.get $principal) (call $exp (call $mul (local.get $annual_rate) (local.get $term)))))

;; effective annual rate
(func $effective_rate (param $nominal_rate i32) (param $periods_per_year i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $neg (local.get $periods_per_year)) (local.get $nominal_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $sub
    (call $pow
      (call $add
        (call $dec (i32.const 1) (i32.const 0))
        (call $div (local.get $nominal_rate) (local.get $periods_per_year)))
      (local.get $periods_per_year))
    (call $dec (i32.const 1) (i32.const 0))))

;; nominal yearly rate from the effective one
(func $nominal_rate (param $effective_rate i32) (param $periods_per_year i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $periods_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $effective_rate)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $periods_per_year)
    (call $sub
      (call $pow
        (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $effective_rate))
        (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $periods_per_year)))
      (call $dec (i32.const 1) (i32.const 0)))))

;; compound annual growth rate
(func $cagr (param $begin_value i32) (param $end_value i32) (param $term i32) (result i32)
  (if
    (call $eq (local.get $begin_value) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (if
    (call $lt (local.get $begin_value) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $end_value) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $term)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (call $eq (local.get $end_value) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $dec (i32.const -1) (i32.const 0)))))
  (call $sub
    (call $pow
      (call $div (local.get $end_value) (local.get $begin_value))
      (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $term)))
    (call $dec (i32.const 1) (i32.const 0))))

;; Fisher real rate
(func $real_rate (param $nominal_rate i32) (param $inflation i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $inflation)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $sub (local.get $nominal_rate) (local.get $inflation))
    (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $inflation))))

;; what a later amount is worth in today's money
(func $purchasing_power (param $amount i32) (param $inflation i32) (param $term i32) (result i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $inflation)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (local.get $amount)
    (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $inflation)) (local.get $term))))

;; 72 / rate, only where the rule is named
(func $rule_of_72 (param $annual_rate i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $annual_rate)))
    (then (return (call $trap (i32.const 1)))))
  (call $div (call $dec (i32.const 72) (i32.const -2)) (local.get $annual_rate)))
