"""Opening sessions."""

from __future__ import annotations

from pywebio.backends.asyncio_loop import run_in_own_loop
from pywebio.domain.client import ClientInfo
from pywebio.domain.runner_coroutine import CoroutineSessionRunner
from pywebio.domain.runner_thread import ThreadSessionRunner
from pywebio.domain.sessions import SessionFactory
from pywebio.domain.settings import SessionSettings
from pywebio.domain.targets import applications_of
from pywebio.domain.workers import WorkerThreads
from pywebio.testing import InlineLoop, SequentialIds
from tests.unit.support import encode_by_name


def plain() -> None: ...


async def coroutine() -> None: ...


def factory() -> SessionFactory:
    return SessionFactory(
        apps=applications_of([plain, coroutine], None),
        settings=SessionSettings(debug=True),
        encode=encode_by_name,
        ids=SequentialIds(),
        workers=WorkerThreads(),
        run_in_own_loop=run_in_own_loop,
    )


def test_an_app_is_found_by_name_and_an_unknown_one_is_the_index() -> None:
    sessions = factory()
    assert sessions.app("plain").target is plain
    for name in ("index", "unknown", "", None):
        assert sessions.app(name).name == "index"


def test_a_function_gets_threads_and_a_coroutine_function_the_loop() -> None:
    sessions, loop = factory(), InlineLoop()
    of_plain = sessions.new_session(sessions.app("plain"), ClientInfo(), lambda: loop)
    of_coroutine = sessions.new_session(sessions.app("coroutine"), ClientInfo(), lambda: loop)
    assert isinstance(of_plain.runner, ThreadSessionRunner)
    assert isinstance(of_coroutine.runner, CoroutineSessionRunner)


def test_every_session_has_an_id_of_its_own_and_the_settings_of_its_app() -> None:
    sessions, loop = factory(), InlineLoop()
    one, two = (
        sessions.new_session(sessions.app(None), ClientInfo(user_ip=ip), lambda: loop)
        for ip in ("1", "2")
    )
    assert one.id != two.id
    assert one.settings is two.settings is sessions.settings
    assert (one.client.user_ip, two.client.user_ip) == ("1", "2")


def test_what_is_ignored_is_counted_for_all_sessions_of_an_app() -> None:
    sessions, loop = factory(), InlineLoop()
    session = sessions.new_session(sessions.app(None), ClientInfo(), lambda: loop)
    assert session.ignored is sessions.ignored
