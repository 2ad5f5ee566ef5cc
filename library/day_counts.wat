;; day_counts: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.
;; A loop ends after a constant number of turns at most.

;; days with months of 30 days
(func $days_thirty (param $start i32) (param $end i32) (param $first_day i32) (param $last_day i32) (result i32)
  (local $years i32)
  (if (call $lt (local.get $end) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (local.set $years (call $sub (call $calendar_year (local.get $end)) (call $calendar_year (local.get $start))))
  (call $sub
    (call $add
      (call $add
        (call $mul (call $dec (i32.const 360) (i32.const 0)) (local.get $years))
        (call $mul
          (call $dec (i32.const 30) (i32.const 0))
          (call $sub (call $calendar_month (local.get $end)) (call $calendar_month (local.get $start)))))
      (local.get $last_day))
    (local.get $first_day)))

;; days, 30/360 bond basis
(func $days_30_360 (param $start i32) (param $end i32) (result i32)
  (local $first i32) (local $last i32)
  (local.set $first (call $min (call $calendar_day (local.get $start)) (call $dec (i32.const 30) (i32.const 0))))
  (local.set $last (call $calendar_day (local.get $end)))
  (if
    (call $eq (local.get $first) (call $dec (i32.const 30) (i32.const 0)))
    (then (local.set $last (call $min (local.get $last) (call $dec (i32.const 30) (i32.const 0))))))
  (call $days_thirty (local.get $start) (local.get $end) (local.get $first) (local.get $last)))

;; days, 30E/360 (Eurobond)
(func $days_30e_360 (param $start i32) (param $end i32) (result i32)
  (call $days_thirty
    (local.get $start)
    (local.get $end)
    (call $min (call $calendar_day (local.get $start)) (call $dec (i32.const 30) (i32.const 0)))
    (call $min (call $calendar_day (local.get $end)) (call $dec (i32.const 30) (i32.const 0)))))

;; days, 30U/360 (US)
(func $days_30u_360 (param $start i32) (param $end i32) (result i32)
  (local $first i32) (local $last i32)
  (local.set $first (call $calendar_day (local.get $start)))
  (local.set $last (call $calendar_day (local.get $end)))
  (if
    (call $eq (call $calendar_month (local.get $start)) (call $dec (i32.const 2) (i32.const 0)))
    (then
      (if
        (call $eq (local.get $first) (call $month_end (local.get $start)))
        (then
          (local.set $first (call $dec (i32.const 30) (i32.const 0)))
          (if
            (call $eq (call $calendar_month (local.get $end)) (call $dec (i32.const 2) (i32.const 0)))
            (then
              (if
                (call $eq (local.get $last) (call $month_end (local.get $end)))
                (then (local.set $last (call $dec (i32.const 30) (i32.const 0)))))))))))
  (local.set $first (call $min (local.get $first) (call $dec (i32.const 30) (i32.const 0))))
  (if
    (call $eq (local.get $first) (call $dec (i32.const 30) (i32.const 0)))
    (then (local.set $last (call $min (local.get $last) (call $dec (i32.const 30) (i32.const 0))))))
  (call $days_thirty (local.get $start) (local.get $end) (local.get $first) (local.get $last)))

;; days, 30E/360 ISDA
(func $days_30e_360_isda (param $start i32) (param $end i32) (param $termination i32) (result i32)
  (local $first i32) (local $last i32)
  (local.set $first (call $min (call $calendar_day (local.get $start)) (call $dec (i32.const 30) (i32.const 0))))
  (local.set $last (call $min (call $calendar_day (local.get $end)) (call $dec (i32.const 30) (i32.const 0))))
  (if
    (call $eq (call $calendar_day (local.get $start)) (call $month_end (local.get $start)))
    (then (local.set $first (call $dec (i32.const 30) (i32.const 0)))))
  (if
    (call $eq (call $calendar_day (local.get $end)) (call $month_end (local.get $end)))
    (then
      (if
        (i32.eqz (call $eq (local.get $end) (local.get $termination)))
        (then (local.set $last (call $dec (i32.const 30) (i32.const 0)))))))
  (call $days_thirty (local.get $start) (local.get $end) (local.get $first) (local.get $last)))

;; days without leap days (NL)
(func $days_no_leap (param $start i32) (param $end i32) (result i32)
  (call $sub (call $sub (local.get $end) (local.get $start)) (call $leap_days (local.get $start) (local.get $end))))

;; year fraction, ACT/ACT ISDA
(func $year_fraction_isda (param $start i32) (param $end i32) (result i32)
  (local $first i32) (local $last i32) (local $from i32) (local $to i32) (local $done i32)
  (if (call $lt (local.get $end) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (local.set $first (call $calendar_year (local.get $start)))
  (local.set $last (call $calendar_year (local.get $end)))
  (local.set $from
    (call $day_number
      (local.get $first)
      (call $dec (i32.const 1) (i32.const 0))
      (call $dec (i32.const 1) (i32.const 0))))
  (local.set $to
    (call $day_number (local.get $last) (call $dec (i32.const 1) (i32.const 0)) (call $dec (i32.const 1) (i32.const 0))))
  (local.set $done
    (call $div
      (call $sub (local.get $start) (local.get $from))
      (call $sub
        (call $day_number
          (call $add (local.get $first) (call $dec (i32.const 1) (i32.const 0)))
          (call $dec (i32.const 1) (i32.const 0))
          (call $dec (i32.const 1) (i32.const 0)))
        (local.get $from))))
  (call $sub
    (call $add
      (call $sub (local.get $last) (local.get $first))
      (call $div
        (call $sub (local.get $end) (local.get $to))
        (call $sub
          (call $day_number
            (call $add (local.get $last) (call $dec (i32.const 1) (i32.const 0)))
            (call $dec (i32.const 1) (i32.const 0))
            (call $dec (i32.const 1) (i32.const 0)))
          (local.get $to))))
    (local.get $done)))

;; year fraction, ACT/ACT ICMA
(func $year_fraction_icma (param $start i32) (param $end i32) (param $period_start i32) (param $period_end i32) (param $coupons_per_year i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $end) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (if (i32.eqz (call $lt (local.get $period_start) (local.get $period_end))) (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $start) (local.get $period_start)) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $period_end) (local.get $end)) (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $sub (local.get $end) (local.get $start))
    (call $mul (local.get $coupons_per_year) (call $sub (local.get $period_end) (local.get $period_start)))))

;; year fraction, ACT/ACT AFB
(func $year_fraction_afb (param $start i32) (param $end i32) (result i32)
  (local $month i32) (local $day i32) (local $years i32) (local $year i32) (local $rest i32) (local $turns i32) (local $days i32)
  (if (call $lt (local.get $end) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (local.set $month (call $calendar_month (local.get $end)))
  (local.set $day (call $calendar_day (local.get $end)))
  (local.set $years (call $sub (call $calendar_year (local.get $end)) (call $calendar_year (local.get $start))))
  (local.set $year (call $calendar_year (local.get $start)))
  (local.set $rest (local.get $end))
  (local.set $turns (i32.const 2))
  (loop $again
    (local.set $rest (call $day_number (local.get $year) (local.get $month) (local.get $day)))
    (if
      (call $eq (local.get $month) (call $dec (i32.const 2) (i32.const 0)))
      (then
        (if
          (i32.eqz (call $lt (local.get $day) (call $dec (i32.const 28) (i32.const 0))))
          (then
            (local.set $rest
              (call $sub
                (call $day_number
                  (local.get $year)
                  (call $dec (i32.const 3) (i32.const 0))
                  (call $dec (i32.const 1) (i32.const 0)))
                (call $dec (i32.const 1) (i32.const 0))))))))
    (if (call $eq (local.get $years) (call $dec (i32.const 0) (i32.const 0))) (then (local.set $rest (local.get $end))))
    (if
      (call $lt (local.get $rest) (local.get $start))
      (then
        (local.set $years (call $sub (local.get $years) (call $dec (i32.const 1) (i32.const 0))))
        (local.set $year (call $add (local.get $year) (call $dec (i32.const 1) (i32.const 0))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.set $days
    (call $add
      (call $dec (i32.const 365) (i32.const 0))
      (call $min
        (call $leap_days
          (call $sub (local.get $start) (call $dec (i32.const 1) (i32.const 0)))
          (call $sub (local.get $rest) (call $dec (i32.const 1) (i32.const 0))))
        (call $dec (i32.const 1) (i32.const 0)))))
  (if (call $eq (local.get $rest) (local.get $start)) (then (return (local.get $years))))
  (call $add (local.get $years) (call $div (call $sub (local.get $rest) (local.get $start)) (local.get $days))))

;; year fraction by basis code
(func $year_fraction_excel (param $start i32) (param $end i32) (param $basis i32) (result i32)
  (local $first i32) (local $last i32) (local $year i32) (local $years i32) (local $leap i32) (local $span i32)
  (if (call $lt (local.get $end) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $basis) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 4) (i32.const 0)) (local.get $basis)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $basis)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $basis) (call $dec (i32.const 0) (i32.const 0)))
    (then
      (return
        (call $div (call $days_30u_360 (local.get $start) (local.get $end)) (call $dec (i32.const 360) (i32.const 0))))))
  (if
    (call $eq (local.get $basis) (call $dec (i32.const 2) (i32.const 0)))
    (then
      (return (call $div (call $sub (local.get $end) (local.get $start)) (call $dec (i32.const 360) (i32.const 0))))))
  (if
    (call $eq (local.get $basis) (call $dec (i32.const 3) (i32.const 0)))
    (then
      (return (call $div (call $sub (local.get $end) (local.get $start)) (call $dec (i32.const 365) (i32.const 0))))))
  (if
    (call $eq (local.get $basis) (call $dec (i32.const 4) (i32.const 0)))
    (then
      (return
        (call $div (call $days_30e_360 (local.get $start) (local.get $end)) (call $dec (i32.const 360) (i32.const 0))))))
  (local.set $first (call $calendar_date (local.get $start)))
  (local.set $last (call $calendar_date (local.get $end)))
  (local.set $year
    (call $neg (call $ceil (call $neg (call $div (local.get $first) (call $dec (i32.const 10000) (i32.const 0)))))))
  (local.set $years
    (call $sub
      (call $neg (call $ceil (call $neg (call $div (local.get $last) (call $dec (i32.const 10000) (i32.const 0))))))
      (local.get $year)))
  (if
    (i32.eqz (call $lt (call $add (local.get $first) (call $dec (i32.const 10000) (i32.const 0))) (local.get $last)))
    (then
      (local.set $leap
        (call $leap_days (call $sub (local.get $start) (call $dec (i32.const 1) (i32.const 0))) (local.get $end)))
      (if
        (call $eq (local.get $years) (call $dec (i32.const 0) (i32.const 0)))
        (then
          (local.set $leap
            (call $sub
              (call $sub
                (call $day_number
                  (call $add (local.get $year) (call $dec (i32.const 1) (i32.const 0)))
                  (call $dec (i32.const 1) (i32.const 0))
                  (call $dec (i32.const 1) (i32.const 0)))
                (call $day_number
                  (local.get $year)
                  (call $dec (i32.const 1) (i32.const 0))
                  (call $dec (i32.const 1) (i32.const 0))))
              (call $dec (i32.const 365) (i32.const 0))))))
      (return
        (call $div
          (call $sub (local.get $end) (local.get $start))
          (call $add
            (call $dec (i32.const 365) (i32.const 0))
            (call $min (local.get $leap) (call $dec (i32.const 1) (i32.const 0))))))))
  (local.set $span
    (call $sub
      (call $day_number
        (call $add (call $add (local.get $year) (local.get $years)) (call $dec (i32.const 1) (i32.const 0)))
        (call $dec (i32.const 1) (i32.const 0))
        (call $dec (i32.const 1) (i32.const 0)))
      (call $day_number
        (local.get $year)
        (call $dec (i32.const 1) (i32.const 0))
        (call $dec (i32.const 1) (i32.const 0)))))
  (call $div
    (call $mul
      (call $sub (local.get $end) (local.get $start))
      (call $add (local.get $years) (call $dec (i32.const 1) (i32.const 0))))
    (local.get $span)))
