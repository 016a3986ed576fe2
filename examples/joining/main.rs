//! The listings of the chapter `joining`.
tour::chapter! {
    awaiting_in_turn_takes_the_sum,
    awaiting_in_turn_takes_the_sum.try_join,
    others_run_while_one_waits,
    others_run_while_one_waits.try_synchronous,
    results_come_in_argument_order,
    making_both_first_starts_neither,
    making_both_first_starts_neither.try_reverse,
    making_both_first_starts_neither.try_spawn,
    a_list_of_futures_has_not_begun,
    a_list_of_futures_has_not_begun.try_wait,
    blocking_branches_take_turns,
    blocking_branches_take_turns.try_async,
    // The list a Python reader would write; an array would do.
    #[allow(clippy::useless_vec)]
    join_may_borrow_a_local,
}
