;; bonds: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; bond price on a coupon date
(func $bond_price (param $face i32) (param $coupon_rate i32) (param $annual_yield i32) (param $coupons_per_year i32) (param $term i32) (result i32)
  (local $periods i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $periods (call $mul (local.get $coupons_per_year) (local.get $term)))
  (call $present_value_with_balloon
    (call $div (call $mul (local.get $face) (local.get $coupon_rate)) (local.get $coupons_per_year))
    (local.get $face)
    (call $div (local.get $annual_yield) (local.get $coupons_per_year))
    (local.get $periods)
    (call $dec (i32.const 0) (i32.const 0))))

;; coupon rate of a bond from its price
(func $bond_coupon_rate (param $price i32) (param $face i32) (param $annual_yield i32) (param $coupons_per_year i32) (param $term i32) (result i32)
  (local $rate i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $face)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $rate (call $div (local.get $annual_yield) (local.get $coupons_per_year)))
  (call $div
    (call $mul
      (call $payment_with_balloon
        (local.get $price)
        (local.get $face)
        (local.get $rate)
        (call $mul (local.get $coupons_per_year) (local.get $term))
        (call $dec (i32.const 0) (i32.const 0)))
      (local.get $coupons_per_year))
    (local.get $face)))

;; term of a bond from its price
(func $bond_term (param $price i32) (param $face i32) (param $coupon_rate i32) (param $annual_yield i32) (param $coupons_per_year i32) (result i32)
  (local $last i32) (local $now i32) (local $years i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $price)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $face)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $annual_yield)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $eq (local.get $coupon_rate) (local.get $annual_yield)) (then (return (call $trap (i32.const 2)))))
  (local.set $last (call $mul (local.get $face) (call $sub (local.get $annual_yield) (local.get $coupon_rate))))
  (local.set $now
    (call $sub
      (call $mul (local.get $price) (local.get $annual_yield))
      (call $mul (local.get $face) (local.get $coupon_rate))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (call $mul (local.get $last) (local.get $now))))
    (then (return (call $trap (i32.const 1)))))
  (local.set $years
    (call $div
      (call $ln (call $div (local.get $last) (local.get $now)))
      (call $mul
        (local.get $coupons_per_year)
        (call $ln
          (call $add
            (call $dec (i32.const 1) (i32.const 0))
            (call $div (local.get $annual_yield) (local.get $coupons_per_year)))))))
  (if (call $lt (local.get $years) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 1)))))
  (local.get $years))

;; accrued interest of a bond
(func $accrued_coupon (param $face i32) (param $coupon_rate i32) (param $coupons_per_year i32) (param $days_accrued i32) (param $days_in_period i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days_in_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $days_accrued) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (call $div
    (call $mul
      (call $div (call $mul (local.get $face) (local.get $coupon_rate)) (local.get $coupons_per_year))
      (local.get $days_accrued))
    (local.get $days_in_period)))

;; clean price between coupons
(func $bond_clean_price (param $face i32) (param $coupon_rate i32) (param $annual_yield i32) (param $coupons_per_year i32) (param $coupons_left i32) (param $days_accrued i32) (param $days_in_period i32) (result i32)
  (local $rate i32) (local $coupon i32) (local $accrued i32) (local $growth i32) (local $value i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days_in_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $coupons_left) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $coupons_left)) (local.get $coupons_left)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $days_accrued) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if (call $lt (local.get $days_in_period) (local.get $days_accrued)) (then (return (call $trap (i32.const 2)))))
  (local.set $rate (call $div (local.get $annual_yield) (local.get $coupons_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $rate)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $coupon (call $div (call $mul (local.get $face) (local.get $coupon_rate)) (local.get $coupons_per_year)))
  (local.set $accrued (call $div (local.get $days_accrued) (local.get $days_in_period)))
  (if
    (call $eq (local.get $coupons_left) (call $dec (i32.const 1) (i32.const 0)))
    (then
      (local.set $growth
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul (local.get $rate) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $accrued)))))
      (return
        (call $sub
          (call $div (call $add (local.get $face) (local.get $coupon)) (local.get $growth))
          (call $mul (local.get $coupon) (local.get $accrued))))))
  (local.set $value
    (call $present_value_with_balloon
      (local.get $coupon)
      (local.get $face)
      (local.get $rate)
      (local.get $coupons_left)
      (call $dec (i32.const 0) (i32.const 0))))
  (call $sub
    (call $mul
      (local.get $value)
      (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $rate)) (local.get $accrued)))
    (call $mul (local.get $coupon) (local.get $accrued))))

;; price of paper with interest at maturity
(func $interest_at_maturity_price (param $face i32) (param $rate i32) (param $annual_yield i32) (param $days_accrued i32) (param $days_left i32) (param $basis i32) (result i32)
  (local $growth i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $days_accrued) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (call $lt (local.get $days_left) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (local.set $growth
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (call $mul (local.get $annual_yield) (local.get $days_left)) (local.get $basis))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $growth)))
    (then (return (call $trap (i32.const 2)))))
  (call $sub
    (call $div
      (call $mul
        (local.get $face)
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $div
            (call $mul (local.get $rate) (call $add (local.get $days_accrued) (local.get $days_left)))
            (local.get $basis))))
      (local.get $growth))
    (call $div (call $mul (call $mul (local.get $face) (local.get $rate)) (local.get $days_accrued)) (local.get $basis))))

;; price in an odd last coupon period
(func $odd_last_price (param $face i32) (param $annual_yield i32) (param $coupon_rate i32) (param $coupons_per_year i32) (param $days_accrued i32) (param $days_left i32) (param $days_in_period i32) (result i32)
  (local $coupon i32) (local $growth i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days_in_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $days_accrued) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (call $lt (local.get $days_left) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (local.set $coupon
    (call $div (call $div (local.get $coupon_rate) (local.get $coupons_per_year)) (local.get $days_in_period)))
  (local.set $growth
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div
        (call $mul (call $div (local.get $annual_yield) (local.get $coupons_per_year)) (local.get $days_left))
        (local.get $days_in_period))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $growth)))
    (then (return (call $trap (i32.const 2)))))
  (call $mul
    (local.get $face)
    (call $sub
      (call $div
        (call $add
          (call $dec (i32.const 1) (i32.const 0))
          (call $mul (local.get $coupon) (call $add (local.get $days_accrued) (local.get $days_left))))
        (local.get $growth))
      (call $mul (local.get $coupon) (local.get $days_accrued)))))

;; macaulay duration
(func $macaulay_duration (param $coupon_rate i32) (param $annual_yield i32) (param $coupons_per_year i32) (param $term i32) (result i32)
  (local $i i32) (local $n i32) (local $coupon i32) (local $growth i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $term)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (call $lt (local.get $coupon_rate) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $i (call $div (local.get $annual_yield) (local.get $coupons_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $i)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $n (call $mul (local.get $coupons_per_year) (local.get $term)))
  (local.set $coupon (call $div (local.get $coupon_rate) (local.get $coupons_per_year)))
  (if
    (call $eq (local.get $i) (call $dec (i32.const 0) (i32.const 0)))
    (then
      (return
        (call $div
          (call $div
            (call $add
              (call $div
                (call $mul
                  (call $mul (local.get $coupon) (local.get $n))
                  (call $add (local.get $n) (call $dec (i32.const 1) (i32.const 0))))
                (call $dec (i32.const 2) (i32.const 0)))
              (local.get $n))
            (call $add (call $mul (local.get $coupon) (local.get $n)) (call $dec (i32.const 1) (i32.const 0))))
          (local.get $coupons_per_year)))))
  (local.set $growth (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)) (local.get $n)))
  (call $sub
    (call $div (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)) (local.get $annual_yield))
    (call $div
      (call $add
        (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i))
        (call $mul (local.get $n) (call $sub (local.get $coupon) (local.get $i))))
      (call $add
        (call $mul (local.get $coupon_rate) (call $sub (local.get $growth) (call $dec (i32.const 1) (i32.const 0))))
        (local.get $annual_yield)))))

;; modified duration
(func $modified_duration (param $coupon_rate i32) (param $annual_yield i32) (param $coupons_per_year i32) (param $term i32) (result i32)
  (local $duration i32)
  (local.set $duration
    (call $macaulay_duration
      (local.get $coupon_rate)
      (local.get $annual_yield)
      (local.get $coupons_per_year)
      (local.get $term)))
  (call $div
    (local.get $duration)
    (call $add
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (local.get $annual_yield) (local.get $coupons_per_year)))))

;; effective-interest amortization of a premium or discount
(func $effective_interest_amortization (param $carrying i32) (param $face i32) (param $coupon_rate i32) (param $effective_rate i32) (param $coupons_per_year i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $sub
      (call $mul (local.get $carrying) (local.get $effective_rate))
      (call $mul (local.get $face) (local.get $coupon_rate)))
    (local.get $coupons_per_year)))
