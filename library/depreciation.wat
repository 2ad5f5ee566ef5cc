;; depreciation: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.
;; A loop ends after a constant number of turns at most.

;; sum-of-years'-digits charge, short first year
(func $sum_of_years_short_first (param $cost i32) (param $salvage i32) (param $life i32) (param $first_months i32) (param $year i32) (result i32)
  (local $part i32) (local $digits i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $life)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $first_months)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 12) (i32.const 0)) (local.get $first_months))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $year) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $add (local.get $life) (call $dec (i32.const 1) (i32.const 0))) (local.get $year))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $life)) (local.get $life))) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $year)) (local.get $year))) (then (return (call $trap (i32.const 2)))))
  (local.set $part (call $div (local.get $first_months) (call $dec (i32.const 12) (i32.const 0))))
  (local.set $digits
    (call $mul
      (call $max
        (call $sub (call $add (local.get $life) (call $dec (i32.const 1) (i32.const 0))) (local.get $year))
        (call $dec (i32.const 0) (i32.const 0)))
      (local.get $part)))
  (if
    (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $year))
    (then
      (local.set $digits
        (call $add
          (local.get $digits)
          (call $mul
            (call $sub (call $add (local.get $life) (call $dec (i32.const 2) (i32.const 0))) (local.get $year))
            (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $part)))))))
  (call $div
    (call $mul
      (call $mul (call $dec (i32.const 2) (i32.const 0)) (call $sub (local.get $cost) (local.get $salvage)))
      (local.get $digits))
    (call $mul (local.get $life) (call $add (local.get $life) (call $dec (i32.const 1) (i32.const 0))))))

;; fixed declining-balance charge
(func $fixed_declining_balance (param $cost i32) (param $salvage i32) (param $life i32) (param $first_months i32) (param $year i32) (result i32)
  (local $ratio i32) (local $rate i32) (local $part i32) (local $left i32) (local $charge i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $cost)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $life)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $first_months)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $salvage) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $cost) (local.get $salvage)) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 12) (i32.const 0)) (local.get $first_months))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $year) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $add (local.get $life) (call $dec (i32.const 1) (i32.const 0))) (local.get $year))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $year)) (local.get $year))) (then (return (call $trap (i32.const 2)))))
  (local.set $ratio (call $div (local.get $salvage) (local.get $cost)))
  (if
    (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $ratio))
    (then
      (local.set $ratio
        (call $pow (local.get $ratio) (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $life))))))
  (local.set $rate
    (call $div
      (call $neg
        (call $ceil
          (call $neg
            (call $add
              (call $mul
                (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $ratio))
                (call $dec (i32.const 1000) (i32.const 0)))
              (call $dec (i32.const 5) (i32.const -1))))))
      (call $dec (i32.const 1000) (i32.const 0))))
  (local.set $part (call $div (local.get $first_months) (call $dec (i32.const 12) (i32.const 0))))
  (if
    (call $eq (local.get $year) (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $mul (call $mul (local.get $cost) (local.get $rate)) (local.get $part)))))
  (local.set $left (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $rate)))
  (if
    (call $lt (call $dec (i32.const 2) (i32.const 0)) (local.get $year))
    (then
      (if
        (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $left))
        (then
          (local.set $left
            (call $pow (local.get $left) (call $sub (local.get $year) (call $dec (i32.const 2) (i32.const 0)))))))))
  (if
    (call $eq (local.get $year) (call $dec (i32.const 2) (i32.const 0)))
    (then (local.set $left (call $dec (i32.const 1) (i32.const 0)))))
  (local.set $charge
    (call $mul
      (call $mul
        (call $mul
          (local.get $cost)
          (call $sub (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $rate) (local.get $part))))
        (local.get $left))
      (local.get $rate)))
  (if
    (call $lt (local.get $life) (local.get $year))
    (then
      (return (call $mul (local.get $charge) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $part))))))
  (local.get $charge))

;; declining-balance charge with a factor
(func $declining_balance_factor (param $cost i32) (param $salvage i32) (param $life i32) (param $period i32) (param $factor i32) (result i32)
  (local $rate i32) (local $book i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $life)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $factor) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $salvage) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $cost) (local.get $salvage)) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $period) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $life) (local.get $period)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $period)) (local.get $period)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $rate
    (call $min (call $div (local.get $factor) (local.get $life)) (call $dec (i32.const 1) (i32.const 0))))
  (local.set $book (local.get $cost))
  (if
    (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $period))
    (then
      (local.set $book (call $dec (i32.const 0) (i32.const 0)))
      (if
        (call $lt (local.get $rate) (call $dec (i32.const 1) (i32.const 0)))
        (then
          (local.set $book
            (call $mul
              (local.get $cost)
              (call $pow
                (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $rate))
                (call $sub (local.get $period) (call $dec (i32.const 1) (i32.const 0))))))))))
  (local.set $book (call $max (local.get $book) (local.get $salvage)))
  (call $min (call $mul (local.get $book) (local.get $rate)) (call $sub (local.get $book) (local.get $salvage))))

;; declining balance with a switch, to date
(func $declining_balance_to_date (param $cost i32) (param $salvage i32) (param $life i32) (param $periods i32) (param $factor i32) (result i32)
  (local $book i32) (local $left i32) (local $stop i32) (local $rate i32) (local $turns i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $life)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $factor) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $salvage) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $periods) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $cost) (local.get $salvage)) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $life) (local.get $periods)) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 1000) (i32.const 0)) (local.get $periods))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $periods)) (local.get $periods)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $book (local.get $cost))
  (local.set $left (local.get $life))
  (local.set $stop (call $sub (local.get $life) (local.get $periods)))
  (local.set $rate
    (call $min (call $div (local.get $factor) (local.get $life)) (call $dec (i32.const 1) (i32.const 0))))
  (local.set $turns (i32.const 1000))
  (loop $again
    (if
      (i32.eqz (call $lt (local.get $stop) (local.get $left)))
      (then (return (call $sub (local.get $cost) (local.get $book)))))
    (local.set $book
      (call $sub
        (local.get $book)
        (call $min
          (call $max
            (call $mul (local.get $book) (local.get $rate))
            (call $div (call $sub (local.get $book) (local.get $salvage)) (local.get $left)))
          (call $sub (local.get $book) (local.get $salvage)))))
    (local.set $left (call $sub (local.get $left) (call $dec (i32.const 1) (i32.const 0))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $sub (local.get $cost) (local.get $book)))

;; variable declining balance
(func $variable_declining_balance (param $cost i32) (param $salvage i32) (param $life i32) (param $first i32) (param $last i32) (param $factor i32) (result i32)
  (local $before i32)
  (if (call $lt (local.get $last) (local.get $first)) (then (return (call $trap (i32.const 2)))))
  (local.set $before
    (call $declining_balance_to_date
      (local.get $cost)
      (local.get $salvage)
      (local.get $life)
      (local.get $first)
      (local.get $factor)))
  (call $sub
    (call $declining_balance_to_date
      (local.get $cost)
      (local.get $salvage)
      (local.get $life)
      (local.get $last)
      (local.get $factor))
    (local.get $before)))
