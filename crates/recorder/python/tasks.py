"""Tasks of asyncio: made, run, woken, cancelled, over."""

import asyncio
import os
import sys
from asyncio import base_events, events, tasks, timeouts

import names
import waits
import writer
from writer import here

# How the two kinds of callbacks that run a step are called, in C and in Python.
# The first has no `__name__`.
STEPS = ("TaskStepMethWrapper", "task_wakeup", "__step", "__wakeup")

LIBRARY = os.path.dirname(asyncio.__file__)

# What `asyncio.run` does after the program's own coroutine.
CLOSING = ("BaseEventLoop.shutdown_asyncgens", "BaseEventLoop.shutdown_default_executor")


class Task(tasks.Task):
    """`asyncio.Task`, which says what happens to it.

    Nothing but a subclass hears of `cancel`. It runs, counts its names and
    shows itself as the original does.
    """

    __slots__ = ("_trace_asked", "_trace_id", "_trace_line", "_trace_waits")

    def __init__(self, coro, **options):
        self._trace_id = self._trace_line = self._trace_waits = None
        self._trace_asked = False
        if not writer.file.on:
            super().__init__(coro, **options)
            return
        running = events._get_running_loop() is not None
        called = getattr(getattr(coro, "cr_code", None), "co_qualname", "")
        if called in CLOSING and not running:
            here.closing = called.rpartition(".")[2]
            super().__init__(coro, **options)
            return
        if running and is_servant(coro):
            super().__init__(coro, **options)
            return
        self._trace_line = line_of(sys._getframe(1))
        self._trace_id = made(coro, sys._getframe(1), self._trace_line)
        if not (options.get("eager_start") and running):
            super().__init__(coro, **options)
            self._trace_waits = ()
            return
        self._trace_waits = ()
        writer.enter(self._trace_id)
        try:
            super().__init__(coro, **options)
        finally:
            stopped(self)

    def cancel(self, *args, **kwargs):
        if self._trace_id is not None and not self.done() and not for_its_group(self):
            self._trace_asked = True
            writer.cancel(self._trace_id, writer.task())
        return super().cancel(*args, **kwargs)


Task.__module__ = tasks.Task.__module__
Task.__doc__ = tasks.Task.__doc__


def is_servant(coro):
    """Whether it is one of asyncio's own, such as what accepts connections."""
    code = getattr(coro, "cr_code", None)
    if code is None or not code.co_name.startswith("_"):
        return False
    return code.co_filename.startswith(LIBRARY) and code.co_name != "_wrap_awaitable"


def line_of(frame):
    """The line of the program that led to the frame; else that of the task it is in."""
    line = names.line_of(frame)
    if line is None and events._get_running_loop() is not None:
        line = getattr(tasks.current_task(), "_trace_line", None)
    return line


def made(coro, frame, line):
    """A task is made for the coroutine; its number."""
    kind, by = "task", writer.task()
    if events._get_running_loop() is None and is_run(frame):
        kind, by = "main", None
    try:
        name = names.of_coroutine(coro)
    except Exception:
        name = getattr(coro, "__name__", "")
    if kind == "main" and name.endswith("()"):
        name = name[:-2]
    return writer.made(kind, name, by, line)


def is_run(frame):
    """Whether it is `asyncio.run` or the like that makes the task."""
    while frame is not None and frame.f_code.co_filename != names.program:
        if frame.f_code.co_qualname in ("Runner.run", "BaseEventLoop.run_until_complete"):
            return True
        frame = frame.f_back
    return False


def for_its_group(task):
    """Whether a `TaskGroup` only wants its own wait for its tasks to end."""
    caller = sys._getframe(2).f_code.co_qualname
    labels = [label for _, label in task._trace_waits or ()]
    return caller == "TaskGroup._on_task_done" and "TaskGroup" in labels


def is_step(callback):
    return getattr(callback, "__name__", "TaskStepMethWrapper") in STEPS


def begins(task):
    """A step begins. Not one that only ends a task before its first line."""
    dropped = False
    if task._trace_asked:
        future = task._fut_waiter
        dropped = task._must_cancel or (future is not None and future.cancelled())
        if dropped:
            task._trace_asked = False
            if not task._trace_waits and is_new(task.get_coro()):
                return False
    writer.enter(task._trace_id)
    for number, _ in task._trace_waits:
        writer.over(number, "dropped" if dropped else "ready")
    task._trace_waits = ()
    return True


def is_new(coro):
    suspended = getattr(coro, "cr_suspended", True)
    return not suspended and getattr(coro, "cr_frame", None) is not None


def stopped(task):
    """A step is over, and so is the task, or it waits now."""
    if not writer.file.frequent:
        writer.leave()
        if task.done():
            ended(task)
        return
    at = writer.now()
    if not task.done():
        found = waits.safely(task)
        task._trace_waits = tuple(
            (writer.wait(task._trace_id, at=at, **wait), wait["label"]) for wait in found
        )
    writer.leave(at)
    if task.done():
        ended(task, at)


def ended(task, at=None):
    # `exception()` would mark it as seen, and asyncio would not complain later.
    if task.cancelled():
        how = "cancelled"
    else:
        how = "finished" if task._exception is None else "failed"
    writer.end(task._trace_id, how, at)


def install():
    watch_steps()
    watch_wakes()
    watch_loops()
    watch_timeouts()
    asyncio.Task = tasks.Task = Task
    if hasattr(tasks, "create_eager_task_factory"):
        asyncio.eager_task_factory = tasks.create_eager_task_factory(Task)
        tasks.eager_task_factory = asyncio.eager_task_factory


def watch_steps():
    original = events.Handle._run

    def _run(self):
        callback = self._callback
        task = getattr(callback, "__self__", None)
        try:
            if not isinstance(task, Task) or not is_step(callback):
                here.source = ended_task(self._args)
                original(self)
                here.source = None
            elif task._trace_id is None:
                original(self)
            elif begins(task):
                try:
                    original(self)
                finally:
                    stopped(task)
            else:
                original(self)
                ended(task)
        finally:
            # An exception may keep this frame, and must not keep the task.
            self = callback = task = None

    events.Handle._run = _run


def ended_task(args):
    """The task whose end a callback hears of."""
    return args[0]._trace_id if args and isinstance(args[0], Task) else None


def watch_wakes():
    original = base_events.BaseEventLoop._call_soon

    def _call_soon(self, callback, args, context):
        handle = original(self, callback, args, context)
        task = getattr(callback, "__self__", None)
        if (
            writer.file.frequent
            and isinstance(task, Task)
            and task._trace_waits is not None
            and is_step(callback)
        ):
            by = writer.task() if here.running else here.source
            writer.wake(task._trace_id, by)
        return handle

    base_events.BaseEventLoop._call_soon = _call_soon


def watch_loops():
    original = base_events.BaseEventLoop.run_forever

    def run_forever(self):
        """Run until stop() is called."""
        closing, here.closing = here.closing, None
        if closing:
            held = writer.hold(closing)
            try:
                original(self)
            finally:
                writer.free(held)
            return
        # What waits for a loop does not run. (A loop in a loop is refused.)
        outer = here.running[-1] if here.running else None
        if outer:
            writer.leave()
        try:
            original(self)
        finally:
            if outer:
                number, _, _, job = outer
                writer.enter(number, job, always=True)

    base_events.BaseEventLoop.run_forever = run_forever


def watch_timeouts():
    """A `timeout` is a timer beside whatever is waited for inside it."""
    Timeout = timeouts.Timeout
    reschedule, aexit, expire = Timeout.reschedule, Timeout.__aexit__, Timeout._on_timeout

    def over(self, how):
        number = self.__dict__.pop("_trace_wait", None)
        if number is not None:
            writer.over(number, how)

    def begin(self, when):
        over(self, "dropped")
        task = getattr(tasks.current_task(), "_trace_id", None)
        if when is not None and task is not None and writer.file.frequent:
            for_us = waits.micros(when - events.get_running_loop().time())
            # It is a little less by now than what the program asked for.
            for_us = -(-for_us // 1000) * 1000 if for_us > 10_000 else for_us
            line = names.line_of(sys._getframe(1))
            self._trace_wait = writer.wait(task, "timer", "timeout", for_us, line)
        return reschedule(self, when)

    def end(self, *error):
        over(self, "dropped")
        return aexit(self, *error)

    def _on_timeout(self):
        over(self, "ready")
        return expire(self)

    Timeout.reschedule, Timeout.__aexit__, Timeout._on_timeout = begin, end, _on_timeout
