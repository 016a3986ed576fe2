//! The listings of the chapter `failing`.
tour::chapter! {
    join_hands_back_every_result,
    try_join_drops_the_sibling,
    try_join_drops_the_sibling.try_two_errors,
    try_join_drops_the_sibling.try_handles,
    the_error_leaves_main,
    the_error_leaves_main.try_unwrap,
    a_task_hands_over_its_panic,
    nobody_hears_an_err,
    nobody_hears_an_err.try_panic,
    #[allow(unused_must_use)] nobody_hears_an_err.try_await, // The warning is its lesson.
    nobody_hears_an_err.try_thread,
    a_panic_in_join_drops_the_sibling,
    a_panic_in_join_drops_the_sibling.try_own_task,
}
