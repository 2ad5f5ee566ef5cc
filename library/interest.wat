;; interest: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; simple interest alone
(func $simple_interest (param $principal i32) (param $annual_rate i32) (param $term i32) (result i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (call $mul (call $mul (local.get $principal) (local.get $annual_rate)) (local.get $term)))

;; principal plus simple interest
(func $simple_total (param $principal i32) (param $annual_rate i32) (param $term i32) (result i32)
  (call $add
    (local.get $principal)
    (call $simple_interest (local.get $principal) (local.get $annual_rate) (local.get $term))))

;; yearly simple rate from the interest
(func $simple_rate (param $principal i32) (param $interest i32) (param $term i32) (result i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (call $eq (call $mul (local.get $principal) (local.get $term)) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $interest) (call $mul (local.get $principal) (local.get $term))))

;; years until simple interest reaches that sum
(func $simple_term (param $principal i32) (param $interest i32) (param $annual_rate i32) (result i32)
  (local $years i32)
  (if
    (call $eq (call $mul (local.get $principal) (local.get $annual_rate)) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 1)))))
  (local.set $years (call $div (local.get $interest) (call $mul (local.get $principal) (local.get $annual_rate))))
  (if
    (call $lt (local.get $years) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 1)))))
  (local.get $years))

;; principal that earns this interest
(func $simple_principal (param $interest i32) (param $annual_rate i32) (param $term i32) (result i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (call $eq (call $mul (local.get $annual_rate) (local.get $term)) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 3)))))
  (call $div (local.get $interest) (call $mul (local.get $annual_rate) (local.get $term))))

;; principal whose total (with simple interest) is this
(func $simple_principal_from_total (param $total i32) (param $annual_rate i32) (param $term i32) (result i32)
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if
    (i32.eqz
      (call $lt
        (call $dec (i32.const 0) (i32.const 0))
        (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $annual_rate) (local.get $term)))))
    (then (return (call $trap (i32.const 2)))))
  (call $div
    (local.get $total)
    (call $add (call $dec (i32.const 1) (i32.const 0)) (call $mul (local.get $annual_rate) (local.get $term)))))

;; days / 360 or days / 365, where the day basis is stated
(func $year_fraction (param $days i32) (param $basis i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $basis)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $days) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (call $div (local.get $days) (local.get $basis)))

;; days from one date to the other
(func $days_between (param $start i32) (param $end i32) (result i32)
  (call $sub (local.get $end) (local.get $start)))

;; simple interest over days / 365
(func $late_interest (param $invoice i32) (param $annual_rate i32) (param $days_late i32) (result i32)
  (if
    (call $lt (local.get $days_late) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 4)))))
  (call $div
    (call $mul (call $mul (local.get $invoice) (local.get $annual_rate)) (local.get $days_late))
    (call $dec (i32.const 365) (i32.const 0))))
