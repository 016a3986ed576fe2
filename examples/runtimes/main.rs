//! The listings of the chapter `runtimes`.
tour::chapter! {
    a_runtime_rests_between_runs,
    a_runtime_rests_between_runs.try_worker,
    run_inside_run_is_refused,
    run_inside_run_is_refused.try_thread,
    a_sleep_is_made_inside_a_runtime,
    a_sleep_is_made_inside_a_runtime.try_async,
    a_sleep_is_made_inside_a_runtime.try_spawn,
    a_sleep_is_made_inside_a_runtime.try_executor,
    two_workers_meet,
    two_workers_meet.try_threads,
    four_things_can_be_awaited,
    a_task_cannot_borrow_a_local.try_move,
    a_task_cannot_borrow_a_local.try_copy,
    an_rc_keeps_a_future_on_one_thread.try_unread,
    an_rc_keeps_a_future_on_one_thread.try_scope,
    an_rc_keeps_a_future_on_one_thread.try_arc,
}
