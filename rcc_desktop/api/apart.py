"""Work in a process apart: heavy arithmetic and strangers' files, whose crash or hunger must not be the center's.

A module that works apart has ``run(arguments) -> int``, which is also what it does as ``__main__``; most hand an
``answer`` to ``serve``. It is asked one question, as a line of JSON on standard input, tells how far it is in lines of
JSON, and answers once. It knows no center: whatever it may see is in the question.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ASKED = "--apart"
"""The built program has no ``python -m``: started with this word, it only runs the module that is named after it."""

POLL_SECONDS = 0.1


class Ended(Exception):
    """The process ended without an answer: it was killed, ran out of memory, or made a mistake."""


def command(module: str) -> list[str]:
    """The program and arguments that run ``module`` apart."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ASKED, module]
    return [sys.executable, "-P", "-B", "-m", module]


def surroundings(module: str) -> dict[str, str]:
    """The environment for ``module``: found where it is found here, and without what our own variables say."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RCC_")}
    roots = [_root_of("rcc_desktop"), _root_of(module.partition(".")[0])]
    path = os.pathsep.join([*dict.fromkeys(roots), *filter(None, [kept.get("PYTHONPATH", "")])])
    return {**kept, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}


def line(said: Any) -> bytes:
    """What is said, as one line."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def ask_apart(
    module: str,
    question: Any,
    *,
    told: Callable[[Any], None] = lambda _said: None,
    wanted: Callable[[], bool] = lambda: True,
) -> Any:
    """Ask ``module`` and wait for its answer, or None once it is not ``wanted`` any more. Raises ``Ended``.

    For the command line and for lanes that may wait; a page uses ``rcc_desktop.api.ui.Apart``.
    """
    child = subprocess.Popen(
        command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback may quote what was asked
        env=surroundings(module),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    heard: SimpleQueue[bytes] = SimpleQueue()
    reader = threading.Thread(target=_hear, args=(child, heard), name="rcc apart", daemon=True)
    reader.start()
    try:
        _put(child, line(question))
        return _listen(heard, told, wanted)
    finally:
        child.kill()
        child.wait()
        reader.join()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _put(child: subprocess.Popen[bytes], question: bytes) -> None:
    if child.stdin is None:
        raise Ended
    with suppress(BrokenPipeError):  # it is gone already; listening says so
        child.stdin.write(question)
        child.stdin.flush()


def _hear(child: subprocess.Popen[bytes], heard: SimpleQueue[bytes]) -> None:
    for said in child.stdout or ():
        heard.put(said)
    heard.put(b"")


def _listen(heard: SimpleQueue[bytes], told: Callable[[Any], None], wanted: Callable[[], bool]) -> Any:
    while wanted():
        try:
            said = heard.get(timeout=POLL_SECONDS)
        except Empty:
            continue
        if not said.endswith(b"\n"):  # nothing, or half of its last line
            raise Ended
        words = json.loads(said)
        if "answer" in words:
            return words["answer"]
        told(words["told"])
    return None


def serve(answer: Callable[[Any, Callable[[Any], None]], Any]) -> int:
    """Read the question, answer it on standard output, and end at once if whoever asked is gone."""
    _no_core_file()
    question = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_whoever_asked, daemon=True).start()
    with _standard_output() as output:

        def say(words: Any) -> None:
            output.write(line(words))
            output.flush()

        say({"answer": answer(question, lambda words: say({"told": words}))})
    return 0


def _standard_output() -> IO[bytes]:
    """Standard output for our lines alone: what a library prints there would be taken for an answer."""
    ours = os.dup(sys.stdout.fileno())
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return open(ours, "wb")


def run_module(arguments: Sequence[str]) -> int:
    """What the built program does when it is started with ``ASKED``: run the module that is named, and nothing else."""
    return int(import_module(arguments[0]).run(list(arguments[1:])))


def _end_with_whoever_asked() -> None:
    while os.read(sys.stdin.fileno(), 1):  # unbuffered: a lock held here as the process ends would abort it
        continue
    os._exit(1)


def _no_core_file() -> None:
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _root_of(package: str) -> str:
    place = import_module(package).__file__
    return str(Path(place).resolve().parents[1]) if place else ""
