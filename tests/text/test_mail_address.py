"""Mail addresses as people write them."""

from __future__ import annotations

import pytest

from tracker.text.mail_address import mailbox


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("desk@example.org", "", "desk@example.org"),
        ("Desk <desk@example.org>", "Desk", "desk@example.org"),
        ('"Desk, night" <desk@example.org>', "Desk, night", "desk@example.org"),
        ("Desk, night <desk@EXAMPLE.org>", "Desk, night", "desk@example.org"),
        ("Праца <праца@пошта.example>", "Праца", "праца@xn--80a1acn3a.example"),
        ("first.last+tag@mail.example.org", "", "first.last+tag@mail.example.org"),
        (" <desk@localhost> ", "", "desk@localhost"),
    ],
)
def test_an_address_is_read_with_or_without_a_name(text: str, name: str, address: str) -> None:
    found = mailbox(text)
    assert (found.display_name, f"{found.username}@{found.domain}") == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "desk",
        "@example.org",
        "desk@",
        "Desk desk@example.org",
        "<desk@example.org",
        "a@b@example.org",
        "a,b@example.org",
        "desk@example.org, night@example.org",
        "desk@example..org",
        "desk\r\nBcc: x@example.org",
        "Desk\n<desk@example.org>",
        "desk@exa\x00mple.org",
        f"desk@{'a' * 64}.org",
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="mail address") as caught:
        mailbox(text)
    assert "example.org" not in str(caught.value)
