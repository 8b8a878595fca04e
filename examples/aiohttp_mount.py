"""A PyWebIO app as one page of an aiohttp application."""

import os

from aiohttp import web

from pywebio.input import input
from pywebio.output import put_markdown
from pywebio.platform.aiohttp import webio_handler


async def home(_: web.Request) -> web.Response:
    """The rest of the site."""
    page = '<!doctype html><title>Home</title><a href="/tools/greet">Greet</a>'
    return web.Response(text=page, content_type="text/html")


async def greet() -> None:
    """Greet"""
    name = await input("Your name")
    put_markdown(f"## Hello {name}")


site = web.Application()
site.add_routes([web.get("/", home), web.get("/tools/greet", webio_handler(greet))])

if __name__ == "__main__":
    web.run_app(site, host="127.0.0.1", port=int(os.environ.get("PORT", "8080")))
