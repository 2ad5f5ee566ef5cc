;; rounding: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; rounded to decimal places
(func $round_to (param $number i32) (param $places i32) (param $mode i32) (result i32)
  (local $scale i32) (local $scaled i32) (local $size i32) (local $low i32) (local $rest i32) (local $up i32)
  (if (call $lt (local.get $places) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (call $dec (i32.const 30) (i32.const 0)) (local.get $places))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $places)) (local.get $places)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $mode) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $dec (i32.const 6) (i32.const 0)) (local.get $mode)) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $eq (call $ceil (local.get $mode)) (local.get $mode))) (then (return (call $trap (i32.const 2)))))
  (local.set $scale (call $pow (call $dec (i32.const 10) (i32.const 0)) (local.get $places)))
  (local.set $scaled (call $mul (local.get $number) (local.get $scale)))
  (if
    (call $eq (local.get $mode) (call $dec (i32.const 5) (i32.const 0)))
    (then (return (call $div (call $ceil (local.get $scaled)) (local.get $scale)))))
  (if
    (call $eq (local.get $mode) (call $dec (i32.const 6) (i32.const 0)))
    (then (return (call $div (call $neg (call $ceil (call $neg (local.get $scaled)))) (local.get $scale)))))
  (local.set $size (call $max (local.get $scaled) (call $neg (local.get $scaled))))
  (local.set $low (call $neg (call $ceil (call $neg (local.get $size)))))
  (local.set $rest (call $sub (local.get $size) (local.get $low)))
  (local.set $up (local.get $low))
  (if
    (call $eq (local.get $mode) (call $dec (i32.const 0) (i32.const 0)))
    (then
      (if
        (i32.eqz (call $lt (local.get $rest) (call $dec (i32.const 5) (i32.const -1))))
        (then (local.set $up (call $add (local.get $low) (call $dec (i32.const 1) (i32.const 0))))))))
  (if
    (call $eq (local.get $mode) (call $dec (i32.const 1) (i32.const 0)))
    (then
      (if
        (call $lt (call $dec (i32.const 5) (i32.const -1)) (local.get $rest))
        (then (local.set $up (call $add (local.get $low) (call $dec (i32.const 1) (i32.const 0))))))
      (if
        (call $eq (local.get $rest) (call $dec (i32.const 5) (i32.const -1)))
        (then
          (local.set $up
            (call $mul
              (call $dec (i32.const 2) (i32.const 0))
              (call $ceil (call $div (local.get $low) (call $dec (i32.const 2) (i32.const 0))))))))))
  (if
    (call $eq (local.get $mode) (call $dec (i32.const 2) (i32.const 0)))
    (then
      (if
        (call $lt (call $dec (i32.const 5) (i32.const -1)) (local.get $rest))
        (then (local.set $up (call $add (local.get $low) (call $dec (i32.const 1) (i32.const 0))))))))
  (if
    (call $eq (local.get $mode) (call $dec (i32.const 3) (i32.const 0)))
    (then (local.set $up (call $ceil (local.get $size)))))
  (if
    (call $lt (local.get $number) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $div (call $neg (local.get $up)) (local.get $scale)))))
  (call $div (local.get $up) (local.get $scale)))

;; rounded to a multiple
(func $round_to_multiple (param $amount i32) (param $increment i32) (result i32)
  (local $up i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $increment)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $up
    (call $mul
      (call $neg
        (call $ceil
          (call $neg
            (call $add
              (call $div (call $max (local.get $amount) (call $neg (local.get $amount))) (local.get $increment))
              (call $dec (i32.const 5) (i32.const -1))))))
      (local.get $increment)))
  (if
    (call $lt (local.get $amount) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $neg (local.get $up)))))
  (local.get $up))

;; one part of an amount that is shared without loss
(func $allocated_part (param $total i32) (param $unit i32) (param $ratios i32) (param $place i32) (result i32)
  (local $zero i32) (local $one i32) (local $left i32) (local $weight i32) (local $rests i32) (local $k i32) (local $units i32) (local $turns i32) (local $product i32) (local $share i32) (local $rest i32) (local $own i32) (local $own_rest i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $one (call $dec (i32.const 1) (i32.const 0)))
  (if (call $lt (local.get $total) (local.get $zero)) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $lt (local.get $zero) (local.get $unit))) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $ratios))) (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $place) (local.get $one)) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $eq (call $ceil (local.get $place)) (local.get $place)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $left (call $div (local.get $total) (local.get $unit)))
  (if
    (i32.eqz (call $eq (call $floor (local.get $left)) (local.get $left)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $weight (call $total (local.get $ratios)))
  (if (call $eq (local.get $weight) (local.get $zero)) (then (return (call $trap (i32.const 3)))))
  (local.set $rests (call $list_new))
  (local.set $k (local.get $one))
  (local.set $units (local.get $left))
  (local.set $turns (call $list_length (local.get $ratios)))
  (loop $again
    (if
      (call $lt
        (call $list_get (local.get $ratios) (i32.sub (call $list_length (local.get $ratios)) (local.get $turns)))
        (local.get $zero))
      (then (return (call $trap (i32.const 2)))))
    (local.set $product
      (call $mul
        (local.get $units)
        (call $list_get (local.get $ratios) (i32.sub (call $list_length (local.get $ratios)) (local.get $turns)))))
    (local.set $share (call $floor (call $div (local.get $product) (local.get $weight))))
    (local.set $rest (call $sub (local.get $product) (call $mul (local.get $share) (local.get $weight))))
    (local.set $rests (call $list_append (local.get $rests) (local.get $rest)))
    (local.set $left (call $sub (local.get $left) (local.get $share)))
    (if
      (call $eq (local.get $k) (local.get $place))
      (then (local.set $own (local.get $share)) (local.set $own_rest (local.get $rest))))
    (local.set $k (call $add (local.get $k) (local.get $one)))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (if (i32.eqz (call $lt (local.get $place) (local.get $k))) (then (return (call $trap (i32.const 2)))))
  (local.set $k (local.get $one))
  (local.set $turns (call $list_length (local.get $rests)))
  (loop $again
    (local.set $rest
      (call $list_get (local.get $rests) (i32.sub (call $list_length (local.get $rests)) (local.get $turns))))
    (if
      (call $lt (local.get $own_rest) (local.get $rest))
      (then (local.set $left (call $sub (local.get $left) (local.get $one)))))
    (if
      (call $eq (local.get $rest) (local.get $own_rest))
      (then
        (if
          (call $lt (local.get $k) (local.get $place))
          (then (local.set $left (call $sub (local.get $left) (local.get $one)))))))
    (local.set $k (call $add (local.get $k) (local.get $one)))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (if
    (call $lt (local.get $zero) (local.get $left))
    (then (local.set $own (call $add (local.get $own) (local.get $one)))))
  (call $mul (local.get $own) (local.get $unit)))
