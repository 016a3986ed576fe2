//! The listings of the chapter `choosing`.

tour::chapter! {
    sleeping_tasks_share_a_thread,
    sleeping_tasks_share_a_thread.try_join,
    each_sleeper_has_a_thread,
    a_task_for_each_number,
    a_task_for_each_number.try_workers,
    a_task_for_each_number.try_inside,
    a_task_for_each_number.try_all,
    a_task_for_each_number.try_await,
    joined_jobs_compute_in_turn,
    joined_jobs_compute_in_turn.try_threads,
    joined_jobs_compute_in_turn.try_cores,
    jobs_that_block_need_threads,
    jobs_that_block_need_threads.try_pool,
}
