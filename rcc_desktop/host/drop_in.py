"""The folder for plugins from outside: unzipped wheels, seen by the ordinary import system after everything else.

Each child of the folder that holds a ``*.dist-info`` is one plugin. Because the finder comes last, a dropped-in
``json.py`` shadows nothing.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import DistributionFinder, EntryPoint, MetadataPathFinder
from typing import TYPE_CHECKING

from rcc_desktop.host.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.metadata import Distribution
    from pathlib import Path
    from types import ModuleType

GROUP = "rcc_desktop.plugins"
_ANY = DistributionFinder.Context()


class DropInFinder(DistributionFinder):
    """Finds the modules and the distributions of the plugins that were let in."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self.path = [str(folder) for folder in folders]

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """A top-level module of ours; what lies inside a package is found by way of the package."""
        return PathFinder.find_spec(fullname, self.path, target) if path is None else None

    def find_distributions(self, context: DistributionFinder.Context = _ANY) -> Iterable[Distribution]:
        """The distributions of ours that ``context`` asks for."""
        return MetadataPathFinder.find_distributions(DistributionFinder.Context(name=context.name, path=self.path))


def install(folders: Sequence[Path]) -> DropInFinder:
    """Let the plugins in ``folders`` be imported.

    Compiled copies are no longer written, in the whole process: they would change the files that were approved.
    """
    finder = DropInFinder(folders)
    if folders:
        sys.dont_write_bytecode = True
        sys.meta_path.append(finder)
    return finder


def dropped_in(folder: Path) -> list[Found]:
    """The plugins in the drop-in folder, by name; none of their code runs."""
    roots = sorted(each for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    found = []
    for root in roots:
        for distribution in MetadataPathFinder.find_distributions(DistributionFinder.Context(path=[str(root)])):
            entries: Iterable[EntryPoint] = distribution.entry_points.select(group=GROUP)
            found += [Found(entry.name, entry.value, distribution.version, root) for entry in entries]
    return found


def fingerprint(folder: Path) -> str:
    """The SHA-256 over the names and contents of every file in ``folder``, compiled copies included."""
    whole = hashlib.sha256()
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        name = file.relative_to(folder).as_posix()
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        whole.update(f"{content}  {name}\n".encode())
    return whole.hexdigest()
