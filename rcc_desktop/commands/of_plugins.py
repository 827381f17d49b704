"""The verbs that plugins offer on the command line, each run in one transaction on the account of whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rcc_desktop.commands.answer import answer
from rcc_desktop.commands.at_center import at_center, takes_a_center

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from rcc_desktop.api.contributions import Argument, Command


@dataclass(frozen=True, slots=True)
class PluginCommand:
    """One plugin's verb, as argparse wants it."""

    plugin: str
    command: Command

    @property
    def name(self) -> str:
        """What is typed."""
        return self.command.name

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return self.command.summary

    def declare(self, parser: ArgumentParser) -> None:
        """Say what the verb takes."""
        takes_a_center(parser)
        for argument in self.command.arguments:
            parser.add_argument(argument.name, help=argument.help, **_how(argument))
        parser.set_defaults(run=self.run)

    def run(self, args: Namespace) -> int:
        """Run the verb at the center that is named."""
        with at_center(args) as opened:
            session = opened.session
            desk = session.desk_of(self.plugin)
            typed = {argument.name.lstrip("-"): _typed(args, argument) for argument in self.command.arguments}
            value = session.store.write(lambda: self.command.run(desk, typed), session.actor)
        return answer(args, dict(value), [self.command.told(value)])


def commands_of_plugins() -> list[PluginCommand]:
    """Every verb of every plugin that starts here; those that do not start are passed over."""
    from rcc_desktop.host.discovery import find_plugins
    from rcc_desktop.host.host import PluginHost

    host = PluginHost(find_plugins())
    host.start()
    return [
        PluginCommand(name, command)
        for name, info in host.infos.items()
        if info.commands is not None
        for command in info.commands()
    ]


def _how(argument: Argument) -> dict[str, Any]:
    if argument.name.startswith("--"):
        return {"action": "append" if argument.many else "store", "required": argument.required}
    if argument.many:
        return {"nargs": "+" if argument.required else "*"}
    return {} if argument.required else {"nargs": "?"}


def _typed(args: Namespace, argument: Argument) -> object:
    typed = getattr(args, argument.name.lstrip("-").replace("-", "_"))
    return [] if typed is None and argument.many else typed
