//! The listings of the chapter `channels`.

tour::chapter! {
    a_full_channel_makes_the_sender_wait,
    a_full_channel_makes_the_sender_wait.try_zero,
    a_full_channel_makes_the_sender_wait.try_leave,
    the_loop_waits_for_every_sender,
    the_loop_waits_for_every_sender.try_drop,
    two_workers_share_one_receiver,
    two_workers_share_one_receiver.try_hold,
    a_lock_goes_to_a_future_at_rest,
    a_lock_goes_to_a_future_at_rest.try_spawn,
    // That it is no use is what the program shows.
    #[allow(clippy::drop_non_drop)]
    a_lock_goes_to_a_future_at_rest.try_drop,
    one_owner_needs_no_lock,
    a_thread_waits_for_room,
    notify_keeps_one_permit,
    notify_keeps_one_permit.try_watch,
}
