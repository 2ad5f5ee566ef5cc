;; stock: parts of the costs of layers of stock; lists and decimals are opaque i32 handles. Trap codes:
;; core/program/abi.ts.

;; cost of the first n units of layers of stock, in the order of the lists; the lists are refused where they do not fit
(func $cost_of_first (param $quantities i32) (param $unit_costs i32) (param $n i32) (result i32)
  (local $zero i32) (local $cost i32) (local $left i32) (local $turns i32) (local $quantity i32)
  (local.set $zero (call $dec (i32.const 0) (i32.const 0)))
  (local.set $cost (local.get $zero))
  (local.set $left (local.get $n))
  (if (call $lt (local.get $n) (local.get $zero)) (then (return (call $trap (i32.const 2)))))
  (if (i32.eqz (call $list_length (local.get $quantities))) (then (return (call $trap (i32.const 2)))))
  (if
    (i32.sub (call $list_length (local.get $quantities)) (call $list_length (local.get $unit_costs)))
    (then (return (call $trap (i32.const 2)))))
  (local.set $turns (call $list_length (local.get $quantities)))
  (loop $again
    (local.set $quantity
      (call $list_get
        (local.get $quantities)
        (i32.sub (call $list_length (local.get $quantities)) (local.get $turns))))
    (if (call $lt (local.get $quantity) (local.get $zero)) (then (return (call $trap (i32.const 2)))))
    (local.set $quantity (call $min (local.get $quantity) (local.get $left)))
    (local.set $cost
      (call $add
        (local.get $cost)
        (call $mul
          (local.get $quantity)
          (call $list_get
            (local.get $unit_costs)
            (i32.sub (call $list_length (local.get $unit_costs)) (local.get $turns))))))
    (local.set $left (call $sub (local.get $left) (local.get $quantity)))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (if (call $lt (local.get $zero) (local.get $left)) (then (return (call $trap (i32.const 2)))))
  (local.get $cost))
