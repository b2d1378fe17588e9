"""tracker.toml: what is true of this machine and of every subject on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from tracker.config.values import (
    Duration,
    EnvironmentName,
    Form,
    Hour,
    ListName,
    MailAddress,
    Network,
    Pause,
    Share,
    Size,
    Text,
    UserAgent,
    WebAddress,
    Weekdays,
)
from tracker.model import Digest, Keeping, Mail, NoticeRule, Politeness, RecordType, Status

# Without a [[digest]] there is this one, for the recipients of [mail].
_DAILY = Digest(name="daily", at=time(7))


class DatabaseForm(Form):
    """[database]"""

    folder: Text | None = Field(
        None, description="Where the databases are, seen from the folder that holds config/."
    )
    evidence_budget: Size | None = Field(
        None, description="Disk for a database and its evidence; tracker status says when it will be full."
    )


class PolitenessForm(Form):
    """[politeness]: how we behave as a visitor."""

    user_agent: UserAgent = Field(
        description="What we call ourselves. Begins with Mozilla/ and a digit, 40 characters or more;"
        " names us and an address where a publisher can read who we are."
    )
    gap: Pause = Field(timedelta(seconds=10), description="Pause between two requests to one host.")
    hosts_at_once: int = Field(8, ge=1, le=64, description="How many hosts are visited side by side.")
    connect_timeout: Duration = Field(timedelta(seconds=10), description="To open a connection.")
    read_timeout: Duration = Field(timedelta(seconds=60), description="Longest silence within an answer.")
    total_timeout: Duration = Field(timedelta(minutes=2), description="Longest time for one answer.")
    max_size: Size = Field(20_000_000, description="Largest body, compressed or not.")
    allow_addresses: list[Network] = Field(
        default_factory=lambda: [],
        description="Addresses or networks that may be visited although they are not public.",
    )
    proxy: WebAddress | None = Field(
        None, description="What all requests go through; never taken from the environment."
    )


class MailForm(Form):
    """[mail]: where mail is handed over."""

    host: Text = Field(description="The SMTP server.")
    port: int = Field(587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="none: only for a server on this machine."
    )
    sender: MailAddress = Field(description="The address that mail comes from.")
    recipients: list[MailAddress] = Field(
        default_factory=lambda: [], description="Who gets the digests that name nobody themselves."
    )
    username: Text | None = None
    password_env: EnvironmentName | None = Field(
        None, description="The environment variable that holds the password."
    )
    password_file: Text | None = Field(None, description="The file that holds the password.")
    unsubscribe: WebAddress | None = Field(
        None, description="A page on which a reader can have the mails stopped; by mail to the sender always."
    )


class DigestForm(Form):
    """[[digest]]: one digest mail."""

    name: ListName
    at: Hour = Field(description="When it is made, in the zone of subject.toml.")
    days: Weekdays = Field(
        default_factory=lambda: [], description='On which days, as in "mon"; on all, if left out.'
    )
    types: list[Annotated[RecordType, Field(strict=False)]] = Field(
        default_factory=lambda: [], description="Tells only these: release, sanction, contact."
    )
    lists: list[ListName] = Field(
        default_factory=lambda: [], description="Tells only what happened on these lists."
    )
    recipients: list[MailAddress] = Field(
        default_factory=lambda: [], description="Who gets it; those of [mail], if left out."
    )
    ping: WebAddress | None = Field(
        None, description="Is called when the mail server took it for everybody; its silence is an alarm."
    )
    ping_env: EnvironmentName | None = Field(
        None, description="The environment variable that holds that address."
    )


class NoticeForm(Form):
    """[[notice]]: what is told at once, beside the digest."""

    name: ListName
    types: list[Annotated[RecordType, Field(strict=False)]] = Field(default_factory=lambda: [])
    status: Annotated[Status, Field(strict=False)] = Field(
        Status.ACTUAL, description="actual: it happened; announced: it is said to be coming."
    )
    min_count: int = Field(1, ge=1, description="So many people or targets at the least.")
    min_confidence: Share | None = None
    targets: list[Text] = Field(default_factory=lambda: [], description="Glob patterns of names.")
    recipients: list[MailAddress] = Field(default_factory=lambda: [])
    webhook: WebAddress | None = Field(None, description="Gets the development as JSON, by POST.")
    webhook_env: EnvironmentName | None = Field(
        None, description="The environment variable that holds the webhook's address."
    )
    apprise_env: EnvironmentName | None = Field(
        None, description="The environment variable that holds Apprise's addresses, divided by blanks."
    )


class KeepingForm(Form):
    """[keeping]: how long what no record needs is kept."""

    bad_answers: Duration = Field(
        timedelta(days=30), description="Error pages, challenge pages and the like."
    )
    sent_mail: Duration = Field(timedelta(days=90), description="The bytes of mails that went out.")
    runs: Duration = Field(timedelta(days=90), description="Rows of runs that nothing names.")
    backup_folder: Text | None = Field(
        None, description="Where a backup is made each day, seen from the folder that holds config/."
    )
    backups: int = Field(7, ge=1, description="How many of them stay.")


class SiteForm(Form):
    """[site]: where the built site stands."""

    url: WebAddress


class MachineForm(Form):
    """The tracker on this machine: database, mail, digests, politeness."""

    database: DatabaseForm | None = None
    politeness: PolitenessForm
    mail: MailForm | None = None
    digest: list[DigestForm] = Field(default_factory=lambda: [])
    notice: list[NoticeForm] = Field(default_factory=lambda: [])
    keeping: KeepingForm | None = None
    site: SiteForm | None = None


def politeness(form: PolitenessForm) -> Politeness:
    """The form's values in the model's units: seconds and bytes."""
    return Politeness(
        user_agent=form.user_agent,
        gap_s=form.gap.total_seconds(),
        connect_timeout_s=form.connect_timeout.total_seconds(),
        read_timeout_s=form.read_timeout.total_seconds(),
        total_timeout_s=form.total_timeout.total_seconds(),
        max_bytes=form.max_size,
        allow_addresses=tuple(form.allow_addresses),
        proxy=form.proxy,
        hosts_at_once=form.hosts_at_once,
    )


def mail(form: MailForm) -> Mail:
    """The form as the model's value; the password itself is read only when mail is sent."""
    return Mail(
        host=form.host,
        port=form.port,
        security=form.security,
        sender=form.sender,
        recipients=tuple(form.recipients),
        username=form.username,
        password_env=form.password_env,
        password_file=form.password_file,
        unsubscribe=form.unsubscribe,
    )


def digests(form: MachineForm) -> tuple[Digest, ...]:
    """The digests; the daily one where none is written. Recipients are filled in from [mail]."""
    recipients = tuple(form.mail.recipients) if form.mail else ()
    if not form.digest:
        return (replace(_DAILY, recipients=recipients),)
    return tuple(
        Digest(
            name=one.name,
            at=one.at,
            days=tuple(one.days),
            types=tuple(one.types),
            lists=tuple(one.lists),
            recipients=tuple(one.recipients) or recipients,
            ping=one.ping,
            ping_env=one.ping_env,
        )
        for one in form.digest
    )


def notices(form: MachineForm) -> tuple[NoticeRule, ...]:
    """The rules of what is told at once."""
    return tuple(
        NoticeRule(
            name=one.name,
            types=tuple(one.types),
            status=one.status,
            min_count=one.min_count,
            min_confidence=one.min_confidence or 0.0,
            targets=tuple(one.targets),
            recipients=tuple(one.recipients),
            webhook=one.webhook,
            webhook_env=one.webhook_env,
            apprise_env=one.apprise_env,
        )
        for one in form.notice
    )


def keeping(form: KeepingForm | None) -> Keeping:
    """The form as the model's value; its defaults where there is none."""
    return (
        Keeping()
        if form is None
        else Keeping(
            bad_answers=form.bad_answers,
            sent_mail=form.sent_mail,
            runs=form.runs,
            backup_folder=form.backup_folder,
            backups=form.backups,
        )
    )
