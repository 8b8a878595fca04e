"""Django: the view in projects, the servers, and what its parameters mean."""

from __future__ import annotations

import asyncio
import functools
import http.client
import json
import re
import secrets
import socket
import struct
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin
from wsgiref.util import shift_path_info

import anyio
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.asgi import ASGIHandler
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import override_settings
from django.urls import include, path, re_path
from django.views.static import serve as serve_folder

from pywebio.backends.client_files import STATIC_PATH
from pywebio.container import default_container
from pywebio.input import file_upload, input
from pywebio.output import put_text
from pywebio.platform.django import webio_view, wsgi_app
from pywebio.session import info
from pywebio.testing import FakeClock
from tests.integration.clients.base import PATIENCE, AppKind, File, answer, until
from tests.integration.clients.django import (
    DjangoBackend,
    ServerOfDjango,
    mounted_view,
    start,
    start_ours,
    started,
)
from tests.integration.clients.flask import FlaskBackend
from tests.integration.clients.polling import polling

if TYPE_CHECKING:
    from pathlib import Path

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from django.http import HttpRequest, HttpResponseBase
    from django.urls import URLPattern, URLResolver

    from pywebio.ports.http import PollingHandler
    from pywebio.ports.types import UserValue
    from tests.integration.clients.base import MountOptions, Served

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
"""What `startproject` gives, apart from messages."""


class Project(Protocol):
    """Runs a project with Django's own server."""

    def __call__(
        self,
        urls: Sequence[URLPattern | URLResolver],
        handlers: Mapping[str, PollingHandler] = ...,
        *,
        prefix: bool = ...,
    ) -> Served: ...


@pytest.fixture
async def project() -> AsyncIterator[Project]:
    servers: list[Served] = []

    def serve(
        urls: Sequence[URLPattern | URLResolver],
        handlers: Mapping[str, PollingHandler] | None = None,
        *,
        prefix: bool = False,
    ) -> Served:
        settings.ROOT_URLCONF = as_module(urls)
        app: WSGIApplication = get_wsgi_application()
        served = start(ServerOfDjango(below_a_prefix(app) if prefix else app), handlers or {})
        servers.append(served)
        return served

    with override_settings(MIDDLEWARE=MIDDLEWARE):
        yield serve
        for served in servers:
            await served.close()


def as_module(urls: Sequence[URLPattern | URLResolver]) -> ModuleType:
    module = ModuleType("urls")
    module.__dict__["urlpatterns"] = urls
    return module


def below_a_prefix(app: WSGIApplication) -> WSGIApplication:
    def wrapper(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        shift_path_info(environ)
        return app(environ, start_response)

    return wrapper


@pytest.fixture(scope="module")
def user() -> Iterator[User]:
    get_wsgi_application()
    call_command("migrate", verbosity=0)
    yield User.objects.create_user("ada", password="secret")
    connection.close()


@pytest.fixture
def cookie(user: User) -> str:
    """The cookie of a browser in which the user is logged in."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return f"sessionid={store.session_key}"


def hello() -> None:
    put_text("hello")


async def greet() -> None:
    put_text(await answer(input("q")))


# In a project


async def test_a_view_works_wherever_it_stands(project: Project, kind: AppKind) -> None:
    view = webio_view(kind.app(greet))

    @functools.wraps(view)
    def decorated(request: HttpRequest) -> HttpResponseBase:
        return view(request)

    served = project(
        [
            path("tool/", view),
            path("deep/", include([path("down", view), path("<int:number>/tool", view)])),
            re_path(r"^unnamed/(\d+)$", view),
            path("decorated/", decorated),
        ]
    )
    for place in ("/tool/", "/deep/down", "/deep/5/tool", "/unnamed/7", "/decorated/"):
        page = await served.get(place)
        assert page.status == 200
        files = re.findall(r"(?:href|src)=\"(\?[^\"]*)\"", page.text)
        assert files
        for reference in files:
            assert (await served.get(urljoin(place, reference.replace("&amp;", "&")))).status == 200
        session = await served.open(path=place)
        await session.reply("no token needed")
        assert await session.text() == "no token needed"
        await session.ended()


async def test_an_app_reads_the_request_and_its_user(
    project: Project, kind: AppKind, cookie: str
) -> None:
    async def app() -> None:
        request: HttpRequest = info.request
        assert request.user.is_authenticated
        put_text(
            info.backend,
            info.protocol,
            request.user.get_username(),
            request.GET["color"],
            request.headers["X-Kind"],
            request.COOKIES["theme"],
        )

    served = project([path("tool/", webio_view(kind.app(app)))])
    page = await served.open(
        path="/tool/?color=red&",
        headers={"Cookie": f"{cookie}; theme=dark", "X-Kind": "curious"},
    )
    assert await page.text() == "django http ada red curious dark"


async def test_only_who_is_logged_in_gets_a_session(
    project: Project, kind: AppKind, cookie: str
) -> None:
    async def app() -> None:
        put_text(info.request.user.get_username())
        put_text(await answer(input("q")))

    view, handler = mounted_view(kind.app(app), {})
    served = project([path("tool/", login_required(view))], {"/tool/": handler})
    stranger = await served.get("/tool/")
    assert stranger.status == 302
    assert stranger.headers["location"].startswith("/login/?next=/tool/")
    refused = await served.get("/tool/", headers={"webio-session-id": "NEW-1234"})
    assert refused.status == 302
    assert served.sessions("/tool/") == 0
    page = await served.open(path="/tool/", headers={"Cookie": cookie})
    assert await page.text() == "ada"
    await page.reply("welcome")
    assert await page.text() == "welcome"


async def test_a_project_below_a_prefix(project: Project) -> None:
    served = project([path("tool/", webio_view(greet))], prefix=True)
    assert (await served.get("/prefix/tool/")).status == 200
    page = await served.open(path="/prefix/tool/")
    await page.reply("below")
    assert await page.text() == "below"


async def test_two_views_have_two_policies(project: Project) -> None:
    asked: list[str] = []

    def own_policy(origin: str) -> bool:
        asked.append(origin)
        return origin.endswith("example.org")

    options: dict[str, MountOptions] = {
        "strict": {},
        "lenient": {"allowed_origins": ["https://*.example.com"]},
        "own": {"check_origin": own_policy},
    }
    views = {place: mounted_view(greet, {**given}) for place, given in options.items()}
    served = project(
        [path(place, view) for place, (view, _) in views.items()],
        {f"/{place}": handler for place, (_, handler) in views.items()},
    )

    async def status(place: str, origin: str) -> int:
        headers = {"webio-session-id": f"NEW-{secrets.token_hex(8)}", "Origin": origin}
        return (await served.get(f"/{place}", headers=headers)).status

    assert await status("strict", f"http://{served.address}") == 200
    assert await status("strict", "https://a.example.com") == 403
    assert await status("lenient", "https://a.example.com") == 200
    assert await status("own", "https://a.example.com") == 403
    assert await status("own", "https://example.org") == 200
    assert asked == ["https://a.example.com", "https://example.org"]
    assert [served.sessions(f"/{place}") for place in views] == [1, 1, 1]
    # A session of one is unknown to the other.
    (session_id,) = served.session_ids("/lenient")
    gone = await served.get("/own", headers={"webio-session-id": session_id})
    assert "close_session" in gone.text


async def test_flask_and_django_in_one_process(running: list[Served], kind: AppKind) -> None:
    async def app() -> None:
        put_text(info.backend)
        put_text(await answer(input("q")))

    running += [DjangoBackend().serve(kind.app(app)), FlaskBackend().serve(kind.app(app))]
    pages = [await served.open() for served in running]
    assert [await page.text() for page in pages] == ["django", "flask"]
    for page in reversed(pages):
        await page.reply("both")
    assert [await page.text() for page in pages] == ["both", "both"]


async def test_a_project_that_serves_the_files_itself(project: Project) -> None:
    served = project(
        [
            path("io", webio_view(greet)),
            re_path(r"^client/(?P<path>.*)$", serve_folder, {"document_root": STATIC_PATH}),
        ]
    )
    page = await served.get("/client/index.html?pywebio_api=/io")
    files = re.findall(r"(?:href|src)=\"([\w./-]+)\"", page.text)
    assert files
    for name in files:
        assert (await served.get(urljoin("/client/index.html", name))).status == 200
    assert (await served.get("/io?test=1")).text == "ok"
    session = await served.open(path="/io")
    await session.reply("older style")
    assert await session.text() == "older style"


async def test_a_long_body_is_read_and_one_beyond_the_limit_is_refused(
    project: Project,
) -> None:
    def app() -> None:
        content = file_upload("f")["content"]
        put_text(len(content))

    view, handler = mounted_view(app, {"max_payload_size": "6M"})
    served = project([path("tool/", view)], {"/tool/": handler})
    page = polling(await served.open(path="/tool/"))
    form = await page.next("input_group")
    browser = http.client.HTTPConnection("127.0.0.1", served.port, timeout=PATIENCE)
    for size, status in ((7 * 2**20, 413), (2, 200), (7 * 2**20, 413), (2, 200)):
        headers = {"webio-session-id": page.named, "Connection": "keep-alive"}
        browser.request("POST", "/tool/", b"[]".ljust(size), headers)
        with browser.getresponse() as response:
            assert response.status == status
            response.read()
    browser.close()
    # More than Django's DATA_UPLOAD_MAX_MEMORY_SIZE, and on the same connection.
    content = b"y" * (5 * 2**20)
    await page.send_files(
        {"event": "from_submit", "task_id": form.task_id, "data": {"data": None}},
        [File("data", "big.txt", content)],
    )
    assert await page.text() == str(len(content))
    assert page.failures == 0


async def test_what_clients_do_wrong_is_no_news(
    running: list[Served], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    served = DjangoBackend().serve(hello)
    running.append(served)
    headers = {"webio-session-id": "NEW-1"}
    assert (await served.get("/no/such/page")).status == 404
    assert (await served.get("/", method="PUT")).status == 405
    assert (await served.get("/?ack=x", headers=headers)).status == 400
    assert (await served.get("/", headers={**headers, "Origin": "https://e.com"})).status == 403
    assert (await served.get("/", headers={"Transfer-Encoding": "chunked"})).status == 411
    with socket.create_connection(("127.0.0.1", served.port)) as browser:
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        browser.sendall(b"POST / HTTP/1.1\r\nWebIO-Session-Id: x\r\nContent-Length: 9\r\n\r\nhalf")
    assert (await served.get("/")).status == 200
    assert [each for each in caplog.records if each.levelname not in ("DEBUG", "INFO")] == []
    assert capfd.readouterr() == ("", "")


# Under ASGI


async def test_nothing_is_held_under_asgi(kind: AppKind) -> None:
    urls = as_module([path("tool/", webio_view(kind.app(greet)))])
    with override_settings(MIDDLEWARE=MIDDLEWARE, ROOT_URLCONF=urls), anyio.fail_after(PATIENCE):
        app = ASGIHandler()
        headers, body = await asgi(app, "ack=-1&wait=25", f"NEW-{secrets.token_hex(8)}")
        assert [each["command"] for group in body["commands"] for each in group] == ["input_group"]
        session = headers[b"webio-session-id"].decode()
        # There is nothing to tell, and the answer comes all the same.
        _, body = await asgi(app, "ack=0&wait=25", session)
        assert (body["commands"], body["wait"]) == ([], 0)
        await asgi(app, "ack=0&wait=0&leave=1", session, "POST")


async def asgi(
    app: ASGIHandler, query: str, session: str, method: str = "GET"
) -> tuple[dict[bytes, bytes], UserValue]:
    """Make a request of a session; return the headers and what is in the body of the answer."""
    sent: list[UserValue] = []
    arriving = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> UserValue:
        if not arriving:
            await anyio.sleep_forever()
        return arriving.pop()

    async def send(message: UserValue) -> None:
        sent.append(message)

    scope: UserValue = {
        "type": "http",
        "method": method,
        "path": "/tool/",
        "query_string": query.encode(),
        "headers": [(b"host", b"testserver"), (b"webio-session-id", session.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
    }
    await app(scope, receive, send)
    body = b"".join(each.get("body", b"") for each in sent)
    return {name.lower(): value for name, value in sent[0]["headers"]}, json.loads(body or b"null")


# What the parameters mean


async def test_a_session_without_requests_expires(running: list[Served], kind: AppKind) -> None:
    clock = FakeClock()
    served = DjangoBackend().serve(
        kind.app(greet),
        session_expire_seconds=100,
        session_cleanup_interval=30,
        container=default_container().with_(clock=clock),
    )
    running.append(served)
    page = await served.open(ack=None)
    await page.next("input_group")
    clock.advance(99)
    await page.poll()  # type: ignore[attr-defined]  # a page that polls
    clock.advance(99)
    assert served.sessions() == 1
    clock.advance(32)
    await until(lambda: served.sessions() == 0)


@pytest.mark.parametrize("disable_asyncio", [False, True])
@pytest.mark.parametrize("mounted", [False, True], ids=["start_server", "webio_view"])
async def test_coroutines_need_no_event_loop(
    project: Project, running: list[Served], disable_asyncio: bool, mounted: bool
) -> None:
    async def app() -> None:
        put_text(await answer(input("q")))
        try:
            await asyncio.sleep(0.001)
        except RuntimeError as error:
            put_text(str(error))
        put_text("end")

    if mounted:
        served = project([path("", webio_view(app, disable_asyncio=disable_asyncio))])
    else:
        served = started(app, {"disable_asyncio": disable_asyncio})
        running.append(served)
    page = await served.open()
    await page.reply("stepped")
    assert await page.text() == "stepped"
    text = await page.text()
    if disable_asyncio:
        assert "disable_asyncio" in text
    else:
        assert text == "end"


@pytest.mark.parametrize("debug", [False, True])
async def test_debug_shows_tracebacks(project: Project, debug: bool) -> None:
    def app() -> None:
        raise ValueError("a mistake of the app")

    served = project([path("", webio_view(app, debug=debug))])
    assert ('"debug": true' in (await served.get()).text) is debug
    page = await served.open()
    await page.ended()
    shown = str([command.spec for command in page.received])
    assert ("a mistake of the app" in shown) is debug


async def test_several_wsgi_apps_in_one_process(running: list[Served], tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("a note", "utf-8")

    def other() -> None:
        put_text("other")

    apps = [wsgi_app([hello, other], static_dir=str(tmp_path)), wsgi_app(other, USE_TZ=True)]
    running += [start_ours(app, {}) for app in apps]
    first, second = running
    assert await (await first.open(app="hello")).text() == "hello"
    assert await (await second.open()).text() == "other"
    note = await first.get("/static/note.txt")
    assert (note.text, note.headers["content-type"]) == ("a note", "text/plain")
    for name in ("", "nothing", "../conftest.py", "%2e%2e/conftest.py", "%00"):
        assert (await first.get(f"/static/{name}")).status == 404
    assert (await second.get("/static/note.txt")).status == 404


def test_a_setting_that_contradicts_the_present_ones_is_named() -> None:
    with pytest.raises(ValueError, match=r"USE_TZ=False .* USE_TZ is True already"):
        wsgi_app(hello, USE_TZ=False)
    with pytest.raises(ValueError, match="NO_SUCH_SETTING"):
        wsgi_app(hello, NO_SUCH_SETTING=1)
