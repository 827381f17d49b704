"""The verbs that plugins offer on the command line, each run in one transaction on the account of whoever asks."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.words import words
from rcc_desktop.commands.answer import answer
from rcc_desktop.commands.at_center import at_center, takes_a_center

if TYPE_CHECKING:
    from argparse import Namespace, _SubParsersAction
    from collections.abc import Container, Iterable, Mapping

    from rcc_desktop.api.contributions import Argument, Command, PluginInfo

_, ngettext = words("rcc_desktop")


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
    def word(self) -> str:
        """The first word of it, which it may share with others of two words."""
        return self.command.name.partition(" ")[0]

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
        from rcc_desktop.host.own_name import in_name_of

        with at_center(args) as opened:
            session = opened.session
            desk = session.desk_of(self.plugin)
            typed = {argument.name.lstrip("-"): _typed(args, argument) for argument in self.command.arguments}
            run = in_name_of(session.host, self.plugin, self.command.run)
            value = session.store.write(lambda: run(desk, typed), session.actor)
        answered = answer(args, dict(value), [self.command.told(value)])
        return answered if self.command.status is None else self.command.status(value)


def commands_of_plugins(taken: Container[str]) -> list[PluginCommand]:
    """Every verb of every plugin that starts here, save those called like one that is ``taken``.

    What is wrong with a plugin or its verbs is said on the error stream, and the others are offered all the same.
    """
    from rcc_desktop.host.discovery import find_plugins
    from rcc_desktop.host.host import PluginHost

    host = PluginHost(find_plugins())
    host.start()
    offered: dict[str, PluginCommand] = {}
    for plugin in host.running():
        for command in host.attempt(plugin, "commands", partial(_declarable, host.infos[plugin], plugin)) or ():
            if command.word in taken or _clashes(command, offered):
                told = _("The verb {verb} of the plugin {plugin} is left out: there is one of that name already.")
                print(told.format(verb=command.name, plugin=plugin), file=sys.stderr)
            else:
                offered[command.name] = command
    for failure in host.failures.values():
        print(failure.words, file=sys.stderr)
    return list(offered.values())


def declare_all(commands: Iterable[PluginCommand], verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Declare every verb; those of two words stand under their first one."""
    by_word: dict[str, list[PluginCommand]] = {}
    for command in commands:
        by_word.setdefault(command.word, []).append(command)
    for word, alike in by_word.items():
        if [command.name for command in alike] == [word]:
            _declare(alike[0], word, verbs)
            continue
        told = "; ".join(command.summary for command in alike)
        family = verbs.add_parser(word, help=told, description=told)
        within = family.add_subparsers(metavar="VERB", title=_("verbs"), required=True)
        for command in alike:
            _declare(command, command.name.partition(" ")[2], within)


def _declare(command: PluginCommand, name: str, verbs: _SubParsersAction[ArgumentParser]) -> None:
    command.declare(verbs.add_parser(name, help=command.summary, description=command.summary))


def _clashes(command: PluginCommand, offered: Mapping[str, PluginCommand]) -> bool:
    """Whether there is one of its name, or its first word is a verb of its own or of another plugin."""
    if command.name in offered:
        return True
    alike = [each for each in offered.values() if each.word == command.word]
    return any(each.plugin != command.plugin or command.word in {each.name, command.name} for each in alike)


def _declarable(info: PluginInfo, plugin: str) -> list[PluginCommand]:
    """A plugin's verbs, each declared once on trial: a mistake in one is the plugin's, not the command line's."""
    commands = [PluginCommand(plugin, command) for command in (info.commands() if info.commands else ())]
    for command in commands:
        trial = ArgumentParser(prog=command.name, description=command.summary)
        command.declare(trial)
        trial.format_help()
    return commands


def _how(argument: Argument) -> dict[str, Any]:
    if argument.name.startswith("--"):
        return {"action": "append" if argument.many else "store", "required": argument.required}
    if argument.many:
        return {"nargs": "+" if argument.required else "*"}
    return {} if argument.required else {"nargs": "?"}


def _typed(args: Namespace, argument: Argument) -> object:
    typed = getattr(args, argument.name.lstrip("-").replace("-", "_"))
    return [] if typed is None and argument.many else typed
