"""What a suspended task waits for, by its future and its chain of coroutines."""

import gc
import os
import sys
import types
from asyncio import Task

import names

# Awaitables that do not say what they are part of.
OPAQUE = (
    "async_generator_asend",
    "async_generator_athrow",
    "anext_awaitable",
    "coroutine_wrapper",
)

# Coroutines of asyncio that wait for one kind of thing.
KNOWN = {
    "Lock.acquire": "lock",
    "Semaphore.acquire": "lock",
    "Event.wait": "lock",
    "Condition.wait": "lock",
    "Barrier.wait": "lock",
    "Queue.get": "channel",
    "Queue.put": "channel",
    "Queue.join": "channel",
    "BaseEventLoop.shutdown_default_executor": "thread",
}

# Modules of asyncio whose coroutines wait for the outside.
OUTSIDE = (
    "base_events",
    "base_subprocess",
    "proactor_events",
    "selector_events",
    "sslproto",
    "streams",
    "subprocess",
    "unix_events",
)


def of(task):
    """The waits that a task begins by being suspended now, as arguments for `wait`."""
    future = task._fut_waiter
    if future is None:
        return []
    line, library = place(task.get_coro())
    line = task._trace_line if line is None else line
    calls = {}
    for frame in library:
        calls.setdefault(frame.f_code.co_qualname, frame)
    waits = in_asyncio(calls, future)
    return [dict(wait, line=line) for wait in waits]


def place(awaitable):
    """The line of the program that waits, and the frames of libraries below it."""
    line, library = None, []
    for frame in frames(awaitable):
        if frame.f_code.co_filename == names.program:
            line, library = frame.f_lineno, []
        else:
            library.append(frame)
    return line, library


def frames(awaitable):
    """The suspended frames, outermost first."""
    while awaitable is not None:
        frame = None
        if isinstance(awaitable, types.CoroutineType):
            frame, inner = awaitable.cr_frame, awaitable.cr_await
        elif isinstance(awaitable, types.GeneratorType):
            frame, inner = awaitable.gi_frame, awaitable.gi_yieldfrom
        elif isinstance(awaitable, types.AsyncGeneratorType):
            frame, inner = awaitable.ag_frame, awaitable.ag_await
        elif type(awaitable).__name__ in OPAQUE:
            inner = inside(awaitable)
        else:
            return
        if frame is not None:
            yield frame
        awaitable = inner


def inside(opaque):
    for it in gc.get_referents(opaque):
        if isinstance(it, (types.CoroutineType, types.AsyncGeneratorType, types.GeneratorType)):
            return it
        if type(it).__name__ in OPAQUE:
            return it
    return None


def local(frame, name):
    return names.arguments(frame).get(name)


def in_asyncio(calls, future):
    """By the outermost call of asyncio that says it; else by the future itself."""
    for name, frame in calls.items():
        if name in KNOWN:
            return [wait(KNOWN[name], in_loop(name))]
        if name == "sleep":
            return [wait("timer", "asyncio.sleep", for_us=micros(local(frame, "delay")))]
        if name == "_wait":
            return [on_futures("wait", local(frame, "fs"))]
        if name.startswith("TaskGroup."):
            return [on_futures("TaskGroup", getattr(local(frame, "self"), "_tasks", ()))]
        if name.endswith("_wait_for_one"):
            return [wait("task", "as_completed")]
        if name == "wait_for" and "waiter" in frame.f_code.co_varnames:
            return timed(frame, future)  # Python 3.11
    for name, frame in calls.items():
        module = os.path.basename(frame.f_code.co_filename)[:-3]
        if module in OUTSIDE and is_asyncio(frame):
            return [wait("io", in_loop(name))]
    return [by_future(calls, future)]


def in_loop(name):
    return name.replace("BaseEventLoop.", "loop.")


def is_asyncio(frame):
    return frame.f_globals.get("__package__") == "asyncio"


def wait(what, label, **more):
    return {"what": what, "label": label, **more}


def micros(seconds):
    """Seconds that a program asked for; none if it asked for none."""
    try:
        return max(0, round(seconds * 1_000_000))
    except (TypeError, ValueError, OverflowError):
        return None


def timed(frame, future):
    """A `wait_for` that made a task and a timer of its own."""
    found = names.arguments(frame)
    waits = [on_futures("wait_for", [found.get("fut")])]
    if future is found.get("waiter"):
        waits.append(wait("timer", "timeout", for_us=micros(found.get("timeout"))))
    return waits


def by_future(calls, future):
    label = next((name for name in ("to_thread", "wait_for") if name in calls), "await")
    if type(future).__name__ == "_GatheringFuture":
        label = "gather"
    elif label == "await" and not isinstance(future, Task):
        found = list(behind(future))
        if found:
            label = "shield" if isinstance(found[0], Task) else "run_in_executor"
    return on_futures(label, [future])


def on_futures(label, futures):
    """A wait for some futures: for tasks, for jobs on threads, or for neither."""
    found = [it for future in futures or () if not future.done() for it in behind(future)]
    if found:
        what = "task" if any(isinstance(it, Task) for it in found) else "thread"
    else:
        what = "task" if label in ("gather", "wait", "TaskGroup") else "other"
    return wait(what, label, on=sorted({it._trace_id for it in found}))


def behind(future):
    """The tasks and jobs behind a future that `gather`, `shield` or an executor made."""
    children = getattr(future, "_children", None)
    if getattr(future, "_trace_id", None) is not None:
        yield future
    elif isinstance(children, list | tuple):
        for child in children:
            if not child.done():
                yield from behind(child)
    else:
        for callback in getattr(future, "_callbacks", None) or ():
            source = captured(callback[0])
            if source is not None:
                yield from behind(source)
                return


# What these callbacks have captured decides about the future they belong to.
CAPTURED = {"_call_check_cancel": "source", "_outer_done_callback": "inner"}


def captured(callback):
    code = getattr(callback, "__code__", None)
    name = CAPTURED.get(getattr(callback, "__name__", None))
    if code is None or name not in code.co_freevars:
        return None
    try:
        return callback.__closure__[code.co_freevars.index(name)].cell_contents
    except ValueError:
        return None


def safely(task):
    """`of`, of which a mistake must not reach the program."""
    try:
        return of(task)
    except Exception as error:
        if sys.flags.dev_mode:
            print(f"recorder: {error!r}", file=sys.__stderr__)
        return []
