"""OFAC's DeltaFile and the history of its publications."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from tracker.errors import UnreadableList
from tracker.model import ChangeKind
from tracker.read.lists import is_delta, read_delta, read_history

WHOLE = "delta_2026-08-26.xml"
EXCERPT = "delta_2026-08-24_excerpt.xml"


def test_added_entities_are_whole_and_quoted(body, golden):
    whole = body(WHOLE)
    delta = read_delta(BytesIO(whole))
    assert (delta.list, delta.published_on) == ("us_ofac_sdn", date(2026, 8, 26))
    assert delta.publication_type == "Standard Action"
    assert [entry.kind for entry in delta.entries] == [ChangeKind.DESIGNATION] * 3
    assert all(entry.lists == ("us_ofac_sdn",) for entry in delta.entries)
    for entry in delta.entries:
        quote = whole[entry.start : entry.start + entry.length].decode()
        assert quote.startswith(f'<entity id="{entry.uid}" action="add">')
        assert quote.endswith("</entity>")
    golden("delta_2026-08-26", [entry.entry for entry in delta.entries if entry.entry])


def test_a_changed_entity_has_no_action_and_says_what_came_and_went(body):
    changed = read_delta(BytesIO(body(EXCERPT))).entries[0]
    assert (changed.uid, changed.kind, changed.entry) == ("12060", ChangeKind.AMENDMENT, None)
    assert changed.programmes_added == ("IRAN-CON-ARMS-EO",)
    # "CITY: Tehran" was removed and added again: it only moved.
    assert changed.changes == {"addresses": (("ADDRESS1: c/o MODAFL",), ())}


def test_a_removed_entity_is_a_delisting_with_its_record(body):
    removed = read_delta(BytesIO(body(EXCERPT))).entries[1]
    assert removed.kind is ChangeKind.DELISTING
    assert removed.lists == ("us_ofac_sdn",)
    assert removed.entry is not None
    assert removed.entry.name == "AL-NUSRAH FRONT"
    assert removed.entry.listed_on == date(2014, 5, 14)


def changed_entity(inside: str) -> BytesIO:
    return BytesIO(
        (
            '<sanctionsData xmlns="https://www.treasury.gov/ofac/DeltaFile/1.0"><publicationInfo>'
            "<datePublished>2026-01-02T00:00:00-05:00</datePublished>"
            "<publicationType>Standard Action</publicationType></publicationInfo>"
            f'<entities><entity id="7">{inside}</entity></entities></sanctionsData>'
        ).encode()
    )


def test_an_entity_that_leaves_the_sdn_list_for_another_is_a_delisting_from_it():
    lists = (
        '<sanctionsList id="1" refId="1550" action="remove">SDN List</sanctionsList>'
        '<sanctionsList id="2" refId="1" action="add">Non-SDN Menu-Based Sanctions List</sanctionsList>'
    )
    entry = read_delta(changed_entity(f"<sanctionsLists>{lists}</sanctionsLists>")).entries[0]
    assert (entry.kind, entry.lists) == (ChangeKind.DELISTING, ("us_ofac_sdn", "us_ofac_cons"))
    assert entry.changes == {"lists": (("SDN List",), ("Non-SDN Menu-Based Sanctions List",))}


def test_a_programme_replaced_by_another_is_told_as_such():
    programmes = (
        '<sanctionsProgram id="1" refId="2" action="remove">BELARUS</sanctionsProgram>'
        '<sanctionsProgram id="3" refId="4" action="add">BELARUS-EO14038</sanctionsProgram>'
    )
    entry = read_delta(changed_entity(f"<sanctionsPrograms>{programmes}</sanctionsPrograms>")).entries[0]
    assert entry.programmes_removed == ("BELARUS",)
    assert entry.programmes_added == ("BELARUS-EO14038",)
    assert entry.kind is ChangeKind.AMENDMENT


@pytest.mark.parametrize(
    ("inside", "changes"),
    [
        (
            '<generalInfo><identityId>1</identityId><remarks action="remove">old</remarks></generalInfo>',
            {"remarks": (("old",), ())},
        ),
        (
            '<names><name id="1" action="add"><isPrimary>false</isPrimary><translations><translation id="2">'
            "<formattedFullName>NEW NAME</formattedFullName></translation></translations></name></names>",
            {"names": ((), ("NEW NAME",))},
        ),
        (
            '<features><feature id="1" action="add"><type featureTypeId="8">Birthdate</type>'
            "<value>1961</value></feature></features>",
            {"births": ((), ("Birthdate: 1961",))},
        ),
        (
            '<identityDocuments><identityDocument id="1" action="remove"><type refId="1">Passport</type>'
            "<documentNumber>X1</documentNumber></identityDocument></identityDocuments>",
            {"identifiers": (("Passport: X1",), ())},
        ),
    ],
)
def test_a_change_shows_in_the_field_where_it_belongs(inside, changes):
    assert read_delta(changed_entity(inside)).entries[0].changes == changes


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<colours/>", "unread field 'colours'"),
        ('<names><name id="1" action="move"/></names>', "unknown action 'move'"),
        (
            '<sanctionsLists><sanctionsList id="1" action="add">New List</sanctionsList></sanctionsLists>',
            "unknown list",
        ),
        ('<names><name id="1" since="2020"/></names>', "unread field since='2020'"),
    ],
)
def test_a_change_that_is_not_understood_speaks_up(inside, told):
    with pytest.raises(UnreadableList, match=f"us_ofac delta, uid 7: {told}"):
        read_delta(changed_entity(inside))


def test_a_delta_that_was_cut_is_refused(body):
    with pytest.raises(UnreadableList, match="the end mark is missing"):
        read_delta(BytesIO(body(WHOLE)[:9000]))


def test_a_delta_without_entities_is_one():
    body = changed_entity("").getvalue().replace(b'<entity id="7"></entity>', b"")
    assert read_delta(BytesIO(body)).entries == ()


def test_a_delta_is_told_from_a_list_by_its_beginning(body):
    assert is_delta(body(WHOLE)[:4096])
    assert not is_delta(body("cons_enhanced_2025-01-10.xml")[:4096])
    assert not is_delta(body("sdn_2024-05-03.csv")[:4096])
    assert not is_delta(b"")


def test_a_year_s_publications_are_read_in_their_order():
    body = (
        b'[{"publicationID": 601, "datePublished": "2026-03-25T00:00:00"},'
        b' {"publicationID": "602", "datePublished": "2026-03-26"}]'
    )
    assert read_history(body, format="us_ofac") == (("601", date(2026, 3, 25)), ("602", date(2026, 3, 26)))


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            b'[{"publicationID": 1, "datePublished": "2026-01-02", "colour": "red"}]',
            "unread field colour='red'",
        ),
        (b'[{"publicationID": 1}]', "lacks its publicationID or datePublished"),
        (b'[{"publicationID": true, "datePublished": "2026-01-02"}]', "lacks its publicationID"),
        (b'[{"publicationID": 1, "datePublished": "soon"}]', "'soon' is not a day"),
        (b'{"publications": []}', "no JSON list"),
        (b"[7]", "no JSON object"),
        (b"<html><title>Forbidden</title></html>", "an HTML page"),
        (b"", "empty"),
    ],
)
def test_a_history_that_is_none_is_refused(body, told):
    with pytest.raises(UnreadableList, match=told):
        read_history(body, format="us_ofac")
