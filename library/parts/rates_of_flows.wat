;; rates_of_flows: parts of the searches for internal rates; lists and decimals are opaque i32 handles. Trap codes:
;; core/program/abi.ts. A loop over a list takes as many turns as that has entries, and looks at one in each.

;; the size of every entry, without its sign
(func $sizes (param $list i32) (result i32)
  (local $out i32) (local $turns i32)
  (local.set $out (call $list_new))
  (local.set $turns (call $list_length (local.get $list)))
  (loop $again
    (local.set $out
      (call $list_append
        (local.get $out)
        (call $abs
          (call $list_get (local.get $list) (i32.sub (call $list_length (local.get $list)) (local.get $turns))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; 0, 1, 2, … for as many flows: times in periods from the first
(func $counted (param $flows i32) (result i32)
  (local $out i32) (local $one i32) (local $time i32) (local $turns i32)
  (local.set $out (call $list_new))
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (local.set $time (call $dec (i32.const 0) (i32.const 0)))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $out (call $list_append (local.get $out) (local.get $time)))
    (local.set $time (call $add (local.get $time) (local.get $one)))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; day numbers as years of 365 days from the first; days that go back in time are negative_term
(func $years_from (param $days i32) (result i32)
  (local $out i32) (local $year i32) (local $first i32) (local $before i32) (local $turns i32) (local $day i32)
  (local.set $out (call $list_new))
  (local.set $year (call $dec (i32.const 365) (i32.const 0)))
  (local.set $first (call $list_get (local.get $days) (i32.const 0)))
  (local.set $before (local.get $first))
  (local.set $turns (call $list_length (local.get $days)))
  (loop $again
    (local.set $day
      (call $list_get (local.get $days) (i32.sub (call $list_length (local.get $days)) (local.get $turns))))
    (if (call $lt (local.get $day) (local.get $before)) (then (return (call $trap (i32.const 4)))))
    (local.set $before (local.get $day))
    (local.set $out
      (call $list_append
        (local.get $out)
        (call $div (call $sub (local.get $day) (local.get $first)) (local.get $year))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; flows at the same time as one
(func $merged (param $flows i32) (param $times i32) (result i32)
  (local $out i32) (local $zero i32) (local $sum i32) (local $before i32) (local $turns i32)
  (local.set $out (call $list_new))
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $sum (local.get $zero))
  (local.set $before (call $list_get (local.get $times) (i32.const 0)))
  (local.set $turns (call $list_length (local.get $times)))
  (loop $again
    (if
      (i32.eqz
        (call $eq
          (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns)))
          (local.get $before)))
      (then (local.set $out (call $list_append (local.get $out) (local.get $sum))) (local.set $sum (local.get $zero))))
    (local.set $before
      (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns))))
    (local.set $sum
      (call $add
        (local.get $sum)
        (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $list_append (local.get $out) (local.get $sum)))

;; each time once
(func $distinct (param $times i32) (result i32)
  (local $before i32) (local $out i32) (local $turns i32)
  (local.set $before (call $list_get (local.get $times) (i32.const 0)))
  (local.set $out (call $list_append (call $list_new) (local.get $before)))
  (local.set $turns (call $list_length (local.get $times)))
  (loop $again
    (if
      (i32.eqz
        (call $eq
          (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns)))
          (local.get $before)))
      (then
        (local.set $out
          (call $list_append
            (local.get $out)
            (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns)))))))
    (local.set $before
      (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; times from the last one back: the last flow is the first of the mirrored stream
(func $mirrored (param $times i32) (result i32)
  (local $out i32) (local $end i32) (local $turns i32)
  (local.set $out (call $list_new))
  (local.set $end (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (i32.const 1))))
  (local.set $turns (call $list_length (local.get $times)))
  (loop $again
    (local.set $out
      (call $list_append
        (local.get $out)
        (call $sub (local.get $end) (call $list_get (local.get $times) (i32.sub (local.get $turns) (i32.const 1))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; time between each flow and the next, for two flows or more
(func $gaps_of (param $times i32) (result i32)
  (local $out i32) (local $before i32) (local $turns i32) (local $time i32)
  (local.set $out (call $list_new))
  (local.set $before (call $list_get (local.get $times) (i32.const 0)))
  (local.set $turns (i32.sub (call $list_length (local.get $times)) (i32.const 1)))
  (loop $again
    (local.set $time
      (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns))))
    (local.set $out (call $list_append (local.get $out) (call $sub (local.get $time) (local.get $before))))
    (local.set $before (local.get $time))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; worth of flows at the time of the first, where one unit of time discounts by the factor v > 0. From the last flow
;; back: what comes later is discounted over the gap. A gap of one unit, or as long as the gap before, costs no power.
(func $worth (param $flows i32) (param $gaps i32) (param $v i32) (result i32)
  (local $sum i32) (local $gap i32) (local $factor i32) (local $power i32) (local $shrinks i32) (local $turns i32) (local $next i32)
  (local.set $sum (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (i32.const 1))))
  (local.set $gap (call $dec (i32.const 1) (i32.const 0)))
  (local.set $factor (local.get $v))
  (local.set $power (i32.const 0))
  (local.set $shrinks (i32.eqz (call $eq (local.get $v) (local.get $gap))))
  (local.set $turns (call $list_length (local.get $gaps)))
  (loop $again
    (local.set $next (call $list_get (local.get $gaps) (i32.sub (local.get $turns) (i32.const 1))))
    (if
      (local.get $shrinks)
      (then
        (if
          (i32.eqz (call $eq (local.get $next) (local.get $gap)))
          (then
            (if (i32.eqz (local.get $power)) (then (local.set $power (call $ln (local.get $v)))))
            (local.set $gap (local.get $next))
            (local.set $factor (call $exp (call $mul (local.get $gap) (local.get $power))))))))
    (local.set $sum
      (call $add
        (call $mul (local.get $sum) (local.get $factor))
        (call $list_get (local.get $flows) (i32.sub (local.get $turns) (i32.const 1)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $sum))

;; the first entry that is not 0: the worth as the factor goes to 0, but for its size; 0 where all are
(func $first_of (param $flows i32) (result i32)
  (local $zero i32) (local $turns i32) (local $flow i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $flow
      (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns))))
    (if (i32.eqz (call $eq (local.get $flow) (local.get $zero))) (then (return (local.get $flow))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $flow))

;; time of the last flow before the first change of sign; the plain number 0, which is no handle, where no sign changes
(func $turning_time (param $flows i32) (param $times i32) (result i32)
  (local $zero i32) (local $time i32) (local $turns i32) (local $flow i32) (local $negative i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $time (i32.const 0))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $flow
      (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns))))
    (if
      (i32.eqz (call $eq (local.get $flow) (local.get $zero)))
      (then
        (if
          (local.get $time)
          (then
            (if
              (i32.sub (call $lt (local.get $flow) (local.get $zero)) (local.get $negative))
              (then (return (local.get $time))))))
        (local.set $negative (call $lt (local.get $flow) (local.get $zero)))
        (local.set $time
          (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (i32.const 0))

;; each flow times its time from a given one: what the derivative of the worth, moved to that time, is made of
(func $weighted (param $flows i32) (param $times i32) (param $from i32) (result i32)
  (local $out i32) (local $turns i32)
  (local.set $out (call $list_new))
  (local.set $turns (call $list_length (local.get $flows)))
  (loop $again
    (local.set $out
      (call $list_append
        (local.get $out)
        (call $mul
          (call $list_get (local.get $flows) (i32.sub (call $list_length (local.get $flows)) (local.get $turns)))
          (call $sub
            (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (local.get $turns)))
            (local.get $from)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; the factor between two others at which the worth is 0, by Ridders' method to 31 digits: each turn halves the
;; interval, and the values at its ends and its middle lead to a factor between them that is much nearer. It ends
;; where the sign changes within 1e-30 of that, or the interval itself is that small.
(func $root_between (param $flows i32) (param $gaps i32) (param $low i32) (param $at_low i32) (param $high i32) (param $at_high i32) (result i32)
  (local $zero i32) (local $two i32) (local $small i32) (local $a i32) (local $fa i32) (local $b i32) (local $fb i32) (local $before i32) (local $turns i32) (local $c i32) (local $fc i32) (local $d i32) (local $near i32) (local $fd i32) (local $before_root i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $two (call $dec (i32.const 2) (i32.const 0)))
  (local.set $small (call $dec (i32.const 1) (i32.const -31)))
  (local.set $a (local.get $low))
  (local.set $fa (local.get $at_low))
  (local.set $b (local.get $high))
  (local.set $fb (local.get $at_high))
  (local.set $before (local.get $high))
  (local.set $turns (i32.const 200))
  (loop $again
    (local.set $c (call $div (call $add (local.get $a) (local.get $b)) (local.get $two)))
    (local.set $fc (call $worth (local.get $flows) (local.get $gaps) (local.get $c)))
    (if (call $eq (local.get $fc) (local.get $zero)) (then (return (local.get $c))))
    (local.set $d
      (call $div
        (call $mul (call $sub (local.get $c) (local.get $a)) (local.get $fc))
        (call $sqrt
          (call $sub (call $mul (local.get $fc) (local.get $fc)) (call $mul (local.get $fa) (local.get $fb))))))
    (if (call $lt (local.get $fa) (local.get $zero)) (then (local.set $d (call $neg (local.get $d)))))
    (local.set $d (call $add (local.get $c) (local.get $d)))
    (if
      (i32.eqz (call $lt (local.get $zero) (local.get $d)))
      (then (local.set $d (call $div (local.get $c) (local.get $two)))))
    (if
      (i32.eqz
        (call $lt
          (call $mul (local.get $small) (local.get $d))
          (call $abs (call $sub (local.get $d) (local.get $before)))))
      (then
        (local.set $near (call $mul (local.get $d) (call $dec (i32.const 1) (i32.const -30))))
        (local.set $fd
          (call $worth (local.get $flows) (local.get $gaps) (call $sub (local.get $d) (local.get $near))))
        (if
          (i32.sub
            (call $lt (local.get $fd) (local.get $zero))
            (call $lt
              (call $worth (local.get $flows) (local.get $gaps) (call $add (local.get $d) (local.get $near)))
              (local.get $zero)))
          (then (return (local.get $d))))))
    (local.set $before (local.get $d))
    (local.set $fd (call $worth (local.get $flows) (local.get $gaps) (local.get $d)))
    (if (call $eq (local.get $fd) (local.get $zero)) (then (return (local.get $d))))
    (local.set $before_root
      (i32.eqz (i32.sub (call $lt (local.get $fa) (local.get $zero)) (call $lt (local.get $fd) (local.get $zero)))))
    (if (local.get $before_root) (then (local.set $a (local.get $d)) (local.set $fa (local.get $fd))))
    (if (i32.eqz (local.get $before_root)) (then (local.set $b (local.get $d)) (local.set $fb (local.get $fd))))
    (if
      (i32.sub (call $lt (local.get $fc) (local.get $zero)) (call $lt (local.get $fd) (local.get $zero)))
      (then
        (local.set $a (local.get $c))
        (local.set $fa (local.get $fc))
        (local.set $b (local.get $d))
        (local.set $fb (local.get $fd))))
    (if
      (i32.eqz
        (call $lt (call $mul (local.get $small) (local.get $d)) (call $abs (call $sub (local.get $b) (local.get $a)))))
      (then (return (local.get $d))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $trap (i32.const 1)))

;; the factors at which the worth is 0, among points between which it has at most one each; the ends stay in the list.
;; A point where the worth is 0 to 30 digits counts twice: the worth touches 0 there, or crosses it within the rounding.
(func $roots_among (param $flows i32) (param $gaps i32) (param $points i32) (result i32)
  (local $zero i32) (local $small i32) (local $whole i32) (local $a i32) (local $fa i32) (local $out i32) (local $turns i32) (local $b i32) (local $fb i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $small (call $dec (i32.const 1) (i32.const -30)))
  (local.set $whole (call $sizes (local.get $flows)))
  (local.set $a (call $list_get (local.get $points) (i32.const 0)))
  (local.set $fa (call $first_of (local.get $flows)))
  (local.set $out (call $list_append (call $list_new) (local.get $a)))
  (local.set $turns (i32.sub (call $list_length (local.get $points)) (i32.const 1)))
  (loop $again
    (local.set $b
      (call $list_get (local.get $points) (i32.sub (call $list_length (local.get $points)) (local.get $turns))))
    (local.set $fb (call $worth (local.get $flows) (local.get $gaps) (local.get $b)))
    (if
      (i32.eqz
        (call $lt
          (call $mul (local.get $small) (call $worth (local.get $whole) (local.get $gaps) (local.get $b)))
          (call $abs (local.get $fb))))
      (then (local.set $fb (local.get $zero))))
    (if
      (call $lt (call $min (local.get $fa) (local.get $fb)) (local.get $zero))
      (then
        (if
          (call $lt (local.get $zero) (call $max (local.get $fa) (local.get $fb)))
          (then
            (local.set $out
              (call $list_append
                (local.get $out)
                (call $root_between
                  (local.get $flows)
                  (local.get $gaps)
                  (local.get $a)
                  (local.get $fa)
                  (local.get $b)
                  (local.get $fb))))))))
    (if
      (call $eq (local.get $fb) (local.get $zero))
      (then
        (if
          (i32.sub (local.get $turns) (i32.const 1))
          (then
            (local.set $out (call $list_append (local.get $out) (local.get $b)))
            (local.set $out (call $list_append (local.get $out) (local.get $b)))))))
    (local.set $a (local.get $b))
    (local.set $fa (local.get $fb))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (call $list_append (local.get $out) (local.get $b)))

;; 0, all factors between 0 and 1 at which the worth is 0, and 1. By the proof of Descartes' rule: moved to a time where
;; the sign changes, the worth has a derivative with one change of sign less, and turns only at the roots of that; with
;; no change of sign there is no root. So it calls itself once for each change of sign.
(func $roots_of (param $flows i32) (param $times i32) (param $gaps i32) (result i32)
  (local $time i32)
  (local.set $time (call $turning_time (local.get $flows) (local.get $times)))
  (if
    (i32.eqz (local.get $time))
    (then
      (return
        (call $list_append
          (call $list_append (call $list_new) (call $dec (i32.const 0) (i32.const 0)))
          (call $dec (i32.const 1) (i32.const 0))))))
  (call $roots_among
    (local.get $flows)
    (local.get $gaps)
    (call $roots_of
      (call $weighted (local.get $flows) (local.get $times) (local.get $time))
      (local.get $times)
      (local.get $gaps))))

;; every rate above -100 % at which flows at different times, in order, are worth nothing, from the lowest.
;; Rates below 0 are found on the stream in the mirror, where growth is a discount. Rates that coincide count twice.
(func $rates_of (param $flows i32) (param $times i32) (result i32)
  (local $one i32) (local $zero i32) (local $out i32) (local $gaps i32) (local $back_times i32) (local $growths i32) (local $turns i32) (local $whole i32) (local $discounts i32)
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $out (call $list_new))
  (if (i32.eqz (i32.sub (call $list_length (local.get $flows)) (i32.const 1))) (then (return (local.get $out))))
  (local.set $gaps (call $gaps_of (local.get $times)))
  (local.set $back_times (call $mirrored (local.get $times)))
  (local.set $growths
    (call $roots_of
      (call $reversed (local.get $flows))
      (local.get $back_times)
      (call $gaps_of (local.get $back_times))))
  (local.set $turns (i32.sub (call $list_length (local.get $growths)) (i32.const 1)))
  (loop $again
    (if
      (i32.sub (local.get $turns) (i32.const 1))
      (then
        (local.set $out
          (call $list_append
            (local.get $out)
            (call $sub
              (call $list_get
                (local.get $growths)
                (i32.sub (call $list_length (local.get $growths)) (local.get $turns)))
              (local.get $one))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.set $whole
    (call $mul
      (call $dec (i32.const 1) (i32.const -30))
      (call $worth (call $sizes (local.get $flows)) (local.get $gaps) (local.get $one))))
  (if
    (i32.eqz
      (call $lt (local.get $whole) (call $abs (call $worth (local.get $flows) (local.get $gaps) (local.get $one)))))
    (then
      (local.set $out (call $list_append (local.get $out) (local.get $zero)))
      (if
        (i32.eqz
          (call $lt
            (call $mul
              (local.get $whole)
              (call $list_get (local.get $times) (i32.sub (call $list_length (local.get $times)) (i32.const 1))))
            (call $abs
              (call $worth
                (call $weighted (local.get $flows) (local.get $times) (local.get $zero))
                (local.get $gaps)
                (local.get $one)))))
        (then (local.set $out (call $list_append (local.get $out) (local.get $zero)))))))
  (local.set $discounts (call $roots_of (local.get $flows) (local.get $times) (local.get $gaps)))
  (local.set $turns (i32.sub (call $list_length (local.get $discounts)) (i32.const 1)))
  (loop $again
    (if
      (i32.sub (local.get $turns) (i32.const 1))
      (then
        (local.set $out
          (call $list_append
            (local.get $out)
            (call $sub
              (call $div
                (local.get $one)
                (call $list_get (local.get $discounts) (i32.sub (local.get $turns) (i32.const 1))))
              (local.get $one))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; the rate, after a change of sign of the worth has proved it: 1e-28 of the growth to either side, or the 33rd place of
;; the rate where that is more; several_roots where there is none: another rate is so near that rounding hides which
;; is which
(func $proved (param $flows i32) (param $times i32) (param $rate i32) (result i32)
  (local $zero i32) (local $one i32) (local $stream i32) (local $ordered i32) (local $v i32) (local $near i32) (local $gaps i32) (local $below i32) (local $above i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (local.set $stream (local.get $flows))
  (local.set $ordered (local.get $times))
  (local.set $v (call $add (local.get $one) (local.get $rate)))
  (if
    (call $lt (local.get $rate) (local.get $zero))
    (then
      (local.set $stream (call $reversed (local.get $flows)))
      (local.set $ordered (call $mirrored (local.get $times)))))
  (if
    (i32.eqz (call $lt (local.get $rate) (local.get $zero)))
    (then (local.set $v (call $div (local.get $one) (local.get $v)))))
  (local.set $near
    (call $min
      (call $div (local.get $v) (call $dec (i32.const 2) (i32.const 0)))
      (call $max
        (call $mul (local.get $v) (call $dec (i32.const 1) (i32.const -28)))
        (call $dec (i32.const 1) (i32.const -33)))))
  (local.set $gaps (call $gaps_of (local.get $ordered)))
  (local.set $below (call $worth (local.get $stream) (local.get $gaps) (call $sub (local.get $v) (local.get $near))))
  (local.set $above (call $worth (local.get $stream) (local.get $gaps) (call $add (local.get $v) (local.get $near))))
  (if
    (i32.eqz (call $lt (call $min (local.get $below) (local.get $above)) (local.get $zero)))
    (then (return (call $trap (i32.const 6)))))
  (if
    (i32.eqz (call $lt (local.get $zero) (call $max (local.get $below) (local.get $above))))
    (then (return (call $trap (i32.const 6)))))
  (local.get $rate))

;; the one rate of flows between two others; never_reached where there is none, several_roots where there are more
(func $rate_between (param $flows i32) (param $times i32) (param $lowest i32) (param $highest i32) (result i32)
  (local $rates i32) (local $found i32) (local $turns i32) (local $rate i32)
  (local.set $rates (call $rates_of (local.get $flows) (local.get $times)))
  (if (i32.eqz (call $list_length (local.get $rates))) (then (return (call $trap (i32.const 1)))))
  (local.set $found (i32.const 0))
  (local.set $turns (call $list_length (local.get $rates)))
  (loop $again
    (local.set $rate
      (call $list_get (local.get $rates) (i32.sub (call $list_length (local.get $rates)) (local.get $turns))))
    (if
      (i32.eqz (call $lt (local.get $rate) (local.get $lowest)))
      (then
        (if
          (i32.eqz (call $lt (local.get $highest) (local.get $rate)))
          (then
            (if (local.get $found) (then (return (call $trap (i32.const 6)))))
            (local.set $found (local.get $rate))))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (if (i32.eqz (local.get $found)) (then (return (call $trap (i32.const 1)))))
  (call $proved (local.get $flows) (local.get $times) (local.get $found)))

;; the one rate of flows; never_reached where there is none, several_roots where there are more
(func $only_rate (param $flows i32) (param $times i32) (result i32)
  (local $rates i32)
  (local.set $rates (call $rates_of (local.get $flows) (local.get $times)))
  (if (i32.eqz (call $list_length (local.get $rates))) (then (return (call $trap (i32.const 1)))))
  (if (i32.sub (call $list_length (local.get $rates)) (i32.const 1)) (then (return (call $trap (i32.const 6)))))
  (call $proved (local.get $flows) (local.get $times) (call $list_get (local.get $rates) (i32.const 0))))
