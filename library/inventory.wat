;; inventory: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; moving average cost
(func $moving_average_cost (param $quantity i32) (param $unit_cost i32) (param $received i32) (param $received_cost i32) (result i32)
  (if
    (call $lt (local.get $quantity) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $received) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (call $add (local.get $quantity) (local.get $received)) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div
    (call $add
      (call $mul (local.get $quantity) (local.get $unit_cost))
      (call $mul (local.get $received) (local.get $received_cost)))
    (call $add (local.get $quantity) (local.get $received))))

;; net realisable value
(func $net_realisable_value (param $selling_price i32) (param $completion_cost i32) (param $selling_cost i32) (result i32)
  (call $sub (call $sub (local.get $selling_price) (local.get $completion_cost)) (local.get $selling_cost)))

;; write-down to net realisable value
(func $inventory_write_down (param $cost i32) (param $selling_price i32) (param $completion_cost i32) (param $selling_cost i32) (result i32)
  (call $max
    (call $sub
      (local.get $cost)
      (call $net_realisable_value (local.get $selling_price) (local.get $completion_cost) (local.get $selling_cost)))
    (call $dec (i32.const 0) (i32.const 0))))

;; inventory by the retail method
(func $retail_inventory (param $goods_at_cost i32) (param $goods_at_retail i32) (param $sales i32) (result i32)
  (if
    (call $eq (local.get $goods_at_retail) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div
    (call $mul (call $sub (local.get $goods_at_retail) (local.get $sales)) (local.get $goods_at_cost))
    (local.get $goods_at_retail)))

;; cost of sales, first in first out
(func $fifo_cost_of_sales (param $quantities i32) (param $unit_costs i32) (param $sold i32) (result i32)
  (call $cost_of_first (local.get $quantities) (local.get $unit_costs) (local.get $sold)))

;; ending inventory, first in first out
(func $fifo_inventory (param $quantities i32) (param $unit_costs i32) (param $sold i32) (result i32)
  (call $cost_of_first
    (call $reversed (local.get $quantities))
    (call $reversed (local.get $unit_costs))
    (call $sub (call $total (local.get $quantities)) (local.get $sold))))

;; cost of sales, last in first out
(func $lifo_cost_of_sales (param $quantities i32) (param $unit_costs i32) (param $sold i32) (result i32)
  (call $cost_of_first
    (call $reversed (local.get $quantities))
    (call $reversed (local.get $unit_costs))
    (local.get $sold)))

;; ending inventory, last in first out
(func $lifo_inventory (param $quantities i32) (param $unit_costs i32) (param $sold i32) (result i32)
  (call $cost_of_first
    (local.get $quantities)
    (local.get $unit_costs)
    (call $sub (call $total (local.get $quantities)) (local.get $sold))))

;; weighted average cost of a unit
(func $weighted_average_cost (param $quantities i32) (param $unit_costs i32) (result i32)
  (local $quantity i32) (local $cost i32)
  (local.set $quantity (call $total (local.get $quantities)))
  (local.set $cost (call $cost_of_first (local.get $quantities) (local.get $unit_costs) (local.get $quantity)))
  (if
    (call $eq (local.get $quantity) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $cost) (local.get $quantity)))
