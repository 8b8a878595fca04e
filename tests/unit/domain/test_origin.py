"""Which pages may talk to an app: the truth table of promises 1 and 2."""

from __future__ import annotations

import warnings

import pytest

from pywebio.domain.origin import (
    AnyOf,
    CallableOrigins,
    GlobOrigins,
    SameSite,
    origin_policy,
)
from pywebio.exceptions import ArgumentError, PyWebIOWarning
from pywebio.testing import RecordingOrigins, check_origin_policy

OWN_HOST = [
    # origin, Host header, allowed
    ("http://app.example", "app.example", True),
    ("https://app.example", "app.example", True),
    ("HTTPS://App.Example", "aPP.eXAMPLE", True),
    ("http://app.example:80", "app.example", True),
    ("http://app.example", "app.example:80", True),
    ("https://app.example:443", "app.example", True),
    ("https://app.example", "app.example:443", True),
    ("https://app.example", "app.example:80", False),
    ("http://app.example", "app.example:443", False),
    ("http://app.example:8080", "app.example:8080", True),
    ("http://app.example:8080", "app.example", False),
    ("http://app.example", "app.example:8080", False),
    ("http://app.example:8080", "app.example:8081", False),
    ("http://other.example", "app.example", False),
    ("http://sub.app.example", "app.example", False),
    ("http://app.example.evil.example", "app.example", False),
    ("http://evilapp.example", "app.example", False),
    # IPv4 and IPv6
    ("http://127.0.0.1:8080", "127.0.0.1:8080", True),
    ("http://127.0.0.1:8080", "localhost:8080", False),
    ("http://[::1]:8080", "[::1]:8080", True),
    ("http://[::1]", "[::1]:80", True),
    ("http://[::1]", "[::2]", False),
    ("http://[::1", "[::1", False),
    ("http://::1", "::1", False),
    # Not an origin, however it looks
    ("null", "app.example", False),
    ("null", "null", False),
    ("", "", False),
    ("http://", "", False),
    ("http://user@app.example", "app.example", False),
    ("http://app.example@evil.example", "app.example", False),
    ("http://evil.example/.app.example", "app.example", False),
    ("http://evil.example#app.example", "app.example", False),
    ("http://evil.example?app.example", "app.example", False),
    ("http://app.example/", "app.example", False),
    ("http://app.example\n", "app.example", False),
    ("http://app.example:999999", "app.example:999999", False),
    # A trailing dot is another host to a browser
    ("http://app.example.", "app.example", False),
    ("http://app.example.", "app.example.", True),
    # Browsers send punycode in both
    ("http://xn--bcher-kva.example", "xn--bcher-kva.example", True),
    ("http://xn--bcher-kva.example", "bücher.example", False),
]


@pytest.mark.parametrize(("origin", "host", "allowed"), OWN_HOST)
def test_the_own_host_is_allowed_and_nothing_else(origin: str, host: str, allowed: bool) -> None:
    assert SameSite().allows(origin, host) is allowed


GLOBS = [
    # pattern, origin, allowed
    ("https://*.example.com", "https://a.example.com", True),
    ("https://*.example.com", "https://a.b.example.com", True),
    ("https://*.example.com", "https://example.com", False),
    ("https://*.example.com", "http://a.example.com", False),
    ("https://*.example.com", "https://a.example.com:8443", False),
    ("https://*.example.com", "https://A.EXAMPLE.com", True),
    ("https://*.EXAMPLE.com", "https://a.example.com", True),
    ("https://*.example.com", "https://a.example.com.evil.example", False),
    # The star crosses slashes, so nothing but an origin may reach it.
    ("https://*.example.com", "https://evil.example/.example.com", False),
    ("https://*.example.com", "https://evil.example?.example.com", False),
    ("https://*.example.com", "https://evil.example#.example.com", False),
    ("https://*.example.com", "https://evil.example\\.example.com", True),
    ("https://*.example.com", "https://user@a.example.com", False),
    ("https://*.example.com", "https://evil.example\n.example.com", False),
    ("https://example.com:*", "https://example.com:8443", True),
    ("https://example.com:*", "https://example.com", False),
    ("*", "https://anything.example", True),
    ("*", "null", False),
    ("*://localhost:80??", "http://localhost:8080", True),
    ("*://localhost:80??", "http://localhost:80", False),
    ("https://[ab].example.com", "https://a.example.com", True),
    ("https://[ab].example.com", "https://c.example.com", False),
    ("https://[!ab].example.com", "https://c.example.com", True),
    ("https://[!ab].example.com", "https://a.example.com", False),
]


@pytest.mark.parametrize(("pattern", "origin", "allowed"), GLOBS)
def test_patterns_match_whole_origins(pattern: str, origin: str, allowed: bool) -> None:
    assert GlobOrigins((pattern,)).allows(origin, "app.example") is allowed


@pytest.mark.parametrize(
    "policy",
    [
        origin_policy(),
        origin_policy([]),
        origin_policy(["https://*.friend.example"]),
        origin_policy(check_origin=lambda _: False),
    ],
    ids=["default", "no patterns", "patterns", "function"],
)
def test_every_policy_keeps_the_contract(policy: AnyOf | SameSite) -> None:
    check_origin_policy(policy)


def test_the_own_host_is_allowed_besides_patterns_and_functions() -> None:
    for policy in (
        origin_policy(["https://friend.example"]),
        origin_policy(check_origin=lambda _: False),
    ):
        assert policy.allows("https://app.example", "app.example")


def test_a_function_replaces_the_patterns() -> None:
    policy = origin_policy(["https://a.example"], lambda origin: origin == "https://b.example")
    assert not policy.allows("https://a.example", "app.example")
    assert policy.allows("https://b.example", "app.example")


def test_a_function_gets_the_origin_as_it_was_sent() -> None:
    asked = list[str]()
    CallableOrigins(asked.append).allows("https://A.example", "app.example")
    assert asked == ["https://A.example"]


def test_whatever_a_function_returns_is_taken_for_true_or_false() -> None:
    assert CallableOrigins(lambda _: "yes").allows("https://a.example", "x") is True
    assert CallableOrigins(lambda _: None).allows("https://a.example", "x") is False


def test_one_of_several_policies_is_enough() -> None:
    yes, no = RecordingOrigins(answer=True), RecordingOrigins(answer=False)
    assert AnyOf((no, yes)).allows("https://a.example", "x")
    assert not AnyOf((no, no)).allows("https://a.example", "x")
    assert not AnyOf(()).allows("https://a.example", "x")


@pytest.mark.parametrize(
    "pattern",
    ["https://*.example.com*", "https://example.com*", "https://example.*", "https://a?", "a*"],
)
def test_a_pattern_that_is_open_at_the_end_is_warned_of(pattern: str) -> None:
    with pytest.warns(PyWebIOWarning, match=r"open at the end.*https://\*\.example\.com"):
        policy = origin_policy([pattern])
    assert policy.allows("https://app.example", "app.example")


@pytest.mark.parametrize(
    "pattern", ["*", "https://*", "https://*.example.com", "https://example.com:*", "*://a.example"]
)
def test_other_patterns_are_taken_in_silence(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        origin_policy([pattern])


@pytest.mark.parametrize("wrong", ["https://a.example", 5, {"a": 1}])
def test_what_is_no_list_of_patterns_is_named(wrong: object) -> None:
    with pytest.raises(TypeError, match="allowed_origins"):
        origin_policy(wrong)  # type: ignore[arg-type]  # what is tested


def test_a_pattern_that_is_no_string_is_named() -> None:
    with pytest.raises(ArgumentError, match="allowed_origins holds 5"):
        origin_policy([5])  # type: ignore[list-item]  # what is tested


def test_a_check_that_cannot_be_called_is_named() -> None:
    with pytest.raises(TypeError, match="check_origin must be a function, not 'x'"):
        origin_policy(check_origin="x")  # type: ignore[arg-type]  # what is tested


def test_a_check_that_fails_allows_nothing() -> None:
    def check(origin: str) -> bool:
        raise KeyError(origin)

    policy = origin_policy(check_origin=check)
    assert not policy.allows("https://elsewhere.example", "here.example")
    assert policy.allows("https://here.example", "here.example")
