"""A PyWebIO app beside the API of a FastAPI application. It runs on any ASGI server."""

import os

import uvicorn
from fastapi import FastAPI

from pywebio.input import NUMBER, input
from pywebio.output import put_text
from pywebio.platform.fastapi import asgi_app

site = FastAPI()


@site.get("/square")
def square(number: float) -> float:
    return number**2


def ask() -> None:
    """Square numbers"""
    number = input("A number", NUMBER, required=True)
    put_text(f"{number}² = {square(number)}")


site.mount("/tool", asgi_app(ask))

if __name__ == "__main__":
    uvicorn.run(site, host="127.0.0.1", port=int(os.environ.get("PORT", "8080")))
