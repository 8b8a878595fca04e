"""A bare Flask view, on Flask's own server with threads (which closes connections)."""

import sys

from flask import Flask, Response, request
from werkzeug.serving import WSGIRequestHandler, make_server

from .polling import answer

app = Flask(__name__)


@app.route("/", methods=["GET", "POST"])
def limit() -> Response:
    """Answer one request."""
    session = request.headers.get("webio-session-id")
    return Response(answer(request.args, session, request.get_data()))


class Connection(WSGIRequestHandler):
    """Writes each answer in one piece and logs nothing."""

    disable_nagle_algorithm = True
    wbufsize = -1

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


if __name__ == "__main__":
    make_server(
        "127.0.0.1", int(sys.argv[1]), app, threaded=True, request_handler=Connection
    ).serve_forever()
