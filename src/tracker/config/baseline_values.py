"""The forms of baseline.toml as the model's values."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from tracker.config.baseline_file import (
    BaselineForm,
    ClaimForm,
    ConditionForm,
    EditionForm,
    LinkForm,
    LookAlikeForm,
    MarksForm,
    QuestionForm,
)
from tracker.model import (
    ArticleLink,
    Baseline,
    Claim,
    ClaimPerson,
    ClaimSubgroup,
    Condition,
    Edition,
    LookAlike,
    Marks,
    Precision,
    Question,
)

_PRECISIONS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


def baseline(form: BaselineForm) -> Baseline:
    """What the article said on its date."""
    return Baseline(
        title=form.article.title,
        author=form.article.author,
        publisher=form.article.publisher,
        url=form.article.url,
        as_of=form.article.as_of,
        as_of_original=form.article.as_of_original,
        links=tuple(map(_link, form.link)),
        claims=tuple(map(_claim, form.claim)),
        questions=tuple(map(_question, form.question)),
        editions=tuple(map(_edition, form.article.edition)),
    )


def _edition(form: EditionForm) -> Edition:
    return Edition(
        publisher=form.publisher,
        language=form.language,
        published_on=form.published_on,
        url=form.url,
        url_certainty=form.url_certainty,
        note=form.note,
    )


def _link(form: LinkForm) -> ArticleLink:
    return ArticleLink(
        id=form.id,
        anchor=form.anchor,
        source=form.source,
        url=form.url,
        source_certainty=form.source_certainty,
        url_certainty=form.url_certainty,
        enabled=form.enabled,
        publisher=form.publisher,
        published_on=form.published_on,
        carriers=tuple(form.carriers),
        note=form.note,
    )


def _claim(form: ClaimForm) -> Claim:
    return Claim(
        id=form.id,
        claim_kind=form.claim_kind,
        text=form.text,
        where=tuple(form.where),
        links=tuple(form.links),
        on=form.on,
        precision=None if form.on is None else _PRECISIONS[len(form.on)],
        type=form.type,
        action=form.action,
        authority=form.authority,
        targets=tuple(form.targets),
        count=form.count,
        quote=form.quote,
        contested=form.contested,
        uncertainty=form.uncertainty,
        days=tuple(form.days),
        counts=tuple(form.counts),
        kinds=tuple(form.kinds),
        subgroups=tuple(ClaimSubgroup(one.of, tuple(one.counts), tuple(one.words)) for one in form.subgroup),
        people=tuple(
            ClaimPerson(one.name, tuple(one.forms), tuple(one.not_forms), one.in_article)
            for one in form.person
        ),
        country=form.country,
        counterparts=tuple(form.counterparts),
        parties=tuple(form.parties),
        officials=tuple(form.officials),
        facts=dict(form.facts),
    )


def _question(form: QuestionForm) -> Question:
    return Question(
        id=form.id,
        text=form.text,
        where=tuple(form.where),
        conditions=tuple(_condition(one) for one in form.condition if one.judge == "rule"),
        for_reader=tuple(_condition(one) for one in form.condition if one.judge == "reader"),
        look_alikes=tuple(map(_look_alike, form.look_alike)),
        parts=dict(form.parts),
        measure=form.measure,
        measures=tuple(form.measures),
        made_of=tuple(form.made_of),
        trap=form.trap,
        ladder=tuple(form.ladder),
    )


def _condition(form: ConditionForm) -> Condition:
    return Condition(form.text, form.effect, form.part, **_marks(form))


def _look_alike(form: LookAlikeForm) -> LookAlike:
    return LookAlike(form.text, tuple(form.refused), **_marks(form))


def _marks(form: MarksForm) -> dict[str, Any]:
    written = {each.name: getattr(form, each.name) for each in fields(Marks)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in written.items()}
