"""A client of a language server over its standard streams: just enough of the protocol for the tests."""

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
        "schemas": {},
    },
    "http": {},
    "[yaml]": {},
}
PATIENCE = 15.0
"""Seconds that an answer may take on a machine that is shared."""


class Server:
    """A running language server; `root` is the project's folder."""

    def __init__(self, command: list[str], root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.diagnostics: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        threading.Thread(target=self._read, daemon=True).start()
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
                "publishDiagnostics": {},
            },
            "workspace": {"configuration": True},
        }
        self.capabilities = self.ask(
            "initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": capabilities}
        )["capabilities"]
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def _read(self) -> None:
        """Sort what the server sends, and answer its own questions."""
        stream = self.process.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.decode().partition(":")
                length = int(value) if name.lower() == "content-length" else length
                header = stream.readline()
            message = json.loads(stream.read(length))
            if "method" not in message:
                self.answers.put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                self.diagnostics.put(message["params"])
            elif "id" in message:
                self._send({"id": message["id"], "result": self._answer(message["method"], message.get("params"))})

    @staticmethod
    def _answer(method: str, params: Any) -> Any:
        if method == "workspace/configuration":
            return [SETTINGS.get(item.get("section", "")) for item in params["items"]]
        return None

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """A notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """A request, and its result."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=PATIENCE)
            if answer["id"] == self.number:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def open(self, file: str, text: str) -> str:
        """Open a document that need not be there; its address."""
        uri = (self.root / file).as_uri()
        self.tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        return uri

    def problems(self, uri: str) -> list[tuple[int, str]]:
        """Line (from 1) and message of everything that the server finds wrong in a document."""
        while True:
            told = self.diagnostics.get(timeout=PATIENCE)
            if told["uri"] == uri:
                return sorted((d["range"]["start"]["line"] + 1, d["message"]) for d in told["diagnostics"])

    def complete(self, uri: str, line: int, character: int) -> dict[str, dict[str, Any]]:
        """What is offered at a place (both counted from 0), by label."""
        result = self.ask(
            "textDocument/completion",
            {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}},
        )
        return {item["label"]: item for item in result["items"]}

    def hover(self, uri: str, line: int, character: int) -> str:
        """What is shown for a place."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        result = self.ask("textDocument/hover", place)
        return str(result["contents"]["value"]) if result else ""

    def close(self) -> None:
        """End the server and wait for it."""
        self.ask("shutdown", {})
        self.tell("exit", {})
        self.process.wait(PATIENCE)
