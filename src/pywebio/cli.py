"""The command `pywebio`: serve an app that stands in a file or a module."""

from __future__ import annotations

import ast
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from functools import partial, reduce
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from inspect import Parameter, isfunction, signature
from pathlib import Path
from types import ModuleType

import pywebio
from pywebio.container import default_container
from pywebio.platform._by_name import BACKENDS

_USUAL_NAMES = ("main", "app")
_SERVERS = ("start_server", "path_deploy", "path_deploy_http")
_WRONG_USE = 2
"""What the program returns when it was called in a wrong way."""


class CannotRun(Exception):
    """The app cannot be found, or served; the message says what to do."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; *arguments* are those of the program by default."""
    parser = _parser()
    options = parser.parse_args(arguments)
    # What the app's file does outside of its functions is to have no page.
    default_container().script.yield_to_servers()
    try:
        target = load(options.app)
    except CannotRun as error:
        parser.exit(_WRONG_USE, f"pywebio: {error}\n")
    try:
        _serve(target, options)
    except (ImportError, OSError, TypeError, ValueError) as error:
        parser.exit(_WRONG_USE, f"pywebio: {getattr(error, 'strerror', None) or error}\n")


def _parser() -> ArgumentParser:
    parser = ArgumentParser("pywebio", description="Write interactive web apps in a script way.")
    parser.add_argument("--version", action="version", version=f"pywebio {pywebio.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="serve an app", description="Serve an app.")
    run.add_argument(
        "app",
        metavar="FILE[:NAME] | MODULE[:NAME]",
        help="a function, or a list or mapping of functions; by default the one called main or "
        "app, else the only function that needs no arguments",
    )
    add = run.add_argument
    add("--backend", choices=BACKENDS, default="tornado", help="what serves (%(default)s)")
    add("--port", type=int, default=8080, help="0 takes a free one (%(default)s)")
    add("--host", default="", help="address to listen on (all interfaces)")
    add("--debug", action="store_true", help="tracebacks in the page, the server's debug mode")
    add("--open", action="store_true", help="open the page in a browser")
    add(
        "--allow-origin",
        action="append",
        metavar="PATTERN",
        help="another origin that may use the app, such as 'https://*.example.com'; repeatable",
    )
    add(
        "--reconnect-timeout",
        type=float,
        metavar="SECONDS",
        help="how long a session waits for a lost browser (0)",
    )
    add("--static-dir", metavar="FOLDER", help="a folder to serve at /static/")
    add("--max-payload-size", metavar="SIZE", help="of one upload, such as 40M (200M)")
    return parser


def _serve(target: object, options: Namespace) -> None:
    pywebio.start_server(
        target,  # type: ignore[arg-type]  # start_server says what is wrong with it
        backend=options.backend,
        port=options.port,
        host=options.host,
        debug=options.debug,
        auto_open_webbrowser=options.open,
        allowed_origins=options.allow_origin,
        reconnect_timeout=options.reconnect_timeout,
        static_dir=options.static_dir,
        max_payload_size=options.max_payload_size,
    )


# Finding the app


def load(app: str) -> object:
    """Return what `FILE[:NAME]` or `MODULE[:NAME]` stands for.

    Raises:
        CannotRun: There is no such thing, or it starts a server itself.
    """
    place, colon, name = app.rpartition(":")
    if not colon or not all(part.isidentifier() for part in name.split(".")):
        place, name = app, ""
    path = Path(place)
    is_file = path.suffix == ".py" or path.is_file()
    spec = _spec_of_file(path) if is_file else _spec_of_module(place)
    source = Path(spec.origin or "")
    tree = ast.parse(source.read_bytes(), source) if source.suffix == ".py" else ast.Module([], [])
    command = f"python {source.name}" if is_file else f"python -m {place}"
    if _starts_server(tree, [None]):
        raise CannotRun(f"{place} starts a server itself: run it with `{command}`")
    module = _import(spec)
    name = name or _name_in(module, place)
    if _starts_server(tree, [name]):
        raise CannotRun(
            f"{name}() of {place} starts a server itself: run it with `{command}`, "
            f"or name the app that it serves: `pywebio run {place}:NAME`"
        )
    return _member(module, name, place)


def _spec_of_file(path: Path) -> ModuleSpec:
    if not path.is_file():
        raise CannotRun(f"there is no file {path}")
    sys.path.insert(0, str(path.resolve().parent))
    # Its own name, unless a module has it that others have imported.
    name = path.stem if path.stem not in sys.modules else f"{path.stem}_app"
    spec = spec_from_file_location(name, path.resolve())
    if spec is None:
        raise CannotRun(f"{path} is no Python file")
    return spec


def _spec_of_module(name: str) -> ModuleSpec:
    sys.path.insert(0, "")
    try:
        spec = find_spec(name) if name.strip(".") == name else None
    except ModuleNotFoundError as error:
        if not f"{name}.".startswith(f"{error.name}."):
            raise
        spec = None
    if spec is None:
        raise CannotRun(f"there is no file and no module {name!r}")
    return spec


def _import(spec: ModuleSpec) -> ModuleType:
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    if spec.loader is not None:
        spec.loader.exec_module(module)
    return module


def _name_in(module: ModuleType, place: str) -> str:
    members = vars(module)
    for name in _USUAL_NAMES:
        if _can_be_served(members.get(name)):
            return name
    own = [
        name
        for name, value in members.items()
        if isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    ]
    apps = [name for name in own if _can_be_served(members[name])]
    if len(apps) == 1:
        return apps[0]
    if apps:
        choices = ", ".join(f"{place}:{name}" for name in apps)
        raise CannotRun(f"{place} has several functions: say which one is the app, of {choices}")
    raise CannotRun(
        f"{place} has no app: define a function `main` without arguments, "
        f"or say what to serve: `pywebio run {place}:NAME`"
    )


def _can_be_served(value: object) -> bool:
    """Tell whether *value*, which nobody has called an app, looks like one."""
    if isinstance(value, Mapping):
        return bool(value) and all(map(_can_be_served, value.values()))
    if isinstance(value, (list, tuple)):
        return bool(value) and all(map(_can_be_served, value))
    if not isfunction(value) and not isinstance(value, partial):
        return False
    optional = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)
    return all(
        each.default is not Parameter.empty or each.kind in optional
        for each in signature(value).parameters.values()
    )


def _member(module: ModuleType, name: str, place: str) -> object:
    try:
        found: object = reduce(getattr, name.split("."), module)
    except AttributeError:
        raise CannotRun(f"{place} has no {name!r}") from None
    return found


# Whether the source starts a server, which is found out without running it: it would not return


def _starts_server(tree: ast.Module, begin: Sequence[str | None]) -> bool:
    """Tell whether running a function of *tree*, or the module itself (None), starts a server."""
    called: dict[str | None, set[str]] = {None: set(_calls(tree.body))}
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            called[node.name] = set(_calls(node.body))
    reached: set[str | None] = set()
    ahead = list(begin)
    while ahead:
        name = ahead.pop()
        if name in _SERVERS:
            return True
        if name not in reached:
            reached.add(name)
            ahead.extend(called.get(name, ()))
    return False


def _calls(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """Yield the names of what is called when *nodes* are run by an import."""
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test):
            yield from _calls(node.orelse)
            continue
        if isinstance(node, ast.Call):
            yield from _name_of(node.func)
        yield from _calls(list(ast.iter_child_nodes(node)))


def _name_of(function: ast.expr) -> Iterator[str]:
    if isinstance(function, ast.Name):
        yield function.id
    # asyncio has a function of that name, too.
    elif isinstance(function, ast.Attribute) and ast.unparse(function) != "asyncio.start_server":
        yield function.attr
