"""What a user sees when the app fails."""

from __future__ import annotations

import pytest

from pywebio.domain.commands import Command, Popup, RunScript, Toast
from pywebio.domain.notices import failure_notice


def failure() -> Exception:
    try:
        raise ValueError("the secret detail")
    except ValueError as error:
        return error


def notice(*, debug: bool = False, language: str = "") -> list[Command]:
    return failure_notice(failure(), debug=debug, language=language, dom_id="id")


def test_without_debug_no_detail_reaches_the_page() -> None:
    (toast,) = notice()
    assert isinstance(toast, Toast)
    assert "secret" not in repr(toast)
    assert "internal error" in toast.content


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
    assert "<details>" in str(script.args["html"])


@pytest.mark.parametrize(
    ("language", "words"), [("zh-CN", "应用程序"), ("zh-TW", "應用程式"), ("de", "interner Fehler")]
)
def test_users_read_their_language(language: str, words: str) -> None:
    assert words in repr(notice(language=language))
    assert words in repr(notice(language=language, debug=True))
