"""Tornado: the apps of a folder, each at the URL path of its file."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

import tornado.web
from attrs import define, field
from tornado.httputil import HTTPMessageDelegate, HTTPServerRequest  # noqa: TC002  # it is all tornado here
from tornado.routing import AnyMatches, Router, Rule

from pywebio.backends.app_folder import AppFolder
from pywebio.backends.tornado_server import beside_static_files
from pywebio.ports.http import HttpResponse
from pywebio.ports.server import ServerOptions
from pywebio.ports.types import UserValue

logger = logging.getLogger(__name__)

Handler: TypeAlias = type[tornado.web.RequestHandler]
HandlerOf: TypeAlias = Callable[[object], Handler]
"""Makes the handler for what a module calls `main`."""


class AnswerHandler(tornado.web.RequestHandler):
    """Gives one answer."""

    def initialize(self, response: HttpResponse) -> None:
        """Keep the answer."""
        self._response = response

    def prepare(self) -> None:
        """Give it, whatever the method."""
        self.set_status(self._response.status)
        for name, value in self._response.headers.items():
            self.set_header(name, value)
        _ = self.finish(self._response.body)


@define(eq=False)
class FolderRouter(Router):
    """Finds the handler of a request. Lives as long as its server."""

    _folder: AppFolder
    _handler_of: HandlerOf
    _debug: bool
    application: tornado.web.Application = field(init=False)
    _handlers: dict[Path, Handler] = field(init=False, factory=dict)

    def find_handler(
        self, request: HTTPServerRequest, **kwargs: UserValue
    ) -> HTTPMessageDelegate | None:
        """Return what takes *request*; there is always something."""
        file = self._folder.find(request.path)
        handler: Handler | HttpResponse
        if isinstance(file, Path):
            handler = self._handler(file, reload="reload" in request.query_arguments)
        else:
            handler = file
        if isinstance(handler, HttpResponse):
            arguments = {"response": handler}
            return self.application.get_handler_delegate(request, AnswerHandler, arguments)
        return self.application.get_handler_delegate(request, handler)

    def _handler(self, file: Path, *, reload: bool) -> Handler | HttpResponse:
        if reload or file not in self._handlers:
            try:
                main = self._folder.main_of(file, reload=reload)
                if main is None:
                    return HttpResponse(status=404, body=b"this file defines no `main`")
                self._handlers[file] = self._handler_of(main)
            except Exception:
                # The file's mistake is the file's alone.
                logger.exception("cannot load the app in %s", file)
                shown = traceback.format_exc() if self._debug else "this app cannot be loaded"
                return HttpResponse(status=500, body=shown.encode("utf-8", "replace"))
        return self._handlers[file]


def folder_application(
    folder: AppFolder,
    handler_of: HandlerOf,
    options: ServerOptions,
    settings: Mapping[str, UserValue],
) -> tornado.web.Application:
    """Return a Tornado application of the apps in *folder*, and the author's files at `/static/`."""
    router = FolderRouter(folder, handler_of, options.debug)
    router.application = beside_static_files(Rule(AnyMatches(), router), options, settings)
    return router.application
