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
