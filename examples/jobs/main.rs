//! The listings of the chapter `jobs`.

tour::chapter! {
    with loopback::Redis;
    a_queue_in_memory_dies_with_its_program,
    a_queue_in_memory_dies_with_its_program.try_drain,
    a_job_is_data,
    a_job_travels_through_redis,
    a_job_travels_through_redis.try_queue,
    a_job_travels_through_redis.try_id,
    nobody_hears_of_an_unknown_job,
    nobody_hears_of_an_unknown_job.try_value,
    a_failing_job_comes_back,
    a_failing_job_comes_back.try_forget,
    a_key_makes_it_happen_once,
    a_key_makes_it_happen_once.try_lose,
    a_key_makes_it_happen_once.try_twice,
    a_beat_is_a_loop_that_pushes,
    a_beat_is_a_loop_that_pushes.try_five,
}
