"""Where events go, and what runs on which thread."""

import itertools
import json.encoder
import mmap
import os
import threading
import time

# After this many events that can come in any number, only tasks, their ends and
# what is printed are written.
FREQUENT = 20_000

# More than `FREQUENT` and a program's output need. The file is sparse.
SIZE = 16 << 20

# After this many looks at the processor time of jobs nobody looks any more, and
# after one of them not for so many microseconds.
LOOKS = 20_000
LOOK_PAUSE = 2_000

quote = json.encoder.encode_basestring
tasks = itertools.count(1)
threads = itertools.count(1)
others = itertools.count(1)
waits = itertools.count(1)
thread_time = getattr(time, "thread_time_ns", None)
clock_of = getattr(time, "pthread_getcpuclockid", None)


class File:
    """The file, mapped into memory.

    What is in the map is in the file, whatever ends the program. Writing with
    `os.write` would be as safe, but lets go of the GIL: each event would give
    another thread the chance to compute for 5 ms, and the recording would show
    what only happened because of it.
    """

    def __init__(self):
        self.on = False
        self.frequent = False
        self.left = FREQUENT
        self.zero = time.perf_counter_ns()
        # An object that is freed while a line is written may print in `__del__`.
        self.lock = threading.RLock()
        self.map = None
        self.used = 0
        # More than one thread was met: they may want the GIL at once.
        self.several = False
        # The jobs that run on threads: the clock of the thread, and what it
        # showed when the job began.
        self.jobs = {}
        self.looks = LOOKS
        self.looked = 0

    def open(self, path):
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        flags |= getattr(os, "O_BINARY", 0)
        self.descriptor = os.open(path, flags, 0o644)
        try:
            os.truncate(self.descriptor, SIZE)
            self.map = mmap.mmap(self.descriptor, SIZE)
            # The first byte takes milliseconds; the program has not begun yet.
            self.map[0] = 0
        except (OSError, ValueError):
            os.truncate(self.descriptor, 0)
        self.on = self.frequent = True

    def line(self, line):
        """Writes a line, as long as there is room. Whether there was."""
        data = line.encode("utf-8", "replace")
        with self.lock:
            if not self.on:
                return False
            if self.map is None:
                os.write(self.descriptor, data)
                return True
            start = self.used
            if start + len(data) > SIZE:
                return False
            self.used = start + len(data)
            self.map[start : self.used] = data
            return True

    def often(self, line):
        """Writes a line of a kind that can come in any number. Whether it did."""
        if not self.frequent:
            return False
        self.left -= 1
        if self.left < 0:
            self.frequent = False
            self.line(f'{{"k":"cut","t":{now()}}}\n')
            return False
        return self.line(line)

    def finish(self):
        """What is written later, while the interpreter ends, is appended."""
        with self.lock:
            if self.on and self.map is not None:
                self.map.flush()
                self.map = None
                os.truncate(self.descriptor, self.used)

    def forked(self):
        """A forked process is not what is recorded."""
        self.on = self.frequent = False


class Here(threading.local):
    """What is known of the thread that asks."""

    def __init__(self):
        # 0 until it does something.
        self.number = 0
        # What runs, innermost last: a task, the processor time of the thread when
        # it began, if it is written, if it is a job.
        self.running = []
        # The task whose end called what runs in the event loop now.
        self.source = None
        self.holding = False
        # What the event loop that runs next does: it only ends, or has threads end.
        self.closing = None


file = File()
here = Here()


def open_file(path):
    file.open(path)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=file.forked)


def now():
    """Microseconds since the program began."""
    return (time.perf_counter_ns() - file.zero) // 1000


def thread():
    """The number of this thread."""
    if not here.number:
        here.number = new_thread(f"thread {next(others)}")
    return here.number


def new_thread(name):
    number = next(threads)
    file.several = number > 1
    file.line(f'{{"k":"thread","t":{now()},"th":{number},"name":{quote(name)}}}\n')
    return number


def task():
    """The number of the task that runs on this thread; none if none does."""
    return here.running[-1][0] if here.running else None


def optional(name, value):
    return "" if value is None else f',"{name}":{value}'


def made(kind, name, by=None, line=None):
    """A task is made; its number."""
    look()
    number = next(tasks)
    file.line(
        f'{{"k":"task","t":{now()},"id":{number}{optional("by", by)},"kind":"{kind}"'
        f',"name":{quote(name)}{optional("line", line)}}}\n'
    )
    return number


def enter(number, job=False, always=False):
    """A task begins to run here. A job has the thread until it is over."""
    if not (file.frequent or always):
        here.running.append((number, None, False, job))
        return
    look()
    th = thread()
    line = f'{{"k":"enter","t":{now()},"th":{th},"id":{number}}}\n'
    # Always, because another thread may come before this one has left.
    cpu = thread_time() if thread_time else None
    written = file.line(line) if always else file.often(line)
    here.running.append((number, cpu, written, job))
    if job and written and clock_of:
        file.jobs[number] = (clock_of(threading.get_ident()), cpu)


def leave(at=None):
    """The innermost task stops running here."""
    number, cpu, written, job = here.running.pop()
    file.jobs.pop(number, None)
    if written:
        at = now() if at is None else at
        measured = cpu is not None and (job or file.several)
        used = (thread_time() - cpu) // 1000 if measured else None
        file.line(
            f'{{"k":"leave","t":{at},"th":{here.number},"id":{number}{optional("cpu", used)}}}\n'
        )
        look()


def look():
    """Notes how much processor time the jobs have had by now.

    A thread that waits for the GIL cannot say so: those that have it look at its
    clock. This is no event of the format.
    """
    if not (file.several and file.jobs and file.looks > 0):
        return
    at = now()
    if at - file.looked < LOOK_PAUSE:
        return
    file.looked = at
    for number, (clock, began) in list(file.jobs.items()):
        try:
            used = (time.clock_gettime_ns(clock) - began) // 1000
        except OSError:
            continue  # The thread is gone.
        file.looks -= 1
        file.line(f'{{"k":"look","t":{at},"id":{number},"cpu":{used}}}\n')


def end(number, how, at=None):
    at = now() if at is None else at
    file.line(f'{{"k":"end","t":{at},"id":{number},"how":"{how}"}}\n')


def wait(number, what, label, for_us=None, line=None, on=(), at=None):
    """A task begins to wait; the number of the wait."""
    number_of_wait = next(waits)
    if not file.frequent:
        return number_of_wait
    at = now() if at is None else at
    on = f',"on":{list(on)}' if on else ""
    file.often(
        f'{{"k":"wait","t":{at},"id":{number_of_wait},"task":{number},"what":"{what}"'
        f',"label":{quote(label)}{optional("for_us", for_us)}{optional("line", line)}{on}}}\n'
    )
    return number_of_wait


def over(number_of_wait, how):
    if file.frequent:
        file.often(f'{{"k":"over","t":{now()},"id":{number_of_wait},"how":"{how}"}}\n')


def wake(number, by):
    if file.frequent:
        file.often(f'{{"k":"wake","t":{now()},"task":{number}{optional("by", by)}}}\n')


def cancel(number, by):
    file.often(f'{{"k":"cancel","t":{now()},"task":{number}{optional("by", by)}}}\n')


def hold(label, for_us=None):
    """The thread begins to block. Whether that is of interest: see `free`."""
    if here.holding or not file.frequent or not here.running:
        return False
    here.holding = file.often(
        f'{{"k":"hold","t":{now()},"th":{thread()},"task":{task()}'
        f',"label":{quote(label)}{optional("for_us", for_us)}}}\n'
    )
    return here.holding


def free(held):
    """The thread goes on, if `hold` said so."""
    if held:
        here.holding = False
        file.line(f'{{"k":"free","t":{now()},"th":{here.number}}}\n')


def printed(to, text):
    if file.on:
        look()
        file.line(
            f'{{"k":"print","t":{now()},"th":{thread()}{optional("task", task())}'
            f',"to":"{to}","text":{quote(text)}}}\n'
        )


def ended():
    """The program ends by itself."""
    file.line(f'{{"k":"exit","t":{now()}}}\n')
    file.finish()


def elsewhere(kind, th, number):
    """A task begins or ceases to run where nothing can be measured."""
    file.often(f'{{"k":"{kind}","t":{now()},"th":{th},"id":{number}}}\n')


def begin():
    """The program begins now."""
    file.zero = time.perf_counter_ns()
