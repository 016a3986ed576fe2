//! The listings of the chapter `pools`.

tour::chapter! {
    two_threads_serve_four_mails,
    two_threads_serve_four_mails.try_unlimited,
    a_permit_stays_with_its_thread,
    a_permit_stays_with_its_thread.try_outside,
    a_pool_inherits_no_context,
    #[allow(unused_must_use)]
    an_async_fn_does_not_run_in_a_pool,
    #[allow(clippy::let_underscore_future)]
    an_async_fn_does_not_run_in_a_pool.try_discard,
    an_async_fn_does_not_run_in_a_pool.try_await,
    one_thread_owns_the_connection,
    one_thread_owns_the_connection.try_leave,
    a_pool_dropped_in_async_panics,
    a_pool_dropped_in_async_panics.try_thread,
    a_pool_dropped_in_async_panics.try_limit,
    two_threads_compute_at_once,
}
