"""The session as its app sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

import pywebio.session
from pywebio.domain.client import ClientInfo
from pywebio.exceptions import ArgumentError, SessionNotFoundException
from pywebio.output import put_button, put_text
from pywebio.ports.types import UserValue
from pywebio.session import (
    defer_call,
    download,
    eval_js,
    go_app,
    hold,
    info,
    local,
    run_js,
    set_env,
)
from pywebio.testing import run_app
from tests.unit.support import eventually, run_to_end

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1"
)
IPAD = (
    "Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1"
)
ANDROID_TABLET = (
    "Mozilla/5.0 (Linux; Android 13; SM-X906C) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Safari/537.36"
)
BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


class TestInfo:
    def test_everything_known_of_the_browser_can_be_read(self) -> None:
        native = object()
        client = ClientInfo(
            user_language="de-AT",
            server_host="app.example",
            origin="https://app.example",
            user_ip="192.0.2.1",
            backend="tornado",
            request=native,
        )

        def app() -> None:
            assert info.user_language == "de-AT"
            assert info["server_host"] == "app.example"
            assert info.origin == "https://app.example"
            assert info.user_ip == "192.0.2.1"
            assert info.backend == "tornado"
            assert info.protocol == "websocket"
            assert info.request is native
            assert "user_agent" in info
            assert info.unknown is None
            with pytest.raises(KeyError):
                info["unknown"]

        with run_app(app, client=client):
            pass

    def test_it_is_read_only(self) -> None:
        def app() -> None:
            with pytest.raises(NotImplementedError, match="user_ip cannot be set"):
                info.user_ip = "x"
            with pytest.raises(NotImplementedError):
                info["user_ip"] = "x"
            with pytest.raises(NotImplementedError):
                del info.user_ip

        run_to_end(app)

    @pytest.mark.parametrize(
        ("header", "is_mobile", "is_tablet", "is_pc", "is_bot"),
        [
            (CHROME, False, False, True, False),
            (IPHONE, True, False, False, False),
            (IPAD, False, True, False, False),
            (ANDROID_TABLET, False, True, False, False),
            (BOT, False, False, False, True),
            ("", False, False, False, False),
        ],
        ids=["chrome", "iphone", "ipad", "android tablet", "bot", "nothing"],
    )
    def test_the_kind_of_device_is_told(
        self, header: str, is_mobile: bool, is_tablet: bool, is_pc: bool, is_bot: bool
    ) -> None:
        def app() -> None:
            agent = info.user_agent
            assert (agent.is_mobile, agent.is_tablet) == (is_mobile, is_tablet)
            assert (agent.is_pc, agent.is_bot) == (is_pc, is_bot)
            assert agent.is_touch_capable == (is_mobile or is_tablet)

        with run_app(app, client=ClientInfo(user_agent=header)):
            pass

    def test_browser_and_system_are_told(self) -> None:
        def app() -> None:
            agent = info.user_agent
            assert agent.browser.family == "Chrome"
            assert agent.browser.version[0] == 120
            assert agent.browser.version_string.startswith("120")
            assert agent.os.family == "Windows"
            assert agent.device.family
            assert agent.ua_string == CHROME
            assert str(agent).startswith("PC / Windows 10 / Chrome 120")

        with run_app(app, client=ClientInfo(user_agent=CHROME)):
            pass


class TestLocal:
    def test_each_session_has_its_own(self) -> None:
        def app() -> None:
            assert local.count is None
            local.count = 1
            local["count"] += 1
            assert local.count == 2

        run_to_end(app)
        run_to_end(app)

    def test_tasks_of_a_session_share_it(self) -> None:
        def click() -> None:
            local.clicks += 1
            put_text(local.clicks)

        def app() -> None:
            local.clicks = 0
            put_button("go", onclick=click)

        with run_app(app) as user:
            user.click("go")
            user.click("go")
            assert user.texts() == ["1", "2"]

    def test_it_is_a_dict_with_attributes(self) -> None:
        def app() -> None:
            local.a = 1
            local["b"] = 2
            assert ("a" in local, "c" in local, len(local)) == (True, False, 2)
            assert list(local) == ["a", "b"]
            assert repr(local) == "{'a': 1, 'b': 2}"
            del local.a
            del local["b"]
            del local.never_set
            with pytest.raises(KeyError):
                local["a"]
            with pytest.raises(ArgumentError, match="names that begin with _ are taken"):
                local._private = 1

        run_to_end(app)

    def test_there_is_none_outside_of_apps(self) -> None:
        with pytest.raises(SessionNotFoundException):
            local.x = 1
        with pytest.raises(SessionNotFoundException):
            _ = local.x


class TestBrowser:
    def test_scripts_are_run_with_variables(self) -> None:
        (message, _) = run_to_end(lambda: run_js("f(a)", a=[1, (2,)])).commands()
        assert message["spec"] == {"code": "f(a)", "args": {"a": [1, [2]]}}

    def test_a_variable_may_have_any_name(self) -> None:
        names = {"code": 1, "any": 2, "expression_": 3, "args": 4, "self": 5}
        (message, _) = run_to_end(lambda: run_js("x", **names)).commands()
        assert message["spec"]["args"] == names

    def test_expressions_have_a_value(self) -> None:
        with run_app(lambda: put_text(eval_js("a + 1", a=1))) as user:
            (message,) = user.commands()
            assert message["spec"] == {"code": "a + 1", "args": {"a": 1}, "eval": True}
            user.answer(2)
            assert user.texts() == ["2"]

    def test_expressions_can_be_awaited(self) -> None:
        async def app() -> None:
            put_text(await eval_js("1"))

        with run_app(app) as user:
            user.answer(None)
            assert user.texts() == ["None"]

    def test_a_variable_that_cannot_be_sent_is_named(self) -> None:
        def app() -> None:
            for call in (run_js, eval_js):
                with pytest.raises(TypeError, match=r"^rows\[0\] is a object"):
                    call("x", rows=[object()])

        assert [m["command"] for m in run_to_end(app).commands()] == ["close_session"]

    def test_files_are_downloaded(self) -> None:
        (message, _) = run_to_end(lambda: download("a.bin", b"abc")).commands()
        assert message["spec"] == {"name": "a.bin", "content": "YWJj"}

    def test_the_content_of_a_download_must_be_bytes(self) -> None:
        def app() -> None:
            with pytest.raises(TypeError, match=r"content of 'a\.txt' must be bytes, not str"):
                download("a.txt", "text")  # type: ignore[arg-type]  # what is tested

        run_to_end(app)

    def test_settings_of_the_page_are_changed(self) -> None:
        (message, _) = run_to_end(
            lambda: set_env(title="T", output_animation=False, output_max_width="80%")
        ).commands()
        assert message["command"] == "set_env"
        assert message["spec"] == {
            "title": "T",
            "output_animation": False,
            "output_max_width": "80%",
        }

    def test_an_unknown_setting_is_named_with_the_legal_ones(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match="'titel' is no setting; there are title"):
                set_env(titel="T")

        run_to_end(app)

    def test_another_app_is_opened(self) -> None:
        (message, _) = run_to_end(lambda: go_app("chat", new_window=False)).commands()
        assert message["spec"]["args"] == {"app": "chat", "new_window": False}


class TestEnd:
    def test_a_deferred_call_is_a_decorator(self) -> None:
        calls = list[str]()

        def app() -> None:
            @defer_call
            def cleanup() -> None:
                calls.append("cleanup")

            cleanup()
            hold()

        with run_app(app) as user:
            user.settle()
        assert calls == ["cleanup", "cleanup"]

    def test_what_cannot_be_called_cannot_be_deferred(self) -> None:
        def app() -> None:
            with pytest.raises(ArgumentError, match=r"defer_call\(\) takes a function, not 5"):
                defer_call(5)  # type: ignore[type-var]  # what is tested

        run_to_end(app)

    def test_deferred_calls_run_when_the_app_fails(self) -> None:
        calls = list[str]()

        def app() -> None:
            defer_call(lambda: calls.append("cleanup"))
            raise ZeroDivisionError

        with run_app(app) as user:
            assert [type(error) for error in user.errors()] == [ZeroDivisionError]
        assert calls == ["cleanup"]


def defer_calls(log: list[str]) -> None:
    """Defer plain and coroutine functions, some of which fail."""

    async def awaited() -> None:
        await asyncio.sleep(0)
        log.append("awaited")

    async def failing() -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError

    defer_call(lambda: log.append("first"))
    defer_call(awaited)
    defer_call(failing)
    defer_call(lambda: 1 // 0)
    defer_call(lambda: log.append("last"))


ENDS: dict[str, Callable[[], UserValue]] = {
    "the page is left": hold,
    "the app fails": lambda: 1 // 0,
    "the app returns": lambda: None,
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("kind", ["thread", "coroutine"])
def test_deferred_calls_run_once_and_in_order_whatever_ends_the_session(
    kind: str, end: str, caplog: pytest.LogCaptureFixture
) -> None:
    log = list[str]()

    def in_thread() -> None:
        defer_calls(log)
        ENDS[end]()

    async def in_coroutine() -> None:
        defer_calls(log)
        waiting = ENDS[end]()
        if waiting is not None:
            await waiting

    with run_app(in_thread if kind == "thread" else in_coroutine) as user:
        user.settle()
        user.errors()
    assert eventually(lambda: len(log) == 3)
    assert log == ["first", "awaited", "last"]
    assert sum("deferred call" in record.message for record in caplog.records) == 2


def test_old_names_work_and_warn() -> None:
    def app() -> None:
        with pytest.warns(DeprecationWarning, match="use session.local"):
            assert pywebio.session.data() is local
        with pytest.warns(DeprecationWarning, match="use session.info"):
            assert pywebio.session.get_info() is info

    run_to_end(app)
