"""What a row of a stranger's spreadsheet can say of a person, and the words strangers put above such columns."""

from __future__ import annotations

from rcc_desktop.api.imports import ImportField
from rcc_desktop.api.words import words
from rcc_desktop.people.codes import question
from rcc_desktop.people.import_english import ENGLISH

_, ngettext = words("rcc_desktop")


def _asked(key: str, *also_called: str, words_for: dict[str, str] | None = None) -> ImportField:
    """An optional question as a field."""
    asked = question(key)
    choices = {code: asked.title_of(code) for code in sorted(asked.codes)}
    return ImportField(
        key,
        asked.title,
        "choices" if asked.many else "choice",
        also_called=also_called,
        choices=choices,
        choices_also_called={
            **ENGLISH[key],
            "does not know": "8",
            "prefers not to answer": "9",
            "unknown": "8",
            "doesn't know": "8",
            "no sabe": "8",
            "declined": "9",
            "refused": "9",
            "prefiere no contestar": "9",
            **(words_for or {}),
        },
    )


_RACES = {
    "american indian": "1002-5",
    "native american": "1002-5",
    "alaska native": "1002-5",
    "indígena": "1002-5",
    "asiático": "2028-9",
    "black": "2054-5",
    "african american": "2054-5",
    "negro": "2054-5",
    "afroamericano": "2054-5",
    "hispanic": "2135-2",
    "hispanic or latina/e/o": "2135-2",
    "latino": "2135-2",
    "latina": "2135-2",
    "latinx": "2135-2",
    "hispano": "2135-2",
    "mena": "2118-8",
    "arab": "2118-8",
    "pacific islander": "2076-8",
    "native hawaiian": "2076-8",
    "caucasian": "2106-3",
    "blanco": "2106-3",
}
_SEXES = {"f": "0", "m": "1", "woman": "0", "man": "1", "mujer": "0", "hombre": "1", "femenino": "0", "masculino": "1"}
_VETERANS = {"yes": "1", "y": "1", "true": "1", "sí": "1", "no": "0", "n": "0", "false": "0"}
_LANGUAGES = {
    "en": "eng",
    "inglés": "eng",
    "es": "spa",
    "español": "spa",
    "castellano": "spa",
    "asl": "ase",
    "ar": "ara",
    "árabe": "ara",
    "zh": "cmn",
    "chinese": "cmn",
    "chino": "cmn",
    "farsi": "fas",
    "fr": "fra",
    "francés": "fra",
    "creole": "hat",
    "haitian": "hat",
    "ko": "kor",
    "pt": "por",
    "portugués": "por",
    "ru": "rus",
    "ruso": "rus",
    "so": "som",
    "tagalo": "tgl",
    "vi": "vie",
    "vietnamita": "vie",
    "other": "und",
    "otro": "und",
}

FIELDS: tuple[ImportField, ...] = (
    ImportField(
        "first_name",
        _("First name"),
        also_called=("given name", "givenname", "forename", "first", "fname", "legal first name")
        + ("nombre", "nombres", "primer nombre", "nombre de pila"),
        example="María",
    ),
    ImportField("middle_name", _("Middle name"), also_called=("middle", "mname", "middle initial", "segundo nombre")),
    ImportField(
        "last_name",
        _("Last name"),
        also_called=("surname", "family name", "last", "lname", "second name", "legal last name")
        + ("apellido", "apellidos", "primer apellido"),
        several=True,
        example="Nuñez",
    ),
    ImportField(
        "full_name",
        _("Full name"),
        also_called=("name", "participant", "participant name", "member", "member name", "guest", "visitor", "person")
        + ("nombre completo", "nombre y apellido", "nombre y apellidos", "participante"),
        help=_("Used where there are no columns for first and last name."),
        example="Nuñez, María",
    ),
    ImportField(
        "goes_by",
        _("Goes by"),
        also_called=("preferred name", "nickname", "known as", "chosen name", "nombre preferido", "apodo", "le dicen"),
    ),
    ImportField(
        "aliases",
        _("Other names"),
        also_called=("alias", "aliases", "aka", "other name", "also known as", "otros nombres"),
        help=_("Several with a semicolon between."),
    ),
    ImportField(
        "former_names",
        _("Former names"),
        also_called=("former name", "maiden name", "previous name", "birth name", "apellido de soltera"),
    ),
    ImportField("pronouns", _("Pronouns"), also_called=("pronoun", "pronombres")),
    ImportField("gender", _("Gender, in their own words"), also_called=("gender", "gender identity", "género")),
    ImportField(
        "born",
        _("Birth date or year"),
        "date or year",
        also_called=("date of birth", "birth date", "birthdate", "birthday", "dob", "birth year", "year of birth")
        + ("fecha de nacimiento", "nacimiento", "año de nacimiento", "f nac"),
        example="1980-05-03",
    ),
    ImportField(
        "phone",
        _("Phone"),
        "phone",
        also_called=("phone number", "telephone", "tel", "cell", "cell phone", "mobile", "mobile phone", "home phone")
        + ("teléfono", "celular", "móvil", "número de teléfono"),
    ),
    ImportField(
        "email",
        _("Email"),
        also_called=("e-mail", "email address", "mail", "correo", "correo electrónico"),
    ),
    ImportField(
        "ok_to_message",
        _("OK to leave a message"),
        "yes_no",
        also_called=("ok to text", "ok to call", "may leave message", "can leave message", "se puede dejar mensaje"),
    ),
    ImportField(
        "street",
        _("Street and number"),
        also_called=("street number", "house number", "address", "address 1", "address 2", "address line 1")
        + ("address line 2", "street address", "mailing address", "dirección", "calle", "domicilio"),
        several=True,
    ),
    ImportField("city", _("City"), also_called=("town", "suburb", "locality", "ciudad", "municipio", "localidad")),
    ImportField("state", _("State"), also_called=("province", "estado", "provincia")),
    ImportField("zip", _("ZIP code"), "zip", also_called=("zip", "postcode", "postal code", "código postal", "cp")),
    ImportField("tract", _("Census tract"), also_called=("tract", "census tract", "sección censal")),
    ImportField(
        "number",
        _("Number in the other system"),
        also_called=(
            "id",
            "rec id",
            "record id",
            "person id",
            "participant id",
            "client id",
            "member id",
            "external id",
        )
        + ("personal id", "hmis id", "unique id", "identifier", "identificador", "número", "folio", "expediente"),
        help=_("With it, the same file can be brought in again to add what is new."),
    ),
    ImportField("system", _("The other system"), also_called=("source", "data source", "system", "sistema", "origen")),
    ImportField("card", _("Card"), also_called=("card number", "card code", "barcode", "badge", "tarjeta", "carnet")),
    ImportField(
        "added_on",
        _("First came on"),
        "date",
        also_called=("date added", "intake date", "enrollment date", "first visit", "registration date", "start date")
        + ("fecha de ingreso", "fecha de registro", "primera visita"),
    ),
    _asked("language", "language", "primary language", "preferred language", "idioma", "lengua", words_for=_LANGUAGES),
    _asked("race", "race", "ethnicity", "race/ethnicity", "raza", "etnia", words_for=_RACES),
    _asked("sex", "sex at birth", "sexo", words_for=_SEXES),
    _asked("living_situation", "housing", "housing status", "housing situation", "vivienda"),
    _asked("employment", "employment status", "employment", "empleo", "trabajo"),
    _asked("not_employed", "not employed reason", "reason not employed"),
    _asked("last_grade", "education", "highest grade", "last grade", "educación", "escolaridad"),
    _asked("veteran", "veteran status", "military", "veterano", "veterana", words_for=_VETERANS),
)

QUESTION_KEYS = ("language", "race", "sex", "living_situation", "employment", "not_employed", "last_grade", "veteran")
