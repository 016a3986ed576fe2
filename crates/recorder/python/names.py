"""A call as its text, and the line of the program that made it."""

import functools
import gc
import sys
import types
from asyncio import events

# They name a lane of a picture: a longer value is shown by its name, a longer call
# is cut off.
VALUE = 16
ITEMS = 3
CALL = 60

program = None
own = ()

# Below it on the stack is who runs the event loop, and not who asked for this.
LOOP = events.Handle._run.__code__

LITERALS = (str, bytes, bool, int, float, complex, range, type(None), type(Ellipsis))
METHODS = (types.MethodType, types.BuiltinMethodType, types.MethodWrapperType)


def begin(path, recorder):
    """Which file is the program, and which are the recorder."""
    global program, own
    program, own = path, frozenset(recorder)


def line_of(frame):
    """The line of the program that led to the frame; none if none did."""
    while frame is not None and frame.f_code is not LOOP:
        if frame.f_code.co_filename == program:
            return frame.f_lineno
        frame = frame.f_back
    return None


def clip(text, size):
    return text if len(text) <= size else text[: size - 1] + "\N{HORIZONTAL ELLIPSIS}"


def show(value, name, depth=2):
    """A value as a program would write it; a long one or one without a literal by name.

    Only the types of the language are asked for their `repr`: another one's
    could print, wait, or fail.
    """
    kind = type(value)
    if kind in LITERALS:
        return literal(value, kind, name)
    if kind in (list, tuple, set, frozenset, dict) and depth:
        text = items(value, kind, name, depth - 1)
        return text if len(text) <= VALUE else name
    if kind is types.CoroutineType and depth:
        return of_coroutine(value)
    if kind is functools.partial:
        return show(value.func, name, depth)
    if callable(value) and isinstance(getattr(value, "__name__", None), str):
        return value.__name__.replace("<lambda>", "lambda")
    return name


def literal(value, kind, name):
    # What is long is not written out first: it can be very long.
    if kind in (str, bytes) and len(value) > VALUE:
        return name
    # A range can be longer than `len` can say.
    if (kind is range and value[ITEMS:]) or (kind is int and value.bit_length() > 64):
        return name
    text = quoted(value) if kind is str else repr(value)
    return text if len(text) <= VALUE else name


def quoted(text):
    plain = repr(text)
    return plain if '"' in plain else '"' + plain[1:-1] + '"'


def items(value, kind, name, depth):
    # The order of a set is another one in each run.
    if len(value) > (1 if kind is set else ITEMS):
        return name
    if kind is dict:
        pairs = ((show(key, "key", depth), show(it, "value", depth)) for key, it in value.items())
        return "{" + ", ".join(f"{key}: {it}" for key, it in pairs) + "}"
    shown = ", ".join(show(it, "item", depth) for it in value)
    if kind is list:
        return f"[{shown}]"
    if kind is tuple:
        return f"({shown},)" if len(value) == 1 else f"({shown})"
    return f"{{{shown}}}" if kind is set and value else name


def arguments(frame):
    """The arguments of a call that has not begun, by name."""
    before = frame.f_locals
    values = dict(before)
    if sys.version_info < (3, 13):
        # It is a copy that the frame keeps: it would keep the values too.
        before.clear()
    return values


def of_coroutine(coro):
    """The call that made a coroutine, or an empty text."""
    if type(coro) is not types.CoroutineType or coro.cr_frame is None:
        return of_other(coro)
    code = coro.cr_code
    values = arguments(coro.cr_frame)
    count = code.co_argcount
    names = code.co_varnames[: count + code.co_kwonlyargcount]
    owner, name = "", code.co_name
    if names and names[0] in ("self", "cls") and names[0] in values:
        this = values.pop(names[0])
        owner = this if isinstance(this, type) else type(this)
        function = getattr(owner, name, None)
        owner, names, count = f"{owner.__name__}.", names[1:], count - 1
    else:
        function = coro.cr_frame.f_globals.get(name)
        module = coro.cr_frame.f_globals.get("__name__", "")
        owner = "asyncio." if module.startswith("asyncio.") else ""
    default = defaults(function, code)
    shown = []
    skipped = False
    for index, it in enumerate(names):
        if it not in values:
            continue
        value = values[it]
        if it in default and same(value, default[it]):
            skipped = True
            continue
        text = show(value, it)
        shown.append(text if index < count and not skipped else f"{it}={text}")
    rest = code.co_varnames[code.co_argcount + code.co_kwonlyargcount :]
    if code.co_flags & 0x04:  # *args
        shown += (show(value, rest[0]) for value in values.get(rest[0], ()))
        rest = rest[1:]
    if code.co_flags & 0x08:  # **kwargs
        shown += (f"{key}={show(value, key)}" for key, value in values.get(rest[0], {}).items())
    return whole(f"{owner}{name}", shown)


def of_other(awaitable):
    """What is no coroutine: the end of a generator, a generator."""
    for it in gc.get_referents(awaitable):
        if isinstance(it, types.AsyncGeneratorType):
            return f"{it.__name__}.{'aclose' if 'throw' in type(awaitable).__name__ else 'anext'}()"
    name = getattr(awaitable, "__name__", "")
    return f"{name}()" if isinstance(name, str) and name else ""


def defaults(function, code):
    """The default values of a function, by name, if it is the one of that code."""
    function = getattr(function, "__func__", function)
    if getattr(function, "__code__", None) is not code:
        return {}
    values = function.__defaults__ or ()
    names = code.co_varnames[code.co_argcount - len(values) : code.co_argcount]
    return dict(zip(names, values, strict=False)) | (function.__kwdefaults__ or {})


def same(value, default):
    """Whether a value is the default. Only literals are compared: `==` may do anything."""
    literal = type(value) is type(default) and type(value) in (bool, int, float, str, bytes)
    return value is default or (literal and value == default)


def of_call(function, args, kwargs):
    """The call of a function on a thread, without the ways it was handed on."""
    while True:
        if type(function) is functools.partial:
            kwargs = {**function.keywords, **kwargs}
            args, function = (*function.args, *args), function.func
        elif is_context_run(function) and args:
            function, args = args[0], args[1:]
        elif is_chunk(function) and len(args) == 2:
            function, calls = args
            if len(calls) > 1:
                return whole(of_function(function), ["\N{HORIZONTAL ELLIPSIS}"])
            args = calls[0]
        else:
            break
    code = getattr(function, "__code__", None)
    names = list(code.co_varnames[: code.co_argcount]) if code else []
    if isinstance(function, METHODS) and names:
        names = names[1:]
    names += ["value"] * len(args)
    shown = [show(value, name) for name, value in zip(names, args, strict=False)]
    shown += [f"{key}={show(value, key)}" for key, value in kwargs.items()]
    return whole(of_function(function), shown)


def is_context_run(function):
    """`Context.run`, by which `to_thread` takes context variables along."""
    this = getattr(function, "__self__", None)
    return type(this).__name__ == "Context" and getattr(function, "__name__", "") == "run"


def is_chunk(function):
    """What `map` of a pool of processes hands on: a function and a list of arguments."""
    module = getattr(function, "__module__", "")
    return module == "concurrent.futures.process" and function.__name__ == "_process_chunk"


def of_function(function):
    name = getattr(function, "__name__", "")
    if not isinstance(name, str) or not name:
        return type(function).__name__
    this = getattr(function, "__self__", None)
    module = getattr(function, "__module__", None)
    if this is not None and not isinstance(this, types.ModuleType):
        owner = this if isinstance(this, type) else type(this)
        return f"{owner.__name__}.{name}"
    if module in ("time", "os", "socket", "subprocess"):
        return f"{module}.{name}"
    return name.replace("<lambda>", "lambda")


def whole(name, shown):
    text = f"{name}({', '.join(shown)})"
    return text if len(text) <= CALL else clip(text, CALL - 1) + ")"
