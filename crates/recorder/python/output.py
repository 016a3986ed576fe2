"""What is printed, and tracebacks without the recorder's own frames."""

import sys
import traceback

import names
import writer


def install():
    watch(sys.stdout, "stdout")
    watch(sys.stderr, "stderr")
    hide_in_library()


def watch(stream, to):
    """Hears of what is written. The stream stays the same object, with its buffer."""
    if stream is None:
        return
    original = stream.write

    def write(text):
        count = original(text)
        writer.printed(to, text)
        return count

    stream.write = write


def hide_in_library():
    """Whatever of Python prints a stack takes its frames from here."""
    Summary = traceback.StackSummary
    extract = Summary._extract_from_extended_frame_gen.__func__
    from_list = Summary.from_list.__func__

    def _extract_from_extended_frame_gen(kind, frames, **options):
        shown = (it for it in frames if it[0].f_code.co_filename not in names.own)
        return extract(kind, shown, **options)

    def of_origin(kind, frames):
        return from_list(kind, [it for it in frames if it[0] not in names.own])

    Summary._extract_from_extended_frame_gen = classmethod(_extract_from_extended_frame_gen)
    Summary.from_list = classmethod(of_origin)


def hide_own_frames():
    """The interpreter prints the exception that ends the program by itself, in C."""
    original = sys.excepthook

    def excepthook(kind, error, trace):
        strip(error, set())
        original(kind, error, error.__traceback__)

    sys.excepthook = excepthook


def strip(error, seen):
    """Takes our frames out of the exception and of all that it came from."""
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    error.__traceback__ = without_own(error.__traceback__)
    for other in (error.__cause__, error.__context__, *getattr(error, "exceptions", ())):
        strip(other, seen)


def without_own(trace):
    kept = []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename not in names.own:
            kept.append(trace)
        trace = trace.tb_next
    after = None
    for trace in reversed(kept):
        trace.tb_next, after = after, trace
    return after
