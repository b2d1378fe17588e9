"""A small made-up world: a list of forty invented targets and dated facts about a few of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.demo.archive import Body
from tracker.demo.build import Materials
from tracker.demo.chain import read_chain
from tracker.demo.sdn_xml import cut
from tracker.model import Origin

ARTICLE = date(2025, 7, 31)


def entry(uid: int) -> str:
    """An invented entry: every third one is a person, the others are companies."""
    name = f"    <lastName>EXAMPLE WORKS {uid}</lastName>\n    <sdnType>Entity</sdnType>\n"
    if uid % 3 == 0:
        name = (
            f"    <firstName>Ivan</firstName>\n    <lastName>PRYKLAD {uid}</lastName>\n"
            "    <sdnType>Individual</sdnType>\n"
        )
    return (
        f"  <sdnEntry>\n    <uid>{uid}</uid>\n{name}"
        "    <programList>\n      <program>EXAMPLE-EO1</program>\n    </programList>\n  </sdnEntry>"
    )


def whole_list(uids: list[int]) -> bytes:
    """An SDN.XML of invented entries."""
    body = "\n".join(entry(uid) for uid in uids)
    return (
        '<?xml version="1.0" standalone="yes"?>\n<sdnList>\n  <publshInformation>\n'
        "    <Publish_Date>07/31/2025</Publish_Date>\n"
        f"    <Record_Count>{len(uids)}</Record_Count>\n  </publshInformation>\n{body}\n</sdnList>\n"
    ).encode()


@pytest.fixture(scope="session")
def forty() -> bytes:
    """The made-up list as of the article's date: uids 100 to 139."""
    return whole_list(list(range(100, 140)))


@pytest.fixture
def chain() -> dict[str, Any]:
    """One known day, one interval, one licence; and what two states of the list lost."""
    return {
        "events": [
            {"date": "2024-05-02", "kind": "designation", "what": "forty added", "status": "s"},
            {"date": "2025-09-10", "kind": "delisting", "what": "Example Works (101)", "status": "s"},
            {"date": "2025-10-01", "kind": "general licence", "what": "GL 7, Works (103)", "status": "s"},
            {
                "date": "2025-12-20 (or the day before)",
                "kind": "delisting",
                "what": "Ivan Pryklad (102), Example Works (104)",
                "status": "s",
            },
        ],
        "states": [
            {"seen": "2024-01", "source": "a/b@0:sdn.csv"},
            {
                "seen": "2024-06-01",
                "source": "a/b@1:sdn.csv",
                "since_previous": {"added": [str(uid) for uid in range(100, 140)], "removed": []},
            },
            {"seen": "2025-11-11", "source": "a/b@2:sdn.csv", "since_previous": {"removed": ["101"]}},
            {"seen": "2025-12-20", "source": "a/b@3:sdn.csv", "since_previous": {"removed": ["102", "104"]}},
        ],
    }


@pytest.fixture
def materials(chain: dict[str, Any], forty: bytes) -> Materials:
    published = Body(
        name="2026-01-15_delta.xml",
        content=b"<sanctionsData>another country</sanctionsData>",
        content_type="application/xml",
        origin=Origin.PUBLISHED,
        note="DeltaFile of another country, as published",
        sources=("a/b@4:delta.xml",),
        licence="public domain",
        published_on=date(2026, 1, 15),
    )
    return Materials(
        article=ARTICLE,
        entries=cut(forty),
        entry_sources=("a/b@1:sdn.csv",),
        occasions=read_chain(chain, ARTICLE),
        chain_source="dated facts",
        published=(published,),
    )
