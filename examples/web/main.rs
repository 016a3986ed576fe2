//! The listings of the chapter `web`.

tour::chapter! {
    a_parameter_becomes_a_page,
    a_blocking_handler_stops_the_others,
    a_blocking_handler_stops_the_others.try_thread,
    the_pool_of_a_framework_is_shared,
    the_pool_of_a_framework_is_shared.try_turns,
    a_layer_says_no,
    a_layer_says_no.try_own,
    the_handler_goes_with_its_client,
    the_handler_goes_with_its_client.try_swap,
    the_handler_goes_with_its_client.try_stream,
    work_after_the_answer_is_finished,
    work_after_the_answer_is_finished.try_lose,
    mail_is_accepted_then_sent,
}
