;; bond_yields: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.
;; A search keeps the rate between a and b (false position, Illinois rule) for at most 200 turns. What it returns is
;; proved by values of opposite sign 1e-28 to either side; where that fails, or there is no rate, it is never_reached.

;; yield to maturity on a coupon date
(func $bond_yield (param $price i32) (param $face i32) (param $coupon_rate i32) (param $coupons_per_year i32) (param $term i32) (result i32)
  (local $coupon i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $face)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $coupon (call $div (call $mul (local.get $face) (local.get $coupon_rate)) (local.get $coupons_per_year)))
  (call $mul
    (call $annuity_rate
      (local.get $price)
      (local.get $coupon)
      (local.get $face)
      (call $mul (local.get $coupons_per_year) (local.get $term))
      (call $dec (i32.const 0) (i32.const 0)))
    (local.get $coupons_per_year)))

;; yield to maturity between coupons
(func $bond_yield_between (param $clean_price i32) (param $face i32) (param $coupon_rate i32) (param $coupons_per_year i32) (param $coupons_left i32) (param $days_accrued i32) (param $days_in_period i32) (result i32)
  (local $coupon i32) (local $accrued i32) (local $price i32) (local $total i32) (local $lo i32) (local $hi i32) (local $a i32) (local $fa i32) (local $b i32) (local $fb i32) (local $turns i32) (local $c i32) (local $d i32) (local $fc i32) (local $same i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $face)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $coupons_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days_in_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $coupon_rate) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $days_accrued) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (local.get $days_accrued) (local.get $days_in_period)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $coupons_left) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $coupon (call $div (call $mul (local.get $face) (local.get $coupon_rate)) (local.get $coupons_per_year)))
  (local.set $accrued (call $div (local.get $days_accrued) (local.get $days_in_period)))
  (local.set $price (call $add (local.get $clean_price) (call $mul (local.get $coupon) (local.get $accrued))))
  (if (i32.eqz (call $lt (local.get $coupon) (local.get $price))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $coupons_left) (call $dec (i32.const 1) (i32.const 0)))
    (then
      (return
        (call $mul
          (call $div
            (call $sub
              (call $div (call $add (local.get $face) (local.get $coupon)) (local.get $price))
              (call $dec (i32.const 1) (i32.const 0)))
            (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $accrued)))
          (local.get $coupons_per_year)))))
  (local.set $total (call $add (call $mul (local.get $coupon) (local.get $coupons_left)) (local.get $face)))
  (local.set $lo (call $dec (i32.const 0) (i32.const 0)))
  (local.set $hi (call $dec (i32.const 0) (i32.const 0)))
  (if
    (call $lt (local.get $price) (local.get $total))
    (then
      (local.set $hi
        (call $mul
          (call $sub
            (call $div
              (call $sub (local.get $total) (local.get $coupon))
              (call $sub (local.get $price) (local.get $coupon)))
            (call $dec (i32.const 1) (i32.const 0)))
          (local.get $coupons_per_year)))))
  (if
    (call $lt (local.get $total) (local.get $price))
    (then
      (local.set $lo
        (call $mul
          (call $sub
            (call $pow
              (call $div (call $add (local.get $coupon) (local.get $face)) (local.get $price))
              (call $div
                (call $dec (i32.const 1) (i32.const 0))
                (call $sub (local.get $coupons_left) (local.get $accrued))))
            (call $dec (i32.const 1) (i32.const 0)))
          (local.get $coupons_per_year)))))
  (local.set $a (local.get $lo))
  (local.set $fa
    (call $sub
      (call $bond_clean_price
        (local.get $face)
        (local.get $coupon_rate)
        (local.get $a)
        (local.get $coupons_per_year)
        (local.get $coupons_left)
        (local.get $days_accrued)
        (local.get $days_in_period))
      (local.get $clean_price)))
  (if (call $eq (local.get $fa) (call $dec (i32.const 0) (i32.const 0))) (then (return (local.get $a))))
  (local.set $b (local.get $hi))
  (local.set $fb
    (call $sub
      (call $bond_clean_price
        (local.get $face)
        (local.get $coupon_rate)
        (local.get $b)
        (local.get $coupons_per_year)
        (local.get $coupons_left)
        (local.get $days_accrued)
        (local.get $days_in_period))
      (local.get $clean_price)))
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
            (call $bond_clean_price
              (local.get $face)
              (local.get $coupon_rate)
              (call $sub (local.get $c) (local.get $d))
              (local.get $coupons_per_year)
              (local.get $coupons_left)
              (local.get $days_accrued)
              (local.get $days_in_period))
            (local.get $clean_price)))
        (local.set $fb
          (call $sub
            (call $bond_clean_price
              (local.get $face)
              (local.get $coupon_rate)
              (call $add (local.get $c) (local.get $d))
              (local.get $coupons_per_year)
              (local.get $coupons_left)
              (local.get $days_accrued)
              (local.get $days_in_period))
            (local.get $clean_price)))
        (if
          (i32.eqz
            (call $lt
              (call $dec (i32.const 0) (i32.const 0))
              (call $mul (call $min (local.get $fa) (local.get $fb)) (call $max (local.get $fa) (local.get $fb)))))
          (then (return (local.get $c))))
        (return (call $trap (i32.const 1)))))
    (local.set $fc
      (call $sub
        (call $bond_clean_price
          (local.get $face)
          (local.get $coupon_rate)
          (local.get $c)
          (local.get $coupons_per_year)
          (local.get $coupons_left)
          (local.get $days_accrued)
          (local.get $days_in_period))
        (local.get $clean_price)))
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

;; yield of paper with interest at maturity
(func $interest_at_maturity_yield (param $price i32) (param $face i32) (param $rate i32) (param $days_accrued i32) (param $days_left i32) (param $basis i32) (result i32)
  (local $paid i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $days_accrued) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days_left)))
    (then (return (call $trap (i32.const 4)))))
  (local.set $paid
    (call $add
      (local.get $price)
      (call $div
        (call $mul (call $mul (local.get $face) (local.get $rate)) (local.get $days_accrued))
        (local.get $basis))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $paid)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul
      (call $sub
        (call $div
          (call $mul
            (local.get $face)
            (call $add
              (call $dec (i32.const 1) (i32.const 0))
              (call $div
                (call $mul (local.get $rate) (call $add (local.get $days_accrued) (local.get $days_left)))
                (local.get $basis))))
          (local.get $paid))
        (call $dec (i32.const 1) (i32.const 0)))
      (local.get $basis))
    (local.get $days_left)))

;; yield in an odd last coupon period
(func $odd_last_yield (param $price i32) (param $face i32) (param $coupon_rate i32) (param $coupons_per_year i32) (param $days_accrued i32) (param $days_left i32) (param $days_in_period i32) (result i32)
  (local $coupon i32) (local $paid i32)
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
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $days_left)))
    (then (return (call $trap (i32.const 4)))))
  (local.set $coupon
    (call $div
      (call $div (call $mul (local.get $face) (local.get $coupon_rate)) (local.get $coupons_per_year))
      (local.get $days_in_period)))
  (local.set $paid (call $add (local.get $price) (call $mul (local.get $coupon) (local.get $days_accrued))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $paid)))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (call $mul
      (call $mul
        (call $sub
          (call $div
            (call $add
              (local.get $face)
              (call $mul (local.get $coupon) (call $add (local.get $days_accrued) (local.get $days_left))))
            (local.get $paid))
          (call $dec (i32.const 1) (i32.const 0)))
        (local.get $coupons_per_year))
      (local.get $days_in_period))
    (local.get $days_left)))
