//! The listings of the chapter `streams`.
tour::chapter! {
    a_generator_makes_what_it_is_asked_for,
    a_generator_makes_what_it_is_asked_for.try_range,
    a_stream_waits_for_its_reader,
    next_takes_a_pinned_stream.try_pin,
    next_takes_a_pinned_stream.try_box,
    then_awaits_each_call,
    then_awaits_each_call.try_map,
    a_stream_ends_where_it_is_dropped,
    #[allow(clippy::drop_non_drop)]
    a_stream_ends_where_it_is_dropped.try_pin,
    an_error_ends_the_stream,
    an_error_ends_the_stream.try_on,
    a_late_interval_catches_up,
    a_late_interval_catches_up.try_delay,
    a_late_interval_catches_up.try_skip,
}
