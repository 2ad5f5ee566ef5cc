;; calendar: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; calendar date as a number
(func $calendar_date (param $date i32) (result i32)
  (local $shifted i32) (local $era i32) (local $day i32) (local $year i32) (local $month i32) (local $shift i32)
  (if (i32.eqz (call $eq (call $ceil (local.get $date)) (local.get $date))) (then (return (call $trap (i32.const 2)))))
  (local.set $shifted (call $add (local.get $date) (call $dec (i32.const 719468) (i32.const 0))))
  (local.set $era
    (call $neg (call $ceil (call $neg (call $div (local.get $shifted) (call $dec (i32.const 146097) (i32.const 0)))))))
  (local.set $day
    (call $sub (local.get $shifted) (call $mul (local.get $era) (call $dec (i32.const 146097) (i32.const 0)))))
  (local.set $year
    (call $neg
      (call $ceil
        (call $neg
          (call $div
            (call $sub
              (call $add
                (call $sub
                  (local.get $day)
                  (call $neg
                    (call $ceil (call $neg (call $div (local.get $day) (call $dec (i32.const 1460) (i32.const 0)))))))
                (call $neg
                  (call $ceil (call $neg (call $div (local.get $day) (call $dec (i32.const 36524) (i32.const 0)))))))
              (call $neg
                (call $ceil (call $neg (call $div (local.get $day) (call $dec (i32.const 146096) (i32.const 0)))))))
            (call $dec (i32.const 365) (i32.const 0)))))))
  (local.set $day
    (call $sub
      (local.get $day)
      (call $sub
        (call $add
          (call $mul (call $dec (i32.const 365) (i32.const 0)) (local.get $year))
          (call $neg (call $ceil (call $neg (call $div (local.get $year) (call $dec (i32.const 4) (i32.const 0)))))))
        (call $neg (call $ceil (call $neg (call $div (local.get $year) (call $dec (i32.const 100) (i32.const 0)))))))))
  (local.set $month
    (call $neg
      (call $ceil
        (call $neg
          (call $div
            (call $add
              (call $mul (call $dec (i32.const 5) (i32.const 0)) (local.get $day))
              (call $dec (i32.const 2) (i32.const 0)))
            (call $dec (i32.const 153) (i32.const 0)))))))
  (local.set $day
    (call $add
      (call $sub
        (local.get $day)
        (call $neg
          (call $ceil
            (call $neg
              (call $div
                (call $add
                  (call $mul (call $dec (i32.const 153) (i32.const 0)) (local.get $month))
                  (call $dec (i32.const 2) (i32.const 0)))
                (call $dec (i32.const 5) (i32.const 0)))))))
      (call $dec (i32.const 1) (i32.const 0))))
  (local.set $year (call $add (local.get $year) (call $mul (local.get $era) (call $dec (i32.const 400) (i32.const 0)))))
  (local.set $shift (call $dec (i32.const 3) (i32.const 0)))
  (if
    (i32.eqz (call $lt (local.get $month) (call $dec (i32.const 10) (i32.const 0))))
    (then
      (local.set $shift (call $dec (i32.const -9) (i32.const 0)))
      (local.set $year (call $add (local.get $year) (call $dec (i32.const 1) (i32.const 0))))))
  (call $add
    (call $add
      (call $mul (call $dec (i32.const 10000) (i32.const 0)) (local.get $year))
      (call $mul (call $dec (i32.const 100) (i32.const 0)) (call $add (local.get $month) (local.get $shift))))
    (local.get $day)))

;; year of a date
(func $calendar_year (param $date i32) (result i32)
  (call $neg
    (call $ceil
      (call $neg (call $div (call $calendar_date (local.get $date)) (call $dec (i32.const 10000) (i32.const 0)))))))

;; month of a date
(func $calendar_month (param $date i32) (result i32)
  (call $sub
    (call $neg
      (call $ceil
        (call $neg (call $div (call $calendar_date (local.get $date)) (call $dec (i32.const 100) (i32.const 0))))))
    (call $mul (call $dec (i32.const 100) (i32.const 0)) (call $calendar_year (local.get $date)))))

;; day of the month of a date
(func $calendar_day (param $date i32) (result i32)
  (call $sub
    (call $calendar_date (local.get $date))
    (call $mul
      (call $dec (i32.const 100) (i32.const 0))
      (call $neg
        (call $ceil
          (call $neg (call $div (call $calendar_date (local.get $date)) (call $dec (i32.const 100) (i32.const 0)))))))))

;; day number of a calendar date
(func $day_number (param $year i32) (param $month i32) (param $day i32) (result i32)
  (local $y i32) (local $m i32)
  (if (call $lt (local.get $month) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 12) (i32.const 0)) (local.get $month)) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $year)) (local.get $year))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $month)) (local.get $month)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $y (local.get $year))
  (local.set $m (call $sub (local.get $month) (call $dec (i32.const 3) (i32.const 0))))
  (if
    (call $lt (local.get $month) (call $dec (i32.const 3) (i32.const 0)))
    (then
      (local.set $y (call $sub (local.get $year) (call $dec (i32.const 1) (i32.const 0))))
      (local.set $m (call $add (local.get $month) (call $dec (i32.const 9) (i32.const 0))))))
  (call $sub
    (call $add
      (call $add
        (call $add
          (call $sub
            (call $add
              (call $mul (call $dec (i32.const 365) (i32.const 0)) (local.get $y))
              (call $neg (call $ceil (call $neg (call $div (local.get $y) (call $dec (i32.const 4) (i32.const 0)))))))
            (call $neg (call $ceil (call $neg (call $div (local.get $y) (call $dec (i32.const 100) (i32.const 0)))))))
          (call $neg (call $ceil (call $neg (call $div (local.get $y) (call $dec (i32.const 400) (i32.const 0)))))))
        (call $neg
          (call $ceil
            (call $neg
              (call $div
                (call $add
                  (call $mul (call $dec (i32.const 153) (i32.const 0)) (local.get $m))
                  (call $dec (i32.const 2) (i32.const 0)))
                (call $dec (i32.const 5) (i32.const 0)))))))
      (local.get $day))
    (call $dec (i32.const 719469) (i32.const 0))))

;; last day of the month of a date
(func $month_end (param $date i32) (result i32)
  (local $code i32) (local $year i32) (local $month i32) (local $first i32)
  (local.set $code
    (call $neg
      (call $ceil
        (call $neg (call $div (call $calendar_date (local.get $date)) (call $dec (i32.const 100) (i32.const 0)))))))
  (local.set $year
    (call $neg (call $ceil (call $neg (call $div (local.get $code) (call $dec (i32.const 100) (i32.const 0)))))))
  (local.set $month
    (call $sub (local.get $code) (call $mul (call $dec (i32.const 100) (i32.const 0)) (local.get $year))))
  (local.set $first (call $day_number (local.get $year) (local.get $month) (call $dec (i32.const 1) (i32.const 0))))
  (if
    (call $eq (local.get $month) (call $dec (i32.const 12) (i32.const 0)))
    (then (return (call $dec (i32.const 31) (i32.const 0)))))
  (call $sub
    (call $day_number
      (local.get $year)
      (call $add (local.get $month) (call $dec (i32.const 1) (i32.const 0)))
      (call $dec (i32.const 1) (i32.const 0)))
    (local.get $first)))

;; leap days between two dates
(func $leap_days (param $start i32) (param $end i32) (result i32)
  (local $code i32) (local $from i32) (local $to i32) (local $before i32)
  (if (call $lt (local.get $end) (local.get $start)) (then (return (call $trap (i32.const 4)))))
  (local.set $code (call $calendar_date (call $add (local.get $start) (call $dec (i32.const 1) (i32.const 0)))))
  (local.set $from
    (call $neg
      (call $ceil
        (call $neg
          (call $div
            (call $sub (local.get $code) (call $dec (i32.const 300) (i32.const 0)))
            (call $dec (i32.const 10000) (i32.const 0)))))))
  (local.set $code (call $calendar_date (call $add (local.get $end) (call $dec (i32.const 1) (i32.const 0)))))
  (local.set $to
    (call $neg
      (call $ceil
        (call $neg
          (call $div
            (call $sub (local.get $code) (call $dec (i32.const 300) (i32.const 0)))
            (call $dec (i32.const 10000) (i32.const 0)))))))
  (local.set $before
    (call $add
      (call $sub
        (call $neg (call $ceil (call $neg (call $div (local.get $from) (call $dec (i32.const 4) (i32.const 0))))))
        (call $neg (call $ceil (call $neg (call $div (local.get $from) (call $dec (i32.const 100) (i32.const 0)))))))
      (call $neg (call $ceil (call $neg (call $div (local.get $from) (call $dec (i32.const 400) (i32.const 0))))))))
  (call $sub
    (call $add
      (call $sub
        (call $neg (call $ceil (call $neg (call $div (local.get $to) (call $dec (i32.const 4) (i32.const 0))))))
        (call $neg (call $ceil (call $neg (call $div (local.get $to) (call $dec (i32.const 100) (i32.const 0)))))))
      (call $neg (call $ceil (call $neg (call $div (local.get $to) (call $dec (i32.const 400) (i32.const 0)))))))
    (local.get $before)))
