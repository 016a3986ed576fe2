//! The listings of the chapter `blocking`.
tour::chapter! {
    blocking_stalls_every_task,
    blocking_stalls_every_task.try_sleep,
    blocking_stalls_every_task.try_workers,
    blocking_stalls_every_task.try_one,
    blocking_stalls_every_task.try_thread,
    two_threads_block_at_once,
    spawn_blocking_starts_at_once,
    spawn_blocking_starts_at_once.try_swap,
    timeout_leaves_the_thread_running,
    abort_does_not_reach_the_thread,
    the_end_waits_for_the_pool,
    the_end_waits_for_the_pool.try_background,
    a_busy_loop_outlives_its_timeout,
    a_busy_loop_outlives_its_timeout.try_yield,
}
