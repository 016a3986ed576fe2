//! The listings of the chapter `cancelling`.
tour::chapter! {
    a_timeout_drops_what_it_waits_for,
    a_timeout_drops_what_it_waits_for.try_spawn,
    a_timeout_drops_the_handle,
    a_timeout_drops_the_handle.try_swap,
    select_drops_the_loser,
    select_drops_the_loser.try_swap,
    select_takes_one_at_random,
    select_takes_one_at_random.try_biased,
    a_sleep_in_a_loop_starts_again,
    a_sleep_in_a_loop_starts_again.try_once,
    a_dropped_call_loses_its_mail,
    // The line that is missing stood between the two.
    #[allow(clippy::let_and_return)]
    a_dropped_call_loses_its_mail.try_outside,
    a_token_asks_the_workers_to_stop,
    a_token_asks_the_workers_to_stop.try_leave,
}
