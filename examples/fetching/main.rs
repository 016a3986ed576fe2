//! The listings of the chapter `fetching`.

tour::chapter! {
    with loopback::Servers;
    five_pages_in_turn,
    five_pages_in_turn.try_threads,
    five_pages_in_turn.try_missing,
    five_pages_in_turn.try_agent,
    five_at_once,
    five_at_once.try_blocking,
    one_bad_page_is_one_line,
    one_bad_page_is_one_line.try_status,
    a_timeout_for_the_whole,
    a_timeout_for_the_whole.try_swap,
    the_first_good_answer_wins,
    the_first_good_answer_wins.try_rest,
    a_client_trusts_its_ca,
    the_report_comes_on_time,
    the_report_comes_on_time.try_four,
}
