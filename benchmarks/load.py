"""Many sessions at once, driven from one thread with epoll."""

import heapq
import select
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress

from .client import Connection
from .model import POLLING, Target
from .polling_client import PollingSession
from .session import DONE, TIMEOUT, USER_AGENT, NoAnswer, Session

AT_ONCE = 16
"""Sessions of a crowd that are opened together."""


def begin(
    target: Target, app: str, *, deflate: bool = False, user_agent: str = USER_AGENT
) -> Session:
    """Begin to open a session."""
    if target.backend in POLLING:
        return PollingSession(target.port, app, user_agent=user_agent, held=target.counting)
    return Connection(
        target.port, app, deflate=deflate, user_agent=user_agent, counting=target.counting
    )


def connect(target: Target, app: str) -> Connection:
    """Open a session over WebSocket and wait for its button."""
    session = Connection(target.port, app, counting=target.counting)
    session.wait_for_button()
    return session


@contextmanager
def sessions(
    target: Target, app: str, number: int, *, deflate: bool = False
) -> Iterator[list[Session]]:
    """Hold *number* sessions, each of which has shown its button."""
    with ExitStack() as stack:
        members: list[Session] = []
        while len(members) < number:
            size = min(AT_ONCE, number - len(members))
            group = [begin(target, app, deflate=deflate) for _ in range(size)]
            for session in group:
                stack.enter_context(session)
            for session in group:
                session.wait_for_button()
            members += group
        yield members


def click_and_wait(session: Session, timeout: float = TIMEOUT) -> float:
    """Click once; return the seconds until the answer, or until *timeout*."""
    start = time.perf_counter()
    session.click()
    with suppress(NoAnswer):
        session.wait_for(DONE, timeout)
    return time.perf_counter() - start


def one_by_one(session: Session, number: int) -> list[float]:
    """Click *number* times, each click after the answer to the one before."""
    return [click_and_wait(session) for _ in range(number)]


def one_by_one_for(session: Session, seconds: float) -> list[float]:
    """Click one by one until the time is over; a click may take a little longer."""
    end = time.perf_counter() + seconds
    times = [click_and_wait(session, seconds + 5)]
    while (left := end - time.perf_counter()) > 0:
        times.append(click_and_wait(session, left + 5))
    return times


class Crowd:
    """Sessions whose answers are awaited together."""

    def __init__(self, members: Sequence[Session]) -> None:
        self._pollers = [member for member in members if isinstance(member, PollingSession)]
        self._by_descriptor = {
            descriptor: member for member in members for descriptor in member.descriptors()
        }
        self._poll = select.epoll()
        for descriptor in self._by_descriptor:
            self._poll.register(descriptor, select.EPOLLIN)

    def answers(self, wait: float) -> Iterator[tuple[Session, int]]:
        """Wait for data; yield the sessions that got answers, with their number."""
        for poller in self._pollers:
            poller.poll_when_due()
            wait = min(wait, 0.05)
        for descriptor, _ in self._poll.poll(wait):
            member = self._by_descriptor[descriptor]
            done = sum(payload.count(DONE) for payload in member.read_now())
            if done:
                yield member, done


def closed_loop(members: list[Session], seconds: float) -> float:
    """Let every session click again as soon as it is answered; return clicks per second."""
    crowd, clicks = Crowd(members), 0
    start = time.perf_counter()
    for member in members:
        member.click()
    while time.perf_counter() - start < seconds:
        for member, done in crowd.answers(1.0):
            clicks += done
            member.click()
    elapsed, waiting = time.perf_counter() - start, len(members)
    while waiting and time.perf_counter() - start < elapsed + TIMEOUT:
        waiting -= sum(done for _, done in crowd.answers(1.0))
    return clicks / elapsed


def open_loop(members: list[Session], rate: float, seconds: float) -> list[float]:
    """Let every session click *rate* times a second whatever happens; return the waiting times."""
    crowd, step, start = Crowd(members), 1 / rate, time.perf_counter()
    due = [(start + step * index / len(members), index) for index in range(len(members))]
    asked: dict[Session, list[float]] = {member: [] for member in members}
    waits: list[float] = []
    heapq.heapify(due)
    while due or any(asked.values()):
        now = time.perf_counter()
        if now > start + seconds + 10:
            waits += [now - since for since_all in asked.values() for since in since_all]
            break
        while due and due[0][0] <= now:
            at, index = heapq.heappop(due)
            asked[members[index]].append(at)
            members[index].click()
            if at + step < start + seconds:
                heapq.heappush(due, (at + step, index))
        pause = max(0.0, due[0][0] - time.perf_counter()) if due else 0.1
        for member, done in crowd.answers(pause):
            now = time.perf_counter()
            waits += [now - asked[member].pop(0) for _ in range(done)]
    return waits
