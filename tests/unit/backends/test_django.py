"""Django: what is said before anything is served."""

from __future__ import annotations

import sys

import django
import pytest

from pywebio.platform.django import start_server, webio_view, wsgi_app
from pywebio.ports.types import UserValue


def app() -> None:
    pass


@pytest.mark.parametrize("function", [start_server, webio_view, wsgi_app])
@pytest.mark.parametrize("fault", ["missing", "too old"])
def test_what_to_install_is_said(
    monkeypatch: pytest.MonkeyPatch, fault: str, function: UserValue
) -> None:
    for loaded in ("django", "django_server"):
        monkeypatch.delitem(sys.modules, f"pywebio.backends.{loaded}", raising=False)
    if fault == "missing":
        monkeypatch.setitem(sys.modules, "django", None)
    else:
        monkeypatch.setattr(django, "VERSION", (4, 1, 13, "final", 0))
    with pytest.raises(ImportError, match=r"pip install .*'pywebio\[django\]'"):
        function(app)


@pytest.mark.parametrize("function", [start_server, wsgi_app])
@pytest.mark.parametrize(
    ("setting", "value", "instead"),
    [
        ("DEBUG", True, "debug=True"),
        ("ALLOWED_HOSTS", ["example.com"], "allowed_origins"),
        ("ROOT_URLCONF", "site.urls", "webio_view"),
        ("SECRET_KEY", "secret", "webio_view"),
        ("middleware", [], "did you mean MIDDLEWARE?"),
        ("allowed_orgins", [], "neither a parameter nor a setting"),
    ],
)
def test_a_setting_that_cannot_be_given_is_named(
    function: UserValue, setting: str, value: object, instead: str
) -> None:
    with pytest.raises(TypeError, match=setting) as error:
        function(app, **{setting: value})
    assert instead in str(error.value)
