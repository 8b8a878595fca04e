"""The errors and warnings that apps meet.

Exception
├── SessionException            the session cannot be used
│   ├── SessionClosedException      it has ended
│   └── SessionNotFoundException    there is none in this thread
├── AssertionError, ValueError
│   └── ArgumentError           a call was given a value it cannot work with
└── UserWarning
    └── PyWebIOWarning          works, but probably not as intended
"""

from __future__ import annotations

from pywebio.domain.errors import (
    ArgumentError,
    PyWebIOWarning,
    SessionClosedException,
    SessionException,
    SessionNotFoundException,
)

__all__ = [
    "ArgumentError",
    "PyWebIOWarning",
    "SessionClosedException",
    "SessionException",
    "SessionNotFoundException",
]
