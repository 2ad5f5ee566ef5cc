;; flows: decimals and lists are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; net present value, first flow after one period
(func $npv (param $rate_per_period i32) (param $flows i32) (result i32)
  (call $div
    (call $npv_first_now (local.get $rate_per_period) (local.get $flows))
    (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period))))

;; net present value, first flow now
(func $npv_first_now (param $rate_per_period i32) (param $flows i32) (result i32)
  (local $factor i32) (local $sum i32) (local $turns i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (local.set $factor (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate_per_period)))
  (local.set $sum (call $dec (i32.const 0) (i32.const 0)))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $sum
      (call $add
        (call $div (local.get $sum) (local.get $factor))
        (call $list_get (local.get $flows) (i32.sub (local.get $turns) (i32.const 1)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $sum))

;; net present value of dated flows
(func $xnpv (param $annual_rate i32) (param $flows i32) (param $days i32) (result i32)
  (local $sum i32) (local $factor i32) (local $years i32) (local $turns i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $annual_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.sub (call $list_length (local.get $flows)) (call $list_length (local.get $days)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $sum (call $dec (i32.const 0) (i32.const 0)))
  (local.set $factor (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $annual_rate)))
  (local.set $years (call $years_from (local.get $days)))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $sum
      (call $add
        (local.get $sum)
        (call $div
          (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns)))
          (call $pow
            (local.get $factor)
            (call $list_get (local.get $years) (i32.sub (call $list_length (local.get $years)) (local.get $turns)))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $sum))

;; internal rate of return
(func $irr (param $flows i32) (result i32)
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (call $only_rate (local.get $flows) (call $counted (local.get $flows))))

;; internal rate of return between two rates
(func $irr_between (param $flows i32) (param $lowest_rate i32) (param $highest_rate i32) (result i32)
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $lowest_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $highest_rate) (local.get $lowest_rate)) (then (return (call $trap (i32.const 2)))))
  (call $rate_between
    (local.get $flows)
    (call $counted (local.get $flows))
    (local.get $lowest_rate)
    (local.get $highest_rate)))

;; internal rate of return of dated flows
(func $xirr (param $flows i32) (param $days i32) (result i32)
  (local $times i32)
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.sub (call $list_length (local.get $flows)) (call $list_length (local.get $days)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $times (call $years_from (local.get $days)))
  (call $only_rate (call $merged (local.get $flows) (local.get $times)) (call $distinct (local.get $times))))

;; internal rate of return of dated flows between two rates
(func $xirr_between (param $flows i32) (param $days i32) (param $lowest_rate i32) (param $highest_rate i32) (result i32)
  (local $times i32)
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.sub (call $list_length (local.get $flows)) (call $list_length (local.get $days)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $lowest_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $highest_rate) (local.get $lowest_rate)) (then (return (call $trap (i32.const 2)))))
  (local.set $times (call $years_from (local.get $days)))
  (call $rate_between
    (call $merged (local.get $flows) (local.get $times))
    (call $distinct (local.get $times))
    (local.get $lowest_rate)
    (local.get $highest_rate)))

;; modified internal rate of return
(func $mirr (param $flows i32) (param $finance_rate i32) (param $reinvestment_rate i32) (result i32)
  (local $zero i32) (local $paid i32) (local $received i32) (local $n i32) (local $one i32) (local $turns i32) (local $outlay i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $finance_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $reinvestment_rate)))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (i32.sub (call $list_length (local.get $flows)) (i32.const 1)))
    (then (return (call $trap (i32.const 4)))))
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $paid (call $list_new))
  (local.set $received (call $list_new))
  (local.set $n (call $dec (i32.const -1) (i32.const 0)))
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $paid
      (call $list_append
        (local.get $paid)
        (call $min
          (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns)))
          (local.get $zero))))
    (local.set $received
      (call $list_append
        (local.get $received)
        (call $max
          (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns)))
          (local.get $zero))))
    (local.set $n (call $add (local.get $n) (local.get $one)))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.set $outlay (call $neg (call $npv_first_now (local.get $finance_rate) (local.get $paid))))
  (if (i32.eqz (call $lt (local.get $zero) (local.get $outlay))) (then (return (call $trap (i32.const 3)))))
  (call $sub
    (call $pow
      (call $div
        (call $stream_future_value (local.get $reinvestment_rate) (local.get $received) (local.get $zero))
        (local.get $outlay))
      (call $div (local.get $one) (local.get $n)))
    (local.get $one)))

;; future value of a mixed stream
(func $stream_future_value (param $rate_per_period i32) (param $flows i32) (param $timing i32) (result i32)
  (local $one i32) (local $factor i32) (local $sum i32) (local $turns i32)
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $one) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $factor (call $add (local.get $one) (local.get $rate_per_period)))
  (local.set $sum (call $dec (i32.const 0) (i32.const 0)))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $sum
      (call $add
        (call $mul (local.get $sum) (local.get $factor))
        (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $mul
    (local.get $sum)
    (call $add (local.get $one) (call $mul (local.get $rate_per_period) (local.get $timing)))))

;; payback period of uneven flows
(func $payback_periods (param $flows i32) (result i32)
  (call $discounted_payback_periods (call $dec (i32.const 0) (i32.const 0)) (local.get $flows)))

;; discounted payback period of uneven flows
(func $discounted_payback_periods (param $rate_per_period i32) (param $flows i32) (result i32)
  (local $zero i32) (local $one i32) (local $factor i32) (local $owed i32) (local $growth i32) (local $time i32) (local $turns i32) (local $flow i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate_per_period)))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $list_get (local.get $flows) (i32.const 0)) (local.get $zero)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $factor (call $add (local.get $one) (local.get $rate_per_period)))
  (local.set $owed (local.get $zero))
  (local.set $growth (local.get $one))
  (local.set $time (call $dec (i32.const -1) (i32.const 0)))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $flow
      (call $div
        (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns)))
        (local.get $growth)))
    (if
      (i32.eqz (call $lt (call $add (local.get $owed) (local.get $flow)) (local.get $zero)))
      (then (return (call $add (local.get $time) (call $div (call $neg (local.get $owed)) (local.get $flow))))))
    (local.set $owed (call $add (local.get $owed) (local.get $flow)))
    (local.set $growth (call $mul (local.get $growth) (local.get $factor)))
    (local.set $time (call $add (local.get $time) (local.get $one)))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $trap (i32.const 1)))

;; profitability index of uneven flows
(func $profitability_index_of_flows (param $rate_per_period i32) (param $flows i32) (result i32)
  (local $outlay i32)
  (if (i32.eqz (call $list_length (local.get $flows))) (then (return (call $trap (i32.const 2)))))
  (local.set $outlay (call $neg (call $list_get (local.get $flows) (i32.const 0))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $outlay)))
    (then (return (call $trap (i32.const 2)))))
  (call $add
    (call $dec (i32.const 1) (i32.const 0))
    (call $div (call $npv_first_now (local.get $rate_per_period) (local.get $flows)) (local.get $outlay))))

;; returns of periods linked together
(func $time_weighted_return (param $returns i32) (result i32)
  (local $one i32) (local $growth i32) (local $turns i32)
  (if (i32.eqz (call $list_length (local.get $returns))) (then (return (call $trap (i32.const 2)))))
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (local.set $growth (local.get $one))
  (local.set $turns (call $list_length (local.get $returns)))
  (loop $again
    (local.set $growth
      (call $mul
        (local.get $growth)
        (call $add
          (local.get $one)
          (call $list_get (local.get $returns) (i32.sub (call $list_length (local.get $returns)) (local.get $turns))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $sub (local.get $growth) (local.get $one)))
