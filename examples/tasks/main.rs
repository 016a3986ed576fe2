//! The listings of the chapter `tasks`.
tour::chapter! {
    a_task_starts_at_the_next_pause,
    a_task_starts_at_the_next_pause.try_block,
    awaiting_each_task_is_sequential,
    awaiting_each_task_is_sequential.try_collect,
    awaiting_each_task_is_sequential.try_lazy,
    the_end_of_main_drops_tasks,
    the_end_of_main_drops_tasks.try_longer,
    the_end_of_main_drops_tasks.try_await,
    an_aborted_task_has_no_say,
    an_aborted_task_has_no_say.try_early,
    a_dropped_set_aborts,
    a_dropped_set_aborts.try_all,
    spawn_inherits_no_context,
    spawn_inherits_no_context.try_swap,
    one_thread_loses_an_update,
    one_thread_loses_an_update.try_order,
}
