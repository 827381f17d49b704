"""What pages are built from: the only Qt of the api.

Each name is brought in when it is first asked for, because the sign-in page needs a few of them and must be on screen
before the rest is read.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from rcc_desktop.api.ui.look import Look, Tone, look, mark, spaced, watch_look

if TYPE_CHECKING:
    from rcc_desktop.api.ui.apart import Apart
    from rcc_desktop.api.ui.card import Badge, BadgeLabel, Banner, Card, EmptyState, Figure, button, icon_button, label
    from rcc_desktop.api.ui.cards_list import PeopleList, PersonLine
    from rcc_desktop.api.ui.chips import Chips
    from rcc_desktop.api.ui.dates import read_date, write_date
    from rcc_desktop.api.ui.fields import (
        ChoiceField,
        DateField,
        EndButton,
        LongTextField,
        NumberField,
        PasswordField,
        TextField,
        TimeField,
    )
    from rcc_desktop.api.ui.flow import FlowLayout, FlowRow, SideBySide
    from rcc_desktop.api.ui.form import FieldRow, Form
    from rcc_desktop.api.ui.icons import icon, icon_pixmap
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.api.ui.painting import paint_badge, paint_empty, paint_initials
    from rcc_desktop.api.ui.person_picker import PersonPicker, SearchField
    from rcc_desktop.api.ui.rows import Column, RowsModel
    from rcc_desktop.api.ui.rows_table import RowsTable
    from rcc_desktop.api.ui.sheet import Overlay, SidePanel
    from rcc_desktop.api.ui.times import read_time, write_time

__all__ = [
    "Apart",
    "Badge",
    "BadgeLabel",
    "Banner",
    "Card",
    "Chips",
    "ChoiceField",
    "Column",
    "DateField",
    "EmptyState",
    "EndButton",
    "FieldRow",
    "Figure",
    "FlowLayout",
    "FlowRow",
    "Form",
    "LongTextField",
    "Look",
    "NumberField",
    "Overlay",
    "PageWidget",
    "PasswordField",
    "PeopleList",
    "PersonLine",
    "PersonPicker",
    "RowsModel",
    "RowsTable",
    "SearchField",
    "SideBySide",
    "SidePanel",
    "TextField",
    "TimeField",
    "Tone",
    "button",
    "icon",
    "icon_button",
    "icon_pixmap",
    "label",
    "look",
    "mark",
    "paint_badge",
    "paint_empty",
    "paint_initials",
    "read_date",
    "read_time",
    "spaced",
    "watch_look",
    "write_date",
    "write_time",
]

_PLACES = {
    "Apart": "apart",
    "Badge": "card",
    "BadgeLabel": "card",
    "Banner": "card",
    "Card": "card",
    "Chips": "chips",
    "ChoiceField": "fields",
    "Column": "rows",
    "DateField": "fields",
    "EmptyState": "card",
    "EndButton": "fields",
    "FieldRow": "form",
    "Figure": "card",
    "FlowLayout": "flow",
    "FlowRow": "flow",
    "Form": "form",
    "LongTextField": "fields",
    "NumberField": "fields",
    "Overlay": "sheet",
    "PageWidget": "page",
    "PasswordField": "fields",
    "PeopleList": "cards_list",
    "PersonLine": "cards_list",
    "PersonPicker": "person_picker",
    "RowsModel": "rows",
    "RowsTable": "rows_table",
    "SearchField": "person_picker",
    "SideBySide": "flow",
    "SidePanel": "sheet",
    "TextField": "fields",
    "TimeField": "fields",
    "button": "card",
    "icon": "icons",
    "icon_button": "card",
    "icon_pixmap": "icons",
    "label": "card",
    "paint_badge": "painting",
    "paint_empty": "painting",
    "paint_initials": "painting",
    "read_date": "dates",
    "read_time": "times",
    "write_date": "dates",
    "write_time": "times",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"rcc_desktop.api.ui has no {name}")
    value: object = getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
    globals()[name] = value
    return value
