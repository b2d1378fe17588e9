"""The article with what has become of it, out of a database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tracker.model import Configuration, RecordType
from tracker.report.article_shown import ArticleView, RefusedPage
from tracker.report.article_told import Told
from tracker.report.article_view import article_view
from tracker.report.question_standing import Ground, RefusedSentence
from tracker.store.connection import connect
from tracker.store.development_links import load_links
from tracker.store.developments import load_developments
from tracker.store.refusals import Refusal, load_refusals
from tracker.sync.views import views_of


def article_page(configuration: Configuration, database: Path) -> ArticleView:
    """Every claim and question as it stands now. Where there is no database yet, nothing is recorded."""
    counterpart = configuration.subject.counterpart
    if not database.exists():
        return article_view(configuration.baseline, Ground((), counterpart=counterpart))
    with closing(connect(database, read_only=True)) as connection:
        views = {view.id: view for view in views_of(connection, configuration)}
        told = tuple(
            Told(one.development, one.comparison, views[one.development.id])
            for one in load_developments(connection)
            if one.stands and one.development.id in views
        )
        links = load_links(connection)
        refusals = load_refusals(connection, configuration.baseline.as_of)
    titles = {source.name: source.title for source in configuration.sources}
    refused = tuple(_refused(one, titles.get(one.source, one.source)) for one in refusals)
    return article_view(configuration.baseline, Ground(told, links, refused, counterpart))


def _refused(refusal: Refusal, title: str) -> RefusedSentence:
    # A rule's name says of what it is: "en.release.free-active".
    kind = RecordType(refusal.rule.split(".")[1])
    page = RefusedPage(refusal.published, title, refusal.url, refusal.reason.value.replace("_", " "))
    return RefusedSentence(kind, refusal.reason, page)
