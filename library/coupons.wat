;; coupons: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; coupons left until maturity
(func $coupons_left (param $settlement i32) (param $maturity i32) (param $coupons_per_year i32) (result i32)
  (local $step i32) (local $first i32) (local $last i32) (local $months i32) (local $coupons i32)
  (if (i32.eqz (call $lt (local.get $settlement) (local.get $maturity))) (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $step (call $div (call $dec (i32.const 12) (i32.const 0)) (local.get $coupons_per_year)))
  (if (i32.eqz (call $eq (call $ceil (local.get $step)) (local.get $step))) (then (return (call $trap (i32.const 2)))))
  (local.set $first (call $calendar_date (local.get $settlement)))
  (local.set $last (call $calendar_date (local.get $maturity)))
  (local.set $months
    (call $sub
      (call $add
        (call $mul
          (call $dec (i32.const 12) (i32.const 0))
          (call $sub
            (call $neg
              (call $ceil (call $neg (call $div (local.get $last) (call $dec (i32.const 10000) (i32.const 0))))))
            (call $neg
              (call $ceil (call $neg (call $div (local.get $first) (call $dec (i32.const 10000) (i32.const 0))))))))
        (call $calendar_month (local.get $maturity)))
      (call $calendar_month (local.get $settlement))))
  (local.set $coupons (call $neg (call $ceil (call $neg (call $div (local.get $months) (local.get $step))))))
  (if
    (i32.eqz
      (call $lt
        (local.get $settlement)
        (call $date_add_months (local.get $maturity) (call $neg (call $mul (local.get $step) (local.get $coupons))))))
    (then (return (local.get $coupons))))
  (call $add (local.get $coupons) (call $dec (i32.const 1) (i32.const 0))))

;; day number some months after a date
(func $date_add_months (param $date i32) (param $months i32) (result i32)
  (local $code i32) (local $count i32) (local $year i32) (local $month i32) (local $first i32)
  (if
    (i32.eqz (call $eq (call $ceil (local.get $months)) (local.get $months)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $code
    (call $neg
      (call $ceil
        (call $neg (call $div (call $calendar_date (local.get $date)) (call $dec (i32.const 100) (i32.const 0)))))))
  (local.set $count
    (call $add
      (call $sub
        (call $add
          (call $mul
            (call $dec (i32.const 12) (i32.const 0))
            (call $neg (call $ceil (call $neg (call $div (local.get $code) (call $dec (i32.const 100) (i32.const 0)))))))
          (call $calendar_month (local.get $date)))
        (call $dec (i32.const 1) (i32.const 0)))
      (local.get $months)))
  (local.set $year
    (call $neg (call $ceil (call $neg (call $div (local.get $count) (call $dec (i32.const 12) (i32.const 0)))))))
  (local.set $month
    (call $add
      (call $sub (local.get $count) (call $mul (call $dec (i32.const 12) (i32.const 0)) (local.get $year)))
      (call $dec (i32.const 1) (i32.const 0))))
  (local.set $first (call $day_number (local.get $year) (local.get $month) (call $dec (i32.const 1) (i32.const 0))))
  (call $sub
    (call $add
      (local.get $first)
      (call $min (call $calendar_day (local.get $date)) (call $month_end (local.get $first))))
    (call $dec (i32.const 1) (i32.const 0))))

;; days since the last coupon
(func $days_since_coupon (param $settlement i32) (param $maturity i32) (param $coupons_per_year i32) (result i32)
  (local $months i32)
  (local.set $months
    (call $div
      (call $mul
        (call $coupons_left (local.get $settlement) (local.get $maturity) (local.get $coupons_per_year))
        (call $dec (i32.const 12) (i32.const 0)))
      (local.get $coupons_per_year)))
  (call $sub (local.get $settlement) (call $date_add_months (local.get $maturity) (call $neg (local.get $months)))))

;; days until the next coupon
(func $days_to_coupon (param $settlement i32) (param $maturity i32) (param $coupons_per_year i32) (result i32)
  (local $months i32)
  (local.set $months
    (call $div
      (call $mul
        (call $sub
          (call $coupons_left (local.get $settlement) (local.get $maturity) (local.get $coupons_per_year))
          (call $dec (i32.const 1) (i32.const 0)))
        (call $dec (i32.const 12) (i32.const 0)))
      (local.get $coupons_per_year)))
  (call $sub (call $date_add_months (local.get $maturity) (call $neg (local.get $months))) (local.get $settlement)))

;; days of the coupon period
(func $coupon_period_days (param $settlement i32) (param $maturity i32) (param $coupons_per_year i32) (result i32)
  (local $since i32)
  (local.set $since
    (call $days_since_coupon (local.get $settlement) (local.get $maturity) (local.get $coupons_per_year)))
  (call $add
    (local.get $since)
    (call $days_to_coupon (local.get $settlement) (local.get $maturity) (local.get $coupons_per_year))))
