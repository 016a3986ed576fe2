//! The listings of the chapter `limits`.
tour::chapter! {
    three_of_five_are_turned_away,
    three_of_five_are_turned_away.try_permit,
    a_permit_belongs_in_the_task,
    a_permit_belongs_in_the_task.try_loop,
    a_permit_belongs_in_the_task.try_underscore,
    a_permit_belongs_in_the_task.try_handover,
    the_first_result_comes_first,
    two_at_a_time_as_they_come,
    two_at_a_time_as_they_come.try_buffered,
    a_busy_loop_body_stops_the_fetches,
    a_busy_loop_body_stops_the_fetches.try_spawn,
    a_deadline_leaves_what_is_done,
    a_deadline_leaves_what_is_done.try_pause,
    a_deadline_leaves_what_is_done.try_inside,
}
