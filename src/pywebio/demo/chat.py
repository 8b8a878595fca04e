"""A chat room between all open pages: coroutines, and a state that they share."""

from __future__ import annotations

import asyncio
import time
from html import escape
from typing import TypeAlias

from attrs import define, field, frozen

from pywebio.input import actions, input, input_group
from pywebio.output import clear, put_html, put_scope, put_scrollable, put_text
from pywebio.session import defer_call, run_async


@frozen
class Message:
    """What somebody said; without a name, a note about the room."""

    who: str
    text: str
    at: str = field(factory=lambda: time.strftime("%H:%M"))


News: TypeAlias = asyncio.Queue[Message]


@define(eq=False)
class Room:
    """The people in the room. Lives as long as the server; `__main__.py` makes the only one."""

    people: dict[News, str] = field(factory=dict)
    """For each page what it still has to show, and the name of who sits before it."""

    def enter(self, name: str) -> News:
        """Let somebody in; return what is said from now on."""
        news: News = asyncio.Queue()
        self.people[news] = name
        self.say("", f"{name} has joined.")
        return news

    def leave(self, news: News) -> None:
        """Let somebody out, once."""
        name = self.people.pop(news, None)
        if name is not None:
            self.say("", f"{name} has left.")

    def say(self, who: str, text: str) -> None:
        """Tell everybody."""
        for news in self.people:
            news.put_nowait(Message(who, text))

    def refuse(self, name: str) -> str | None:
        """Say why somebody cannot enter; used as the check of an input."""
        taken = name in self.people.values()
        return f"{name} is here already: choose another name." if taken else None


async def chat(room: Room) -> None:
    """Chat room

    Everybody who has this page open can talk to each other. Open it in a second tab to try it.
    """
    name = await input("Your name", required=True, maxlength=20, validate=room.refuse)
    put_scope("people")
    put_scrollable(put_scope("messages"), height=280, keep_bottom=True)
    news = room.enter(name)
    defer_call(lambda: room.leave(news))  # however the page is left
    reader = run_async(show_news(room, news))
    while form := await input_group(
        "",
        [
            input("Message", name="text", required=True, maxlength=500, autocomplete="off"),
            actions(name="do", buttons=[("Send", "send"), ("Leave", "leave", "cancel")]),
        ],
    ):
        room.say(name, form["text"])
    room.leave(news)
    reader.close()
    put_text("You have left the room.")


async def show_news(room: Room, news: News) -> None:
    """Show what is said, as long as the page is open."""
    while True:
        message = await news.get()
        clear("people")
        put_text("In the room:", ", ".join(room.people.values()), scope="people")
        if message.who:
            put_html(
                f'<small class="text-body-secondary">{escape(message.who)} · {message.at}</small>'
                f'<p class="mb-2">{escape(message.text)}</p>',
                scope="messages",
            )
        else:
            put_text(message.text, scope="messages").style("color: var(--bs-secondary-color)")
