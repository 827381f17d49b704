"""``import``, ``export`` and ``tally``: what goes in, what comes out, and what it adds up to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.periods import Period
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.commands.answer import REFUSED, answer, in_columns
from rcc_desktop.commands.at_center import at_center, takes_a_center

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from rcc_desktop.api.contributions import Tally
    from rcc_desktop.api.imports import Import
    from rcc_desktop.host.session import Session
    from rcc_desktop.imports.plan import Plan
    from rcc_desktop.imports.rows import Rows

_, ngettext = words("rcc_desktop")

SAMPLE = 200
"""How many rows are looked at to guess what a column holds."""

PERIODS = _("a day (2026-11-21), a month (2026-11), a quarter (2026Q4), a fiscal year (FY2026), or two days (A..B)")


def add_import(parser: ArgumentParser) -> None:
    """Declare ``import``."""
    takes_a_center(parser)
    parser.add_argument("key", nargs="?", metavar="KEY", help=_("what the file holds: see --list"))
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=_("a .csv or .xlsx file"))
    parser.add_argument("--list", action="store_true", help=_("say what can be brought in, and with which fields"))
    parser.add_argument(
        "--map",
        nargs="+",
        action="extend",
        default=[],
        metavar="COLUMN=FIELD",
        help=_("put a column right that was guessed wrong; COLUMN= leaves it out"),
    )
    days = parser.add_mutually_exclusive_group()
    days.add_argument(
        "--day-first", action="store_true", default=None, help=_("3/4/1980 is April 3; else each column tells")
    )
    days.add_argument("--month-first", action="store_false", dest="day_first", help=_("3/4/1980 is March 4"))
    parser.add_argument("--dry-run", action="store_true", help=_("say what each row would do, and change nothing"))
    parser.add_argument("--errors", type=Path, metavar="FILE", help=_("write rows with problems here, take the others"))
    parser.set_defaults(run=run_import)


def run_import(args: Namespace) -> int:
    """Bring in a file, whole or not at all."""
    with at_center(args) as opened:
        session = opened.session
        if args.list or args.key is None:
            return _list_imports(args, session)
        if args.file is None:
            raise Problem(_("Which file?"), _("Name a .csv or .xlsx file after {key}.").format(key=args.key))
        wanted = _one_of(session.imports(), args.key)
        plan = _plan(session, wanted, args)
        taken = 0 if args.dry_run else _take(session, plan, args)
    value = {
        **plan.counts,
        "changed": taken,
        "dates": {key: _ORDERS[read.day_first] for key, read in plan.days.items()},
    }
    lines = _preview(plan) if args.dry_run else []
    told = _("Nothing was changed.") if args.dry_run else ngettext("{n} row taken in.", "{n} rows taken in.", taken)
    answer(args, value, [*_columns_taken(plan), *_days_read(plan), *lines, _counted(plan), told.format(n=taken)])
    return REFUSED if args.dry_run and plan.problem_rows else 0


def add_export(parser: ArgumentParser) -> None:
    """Declare ``export``."""
    takes_a_center(parser)
    parser.add_argument("key", nargs="?", metavar="KEY", help=_("which paper: see --list"))
    parser.add_argument("--list", action="store_true", help=_("say which papers there are"))
    parser.add_argument("--period", metavar="P", help=PERIODS)
    parser.add_argument("--site", type=int, metavar="N", help=_("one site only, by its number"))
    parser.add_argument("--one", type=int, metavar="N", help=_("which one, for papers of one meeting or the like"))
    parser.add_argument("--to", type=Path, metavar="FILE", help=_("where to: .xlsx, .pdf, .csv, .docx or .txt"))
    parser.set_defaults(run=run_export)


def run_export(args: Namespace) -> int:
    """Write a paper."""
    from rcc_desktop.host.papers import papers_by_plugin, write_paper

    with at_center(args) as opened:
        session = opened.session
        if args.list or args.key is None:
            rows = [(paper.key, paper.title) for each in papers_by_plugin(session) for paper in each.papers]
            return answer(args, [{"key": key, "title": title} for key, title in rows], in_columns(_KEYED, rows))
        if args.to is None:
            way_out = _("Add --to and a file name ending in .xlsx, .pdf, .csv, .docx or .txt.")
            raise Problem(_("Where should it go?"), way_out)
        period = Period.parse(args.period, session.year) if args.period else None
        write_paper(session, args.key, args.to, period=period, site=args.site, one=args.one)
    return answer(args, {"file": str(args.to)}, [_("Written to {file}").format(file=args.to)])


def add_tally(parser: ArgumentParser) -> None:
    """Declare ``tally``."""
    takes_a_center(parser)
    parser.add_argument("measure", nargs="?", metavar="MEASURE", help=_("what to count: see --list"))
    parser.add_argument("--list", action="store_true", help=_("say what can be counted, and how it can be broken down"))
    parser.add_argument("--period", metavar="P", help=PERIODS)
    parser.add_argument(
        "--by", metavar="GROUP", help=_("break it down: month, weekday, site, age_band, race, reason …")
    )
    parser.set_defaults(run=run_tally)


def run_tally(args: Namespace) -> int:
    """Count a measure."""
    with at_center(args) as opened:
        session = opened.session
        if args.list or args.measure is None:
            return _list_measures(args, session)
        if not args.period:
            raise Problem(_("For which period?"), _("Add --period and {periods}.").format(periods=PERIODS))
        period = Period.parse(args.period, session.year)
        _must_be_countable(args.measure, session)
        tally = session.store.read(lambda: session.tally(args.measure, period, args.by), session.actor)
    return answer(args, _tally_value(tally), _tally_lines(tally))


_ORDERS = {False: "month/day", True: "day/month"}
_SEE_LIST = _("See --list for all of them.")
_KEYED = (_("key"), _("what it is"))


def _list_imports(args: Namespace, session: Session) -> int:
    value = [
        {"key": each.key, "title": each.title, "fields": {field.key: field.title for field in each.fields}}
        for each in session.imports()
    ]
    lines = []
    for each in session.imports():
        fields = in_columns((_("field"), _("what it is")), [(field.key, field.title) for field in each.fields])
        lines += [f"{each.key}: {each.title}", *(f"  {line}" for line in fields)]
    return answer(args, value, lines)


def _list_measures(args: Namespace, session: Session) -> int:
    measures = [each for each in session.measures() if session.may_count(each)]
    groups = {each.key: session.groups_of(each) for each in measures}
    value = [{"key": each.key, "title": each.title, "by": list(groups[each.key])} for each in measures]
    every_group = {key: title for offered in groups.values() for key, title in offered.items()}
    lines = in_columns(_KEYED, [(each.key, each.title) for each in measures])
    return answer(args, value, [*lines, "", *in_columns((_("broken down by"), _("what it is")), every_group.items())])


def _must_be_countable(key: str, session: Session) -> None:
    from difflib import get_close_matches

    known = [measure.key for measure in session.measures() if session.may_count(measure)]
    if known and key not in {measure.key for measure in session.measures()}:
        near = [each for each in known if key in each] or get_close_matches(key, known, n=3)
        raise Problem(
            _("“{key}” cannot be counted: nothing of that name is here.").format(key=key),
            " ".join((_("Did you mean {keys}?").format(keys=", ".join(near)), _SEE_LIST)) if near else _SEE_LIST,
        )


def _one_of(imports: Sequence[Import], key: str) -> Import:
    for each in imports:
        if each.key == key:
            return each
    raise Problem(
        _("“{key}” is not something that can be brought in.").format(key=key),
        _("Nothing was changed. Try one of: {keys}.").format(keys=", ".join(each.key for each in imports)),
    )


def _plan(session: Session, wanted: Import, args: Namespace) -> Plan:
    from rcc_desktop.imports.plan import plan_import
    from rcc_desktop.imports.reading import read

    rows = read(args.file)
    mapping = _mapping(rows, wanted, args.map)
    today = session.now().date()
    return session.store.read(
        lambda: plan_import(wanted, rows, mapping, today=today, day_first=args.day_first), session.actor
    )


def _mapping(rows: Rows, wanted: Import, typed: Sequence[str]) -> dict[int, str]:
    """What the headers suggest, put right by the typed pairs: a field that is named goes to that column alone."""
    from rcc_desktop.imports.guessing import suggest

    named = dict(_named(pair, rows, wanted) for pair in typed)
    suggested = suggest(rows.headers, rows.rows[:SAMPLE], wanted.fields)
    kept = {at: field for at, field in suggested.items() if at not in named and field not in named.values()}
    return {**kept, **{at: field for at, field in named.items() if field}}


def _named(pair: str, rows: Rows, wanted: Import) -> tuple[int, str]:
    """The column and the field of a typed pair; no field where the column is to be left out."""
    columns = {header.casefold(): at for at, header in enumerate(rows.headers)}
    fields = {field.key for field in wanted.fields}
    column, equals, field = (part.strip() for part in pair.rpartition("="))
    if equals and column.casefold() in columns and field in {"", *fields}:
        return columns[column.casefold()], field
    raise Problem(
        _("“{pair}” does not fit the file.").format(pair=pair),
        _(
            "Nothing was changed. Write COLUMN=FIELD, or COLUMN= to leave a column out; the file has: {columns}. "
            "The fields are: {fields}."
        ).format(columns=", ".join(rows.headers), fields=", ".join(sorted(fields))),
    )


def _take(session: Session, plan: Plan, args: Namespace) -> int:
    from rcc_desktop.host.copies import before_import
    from rcc_desktop.imports.mending import write_problem_rows
    from rcc_desktop.imports.plan import apply

    if plan.problem_rows and not args.errors:
        raise _refused(len(plan.problem_rows))
    if args.errors and plan.problem_rows:
        write_problem_rows(plan, args.errors)
    before_import(session, len(plan.rows))
    return session.store.write(lambda: apply(plan, leave_out_problems=args.errors is not None), session.actor)


def _refused(problems: int) -> Problem:
    return Problem(
        ngettext(
            "{count} row has a problem, so the file was not taken in.",
            "{count} rows have problems, so the file was not taken in.",
            problems,
        ).format(count=problems),
        _("Nothing was changed. See them with --dry-run, or add --errors FILE to put them there and take the others."),
        code="imports.rows_with_problems",
    )


def _columns_taken(plan: Plan) -> list[str]:
    """Which column fills which field, as ``--map`` takes it; a dash for a column that is left out."""
    return [f"{header} = {plan.mapping.get(at, '–')}" for at, header in enumerate(plan.source.headers)]


def _days_read(plan: Plan) -> list[str]:
    told = [read.words for read in plan.days.values()]
    if all(read.was_said for read in plan.days.values()):
        return told
    return [*told, _("The file does not tell for sure: say it with --day-first or --month-first.")]


def _preview(plan: Plan) -> list[str]:
    rows = [(row.number, row.verdict.kind, "; ".join(row.remarks) or row.verdict.words) for row in plan.rows]
    return in_columns((_("row"), _("would be"), _("because")), rows)


def _counted(plan: Plan) -> str:
    counts = plan.counts
    return _("New {new}, changed {change}, already here {same}, worth a look {look}, with a problem {problem}.").format(
        **counts
    )


def _tally_value(tally: Tally) -> dict[str, Any]:
    return {
        "measure": tally.measure,
        "period": tally.period.code,
        "amount": tally.amount,
        "identified": tally.identified,
        "anonymous": tally.anonymous,
        "people": tally.people,
        "days_open": tally.days_open,
        "per_day_open": tally.per_day_open,
        "by": tally.by,
        "rows": [
            {"key": row.key, "title": row.title, "amount": row.amount, "people": row.people, "anonymous": row.anonymous}
            for row in tally.rows
        ],
    }


def _tally_lines(tally: Tally) -> list[str]:
    average = tally.per_day_open
    lines = [
        f"{tally.title}, {tally.period.code}: {tally.amount:g} {tally.unit}",
        _("with a name {identified:g}, anonymous {anonymous:g}; people, once each: {people}").format(
            identified=tally.identified, anonymous=tally.anonymous, people=tally.people
        ),
        _("no data on days open")
        if average is None
        else ngettext(
            "{days} day open, {average:.1f} a day", "{days} days open, {average:.1f} a day", tally.days_open
        ).format(days=tally.days_open, average=average),
    ]
    if tally.rows:
        rows = [(row.title, f"{row.amount:g}", row.people, f"{row.anonymous:g}") for row in tally.rows]
        lines += in_columns((str(tally.by), tally.unit, _("people"), _("anonymous")), rows)
    return lines
