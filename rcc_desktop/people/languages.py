"""Languages people are most at ease in, by ISO 639-3 code."""

from rcc_desktop.api.contributions import Choice
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

LANGUAGES: tuple[Choice, ...] = (
    Choice("eng", _("English")),
    Choice("spa", _("Spanish")),
    Choice("ase", _("American Sign Language")),
    Choice("amh", _("Amharic")),
    Choice("ara", _("Arabic")),
    Choice("mya", _("Burmese")),
    Choice("yue", _("Cantonese")),
    Choice("prs", _("Dari")),
    Choice("fra", _("French")),
    Choice("hat", _("Haitian Creole")),
    Choice("haw", _("Hawaiian")),
    Choice("hin", _("Hindi")),
    Choice("hmn", _("Hmong")),
    Choice("khm", _("Khmer")),
    Choice("kor", _("Korean")),
    Choice("cmn", _("Mandarin")),
    Choice("nav", _("Navajo")),
    Choice("nep", _("Nepali")),
    Choice("pus", _("Pashto")),
    Choice("fas", _("Persian")),
    Choice("pol", _("Polish")),
    Choice("por", _("Portuguese")),
    Choice("rus", _("Russian")),
    Choice("smo", _("Samoan")),
    Choice("som", _("Somali")),
    Choice("swa", _("Swahili")),
    Choice("tgl", _("Tagalog")),
    Choice("ukr", _("Ukrainian")),
    Choice("urd", _("Urdu")),
    Choice("vie", _("Vietnamese")),
    Choice("und", _("Another language")),
)
