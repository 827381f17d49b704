"""All that a plugin may import. Records live in ``rcc_desktop.api.records``, widgets in ``rcc_desktop.api.ui``.

Those two are apart because they bring peewee and Qt along, and neither is wanted before it is used. Working on the
program's own account, or on somebody else's, is not for plugins: that stays in ``rcc_desktop.api.acting``.
"""

from rcc_desktop.api.acting import NOBODY, Actor, acting, needs, require
from rcc_desktop.api.changes import Changes
from rcc_desktop.api.contributions import (
    API,
    ROLES,
    Argument,
    Choice,
    Command,
    Group,
    Measure,
    Page,
    Permission,
    PersonPage,
    PluginInfo,
    Setting,
    Tally,
    TallyRow,
)
from rcc_desktop.api.desk import Desk
from rcc_desktop.api.hookspecs import hookimpl
from rcc_desktop.api.ledger import remark
from rcc_desktop.api.opening import OpenHours, Opening
from rcc_desktop.api.people_found import PersonFound
from rcc_desktop.api.periods import Period, ReportingYear
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

__all__ = [
    "API",
    "NOBODY",
    "ROLES",
    "Actor",
    "Argument",
    "Changes",
    "Choice",
    "Command",
    "Desk",
    "Group",
    "Measure",
    "OpenHours",
    "Opening",
    "Page",
    "Period",
    "Permission",
    "PersonFound",
    "PersonPage",
    "PluginInfo",
    "Problem",
    "ReportingYear",
    "Setting",
    "Tally",
    "TallyRow",
    "acting",
    "hookimpl",
    "needs",
    "remark",
    "require",
    "words",
]
