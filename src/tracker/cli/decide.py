"""What a person decides about developments, people and entries of lists; and the list of decisions."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.options import Place, common
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.sync.desk import By, Outcome


def _decides(*, why_is_asked: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds --why (required where a decision changes what is told) and --who."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        command = click.option("--who", help="Who decides. Default: the login name.")(command)
        return click.option("--why", required=why_is_asked, help="Why; kept with the decision.")(command)

    return add


@click.command(short_help="Two developments are one event.")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@_decides(why_is_asked=True)
@common
def merge(first: str, second: str, why: str, who: str | None, place: Place) -> None:
    """Make developments A and B one. The id that was told later leads to the other from now on.

    Digests that told both say so. It holds for all that is read later, until it is undone.
    """
    from tracker.sync import decide

    _print(place, decide.merge(place.configuration(), place.database, first, second, _by(who, why)))


@click.command(short_help="Records of a development are another event.")
@click.argument("name", metavar="D")
@click.argument("records", nargs=-1, required=True, metavar="RECORD…")
@_decides(why_is_asked=True)
@common
def split(name: str, records: Sequence[str], why: str, who: str | None, place: Place) -> None:
    """Cut RECORDs out of development D: they are an event of their own. `tracker evidence D` lists them."""
    from tracker.sync import decide

    _print(place, decide.split(place.configuration(), place.database, name, records, _by(who, why)))


@click.command(short_help="A development is none.")
@click.argument("name", metavar="D")
@_decides(why_is_asked=True)
@common
def dismiss(name: str, why: str, who: str | None, place: Place) -> None:
    """Take development D back: it did not happen, or is no news of this subject.

    What was told of it is corrected in the next digest, which says why. It stays dismissed, whatever is
    read later.
    """
    from tracker.sync import decide

    _print(place, decide.dismiss(place.configuration(), place.database, name, _by(who, why)))


@click.command(short_help="A development is true.")
@click.argument("name", metavar="D")
@_decides(why_is_asked=False)
@common
def confirm(name: str, why: str | None, who: str | None, place: Place) -> None:
    """Vouch for development D: it is sure, however unsure its records are. One that was dismissed stands
    again.
    """
    from tracker.sync import decide

    _print(place, decide.confirm(place.configuration(), place.database, name, _by(who, why)))


@click.command(short_help="Add a word to a development.")
@click.argument("name", metavar="D")
@click.argument("text")
@click.option("--who", help="Who says so. Default: the login name.")
@common
def note(name: str, text: str, who: str | None, place: Place) -> None:
    """Add TEXT to development D: it is shown wherever the development is."""
    from tracker.sync import decide

    _print(place, decide.note(place.configuration(), place.database, name, text, _by(who)))


@click.command(short_help="Never show a person's name.")
@click.argument("person")
@_decides(why_is_asked=True)
@common
def suppress(person: str, why: str, who: str | None, place: Place) -> None:
    """Hide PERSON, given by the whole name, wherever developments are shown: in every script and spelling,
    also in quotes. The person is still counted, and the stored pages stay as they are.
    """
    from tracker.sync import decide

    outcome = decide.suppress(place.configuration(), place.database, person, _by(who, why))
    click.echo(f"decision {outcome.decision}: this person is not shown by name any more")
    click.echo(f"to undo it: tracker undo {outcome.decision}")


@click.command(short_help="Entries of two lists are one target.")
@click.argument("first", metavar="LIST:UID")
@click.argument("second", metavar="LIST:UID")
@_decides(why_is_asked=True)
@common
def tie(first: str, second: str, why: str, who: str | None, place: Place) -> None:
    """Take two entries for one target, whatever their names say: `tracker tie us_ofac_sdn:9760 eu_fsf:3411`.

    `tracker lists compare --json` gives the lists' own keys. It holds until it is undone.
    """
    from tracker.sync import tie_by_hand

    _print_tie(tie_by_hand.tie(place.configuration(), place.database, first, second, _by(who, why)))


@click.command(short_help="Entries of two lists are two targets.")
@click.argument("first", metavar="LIST:UID")
@click.argument("second", metavar="LIST:UID")
@_decides(why_is_asked=True)
@common
def untie(first: str, second: str, why: str, who: str | None, place: Place) -> None:
    """Never take two entries for one target, however alike they are; what is doubtful is settled so."""
    from tracker.sync import tie_by_hand

    _print_tie(tie_by_hand.untie(place.configuration(), place.database, first, second, _by(who, why)))


def _print_tie(decision: int) -> None:
    click.echo(f"decision {decision} is stored; to undo it: tracker undo {decision}")


@click.command(short_help="Take a decision back.")
@click.argument("number", type=int, metavar="N")
@_decides(why_is_asked=False)
@common
def undo(number: int, why: str | None, who: str | None, place: Place) -> None:
    """Take decision N back: all stands as if it had not been taken. `tracker decisions` lists them."""
    from tracker.sync import decide
    from tracker.sync.tie_by_hand import make_ties

    outcome = decide.undo(place.configuration(), place.database, number, _by(who, why))
    make_ties(place.configuration(), place.database)
    click.echo(f"decision {number} is undone")
    _print_developments(place, outcome)


@click.command(short_help="List what people decided.")
@click.option("--all", "with_undone", is_flag=True, help="Those that were undone too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@common
def decisions(with_undone: bool, as_json: bool, place: Place) -> None:
    """List the decisions that stand: what, about what, by whom, when, and why."""
    from tracker.cli.screen import print_table
    from tracker.sync.decisions_view import decisions_shown

    shown = decisions_shown(place.configuration(), place.database, with_undone=with_undone)
    if as_json:
        for one in shown:
            click.echo(json.dumps(one.as_json(), ensure_ascii=False))
    elif shown:
        print_table(
            ("N", "When", "What", "About", "Who", "Why", "Undone"),
            ((one.id, one.when, one.kind.value, one.about, one.who, one.why, one.undone) for one in shown),
        )
    else:
        click.echo("nobody decided anything yet")


def _by(who: str | None, why: str | None = None) -> By:
    from tracker.sync.desk import By

    return By(who or _login_name(), why)


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("it is not known who decides; say it with --who NAME") from error


def _print(place: Place, outcome: Outcome) -> None:
    click.echo(f"decision {outcome.decision} is stored; to undo it: tracker undo {outcome.decision}")
    _print_developments(place, outcome)


def _print_developments(place: Place, outcome: Outcome) -> None:
    """How the developments stand since, in the words of the view: no name that is not shown."""
    from contextlib import closing

    from tracker.report.sentence import sentence
    from tracker.store.connection import connect
    from tracker.sync.views import views_of
    from tracker.text.terminal import defuse

    for name, heir in outcome.merged:
        click.echo(f"{name} leads to {heir} now")
    for name in outcome.withdrawn:
        click.echo(f"{name} is withdrawn")
    with closing(connect(place.database, read_only=True)) as connection:
        for view in views_of(connection, place.configuration(), outcome.standing):
            click.echo(defuse(f"{view.id} stands: {sentence(view)}"))
