"""A PyWebIO app as one page of a Tornado application."""

import asyncio
import os

import tornado.web

from pywebio.input import input
from pywebio.output import put_markdown
from pywebio.platform.tornado import webio_handler


class Home(tornado.web.RequestHandler):
    """The rest of the site."""

    def get(self) -> None:
        self.write('<!doctype html><title>Home</title><a href="/tools/greet">Greet</a>')


def greet() -> None:
    """Greet"""
    name = input("Your name")
    put_markdown(f"## Hello {name}")


async def main() -> None:
    site = tornado.web.Application([(r"/", Home), (r"/tools/greet", webio_handler(greet))])
    site.listen(int(os.environ.get("PORT", "8080")), "127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
