"""A built site on this machine, below a path as on a shared host, with its own page for wrong addresses."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "/bulletins/"
SITE_URL = f"https://bulletins.example{PREFIX}"
"""Where the sites under test say that they live: an address with a path."""


@dataclass(frozen=True)
class Served:
    """A site that can be asked for: `base` ends in `/`, `folder` holds its files."""

    base: str
    folder: Path

    def url(self, path: str = "") -> str:
        """The address of a page, from its path below the site's root."""
        return self.base + path


class Handler(SimpleHTTPRequestHandler):
    """Serves only what is below PREFIX; anything else there is the site's 404 page, with its status."""

    def translate_path(self, path: str) -> str:
        """The file of an address; one that cannot exist for an address outside of PREFIX."""
        bare = urlsplit(path).path
        if not bare.startswith(PREFIX):
            return str(Path(self.directory) / "outside" / "of" / "the" / "site")
        return super().translate_path(bare.removeprefix(PREFIX.rstrip("/")))

    def list_directory(self, path: object) -> None:
        """A folder without an index.html is a wrong address."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a wrong address as static hosts do."""
        if code != HTTPStatus.NOT_FOUND or not urlsplit(self.path).path.startswith(PREFIX):
            return super().send_error(code, message, explain)
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(page)
        return None

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what goes wrong shows in the browser."""


class Server(ThreadingHTTPServer):
    """A thread a request; a browser that goes away in the middle of an answer is no error."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Leave a closed connection alone; tell everything else as ever."""
        import sys

        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path, handler: type[Handler] = Handler) -> Iterator[Served]:
    """Serve a built site until the end of the block."""
    with Server(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield Served(f"http://127.0.0.1:{server.server_port}{PREFIX}", folder)
        finally:
            server.shutdown()
            thread.join()
