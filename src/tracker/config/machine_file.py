"""tracker.toml: what is true of this machine and of every subject on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import Field

from tracker.config.values import (
    Duration,
    EnvironmentName,
    Form,
    MailAddress,
    Network,
    Pause,
    Size,
    Text,
    UserAgent,
    WebAddress,
)
from tracker.model import Mail, Politeness


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
    recipients: list[MailAddress] = Field(min_length=1)
    username: Text | None = None
    password_env: EnvironmentName | None = Field(
        None, description="The environment variable that holds the password."
    )
    password_file: Text | None = Field(None, description="The file that holds the password.")


class MachineForm(Form):
    """The tracker on this machine: database, mail, politeness."""

    database: DatabaseForm | None = None
    politeness: PolitenessForm
    mail: MailForm | None = None


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
    )
