"""Everybody here whom a row of a spreadsheet may be about."""

from __future__ import annotations

from rcc_desktop.api import needs
from rcc_desktop.api.known_people import known_people
from rcc_desktop.api.records import ContactWay, Person, PersonName, fetch
from rcc_mentors.import_matching import Files, OnFile, email_key, name_key, phone_key
from rcc_mentors.people.records import Mentor


@needs("mentors.keep")
def people_on_file() -> Files:
    """Everybody whom a row may be about."""
    mentors = dict(fetch(Mentor.select(Mentor.person, Mentor.id)))
    columns = (Person.id, Person.shown_name, Person.first_name, Person.last_name)
    people = {}
    for person, shown, first, last in fetch(Person.select(*columns).where(Person.id.in_(known_people()))):
        names = {name_key(shown), name_key(f"{first} {last}")} - {""}
        people[person] = OnFile(person, shown, names, mentor=mentors.get(person))
    for person, name in fetch(PersonName.select(PersonName.person, PersonName.name)):
        if person in people:
            people[person].names.add(name_key(name))
    for person, kind, value in fetch(ContactWay.select(ContactWay.person, ContactWay.kind, ContactWay.value)):
        way = email_key(value) if kind == "email" else phone_key(value)
        if person in people and way:
            people[person].ways.add(way)
    return Files(list(people.values()))
