"""Runs an asyncio program as `python3 program.py` would, and records it.

    TRACE_FILE=out.jsonl python3 record.py program.py [arguments]

The events of crate `trace` go to the file, a line each, without a header. The
program is not changed: functions of the standard library that it calls are
wrapped before it begins.

    writer.py    the file, and what runs on which thread
    names.py     a call as its text, and the line that made it
    waits.py     what a suspended coroutine waits for
    tasks.py     tasks: made, run, woken, cancelled, over
    threads.py   threads, jobs of pools, and calls that block
    output.py    what is printed, and tracebacks without our frames
"""

import os
import sys
import types

MODULES = ["writer", "names", "waits", "tasks", "threads", "output"]


def load():
    """The modules by name. They are not in `sys.modules` when the program begins.

    In one file with this one they are in `SOURCES`; beside it they are files.
    """
    sources = globals().get("SOURCES") or {}
    folder = os.path.dirname(os.path.abspath(__file__))
    loaded = {}
    for name in MODULES:
        path = os.path.join(folder, f"{name}.py")
        if name not in sources:
            with open(path, encoding="utf-8") as file:
                sources[name] = file.read()
        module = loaded[name] = sys.modules[name] = types.ModuleType(name)
        module.__file__ = path
        exec(compile(sources[name], path, "exec"), module.__dict__)
    for name in MODULES:
        del sys.modules[name]
    return types.SimpleNamespace(**loaded)


def read(program):
    """The program's text, or the end that Python comes to without it."""
    try:
        with open(program, "rb") as file:
            return file.read()
    except OSError as error:
        reason = f"[Errno {error.errno}] {error.strerror}"
        print(f"{sys.executable}: can't open file {program!r}: {reason}", file=sys.stderr)
        sys.exit(2)


def main_module(path):
    """What Python makes for the file that it was told to run."""
    # Here, because only now nothing of the program runs yet.
    from importlib.machinery import SourceFileLoader

    module = types.ModuleType("__main__")
    loader = SourceFileLoader("__main__", path)
    module.__dict__.update(
        __file__=path, __cached__=None, __loader__=loader, __builtins__=sys.modules["builtins"]
    )
    if sys.version_info < (3, 14):
        module.__annotations__ = {}
    return module


def main():
    trace_file = os.environ.pop("TRACE_FILE", None)
    if trace_file is None or len(sys.argv) < 2:
        sys.exit("usage: TRACE_FILE=out.jsonl python3 record.py program.py [arguments]")
    path = os.path.abspath(sys.argv[1])
    source = read(path)
    parts = load()
    folder = os.path.dirname(os.path.abspath(__file__))
    parts.names.begin(path, [__file__, *(os.path.join(folder, f"{it}.py") for it in MODULES)])
    del sys.argv[0]
    sys.path[0] = os.path.dirname(os.path.realpath(path))
    # The old one stays: what is in it is what runs now.
    parts.main, sys.modules["__main__"] = sys.modules["__main__"], main_module(path)
    parts.writer.open_file(trace_file)
    for part in (parts.output, parts.tasks, parts.threads):
        part.install()
    program = sys.modules["__main__"].__dict__
    parts.threads.begin()
    try:
        exec(compile(source, path, "exec", dont_inherit=True), program)
    except BaseException as error:
        parts.threads.failed(error)
        parts.output.hide_own_frames()
        raise


main()
