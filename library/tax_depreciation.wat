;; tax_depreciation: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.
;; A loop ends after a constant number of turns at most.

;; linear depreciation, French rules
(func $french_linear (param $cost i32) (param $salvage i32) (param $rate i32) (param $first_fraction i32) (param $period i32) (result i32)
  (local $room i32) (local $full i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $first_fraction) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $period) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $first_fraction))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $period)) (local.get $period)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $room (call $sub (local.get $cost) (local.get $salvage)))
  (local.set $full (call $mul (local.get $cost) (local.get $rate)))
  (if
    (call $eq (local.get $period) (call $dec (i32.const 0) (i32.const 0)))
    (then
      (return
        (call $max
          (call $min (call $mul (local.get $full) (local.get $first_fraction)) (local.get $room))
          (call $dec (i32.const 0) (i32.const 0))))))
  (call $max
    (call $min
      (local.get $full)
      (call $sub
        (local.get $room)
        (call $mul
          (local.get $full)
          (call $sub
            (call $add (local.get $first_fraction) (local.get $period))
            (call $dec (i32.const 1) (i32.const 0))))))
    (call $dec (i32.const 0) (i32.const 0))))

;; degressive depreciation, French rules
(func $french_degressive (param $cost i32) (param $salvage i32) (param $rate i32) (param $first_fraction i32) (param $period i32) (result i32)
  (local $life i32) (local $factor i32) (local $yearly i32) (local $charge i32) (local $book i32) (local $room i32) (local $left i32) (local $turns i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $rate)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $cost)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $rate)) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $first_fraction) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $period) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $salvage) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $first_fraction))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 200) (i32.const 0)) (local.get $period))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $period)) (local.get $period)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $life (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $rate)))
  (local.set $factor (call $dec (i32.const 25) (i32.const -1)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 6) (i32.const 0)) (local.get $life)))
    (then (local.set $factor (call $dec (i32.const 2) (i32.const 0)))))
  (if
    (call $lt (local.get $life) (call $dec (i32.const 5) (i32.const 0)))
    (then (local.set $factor (call $dec (i32.const 15) (i32.const -1)))))
  (if
    (call $lt (local.get $life) (call $dec (i32.const 3) (i32.const 0)))
    (then (local.set $factor (call $dec (i32.const 1) (i32.const 0)))))
  (local.set $yearly (call $mul (local.get $rate) (local.get $factor)))
  (local.set $charge
    (call $neg
      (call $ceil
        (call $neg
          (call $add
            (call $mul (call $mul (local.get $yearly) (local.get $cost)) (local.get $first_fraction))
            (call $dec (i32.const 5) (i32.const -1)))))))
  (local.set $book (call $sub (local.get $cost) (local.get $charge)))
  (local.set $room (call $sub (local.get $book) (local.get $salvage)))
  (local.set $left (local.get $period))
  (local.set $turns (i32.const 200))
  (loop $again
    (if (call $eq (local.get $left) (call $dec (i32.const 0) (i32.const 0))) (then (return (local.get $charge))))
    (local.set $charge
      (call $neg
        (call $ceil
          (call $neg
            (call $add (call $mul (local.get $yearly) (local.get $book)) (call $dec (i32.const 5) (i32.const -1)))))))
    (local.set $room (call $sub (local.get $room) (local.get $charge)))
    (if
      (call $lt (local.get $room) (call $dec (i32.const 0) (i32.const 0)))
      (then
        (if
          (call $eq (local.get $left) (call $dec (i32.const 1) (i32.const 0)))
          (then
            (return
              (call $neg
                (call $ceil
                  (call $neg
                    (call $add
                      (call $div (local.get $book) (call $dec (i32.const 2) (i32.const 0)))
                      (call $dec (i32.const 5) (i32.const -1)))))))))
        (return (call $dec (i32.const 0) (i32.const 0)))))
    (local.set $book (call $sub (local.get $book) (local.get $charge)))
    (local.set $left (call $sub (local.get $left) (call $dec (i32.const 1) (i32.const 0))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $charge))

;; MACRS depreciation rate
(func $macrs_rate (param $recovery i32) (param $convention i32) (param $year i32) (result i32)
  (local $scale i32) (local $factor i32) (local $known i32) (local $first i32) (local $charge i32) (local $book i32) (local $left i32) (local $count i32) (local $turns i32)
  (if (call $lt (local.get $year) (call $dec (i32.const 1) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $add (local.get $recovery) (call $dec (i32.const 1) (i32.const 0))) (local.get $year))
    (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $year)) (local.get $year))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $convention) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 4) (i32.const 0)) (local.get $convention))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $convention)) (local.get $convention)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $scale (call $dec (i32.const 10000) (i32.const 0)))
  (local.set $factor (call $dec (i32.const 2) (i32.const 0)))
  (local.set $known
    (call $mul
      (call $mul
        (call $mul (local.get $recovery) (call $sub (local.get $recovery) (call $dec (i32.const 3) (i32.const 0))))
        (call $sub (local.get $recovery) (call $dec (i32.const 5) (i32.const 0))))
      (call $sub (local.get $recovery) (call $dec (i32.const 7) (i32.const 0)))))
  (if
    (call $lt (call $dec (i32.const 7) (i32.const 0)) (local.get $recovery))
    (then
      (if
        (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $convention))
        (then (return (call $trap (i32.const 2)))))
      (if
        (call $lt (call $dec (i32.const 10) (i32.const 0)) (local.get $recovery))
        (then (local.set $factor (call $dec (i32.const 15) (i32.const -1)))))
      (local.set $known
        (call $mul
          (call $mul
            (call $sub (local.get $recovery) (call $dec (i32.const 10) (i32.const 0)))
            (call $sub (local.get $recovery) (call $dec (i32.const 15) (i32.const 0))))
          (call $sub (local.get $recovery) (call $dec (i32.const 20) (i32.const 0)))))
      (if
        (call $eq (local.get $recovery) (call $dec (i32.const 20) (i32.const 0)))
        (then (local.set $scale (call $dec (i32.const 100000) (i32.const 0)))))))
  (if
    (i32.eqz (call $eq (local.get $known) (call $dec (i32.const 0) (i32.const 0))))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $recovery) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $recovery) (call $dec (i32.const 7) (i32.const 0)))
    (then
      (if
        (call $eq (local.get $convention) (call $dec (i32.const 2) (i32.const 0)))
        (then (return (call $trap (i32.const 2)))))))
  (local.set $first (call $dec (i32.const 5) (i32.const -1)))
  (if
    (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $convention))
    (then
      (local.set $first
        (call $sub
          (call $dec (i32.const 1125) (i32.const -3))
          (call $mul (call $dec (i32.const 25) (i32.const -2)) (local.get $convention))))))
  (local.set $charge
    (call $neg
      (call $ceil
        (call $neg
          (call $add
            (call $mul
              (call $mul (call $div (local.get $factor) (local.get $recovery)) (local.get $first))
              (local.get $scale))
            (call $dec (i32.const 5) (i32.const -1)))))))
  (local.set $book (call $sub (local.get $scale) (local.get $charge)))
  (local.set $left (call $sub (local.get $recovery) (local.get $first)))
  (local.set $count (local.get $year))
  (local.set $turns (i32.const 21))
  (loop $again
    (if
      (call $eq (local.get $count) (call $dec (i32.const 1) (i32.const 0)))
      (then (return (call $div (local.get $charge) (local.get $scale)))))
    (local.set $charge (local.get $book))
    (if
      (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $left))
      (then
        (local.set $charge
          (call $neg
            (call $ceil
              (call $neg
                (call $add
                  (call $mul
                    (local.get $book)
                    (call $max
                      (call $div (local.get $factor) (local.get $recovery))
                      (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $left))))
                  (call $dec (i32.const 5) (i32.const -1)))))))))
    (local.set $book (call $sub (local.get $book) (local.get $charge)))
    (local.set $left (call $sub (local.get $left) (call $dec (i32.const 1) (i32.const 0))))
    (local.set $count (call $sub (local.get $count) (call $dec (i32.const 1) (i32.const 0))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $div (local.get $charge) (local.get $scale)))
