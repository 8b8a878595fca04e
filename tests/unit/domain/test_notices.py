"""What a user sees when the app fails."""

from __future__ import annotations

from pywebio.domain.commands import Command, Popup, RunScript, Toast
from pywebio.domain.notices import failure_notice
from pywebio.domain.page_config import PageConfig, PageDefaults
from pywebio.domain.settings import SessionSettings
from pywebio.testing import run_app


def failure() -> Exception:
    try:
        raise ValueError("the secret detail")
    except ValueError as error:
        return error


def notice(*, debug: bool = False) -> list[Command]:
    return failure_notice(failure(), title="It failed", debug=debug, dom_id="id")


def test_without_debug_no_detail_reaches_the_page() -> None:
    (toast,) = notice()
    assert isinstance(toast, Toast)
    assert "secret" not in repr(toast)
    assert toast.content == "It failed"


def test_with_debug_the_traceback_is_shown_and_logged_in_the_console() -> None:
    popup, script = notice(debug=True)
    assert isinstance(popup, Popup)
    assert isinstance(script, RunScript)
    for command in (popup, script):
        assert "ValueError: the secret detail" in repr(command)
        assert "test_notices.py" in repr(command)


def test_a_script_folds_the_text_of_the_very_popup() -> None:
    popup, script = notice(debug=True)
    assert isinstance(popup, Popup)
    assert isinstance(script, RunScript)
    assert script.args is not None
    assert script.args["id"] == popup.dom_id == "id"
    assert "</details>" in str(script.args["html"])


def test_users_read_the_words_or_the_language_that_the_program_has_set() -> None:
    def toast_of_failure(page: PageConfig) -> str:
        pages = PageDefaults()
        pages.add(page)
        with run_app(failure_of_an_app, settings=SessionSettings(pages=pages)) as user:
            user.errors()
            return str(
                next(c["spec"]["content"] for c in user.commands() if c["command"] == "toast")
            )

    assert "interner Fehler" in toast_of_failure(PageConfig(language="de"))
    assert "應用程式" in toast_of_failure(PageConfig(language="zh-TW"))
    assert toast_of_failure(PageConfig(texts={"internal_error": "Oh dear"})) == "Oh dear"


def failure_of_an_app() -> None:
    raise failure()
