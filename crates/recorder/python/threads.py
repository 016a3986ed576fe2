"""Threads, jobs of pools, and calls that block a thread."""

import atexit
import concurrent.futures
import concurrent.futures.thread
import os
import sys
import threading
import time

import names
import tasks
import writer
from writer import here

# The modules whose threads serve the program and do nothing of its own.
SERVANTS = ("asyncio", "concurrent", "multiprocessing")

# Where the calls of a thread begin that belong to it and not to a library.
FLOORS = {
    it.__code__
    for it in (
        threading.Thread.run,
        threading.Thread._bootstrap_inner,
        concurrent.futures.thread._WorkItem.run,
    )
} | {names.LOOP}

# How a program writes what these functions are.
WRITTEN = {
    "Executor.__exit__": "Executor.shutdown",
    "Timer.run": "Timer",
    "_chain_from_iterable_of_lists": "Executor.map",
    "_shutdown": "Thread.join",
}

main_task = None
main_how = "finished"


def begin():
    """The program begins: its thread is a task too, for what it does outside a loop."""
    global main_task
    writer.begin()
    here.number = writer.new_thread("main")
    main_task = writer.made("thread", "main")
    writer.enter(main_task, True, always=True)


def failed(error):
    """The program ends by an exception."""
    global main_how
    if not isinstance(error, SystemExit) or error.code not in (None, 0):
        main_how = "failed"


def finish():
    if here.running and here.running[-1][0] == main_task:
        writer.leave()
        writer.end(main_task, main_how)
    writer.ended()


def install():
    # Registered first, so called last.
    atexit.register(finish)
    watch_exit()
    watch_sleep()
    watch_waits()
    watch_threads()
    watch_pool()
    watch_processes()


def watch_exit():
    original = os._exit

    def _exit(status):
        finish()
        original(status)

    os._exit = _exit


def watch_sleep():
    original = time.sleep

    def sleep(seconds):
        asks = isinstance(seconds, int | float) and seconds > 0
        held = asks and writer.hold("time.sleep", min(round(seconds * 1_000_000), 1 << 62))
        try:
            return original(seconds)
        finally:
            writer.free(held)

    sleep.__module__, sleep.__doc__ = "time", original.__doc__
    sleep.__qualname__ = "sleep"
    time.sleep = sleep


def watch_waits():
    """Whatever of the library blocks in Python comes to these, and only if it must."""
    watch_call(threading.Condition, "wait")
    watch_call(threading.Thread, "join")
    watch_call(threading, "_shutdown")


def watch_call(owner, name):
    original = getattr(owner, name)

    def call(*args, **kwargs):
        held = here.running and not here.holding and writer.hold(called(sys._getframe()))
        try:
            return original(*args, **kwargs)
        finally:
            writer.free(held)

    call.__name__, call.__qualname__ = original.__name__, original.__qualname__
    call.__doc__, call.__module__ = original.__doc__, original.__module__
    setattr(owner, name, call)


def called(frame):
    """What the program called, as it writes it, of all the calls down to here."""
    name = ""
    while frame is not None and frame.f_code not in FLOORS:
        file = frame.f_code.co_filename
        if file == names.program:
            break
        if file not in names.own:
            name = frame.f_code.co_qualname
        elif frame.f_code.co_name == "call":
            name = frame.f_locals["original"].__qualname__
        frame = frame.f_back
    name = name.partition(".<locals>")[0]
    return WRITTEN.get(name, name)


def watch_threads():
    Thread = threading.Thread
    start, bootstrap = Thread.start, Thread._bootstrap_inner

    def is_servant(thread):
        target = getattr(thread, "_target", None)
        module = getattr(target, "__module__", None) or type(thread).__module__
        return str(module).partition(".")[0] in SERVANTS

    def job_of(thread):
        target = getattr(thread, "_target", None)
        if target is None:
            return f"{type(thread).__name__}()"
        return named(target, thread._args, thread._kwargs)

    def watched_start(self):
        if not is_servant(self):
            self._trace_id = made("thread", job_of(self), sys._getframe(1))
            complain = self._invoke_excepthook
            self._trace_how = "finished"

            def invoke(*args):
                self._trace_how = "failed"
                complain(*args)

            self._invoke_excepthook = invoke
        # It waits a moment for the thread to run, which is none of its doing.
        before, here.holding = here.holding, True
        try:
            return start(self)
        finally:
            here.holding = before

    def _bootstrap_inner(self):
        number = getattr(self, "_trace_id", None)
        if number is None:
            bootstrap(self)
            return
        writer.enter(number, True)
        try:
            bootstrap(self)
        finally:
            writer.leave()
            writer.end(number, self._trace_how)

    watched_start.__name__, watched_start.__qualname__ = "start", "Thread.start"
    Thread.start, Thread._bootstrap_inner = watched_start, _bootstrap_inner


def named(function, args, kwargs):
    try:
        return names.of_call(function, args, kwargs)
    except Exception:
        return getattr(function, "__name__", "")


def made(kind, name, frame):
    """A thread or a job is made by the frame; its number."""
    return writer.made(kind, name, writer.task(), tasks.line_of(frame))


def watch_pool():
    Item = concurrent.futures.thread._WorkItem
    init, run = Item.__init__, Item.run

    def watched_init(self, future, *call):
        init(self, future, *call)
        # Since Python 3.14 the call is one argument.
        function, args, kwargs = call if len(call) == 3 else call[0]
        future._trace_id = made("blocking", named(function, args, kwargs), sys._getframe(1))

    def watched_run(self, *context):
        future = self.future
        if future.cancelled():
            run(self, *context)
            writer.end(future._trace_id, "cancelled")
            return
        writer.enter(future._trace_id, True)
        try:
            run(self, *context)
        finally:
            writer.leave()
            writer.end(future._trace_id, how(future))
            # An exception may keep this frame, and must not keep the job.
            self = future = None

    Item.__init__, Item.run = watched_init, watched_run


def how(future):
    if future.cancelled():
        return "cancelled"
    return "finished" if future._exception is None else "failed"


def watch_processes():
    """A pool of processes is watched when the program first asks for one."""
    original = concurrent.futures.__getattr__

    def __getattr__(name):
        value = original(name)
        if name == "ProcessPoolExecutor":
            Processes(sys.modules["concurrent.futures.process"])
        return value

    concurrent.futures.__getattr__ = __getattr__


class Processes:
    """Jobs of other processes: they run from when a process is free to their result.

    What a process does is not seen. Of several that are free, the first is taken.
    """

    def __init__(self, module):
        self.lock = threading.RLock()
        self.busy = {}
        self.queued = []
        self.threads = []
        init = module._WorkItem.__init__

        def watched_init(item, future, function, args, kwargs):
            init(item, future, function, args, kwargs)
            frame = sys._getframe(1)
            limit = getattr(frame.f_locals.get("self"), "_max_workers", 1)
            future._trace_id = made("blocking", named(function, args, kwargs), frame)
            with self.lock:
                self.queued.append((future._trace_id, limit))
                self.start()
            future.add_done_callback(self.done)

        module._WorkItem.__init__ = watched_init

    def start(self):
        """Gives free processes what is queued."""
        while self.queued and len(self.busy) < self.queued[0][1]:
            job, limit = self.queued.pop(0)
            process = next(it for it in range(limit) if it not in self.busy.values())
            while len(self.threads) <= process:
                name = f"process {len(self.threads) + 1}"
                self.threads.append(writer.new_thread(name))
            self.busy[job] = process
            writer.elsewhere("enter", self.threads[process], job)

    def done(self, future):
        with self.lock:
            job = future._trace_id
            process = self.busy.pop(job, None)
            if process is not None:
                writer.elsewhere("leave", self.threads[process], job)
            self.queued = [it for it in self.queued if it[0] != job]
            writer.end(job, how(future))
            self.start()
