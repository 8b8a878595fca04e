"""Every name of the published version is there, and every call written for it fits.

Of `pywebio.platform` the parameters that may be given by place are those of the owner's document
(part 2 of `docs/reference/upstream-api.md`); what the published version has besides is known by
its name.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pywebio.ports.types import UserValue

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "upstream-signatures.json"
PUBLISHED = json.loads(REFERENCE.read_text("utf-8"))

NAMED = "each keyword argument that the published version documents has a name of its own"
NOT_MADE_BY_APPS = "apps get one from run_async()"

DIFFERENT_ON_PURPOSE: dict[str, str] = {
    "put_markdown(**)": NAMED,
    "put_scrollable(**)": NAMED,
    "use_scope(**)": NAMED,
    "start_remote_access_service(**)": NAMED,
    **{
        f"remote_access_service({parameter})": "None asks PYWEBIO_REMOTE_ACCESS first"
        for parameter in ("server", "server_port")
    },
    "TaskHandler": NOT_MADE_BY_APPS,
    **{
        f"{function}({parameter})": "None is the default of every function that serves"
        for function in ("path_deploy", "path_deploy_http")
        for parameter in ("cdn", "max_payload_size")
    },
}
"""Name or ``name(parameter)`` → why a call written for the published version may not fit."""

_PLACE = "port=0, host='', debug=False, allowed_origins=None, check_origin=None"
_SESSIONS = "session_expire_seconds=None, session_cleanup_interval=None"
_ORIGINS = "allowed_origins=None, check_origin=None"
_POLLED = (
    "start_server(target, port=8080, host='localhost', allowed_origins=None, check_origin=None, "
    "disable_asyncio=False, session_cleanup_interval=None, session_expire_seconds=None, "
    "debug=False, **options)"
)
_TORNADO = (
    f"start_server(target, {_PLACE}, auto_open_webbrowser=False, "
    "websocket_max_message_size=None, websocket_ping_interval=None, "
    "websocket_ping_timeout=None, **settings)"
)

OWNERS: dict[str, str] = {
    "pywebio.start_server": _TORNADO,
    "pywebio.platform.start_server": _TORNADO,
    "pywebio.platform.tornado.start_server": _TORNADO,
    "pywebio.platform.tornado.webio_handler": f"webio_handler(target, {_ORIGINS})",
    "pywebio.platform.flask.webio_view": f"webio_view(target, {_SESSIONS}, {_ORIGINS})",
    "pywebio.platform.flask.start_server": _POLLED,
    "pywebio.platform.django.webio_view": f"webio_view(target, {_SESSIONS}, {_ORIGINS})",
    "pywebio.platform.django.start_server": _POLLED,
    "pywebio.platform.aiohttp.webio_handler": (
        f"webio_handler(target, {_ORIGINS}, websocket_settings=None)"
    ),
    "pywebio.platform.aiohttp.start_server": (
        f"start_server(target, {_PLACE}, auto_open_webbrowser=False, websocket_settings=None, "
        "**settings)"
    ),
    "pywebio.platform.httpbased.run_event_loop": "run_event_loop(debug=False)",
}
"""Function of the owner's document → its signature, which governs what is given by place."""

SERVE = ("start_server", "webio_handler", "webio_view", "webio_routes", "wsgi_app", "asgi_app")
"""Functions of which the published version has variants that order their parameters otherwise."""

POSITIONAL = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
BY_NAME = {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}


class Function(NamedTuple):
    """A function, method or constructor, and how it may be called."""

    path: str
    signature: str
    is_method: bool = False

    @property
    def name(self) -> str:
        """Its last name."""
        return self.path.rpartition(".")[2]

    @property
    def serves(self) -> bool:
        """The owner's document orders its parameters, not the published version."""
        return self.name in SERVE or self.path == "pywebio.platform.aiohttp.static_routes"

    @property
    def arguments(self) -> ast.arguments:
        """The parameters it must have."""
        function = ast.parse(f"def {self.signature}: ...").body[0]
        assert isinstance(function, ast.FunctionDef)
        arguments = function.args
        if self.is_method and arguments.args and arguments.args[0].arg in ("self", "cls"):
            del arguments.args[0]
        return arguments

    @property
    def ours(self) -> inspect.Signature:
        """Our parameters under the same name."""
        signature = inspect.signature(find(self.path))
        if not self.is_method or "self" not in signature.parameters:
            return signature
        return signature.replace(parameters=list(signature.parameters.values())[1:])


def find(path: str) -> UserValue:
    """Return what has this dotted path: a name of a module, or of a class in one."""
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found: UserValue = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            found = getattr(found, name)
        return found
    raise AssertionError(f"there is no {path}")


def published(kind: str) -> Iterator[tuple[str, UserValue]]:
    """Yield path and description of the published names of a kind."""
    for module, kinds in PUBLISHED.items():
        for name in kinds.get(kind, ()):
            path = f"{module}.{name}"
            yield path, kinds[kind][name] if isinstance(kinds[kind], Mapping) else ""


def published_functions() -> Iterator[Function]:
    """Yield the published functions, constructors and methods."""
    for path, signature in published("functions"):
        yield Function(path, signature)
    for path, about in published("classes"):
        if "made by" in about:
            yield Function(path, about["made by"])
        for name, parameters in about.get("methods", {}).items():
            yield Function(f"{path}.{name}", f"{name}{parameters}", is_method=True)


def path_of(function: Function) -> str:
    """Return the id of the tests of *function*."""
    return function.path


@pytest.fixture(
    params=[each for each in published_functions() if each.name not in DIFFERENT_ON_PURPOSE],
    ids=path_of,
)
def function(request: pytest.FixtureRequest) -> Function:
    """Every published function in turn."""
    assert isinstance(request.param, Function)
    return request.param


@pytest.fixture(params=[Function(*owners) for owners in OWNERS.items()], ids=path_of)
def owners(request: pytest.FixtureRequest) -> Function:
    """Every function of the owner's document in turn."""
    assert isinstance(request.param, Function)
    return request.param


@pytest.mark.parametrize(
    "path",
    [
        path
        for kind in ("functions", "classes", "constants", "objects")
        for path, _ in published(kind)
    ],
)
def test_every_name_is_there(path: str) -> None:
    assert find(path) is not None


@pytest.mark.parametrize(("path", "value"), list(published("constants")))
def test_constants_keep_their_values(path: str, value: object) -> None:
    if value is None:
        assert isinstance(find(path), str)  # a path of the machine
    else:
        assert find(path) == value


@pytest.mark.parametrize(("path", "about"), list(published("classes")))
def test_classes_are_what_they_were(path: str, about: UserValue) -> None:
    ours = find(path)
    assert isinstance(ours, type)
    assert set(about["bases"]) <= {base.__name__ for base in ours.__mro__}
    assert {name: getattr(ours, name) for name in about.get("constants", {})} == about.get(
        "constants", {}
    )


def test_arguments_by_place_stay_in_place(function: Function) -> None:
    if not function.serves:
        _check_places(function)


def test_arguments_by_place_are_the_owners(owners: Function) -> None:
    _check_places(owners)


def test_what_the_owner_lets_one_leave_out_has_the_same_default(owners: Function) -> None:
    _check_defaults(owners)


def test_arguments_by_name_are_known(function: Function) -> None:
    by_name = {name for name, p in function.ours.parameters.items() if p.kind in BY_NAME}
    theirs = {a.arg for a in (*function.arguments.args, *function.arguments.kwonlyargs)}
    missing = {
        name for name in theirs - by_name if f"{function.name}({name})" not in DIFFERENT_ON_PURPOSE
    }
    assert not missing
    if function.arguments.kwarg and f"{function.name}(**)" not in DIFFERENT_ON_PURPOSE:
        kinds = [parameter.kind for parameter in function.ours.parameters.values()]
        assert inspect.Parameter.VAR_KEYWORD in kinds


def test_what_may_be_left_out_stays_the_same(function: Function) -> None:
    if not function.serves:
        _check_defaults(function)


def _check_places(function: Function) -> None:
    ours = [name for name, p in function.ours.parameters.items() if p.kind in POSITIONAL]
    theirs = [argument.arg for argument in function.arguments.args]
    assert ours[: len(theirs)] == theirs
    if function.arguments.vararg:
        kinds = [parameter.kind for parameter in function.ours.parameters.values()]
        assert inspect.Parameter.VAR_POSITIONAL in kinds


def _check_defaults(function: Function) -> None:
    wrong = {
        name: f"published {default!r}, ours {ours!r}"
        for name, default in _literal_defaults(function.arguments)
        for ours in [_default(function.ours.parameters.get(name))]
        if f"{function.name}({name})" not in DIFFERENT_ON_PURPOSE
        and (ours is inspect.Parameter.empty or not _equal(ours, default))
    }
    assert not wrong


def _literal_defaults(arguments: ast.arguments) -> Iterator[tuple[str, object]]:
    with_default = arguments.args[len(arguments.args) - len(arguments.defaults) :]
    pairs = [
        *zip(with_default, arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        if default is not None:
            yield argument.arg, ast.literal_eval(default)


def _default(parameter: inspect.Parameter | None) -> object:
    return inspect.Parameter.empty if parameter is None else parameter.default


def _equal(ours: object, theirs: object) -> bool:
    # An empty tuple stands for their empty list: a default that nobody can change.
    return ours == theirs or (theirs == [] and ours == ())
