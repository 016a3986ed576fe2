//! The listings of the chapter `email`.

tour::chapter! {
    with loopback::Servers;
    a_blocking_send_stalls_the_loop,
    a_blocking_send_stalls_the_loop.try_thread,
    a_blocking_send_stalls_the_loop.try_client,
    two_mails_are_sent_at_a_time,
    two_mails_are_sent_at_a_time.try_pool,
    one_connection_keeps_the_order,
    one_connection_keeps_the_order.try_each,
    a_connection_is_not_shared.try_lock,
    a_late_reply_sends_it_twice,
    a_late_reply_sends_it_twice.try_key,
    a_fake_mailer_needs_no_server,
    a_fake_mailer_needs_no_server.try_down,
    a_small_mail_service,
    a_small_mail_service.try_password,
    a_small_mail_service.try_refused,
}
