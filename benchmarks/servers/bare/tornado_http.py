"""Bare Tornado, by polling."""

import asyncio
import sys

from tornado.web import Application, RequestHandler

from .polling import answer


class Limit(RequestHandler):
    """One request."""

    def get(self) -> None:
        query = {name: values[-1].decode() for name, values in self.request.arguments.items()}
        session = self.request.headers.get("webio-session-id")
        self.write(answer(query, session, self.request.body))

    post = get


async def main(port: int) -> None:
    Application([("/", Limit)]).listen(port, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
