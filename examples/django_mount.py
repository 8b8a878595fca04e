"""A PyWebIO app as one page of a Django project. Run: `python django_mount.py`."""

import os
import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpRequest, HttpResponse
from django.urls import path

from pywebio.input import input
from pywebio.output import put_markdown
from pywebio.platform.django import webio_view


def home(_request: HttpRequest) -> HttpResponse:
    """The rest of the site."""
    return HttpResponse('<!doctype html><title>Home</title><a href="tools/greet">Greet</a>')


def greet() -> None:
    """Greet"""
    name = input("Your name")
    put_markdown(f"## Hello {name}")


# In a project of several files this stands in `urls.py`; with login_required(webio_view(...))
# only users that are logged in get a session, and info.request.user tells who they are.
urlpatterns = [path("", home), path("tools/greet", webio_view(greet))]


if __name__ == "__main__":
    settings.configure(DEBUG=True, ROOT_URLCONF="__main__")
    port = os.environ.get("PORT", "8080")
    execute_from_command_line([sys.argv[0], "runserver", "--noreload", f"127.0.0.1:{port}"])
