//! The listings of the chapter `coroutines`.

tour::chapter! {
    calling_runs_nothing,
    await_makes_no_task,
    #[allow(unused_must_use)]
    forgotten_await_warns,
    #[allow(clippy::let_underscore_future)]
    forgotten_await_warns.try_discard,
    #[allow(clippy::async_yields_async)]
    finished_and_nothing_saved,
    finished_and_nothing_saved.try_await,
    locals_wait_with_the_function,
    await_is_no_switch,
    await_is_no_switch.try_sleep,
    sleep_counts_from_the_call,
    sleep_counts_from_the_call.try_wrapped,
}
