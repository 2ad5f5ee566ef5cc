;; lists: parts that library functions call; lists and decimals are opaque i32 handles, places and lengths plain i32.

;; the list from its end to its beginning; an empty one for none
(func $reversed (param $list i32) (result i32)
  (local $out i32) (local $turns i32)
  (local.set $out (call $list_new))
  (if (i32.eqz (call $list_length (local.get $list))) (then (return (local.get $out))))
  (local.set $turns (call $list_length (local.get $list)))
  (loop $again
    (local.set $out
      (call $list_append
        (local.get $out)
        (call $list_get (local.get $list) (i32.sub (local.get $turns) (i32.const 1)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $out))

;; sum of the entries; 0 for none
(func $total (param $list i32) (result i32)
  (local $sum i32) (local $turns i32)
  (local.set $sum (call $dec (i32.const 0) (i32.const 0)))
  (if (i32.eqz (call $list_length (local.get $list))) (then (return (local.get $sum))))
  (local.set $turns (call $list_length (local.get $list)))
  (loop $again
    (local.set $sum
      (call $add
        (local.get $sum)
        (call $list_get (local.get $list) (i32.sub (call $list_length (local.get $list)) (local.get $turns)))))
    (local.set $turns (i32.sub (local.get $turns) (i32.const 1)))
    (br_if $again (local.get $turns)))
  (local.get $sum))
