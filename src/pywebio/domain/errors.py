"""The errors of the core; `pywebio.exceptions` shows them to users and draws the tree."""

from __future__ import annotations


class SessionException(Exception):
    """The session cannot be used. Catch this to notice that a user has left."""


class SessionClosedException(SessionException):
    """The session ended: the page was closed, expired, or the app finished."""

    def __str__(self) -> str:
        return "the session has ended: the page was closed or the app is finished"


class SessionNotFoundException(SessionException):
    """The calling thread belongs to no session.

    A thread of your own joins one by `session.register_thread`. A session that existed and
    ended raises `SessionClosedException` instead.
    """

    def __str__(self) -> str:
        return (
            "no session here: call this from an app or one of its callbacks, "
            "and register your own threads by pywebio.session.register_thread()"
        )


class ArgumentError(AssertionError, ValueError):
    """A call was given a value that it cannot work with; the message names it and the legal ones.

    It is an `AssertionError` too because PyWebIO 1.x raised that.
    """


class PyWebIOWarning(UserWarning):
    """Something works, but probably not as intended."""
