;; loans: decimals are opaque i32 handles; rates are fractions (5 % = 0.05). Trap codes: core/program/abi.ts.

;; level payment each period
(func $loan_payment (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (local $n i32) (local $i i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if (call $eq (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (local.set $n (call $mul (local.get $payments_per_year) (local.get $term)))
  (local.set $i (call $div (local.get $annual_rate) (local.get $payments_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $i)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $i) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $div (local.get $principal) (local.get $n)))))
  (call $div
    (call $mul (local.get $principal) (local.get $i))
    (call $sub
      (call $dec (i32.const 1) (i32.const 0))
      (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)) (call $neg (local.get $n))))))

;; all payments together
(func $loan_total_paid (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (local $payment i32)
  (local.set $payment
    (call $loan_payment
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term)))
  (if
    (call $eq (local.get $annual_rate) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (local.get $principal))))
  (call $mul (call $mul (local.get $payments_per_year) (local.get $term)) (local.get $payment)))

;; interest over the whole loan
(func $loan_total_interest (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (call $sub
    (call $loan_total_paid
      (local.get $principal)
      (local.get $annual_rate)
      (local.get $payments_per_year)
      (local.get $term))
    (local.get $principal)))

;; still owed after payments_made payments
(func $loan_balance (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (param $payments_made i32) (result i32)
  (local $n i32) (local $i i32) (local $left i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (if (call $eq (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 3)))))
  (local.set $n (call $mul (local.get $payments_per_year) (local.get $term)))
  (local.set $i (call $div (local.get $annual_rate) (local.get $payments_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $i)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $payments_made) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (call $ceil (local.get $n)) (local.get $payments_made)) (then (return (call $trap (i32.const 2)))))
  (local.set $left
    (call $max (call $sub (local.get $n) (local.get $payments_made)) (call $dec (i32.const 0) (i32.const 0))))
  (if
    (call $eq (local.get $i) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $div (call $mul (local.get $principal) (local.get $left)) (local.get $n)))))
  (call $div
    (call $mul
      (local.get $principal)
      (call $sub
        (call $dec (i32.const 1) (i32.const 0))
        (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)) (call $neg (local.get $left)))))
    (call $sub
      (call $dec (i32.const 1) (i32.const 0))
      (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)) (call $neg (local.get $n))))))

;; loan that a payment can carry
(func $loan_principal (param $payment i32) (param $annual_rate i32) (param $payments_per_year i32) (param $term i32) (result i32)
  (local $n i32) (local $i i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if (call $lt (local.get $term) (call $dec (i32.const 0) (i32.const 0))) (then (return (call $trap (i32.const 4)))))
  (local.set $n (call $mul (local.get $payments_per_year) (local.get $term)))
  (local.set $i (call $div (local.get $annual_rate) (local.get $payments_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $i)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $i) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $mul (local.get $payment) (local.get $n)))))
  (call $div
    (call $mul
      (local.get $payment)
      (call $sub
        (call $dec (i32.const 1) (i32.const 0))
        (call $pow (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i)) (call $neg (local.get $n)))))
    (local.get $i)))

;; number of payments until paid off
(func $loan_term (param $principal i32) (param $payment i32) (param $annual_rate i32) (param $payments_per_year i32) (result i32)
  (local $i i32) (local $left i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $lt (local.get $principal) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payment)))
    (then (return (call $trap (i32.const 1)))))
  (local.set $i (call $div (local.get $annual_rate) (local.get $payments_per_year)))
  (if
    (i32.eqz (call $lt (call $dec (i32.const -1) (i32.const 0)) (local.get $i)))
    (then (return (call $trap (i32.const 2)))))
  (if
    (call $eq (local.get $i) (call $dec (i32.const 0) (i32.const 0)))
    (then (return (call $div (local.get $principal) (local.get $payment)))))
  (local.set $left
    (call $sub
      (call $dec (i32.const 1) (i32.const 0))
      (call $div (call $mul (local.get $principal) (local.get $i)) (local.get $payment))))
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $left)))
    (then (return (call $trap (i32.const 1)))))
  (call $neg
    (call $div
      (call $ln (local.get $left))
      (call $ln (call $add (call $dec (i32.const 1) (i32.const 0)) (local.get $i))))))

;; interest part of the first payment (or an interest-only payment)
(func $first_payment_interest (param $principal i32) (param $annual_rate i32) (param $payments_per_year i32) (result i32)
  (if
    (i32.eqz (call $lt (call $dec (i32.const 0) (i32.const 0)) (local.get $payments_per_year)))
    (then (return (call $trap (i32.const 2)))))
  (call $div (call $mul (local.get $principal) (local.get $annual_rate)) (local.get $payments_per_year)))
