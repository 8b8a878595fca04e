"""Links to sessions, and whoever reads one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition

from attrs import define, field

from pywebio.domain.outbox import Outbox
from pywebio.domain.window import Window
from pywebio.output import put_text
from pywebio.ports.events import Event
from pywebio.ports.registry import Batch, Groups, LinkListener, SessionLink
from pywebio.ports.types import SessionId
from pywebio.session import hold
from pywebio.testing._contract import PATIENCE, require, require_return

__all__ = ["FakeLink", "RecordingListener", "check_session_link"]


@define(eq=False)
class FakeLink:
    """A `SessionLink` without a session behind it.

    Examples:
        >>> link = FakeLink(SessionId("s1"))
        >>> link.send(b"one")
        >>> link.pull(0, 0, 100).messages
        (b'one',)
    """

    id: SessionId
    on_close: Callable[[], None] = lambda: None
    """Called by `close`, as a session calls code of its app."""
    events: list[Event | None] = field(init=False, factory=list)
    """What was pushed and taken."""
    closed: int = field(init=False, default=0)
    """How often the link was closed."""
    idle: bool = field(init=False, default=True)
    """What `SessionLink.idle` tells."""
    _outbox: Outbox = field(init=False, factory=Outbox)
    _window: Window = field(init=False)
    _taken: int = field(init=False, default=0)
    _listener: LinkListener | None = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        self._window = Window(self._outbox)

    def send(self, message: bytes, *, final: bool = False) -> None:
        """Let *message* be pulled; with *final* it is the last."""
        if final:
            self._outbox.finish([message])
        else:
            self._outbox.put(message)

    # SessionLink

    def push(self, event: Event | None, number: int | None = None) -> int:
        if number is not None:
            if number != self._taken + 1:
                return self._taken
            self._taken = number
        if event is not None:
            self.events.append(event)
        return self._taken

    def pull(self, after: int, confirmed: int, limit: int) -> Batch:
        return self._outbox.read(after, confirmed, limit)

    def pull_groups(self, executed: int) -> Groups:
        return self._window.groups(executed)

    def listen(self, listener: LinkListener | None) -> int:
        before, self._listener = self._listener, listener
        if before is not None and listener is not None:
            before.replaced()
        self._outbox.set_reader(None if listener is None else listener.wake)
        return self._outbox.confirmed

    def close(self) -> None:
        self.closed += 1
        self.on_close()


@define(eq=False)
class RecordingListener:
    """A `LinkListener` that counts its calls."""

    wakes: int = field(init=False, default=0)
    replacements: int = field(init=False, default=0)
    _changed: Condition = field(init=False, factory=Condition)

    def wake(self) -> None:
        """Count."""
        with self._changed:
            self.wakes += 1
            self._changed.notify_all()

    def replaced(self) -> None:
        """Count."""
        with self._changed:
            self.replacements += 1
            self._changed.notify_all()

    def wait_for_wakes(self, number: int, timeout: float = PATIENCE) -> bool:
        """Wait until there were *number* wakes; tell whether there were."""
        with self._changed:
            return self._changed.wait_for(lambda: self.wakes >= number, timeout)


def _three_texts() -> None:
    for text in ("message-1", "message-2", "message-3"):
        put_text(text)


def _two_texts_and_hold() -> None:
    put_text("message-1")
    put_text("message-2")
    hold()


def check_session_link(start: Callable[[Callable[[], None]], SessionLink]) -> None:
    """Check that links keep what `pywebio.ports.registry.SessionLink` promises.

    Messages come numbered, in order, and stay until they are confirmed; the reader is woken, and
    told when another takes over; numbered events are taken once each and without gaps; an ended
    session says so; closing twice is no error.

    Args:
        start: Starts a session of the app that it is given, a plain function, and returns a link
            to it.

    Raises:
        AssertionError: A promise is broken; the message says which.
    """
    _check_reading(start(_three_texts))
    _check_groups(start(_three_texts))
    _check_listening(start(_two_texts_and_hold))
    _check_pushing(start(_two_texts_and_hold))
    _check_closing(start(_two_texts_and_hold))


def _check_reading(link: SessionLink) -> None:
    require(link.id and link.id == link.id, "a link must have an id, always the same")
    listener = RecordingListener()
    require(link.listen(listener) == 0, "nothing is confirmed before anything was read")
    messages = _read_to_end(link, listener)
    texts = [m for m in messages if b"message-" in m]
    require(
        [b"message-%d" % n in m for n, m in enumerate(texts, 1)] == [True] * 3,
        "pull() must return the commands of the app, once each, in their order",
    )
    require(b"close_session" in messages[-1], "the last command of a session is close_session")
    again = link.pull(0, 0, 2**20)
    require(list(again.messages) == messages, "what is not confirmed must be there to read again")
    require(again.last == len(messages), "Batch.last is the number of the last message, from 1")
    require(again.final and not again.more, "a batch up to the end of the session is final")
    one = link.pull(0, 0, 1)
    require(len(one.messages) == 1 and one.more, "pull() must keep to its limit and say more")
    require(not one.final, "a batch is final only if it reaches the end")
    rest = link.pull(1, 1, 2**20)
    require(list(rest.messages) == messages[1:], "pull(after) begins behind number *after*")
    require(
        list(link.pull(0, 0, 2**20).messages) == messages[1:],
        "a confirmed message must be forgotten, the others kept",
    )
    require(link.listen(RecordingListener()) == 1, "listen() returns what is confirmed")
    link.close()


def _check_groups(link: SessionLink) -> None:
    listener = RecordingListener()
    link.listen(listener)
    whole = _read_to_end(link, listener)
    groups = link.pull_groups(-1)
    require(groups.first == 0, "groups are numbered from 0")
    require([m for group in groups.groups for m in group] == whole, "groups hold all commands")
    require(groups.final, "groups up to the end of the session are final")
    require(link.idle, "a session that has ended is idle")
    require(link.pull_groups(99) == groups, "what was never sent cannot be confirmed")
    require(link.pull_groups(-1) == groups, "a group is repeated as it was until it is confirmed")
    rest = link.pull_groups(len(groups.groups) - 1)
    require(not rest.groups, "a confirmed group must be forgotten")
    require(rest.first == len(groups.groups) and rest.final, "the next group has the next number")
    link.close()


def _check_listening(link: SessionLink) -> None:
    first, second = RecordingListener(), RecordingListener()
    link.listen(first)
    link.listen(second)
    require(first.replacements == 1, "listen() must tell the reader whose place is taken")
    require(second.replacements == 0, "only the reader before is replaced")
    link.listen(None)
    require(second.replacements == 0, "a reader who leaves by listen(None) is not replaced")
    link.close()


def _check_pushing(link: SessionLink) -> None:
    require(link.push(None) == 0, "push(None) returns how many numbered events were taken: none")
    require(link.push(None, 1) == 1, "the next number is taken")
    require(link.push(None, 1) == 1, "a repeat is not taken again")
    require(link.push(None, 3) == 1, "a number behind a gap is not taken")
    require(link.push(None, 2) == 2, "a gap does no harm: the number that was missed is taken")
    require(link.push(None) == 2, "push(None) only asks")
    link.close()


def _check_closing(link: SessionLink) -> None:
    listener = RecordingListener()
    link.listen(listener)
    require_return(link.close, "close() must return")
    require_return(link.close, "closing twice is no error")
    require(link.push(None, 1) in {0, 1}, "push() after the end must not raise")
    link.pull(0, 0, 100)
    require(listener.replacements == 0, "a reader is not replaced when the session ends")


def _read_to_end(link: SessionLink, listener: RecordingListener) -> list[bytes]:
    messages: list[bytes] = []
    wakes = 0
    while True:
        # Reading is asked for even before the first wake: something may be there already.
        batch = link.pull(len(messages), 0, 2**20)
        messages.extend(batch.messages)
        if batch.final:
            return messages
        if not batch.more:
            wakes = _wait(listener, wakes)


def _wait(listener: RecordingListener, wakes: int) -> int:
    require(listener.wait_for_wakes(wakes + 1), "a reader must be woken when there is more to pull")
    return listener.wakes
