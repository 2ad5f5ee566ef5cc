;; annuity_rates: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.
;; A search keeps the rate between a and b (false position, Illinois rule) for at most 200 turns. What it returns is
;; proved by values of opposite sign 1e-28 to either side; where that fails, or there is no rate, it is never_reached.

;; rate of a savings plan
(func $savings_plan_rate (param $start i32) (param $deposit i32) (param $target i32) (param $periods i32) (param $timing i32) (result i32)
  (local $total i32) (local $lo i32) (local $hi i32) (local $free i32) (local $a i32) (local $fa i32) (local $b i32) (local $fb i32) (local $turns i32) (local $c i32) (local $d i32) (local $fc i32) (local $same i32)
  (if (call $lt (local.get $start) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $deposit) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt
      (call $add (local.get $periods) (call $dec (i32.const 1) (i32.const -20)))
      (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $target)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $total (call $add (local.get $start) (call $mul (local.get $deposit) (local.get $periods))))
  (if (call $eq (local.get $total) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (if (call $eq (local.get $total) (local.get $target)) (then (return (call $dec (i32.const 0) (i32.const 0)))))
  (local.set $lo (call $dec (i32.const 0) (i32.const 0)))
  (local.set $hi (call $dec (i32.const 0) (i32.const 0)))
  (local.set $free
    (call $sub
      (local.get $target)
      (call $mul (local.get $deposit) (call $sub (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $free)))
    (then (return (call $trap (i32.const 1)))))
  (if
    (call $lt (local.get $total) (local.get $target))
    (then
      (if
        (call $eq (local.get $start) (call $dec (i32.const 0) (i32.const 0)))
        (then
          (if
            (call $eq
              (call $add (call $sub (local.get $periods) (call $dec (i32.const 1) (i32.const 0))) (local.get $timing))
              (call $dec (i32.const 0) (i32.const 0)))
            (then (return (call $trap (i32.const 1)))))
          (local.set $hi
            (call $sub
              (call $pow
                (call $div (local.get $target) (local.get $deposit))
                (call $div
                  (call $dec (i32.const 1) (i32.const 0))
                  (call $add
                    (call $sub (local.get $periods) (call $dec (i32.const 1) (i32.const 0)))
                    (local.get $timing))))
              (call $dec (i32.const 1) (i32.const 0))))))
      (if
        (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $start))
        (then
          (local.set $hi
            (call $sub
              (call $pow
                (call $div (local.get $target) (local.get $start))
                (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $periods)))
              (call $dec (i32.const 1) (i32.const 0))))))))
  (if
    (call $lt (local.get $target) (local.get $total))
    (then
      (local.set $lo
        (call $sub
          (call $min
            (call $dec (i32.const 5) (i32.const -1))
            (call $div
              (local.get $free)
              (call $add (local.get $start) (call $mul (call $dec (i32.const 2) (i32.const 0)) (local.get $deposit)))))
          (call $dec (i32.const 1) (i32.const 0))))))
  (local.set $a (local.get $lo))
  (local.set $fa
    (call $sub
      (call $savings_plan_value
        (local.get $start)
        (local.get $deposit)
        (local.get $a)
        (local.get $periods)
        (local.get $timing))
      (local.get $target)))
  (if (call $eq (local.get $fa) (call $dec (i32.const 0) (i32.const 0))) (then (return (local.get $a))))
  (local.set $b (local.get $hi))
  (local.set $fb
    (call $sub
      (call $savings_plan_value
        (local.get $start)
        (local.get $deposit)
        (local.get $b)
        (local.get $periods)
        (local.get $timing))
      (local.get $target)))
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
            (call $savings_plan_value
              (local.get $start)
              (local.get $deposit)
              (call $sub (local.get $c) (local.get $d))
              (local.get $periods)
              (local.get $timing))
            (local.get $target)))
        (local.set $fb
          (call $sub
            (call $savings_plan_value
              (local.get $start)
              (local.get $deposit)
              (call $add (local.get $c) (local.get $d))
              (local.get $periods)
              (local.get $timing))
            (local.get $target)))
        (if
          (i32.eqz
            (call $lt
              (call $dec (i32.const 0) (i32.const 0))
              (call $mul (call $min (local.get $fa) (local.get $fb)) (call $max (local.get $fa) (local.get $fb)))))
          (then (return (local.get $c))))
        (return (call $trap (i32.const 1)))))
    (local.set $fc
      (call $sub
        (call $savings_plan_value
          (local.get $start)
          (local.get $deposit)
          (local.get $c)
          (local.get $periods)
          (local.get $timing))
        (local.get $target)))
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

;; rate per period of an annuity
(func $annuity_rate (param $present i32) (param $payment i32) (param $balloon i32) (param $periods i32) (param $timing i32) (result i32)
  (local $free i32) (local $total i32) (local $lo i32) (local $hi i32) (local $a i32) (local $fa i32) (local $b i32) (local $fb i32) (local $turns i32) (local $c i32) (local $d i32) (local $fc i32) (local $same i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $present)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $payment) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $balloon) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt
      (call $add (local.get $periods) (call $dec (i32.const 1) (i32.const -20)))
      (call $dec (i32.const 1) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $timing) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 1) (i32.const 0)) (local.get $timing)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $timing)) (local.get $timing)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $free (call $sub (local.get $present) (call $mul (local.get $payment) (local.get $timing))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $free)))
    (then (return (call $trap (i32.const 1)))))
  (local.set $total (call $add (call $mul (local.get $payment) (local.get $periods)) (local.get $balloon)))
  (if (call $eq (local.get $total) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 1)))))
  (if
    (i32.eqz (call $lt (local.get $timing) (local.get $periods)))
    (then
      (if
        (call $eq (local.get $balloon) (call $dec (i32.const 0) (i32.const 0)))
        (then (return (call $trap (i32.const 1)))))))
  (if (call $eq (local.get $total) (local.get $present)) (then (return (call $dec (i32.const 0) (i32.const 0)))))
  (local.set $lo (call $dec (i32.const 0) (i32.const 0)))
  (local.set $hi (call $dec (i32.const 0) (i32.const 0)))
  (if
    (call $lt (local.get $present) (local.get $total))
    (then (local.set $hi (call $div (call $add (local.get $payment) (local.get $balloon)) (local.get $free)))))
  (if
    (call $lt (local.get $total) (local.get $present))
    (then
      (if
        (call $eq (local.get $balloon) (call $dec (i32.const 0) (i32.const 0)))
        (then
          (local.set $lo
            (call $sub
              (call $pow
                (call $div (local.get $payment) (local.get $present))
                (call $div (call $dec (i32.const 1) (i32.const 0)) (call $sub (local.get $periods) (local.get $timing))))
              (call $dec (i32.const 1) (i32.const 0))))))
      (if
        (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $balloon))
        (then
          (local.set $lo
            (call $sub
              (call $pow
                (call $div (local.get $balloon) (local.get $present))
                (call $div (call $dec (i32.const 1) (i32.const 0)) (local.get $periods)))
              (call $dec (i32.const 1) (i32.const 0))))))))
  (local.set $a (local.get $lo))
  (local.set $fa
    (call $sub
      (call $present_value_with_balloon
        (local.get $payment)
        (local.get $balloon)
        (local.get $a)
        (local.get $periods)
        (local.get $timing))
      (local.get $present)))
  (if (call $eq (local.get $fa) (call $dec (i32.const 0) (i32.const 0))) (then (return (local.get $a))))
  (local.set $b (local.get $hi))
  (local.set $fb
    (call $sub
      (call $present_value_with_balloon
        (local.get $payment)
        (local.get $balloon)
        (local.get $b)
        (local.get $periods)
        (local.get $timing))
      (local.get $present)))
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
            (call $present_value_with_balloon
              (local.get $payment)
              (local.get $balloon)
              (call $sub (local.get $c) (local.get $d))
              (local.get $periods)
              (local.get $timing))
            (local.get $present)))
        (local.set $fb
          (call $sub
            (call $present_value_with_balloon
              (local.get $payment)
              (local.get $balloon)
              (call $add (local.get $c) (local.get $d))
              (local.get $periods)
              (local.get $timing))
            (local.get $present)))
        (if
          (i32.eqz
            (call $lt
              (call $dec (i32.const 0) (i32.const 0))
              (call $mul (call $min (local.get $fa) (local.get $fb)) (call $max (local.get $fa) (local.get $fb)))))
          (then (return (local.get $c))))
        (return (call $trap (i32.const 1)))))
    (local.set $fc
      (call $sub
        (call $present_value_with_balloon
          (local.get $payment)
          (local.get $balloon)
          (local.get $c)
          (local.get $periods)
          (local.get $timing))
        (local.get $present)))
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
