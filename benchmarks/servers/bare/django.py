"""A bare Django view, on Django's own server with threads."""

import sys

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from .polling import answer


@csrf_exempt
def limit(request: HttpRequest) -> HttpResponse:
    """Answer one request."""
    content = answer(request.GET.dict(), request.headers.get("webio-session-id"), request.body)
    return HttpResponse(content, headers={"Content-Length": str(len(content))})


urlpatterns = [path("", limit)]


class Connection(WSGIRequestHandler):
    """Writes each answer in one piece and logs nothing."""

    disable_nagle_algorithm = True
    wbufsize = -1

    def handle_one_request(self) -> None:
        super().handle_one_request()
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadedWSGIServer):
    """Lets more than ten connections wait to be accepted."""

    request_queue_size = 128


if __name__ == "__main__":
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="limit")
    server = Server(("127.0.0.1", int(sys.argv[1])), Connection)
    server.set_app(WSGIHandler())
    server.serve_forever()
