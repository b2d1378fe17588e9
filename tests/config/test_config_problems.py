"""Each mistake in a configuration file gives one line: which file, which key, what belongs there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tracker.config import load
from tracker.errors import UsageError
from tracker.model import Digest, NoticeRule, RecordType, Renewal, Weekday
from tracker.read.lists import formats

Lines = Callable[[], list[str]]
Edit = Callable[[str, str, str], None]

SDN = "belarus/sources/us_ofac_sdn.toml"
DELTA = "belarus/sources/us_ofac_delta.toml"
RECENT = "belarus/sources/us_ofac_recent.toml"
COUNCIL = "belarus/sources/eu_council_press.toml"
REGISTER = "belarus/sources/us_fr.toml"
CHANNEL = "belarus/sources/by_pul1.toml"
LICENCES = "belarus/sources/us_ofac_belarus.toml"
BASELINE = "belarus/baseline.toml"
EU = "belarus/sources/eu_fsf.toml"
STATE = "belarus/lists/us_ofac_sdn.toml"
SUBJECT = "belarus/subject.toml"
MACHINE = "tracker.toml"
MAIL = '\n[mail]\nhost = "smtp.example.org"\nsender = "a@example.org"\nrecipients = ["b@example.org"]\n'

WRONG_VALUES = [
    (SDN, 'every = "24h"', 'every = "2 hours"',
     'every = "2 hours" is not a duration; write a number and s, m, h or d, as in "2h"'),
    (SDN, 'every = "24h"', 'every = "0h"',
     'every = "0h" is not a duration; write a number and s, m, h or d, as in "2h"'),
    (SDN, 'every = "24h"', "every = 24",
     'every = 24 is not a duration; write a number and s, m, h or d, as in "2h"'),
    (SDN, "enabled = true", 'enabled = "yes"',
     'enabled = "yes" is neither true nor false; write one of them, without quotes'),
    (SDN, 'kind = "list"', 'kind = "lst"',
     'kind = "lst" is not one of page, index, feed, posts, api, list, delta (did you mean "list"?)'),
    (SDN, 'publisher_class = "official_list"', 'publisher_class = "official_lists"',
     'publisher_class = "official_lists" is not one of official_list, official, state_media, independent,'
     ' ngo, think_tank, discovery (did you mean "official_list"?)'),
    (SDN, 'url = "https://s', 'url = "s',
     'url = "sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN_XML.ZIP"'
     ' is not a web address; write it whole, from https:// on, without spaces'),
    (SDN, 'languages = ["en"]', 'languages = "en"',
     'languages = "en" is no list; write it in brackets, as in ["one", "two"]'),
    (SDN, 'languages = ["en"]', "languages = []", "languages = [] is empty"),
    (SDN, 'languages = ["en"]', 'languages = ["English"]',
     'languages[0] = "English" is not a language; write its ISO 639 code, as in "be" or "be-Latn"'),
    (SDN, 'authority = "US"', 'authority = "USA"',
     'authority = "USA" is not a code of two capitals, as in "BY", "US", "EU" or "UK"'),
    (SDN, 'title = "OFAC SDN list"', "title = 5", "title = 5 is no text; write it in quotes"),
    (SUBJECT, 'zone = "Europe/Vilnius"', 'zone = "Vilnius"',
     'zone = "Vilnius" is not a time zone; write an IANA name, as in "Europe/Vilnius"'),
    (SDN, 'programmes = ["BELARUS*"]', 'programmes = "BELARUS*"',
     'programmes = "BELARUS*" is no list; write it in brackets, as in ["one", "two"]'),
    (MACHINE, 'max_size = "20 MB"', "max_size = 400",
     'politeness.max_size = 400 is not a size; write a number and KB, MB or GB, as in "400 MB"'),
    (MACHINE, 'user_agent = "Mozilla/5.0 (compatible; ', 'user_agent = "(compatible; ',
     'politeness.user_agent = "(compatible; belarus-tracker/0.1; +https://example.org/tracker-bot)" must'
     ' begin with "Mozilla/" and a digit and have 40 characters or more, as in'
     ' "Mozilla/5.0 (compatible; NAME/VERSION; +https://ADDRESS)"'),
    (BASELINE, "as_of_original = 2025-07-28", 'as_of_original = "2025-07-28"',
     'article.as_of_original = "2025-07-28" is no date; write it without quotes, as in 2025-07-31'),
    (BASELINE, 'on = "2025-04-30"', 'on = "2025-04-31"',
     'claim "R3": on = "2025-04-31" is not a date; write "2025-06-21", "2025-06" or "2025"'),
    (BASELINE, 'claim_kind = "demand"', 'claim_kind = "demnd"',
     'claim "S5": claim_kind = "demnd" is not one of release, contact, sanction, context, reported_offer,'
     ' announced_topic, demand, implied, list_state (did you mean "demand"?)'),
    (BASELINE, 'effect = "answers"', 'effect = "answer"',
     'question "Q1", condition 1: effect = "answer" is not one of moves, answers (did you mean "answers"?)'),
    (BASELINE, 'actions = ["delist"]', 'actions = ["delisted"]',
     'question "Q1", condition 1: actions[0] = "delisted" is not one of designate, delist, ease, licence,'
     ' extend, tighten, expire, amend (did you mean "delist"?)'),
    (BASELINE, 'quote = "possible grand bargain"', 'quote = "1 2 3 4 5 6 7 8 9 10 11 12 13"',
     'claim "S3": quote = "1 2 3 4 5 6 7 8 9 10 11 12 13" is too long a quotation; quote 12 words at most'),
    (RECENT, "link_selector = \"div.search-result a[href*='recent-actions']\"",
     'link_selector = "div.search-result a[href*="',
     'link_selector = "div.search-result a[href*=" is no CSS selector: Malformed attribute selector at'
     ' position 19'),
    (RECENT, "link_pattern = '/recent", "link_pattern = '(/recent",
     'link_pattern = "(/recent-actions/\\\\d{8}(?:_\\\\d+)?$" is no regular expression: missing ),'
     ' unterminated subpattern at position 0'),
    (RECENT, 'recheck = ["1h", "6h", "24h"]', 'recheck = ["6h", "1h"]',
     'recheck = ["6h", "1h"] is out of order; write the shortest time first, as in ["1h", "6h", "24h"]'),
    (RECENT, 'recheck = ["1h", "6h", "24h"]', 'recheck = ["1h", "6 h"]',
     'recheck[1] = "6 h" is not a duration; write a number and s, m, h or d, as in "2h"'),
    (RECENT, 'zone = "America/New_York"', 'zone = "New York"',
     'zone = "New York" is not a time zone; write an IANA name, as in "Europe/Vilnius"'),
    (RECENT, "max_links = 30", "max_links = 0",
     "max_links = 0 is wrong: Input should be greater than or equal to 1"),
    (RECENT, "time = 0.5", "time = 50",
     "checks.min_filled.time = 50 is not a share; write a number above 0 and up to 1, as in 0.8"),
    (RECENT, "time = 0.5", "times = 0.5",
     'checks.min_filled.times = "times" is not one of title, time, text (did you mean "time"?)'),
    (LICENCES, 'must_match = ["Belarus Sanctions", "General License"]', 'must_match = ["[a"]',
     'checks.must_match[0] = "[a" is no regular expression: unterminated character set at position 0'),
    (LICENCES, "enabled = true", 'enabled = true\ncharset = "cp-12510"',
     'charset = "cp-12510" is not a character encoding; write its name, as in "windows-1251"'),
    (REGISTER, 'url = "html_url"', 'url = "html..url"',
     'mapping.url = "html..url" is no place in JSON; write names with dots, as in "fields.url" or'
     ' "pages[0].url"'),
    (REGISTER, 'title = "title"', 'tite = "title"',
     'mapping.tite = "tite" is not one of url, title, published_at, summary (did you mean "title"?)'),
    (MACHINE, "hosts_at_once = 8", 'hosts_at_once = 8\nallow_addresses = ["localhost"]',
     'politeness.allow_addresses[0] = "localhost" is no address or network; write "127.0.0.1" or'
     ' "127.0.0.0/8"'),
    (MACHINE, "hosts_at_once = 8", 'hosts_at_once = 8\nproxy = "proxy:3128"',
     'politeness.proxy = "proxy:3128" is not a web address; write it whole, from https:// on, without'
     " spaces"),
    (MACHINE, "hosts_at_once = 8", "hosts_at_once = 0",
     "politeness.hosts_at_once = 0 is wrong: Input should be greater than or equal to 1"),
    (STATE, 'file = "us_ofac_sdn.xml"', 'file = "../us_ofac_sdn.xml"',
     'file = "../us_ofac_sdn.xml" is not the name of a file in the same folder'),
    (STATE, 'origin = "rebuilt"', 'origin = "rebuild"',
     'origin = "rebuild" is not one of live, import, published, rebuilt, demo (did you mean "rebuilt"?)'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), WRONG_VALUES)
def test_a_wrong_value_is_told_with_what_to_write_instead(
    name: str, old: str, new: str, told: str, edit: Edit, lines: Lines
) -> None:
    edit(name, old, new)
    assert f"config/{name}: {told}" in lines()


WRONG_KEYS = [
    (SDN, "every =", "evry =", ['unknown key "evry" (did you mean "every"?)',
      'missing key "every" or "at": every = "2h", or at = "07:00"']),
    (BASELINE, 'contested = true', 'contestd = true',
     ['claim "R1": unknown key "contestd" (did you mean "contested"?)']),
    (BASELINE, 'text = "a potash company is', 'txt = "a potash company is',
     ['question "Q1", condition 1: unknown key "txt" (did you mean "text"?)',
      'question "Q1", condition 1: missing key "text"']),
    (MACHINE, 'gap = "10s"', 'gapp = "10s"', ['unknown key "politeness.gapp" (did you mean "gap"?)']),
    (MACHINE, "[politeness]", "[polite]",
     ['unknown key "polite" (did you mean "politeness"?)', 'missing key "politeness"']),
    (STATE, "licence =", "qqq =",
     ['unknown key "qqq"; known are list, format, file, as_of, origin, covers, observed_from, observed_to,'
      ' sources, licence, note, uncertain', 'missing key "licence"']),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), WRONG_KEYS)
def test_a_wrong_key_is_told_with_the_key_that_was_meant(
    name: str, old: str, new: str, told: list[str], edit: Edit, lines: Lines
) -> None:
    edit(name, old, new)
    assert sorted(lines()) == sorted(f"config/{name}: {line}" for line in told)


BROKEN_RULES = [
    (SDN, 'format = "us_ofac"', 'format = "us_ofca"',
     'format = "us_ofca" has no reader (did you mean "us_ofac"?); there are: ' + ", ".join(formats())),
    (SDN, 'format = "us_ofac"', "", 'missing key "format": a source of kind "list" has one'),
    (SDN, 'programmes = ["BELARUS*"]', "", 'missing key "programmes": a source of kind "list" has one'),
    (STATE, 'list = "us_ofac_sdn"', 'list = "us_ofac_sdm"',
     'list "us_ofac_sdm" is none that is read (did you mean "us_ofac_sdn"?)'),
    (SDN, "enabled = true", "enabled = false",
     'missing key "disabled_reason": it is not enabled; say why'),
    (SDN, "enabled = true", 'enabled = false\ndisabled_reason = "no"',
     'missing key "disabled_since": it is not enabled; say since which day'),
    (CHANNEL, "enabled = false", "enabled = true",
     "disabled_reason, but it is enabled; take it out, or write enabled = false"),
    (SDN, 'kind = "list"', 'kind = "list"\nlink_selector = "a"',
     'link_selector belongs to a source of kind "index"; this one is a "list"'),
    (SDN, 'kind = "list"', 'kind = "list"\nrecheck = ["1h"]',
     'recheck belongs to a source of kind "index", "feed" or "api"; this one is a "list"'),
    (LICENCES, 'kind = "page"', 'kind = "page"\nformat = "us_ofac"',
     'format belongs to a source of kind "list" or "delta"; this one is a "page"'),
    (LICENCES, "min_text", "min_links = 1\nmin_text",
     'checks.min_links belongs to a source with links or posts; this one is a "page"'),
    (RECENT, "link_selector", "post_selector",
     'post_selector belongs to a source of kind "posts"; this one is an "index"'),
    (RECENT, "time_selector = ", "# ", 'checks.min_filled: nothing gives a "time"; write time_selector'),
    (RECENT, "time = 0.5", "text = 0.5",
     'checks.min_filled: a source of kind "index" has no "text"; it has title, time'),
    (RECENT, "?page={page}", "?page=1",
     'backfill_url = "https://ofac.treasury.gov/recent-actions?page=1" has no {page} in it'),
    (COUNCIL, "follow = false", 'follow = false\nrecheck = ["1h"]',
     "recheck with follow = false; a page that is not visited is not looked at again"),
    (CHANNEL, "post_selector", "# ", 'missing key "post_selector": a source of kind "posts" has one'),
    (CHANNEL, "text = 0.3", "title = 0.3",
     'checks.min_filled: a source of kind "posts" has no "title"; it has time, text'),
    (REGISTER, 'url = "html_url"', "",
     'mapping without "url"; what an entry is about is known by its address'),
    (REGISTER, "[mapping]", "[extra]", 'missing key "mapping": a source of kind "api" has one'),
    (REGISTER, 'title = "title"', "", 'checks.min_filled: nothing gives a "title"; write mapping.title'),
    ("belarus/sources/by_belta_en.toml", "link_pattern = ", "# ",
     'missing key "link_selector" or "link_pattern": an index says which links are followed'),
    ("belarus/sources/eu_sanctionsmap.toml", "enabled = false", "enabled = true",
     'missing key "format": a source of kind "list" has one'),
    (SDN, 'url = "', 'note_url = "',
     "enabled without url; write the address, or enabled = false and a disabled_reason"),
    (SDN, 'kind = "list"', 'kind = "list"\nhistory_url = "https://example.org/{year}"',
     'history_url belongs to a source of kind "delta"; this one is a "list"'),
    (DELTA, "history/{year}", "history/2026",
     'history_url = "https://sanctionslistservice.ofac.treas.gov/changes/history/2026" has no {year} in it'),
    (DELTA, "changes/{id}", "changes/1",
     'publication_url = "https://sanctionslistservice.ofac.treas.gov/changes/1" has no {id} in it'),
    (EU, "[token]", "[parts]", "{token} in an address, but no [token]; say where the publisher tells it"),
    (EU, r"([\w%=.-]+)", r"[\w%=.-]+", "token.pattern has no group; put what is the token in brackets"),
    (EU, "whole_every", 'header = "etag"\nwhole_every',
     "marker needs either url or header: an address of its own, or a header of the list's"),
    (EU, 'env = "TRACKER_EU_FSF_TOKEN"', 'env = "dG9rZW4="',
     "token.env: is not the name of an environment variable; write the name, never the password"),
    (SDN, 'kind = "list"', 'kind = "list"\ntoken = { url = "https://example.org", pattern = "(x)" }',
     "token, but no address has {token} in it; write it where the token belongs"),
    ("belarus/sources/us_ofac_sdn.toml", 'list = "us_ofac_sdn"', 'list = "us_ofac_cons"',
     'list "us_ofac_cons" is watched by us_ofac_cons.toml already; disable one'),
    (STATE, 'list = "us_ofac_sdn"', 'list = "us_ofac_cons"',
     'list = "us_ofac_cons", but the file is named us_ofac_sdn.toml; the two must agree'),
    (STATE, 'file = "us_ofac_sdn.xml"', 'file = "sdn.xml"',
     'file = "sdn.xml" is not in config/belarus/lists'),
    (STATE, "observed_to = 2025-12-24", "observed_to = 2025-07-30",
     "the days are out of order; observed_from <= as_of <= observed_to"),
    (STATE, "as_of = 2025-07-31", "as_of = 2025-07-30",
     "as_of = 2025-07-30 is not the article's, 2025-07-31"),
    (BASELINE, 'id = "L01"', 'id = "L00"', 'id "L00" is given 2 times'),
    (BASELINE, 'id = "Q2"', 'id = "R2"', 'id "R2" is given 2 times'),
    (BASELINE, 'links = ["L13", "L14"]', 'links = ["L13", "L144"]',
     'claim "R3": links names "L144", which is no [[link]] (did you mean "L14"?)'),
    (BASELINE, 'anchor = "held"\n', 'anchor = "held"\nurl = "https://example.org/held"\n',
     'link "L13": url without a url_certainty of "certain" or "likely"'),
    (BASELINE, 'url = "https://jamestown.org/?p=100926"\n', "",
     'link "L04": url_certainty = "likely" without url; write "unknown"'),
    (BASELINE, 'url = "https://jamestown.org/?p=100926"\n', "",
     'link "L04": enabled without url; an address that is not known is not watched'),
    (BASELINE, 'uncertainty = "Name and citizenship', 'quoted = "Name and citizenship',
     'claim "R1": contested without "uncertainty"; say what is contested'),
    (BASELINE, 'where = ["P9"]', "where = []", 'claim "X5": where is empty; name the place in the article'),
    (BASELINE, 'part = "potash"', 'part = "potas"',
     'question "Q1": condition 1: part = "potas" is none of the question\'s parts (did you mean "potash"?)'),
    (BASELINE, '"us_ofac_sdn:33374", "us_ofac_sdn:33372"]', '"33374", "us_ofac_sdn:33372"]',
     'question "Q1": condition 1: targets names "33374"; write list:uid, as in "us_ofac_sdn:32746"'),
    (BASELINE, '"us_ofac_sdn:33374", "us_ofac_sdn:33372"]', '"zz_list:1", "us_ofac_sdn:33372"]',
     'list "zz_list" is none that is read'),
    (BASELINE,
     'text = "people are freed"\neffect = "moves"\ntype = "release"\nstatus = "actual"\ncountries = ["BY"]',
     'text = "people are freed"\neffect = "moves"\ntype = "release"',
     'question "Q6": condition 3: every release would fit; write by what it is known (status, actions,'
     ' kinds …), or judge = "reader"'),
    (BASELINE, 'effect = "answers"\njudge = "reader"\n\n[[question.condition]]\ntext = "the two sides talk',
     'effect = "answers"\n\n[[question.condition]]\ntext = "the two sides talk',
     'question "Q1": condition 16: missing key "type": a rule recognises a development by it;'
     ' or write judge = "reader"'),
    (BASELINE, 'type = "release"\nkinds = ["term_end"]', 'type = "release"',
     'question "Q6": look_alike 1: every release would be one; write by what it is known, or leave type out'),
    (BASELINE, 'type = "release"\nkinds = ["term_end"]', 'kinds = ["term_end"]',
     'question "Q6": look_alike 1: missing key "type": what is recognised is a sanction, a release or a'
     ' contact'),
    (BASELINE, 'type = "release"\nkinds = ["term_end"]', 'type = "release"\nplaces = ["Vilnius"]',
     'question "Q6": look_alike 1: places belongs to a contact'),
    (BASELINE, 'type = "release"\nrefused = ["death_in_custody"]',
     'type = "release"\nkinds = ["pardon"]\nrefused = ["death_in_custody"]',
     'question "Q6": look_alike 2: refused sentences never become developments; write them as a look_alike of'
     ' its own'),
    (BASELINE, 'talks_within_days = 7\n', '',
     'question "Q1": condition 14: talks_with and talks_within_days belong together'),
    (BASELINE, 'made_of = ["Q1", "Q2", "Q3", "Q4"]', 'made_of = ["Q1", "Q2", "Q3", "Q41"]',
     'question "Q12": made_of names "Q41", which is no [[question]] (did you mean "Q4"?)'),
    (BASELINE, 'measure = "Contacts by kind and month; Q1 to Q4 are its parts."\n', '',
     'question "Q12": measures without "measure"; say what is reported instead of a verdict'),
    (BASELINE, 'count = 14\n', '',
     'claim "R4": counts without "count"; write the article\'s own number as well'),
    (BASELINE, 'on = "2025-04-30"\n', '',
     'claim "R3": days without "on"; write the article\'s own day as well'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "told"), BROKEN_RULES)
def test_what_does_not_fit_together_is_told(
    name: str, old: str, new: str, told: str, edit: Edit, lines: Lines
) -> None:
    edit(name, old, new)
    assert f"config/{name}: {told}" in lines()


def test_a_delta_without_its_whole_list_is_told(folder: Path, lines: Lines) -> None:
    (folder / SDN).unlink()
    assert lines() == [
        f'config/{DELTA}: no source of kind "list" watches "us_ofac_sdn", which this one changes'
    ]


def test_every_problem_of_every_file_is_told_at_once(edit: Edit, lines: Lines) -> None:
    edit(MACHINE, 'gap = "10s"', 'gap = "10 s"')
    edit(SUBJECT, 'country = "BY"', 'country = "Belarus"')
    edit(SDN, "every =", "evry =")
    edit(SDN, 'format = "us_ofac"', 'format = "us_ofca"')
    edit(STATE, 'file = "us_ofac_sdn.xml"', 'file = "missing.xml"')
    edit(BASELINE, 'effect = "answers"', 'effect = "answer"')
    edit(BASELINE, 'id = "L01"', 'id = "L00"')
    edit(DELTA, 'kind = "delta"', 'kind = "delta')
    told = lines()
    assert [line.split(":")[0] for line in told] == [
        "config/tracker.toml",
        "config/belarus/subject.toml",
        "config/belarus/baseline.toml",
        "config/belarus/baseline.toml",
        "config/belarus/baseline.toml",  # a claim's link L01 is gone as well
        "config/belarus/sources/us_ofac_delta.toml",
        "config/belarus/sources/us_ofac_sdn.toml",
        "config/belarus/sources/us_ofac_sdn.toml",
        "config/belarus/sources/us_ofac_sdn.toml",
        "config/belarus/lists/us_ofac_sdn.toml",
    ]


def test_the_name_of_imported_documents_is_no_source_s(folder: Path, lines: Lines) -> None:
    (folder / SDN).rename(folder / SDN.replace("us_ofac_sdn", "import"))
    (told,) = (line for line in lines() if "rename it" in line)
    assert told.endswith("import.toml: import is the name of what `tracker import` takes in; rename it")


def test_a_file_that_is_no_toml_is_told_with_its_line(edit: Edit, lines: Lines) -> None:
    edit(SDN, 'kind = "list"', 'kind = "list')
    line = next(n for n, text in enumerate(Path("config", SDN).read_text().splitlines(), 1) if "kind" in text)
    assert lines()[0].startswith(f"config/{SDN}: not TOML: ")
    assert f"(at line {line}, column" in lines()[0]


def test_a_file_that_is_not_utf8_is_told(folder: Path, lines: Lines) -> None:
    (folder / SDN).write_bytes(b'title = "\xff"')
    assert f"config/{SDN}: not UTF-8 at byte 9" in lines()


def test_a_missing_file_is_told(folder: Path, lines: Lines) -> None:
    (folder / BASELINE).unlink()
    assert lines() == [f"config/{BASELINE}: the file is missing"]


def test_an_unknown_subject_is_told_with_those_that_exist(folder: Path) -> None:
    with pytest.raises(
        UsageError, match=r'^config: no subject "belarsu" \(did you mean "belarus"\?\); there is belarus$'
    ):
        load(folder, "belarsu")
    with pytest.raises(UsageError, match="no subject"):
        load(folder, "../config/belarus")


SECRETS = [
    ('password = "hunter2"', "mail.password: secrets come only from the environment or a file that it names;"
     ' take it out here, and write password_env = "NAME" or password_file = "PATH"'),
    ('smtp_passwd = "hunter2"', "mail.smtp_passwd: secrets come only from the environment or a file that it"
     ' names; take it out here, and write password_env = "NAME" or password_file = "PATH"'),
    ('username = "u"\npassword_env = "hunter2"', "mail.password_env: is not the name of an environment"
     " variable; write the name, never the password"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "told"), SECRETS)
def test_a_secret_in_a_file_is_refused_and_never_printed(
    written: str, told: str, folder: Path, lines: Lines
) -> None:
    machine = folder / MACHINE
    machine.write_text(machine.read_text() + MAIL + written)
    assert lines() == [f"config/{MACHINE}: {told}"]
    assert "hunter2" not in "".join(lines())


def test_an_address_that_carries_a_password_is_refused_and_never_printed(edit: Edit, lines: Lines) -> None:
    edit(SDN, 'url = "https://', 'url = "https://reader:hunter2@')
    assert lines() == [f"config/{SDN}: url: an address must not carry a user name or password"]


def test_a_token_in_any_file_is_refused(edit: Edit, lines: Lines) -> None:
    edit(SDN, 'kind = "list"', 'kind = "list"\napi_key = "hunter2"')
    assert lines() == [
        f"config/{SDN}: api_key: secrets come only from the environment or a file that it names;"
        " take it out here"
    ]


MAIL_RULES = [
    ('username = "u"', 'mail: username without its password; write password_env = "NAME" or'
     ' password_file = "PATH"'),
    ('username = "u"\npassword_env = "P"\npassword_file = "p"',
     "mail: both password_env and password_file; keep one"),
    ('username = "u"\npassword_env = "P"\nsecurity = "none"',
     'mail: security = "none" would send the password in the open; write "starttls" or "tls"'),
    ("port = 0", "mail.port = 0 is wrong: Input should be greater than or equal to 1"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "told"), MAIL_RULES)
def test_a_mail_table_that_cannot_work_is_told(written: str, told: str, folder: Path, lines: Lines) -> None:
    machine = folder / MACHINE
    machine.write_text(machine.read_text() + MAIL + written)
    assert lines() == [f"config/{MACHINE}: {told}"]


def test_a_mail_table_that_names_where_the_password_is_becomes_the_models_value(folder: Path) -> None:
    machine = folder / MACHINE
    machine.write_text(machine.read_text() + MAIL + 'username = "u"\npassword_env = "TRACKER_PASSWORD"\n')
    mail = load(folder, "belarus").mail
    assert mail is not None
    assert (mail.host, mail.port, mail.security) == ("smtp.example.org", 587, "starttls")
    assert (mail.username, mail.password_env, mail.recipients) == (
        "u",
        "TRACKER_PASSWORD",
        ("b@example.org",),
    )


TOLD_RULES = [
    ('[[digest]]\nname = "a"\nat = "7:00"\n',
     'digest 1: at = "7:00" is no hour of the day; write it as "07:00"'),
    ('[[digest]]\nname = "a"\nat = "07:00"\ndays = ["monday"]\n',
     'digest 1: days[0] = "monday" is not one of mon, tue, wed, thu, fri, sat, sun (did you mean "mon"?)'),
    ('[[digest]]\nname = "a"\nat = "07:00"\n[[digest]]\nname = "a"\nat = "08:00"\n',
     'digest "a" is there 2 times'),
    ('[[digest]]\nname = "a"\nat = "07:00"\nping = "https://ping.example/1"\nping_env = "PING"\n',
     'digest "a": both ping and ping_env; keep one'),
    ('[[notice]]\nname = "a"\nmin_count = 3\n',
     'notice "a": nobody to tell; write recipients, webhook, webhook_env or apprise_env'),
]  # fmt: skip


@pytest.mark.parametrize(("written", "told"), TOLD_RULES)
def test_a_digest_or_a_notice_that_cannot_work_is_told(
    written: str, told: str, folder: Path, lines: Lines
) -> None:
    machine = folder / MACHINE
    machine.write_text(machine.read_text() + MAIL + written)
    assert [line.removeprefix(f"config/{MACHINE}: ") for line in lines()] == [told]


def test_recipients_without_a_way_to_reach_them_are_told(folder: Path, lines: Lines) -> None:
    machine = folder / MACHINE
    machine.write_text(
        machine.read_text() + '[[digest]]\nname = "a"\nat = "07:00"\nrecipients = ["b@example.org"]\n'
    )
    assert lines() == [f'config/{MACHINE}: digest "a": recipients without a [mail] to send by']


def test_without_a_digest_of_its_own_the_machine_has_the_daily_one(folder: Path) -> None:
    machine = folder / MACHINE
    machine.write_text(machine.read_text() + MAIL)
    assert load(folder, "belarus").digests == (Digest("daily", time(7), recipients=("b@example.org",)),)


def test_a_digest_names_its_hour_its_days_what_it_tells_and_to_whom(folder: Path) -> None:
    machine = folder / MACHINE
    machine.write_text(
        machine.read_text()
        + MAIL
        + '[[digest]]\nname = "weekly"\nat = "08:30"\ndays = ["mon", "thu"]\ntypes = ["release"]\n'
        + '[[notice]]\nname = "urgent"\ntargets = ["*Works*"]\nwebhook_env = "HOOK"\nmin_confidence = 0.8\n'
    )
    found = load(folder, "belarus")
    assert found.digests == (
        Digest(
            "weekly",
            time(8, 30),
            days=(Weekday.MON, Weekday.THU),
            types=(RecordType.RELEASE,),
            recipients=("b@example.org",),
        ),
    )
    assert found.notices == (
        NoticeRule("urgent", targets=("*Works*",), webhook_env="HOOK", min_confidence=0.8),
    )


def test_a_source_has_an_interval_or_an_hour_and_not_both(edit: Edit, lines: Lines) -> None:
    edit(RECENT, "every = ", 'at = "07:00"\nevery = ')
    assert lines() == [
        f"config/{RECENT}: both every and at; a source rests an interval or has its hour, keep one"
    ]


def test_a_source_with_an_hour_says_on_which_days(edit: Edit, folder: Path) -> None:
    written = next(line for line in (folder / RECENT).read_text().splitlines() if line.startswith("every"))
    edit(RECENT, written, 'at = "07:15"\ndays = ["mon", "fri"]')
    found = {source.name: source for source in load(folder, "belarus").sources}[Path(RECENT).stem]
    assert (found.at, found.days, found.jitter) == (time(7, 15), (Weekday.MON, Weekday.FRI), timedelta())


def test_the_visits_of_a_source_are_spread_by_a_tenth_and_ten_minutes_at_most(folder: Path) -> None:
    for source in load(folder, "belarus").sources:
        assert source.jitter == min(source.every / 10, timedelta(minutes=10))


def test_a_renewal_names_the_day_on_which_a_measure_ends(folder: Path) -> None:
    about = folder / "belarus" / "subject.toml"
    about.write_text(
        about.read_text()
        + '\n[[renewal]]\nname = "An order"\nauthority = "US"\non = 2026-06-16\nurl = "https://example.org/order"\n'
    )
    assert load(folder, "belarus").subject.renewals[-1] == Renewal(
        "An order", "US", date(2026, 6, 16), "https://example.org/order"
    )
