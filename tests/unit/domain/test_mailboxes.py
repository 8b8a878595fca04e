"""Mailboxes of questions that a thread or a coroutine waits for."""

from __future__ import annotations

import asyncio

import pytest

from pywebio.backends.asyncio_loop import AsyncioLoop
from pywebio.domain.mailboxes import CoroutineMailbox, ThreadMailbox
from pywebio.exceptions import SessionClosedException
from pywebio.ports.events import FormCancelled
from pywebio.ports.types import TaskId

KINDS = (FormCancelled,)
EVENT = FormCancelled(TaskId("t"))


def test_a_mailbox_of_a_thread_keeps_its_order_and_its_limit() -> None:
    mailbox = ThreadMailbox(KINDS, None, limit=2)
    assert [mailbox.put(EVENT) for _ in range(3)] == [True, True, False]
    mailbox.close()
    assert [mailbox.get() for _ in range(2)] == [EVENT, EVENT]
    with pytest.raises(SessionClosedException):
        mailbox.get()


async def test_a_mailbox_of_a_coroutine_keeps_its_order_and_its_limit() -> None:
    mailbox = CoroutineMailbox(KINDS, None, 2, AsyncioLoop())
    assert [mailbox.put(EVENT) for _ in range(3)] == [True, True, False]
    mailbox.close()
    assert [await mailbox.get() for _ in range(2)] == [EVENT, EVENT]
    with pytest.raises(SessionClosedException):
        await mailbox.get()


async def test_a_mailbox_wakes_the_coroutine_that_waits() -> None:
    mailbox = CoroutineMailbox(KINDS, None, 2, AsyncioLoop())
    waiting = asyncio.create_task(mailbox.get())
    await asyncio.sleep(0)
    mailbox.put(EVENT)
    assert await waiting == EVENT
