"""Names in Russian sentences by slovnet, with the weights that natasha's wheel carries: the extra `ner`.

slovnet and navec are code alone. The weights lie in natasha's folder `data`, whose files are read where they
are: natasha itself is never imported, since its morphology asks for setuptools' pkg_resources. Nothing is
fetched. Loading takes half a second and, for a moment, 190 MB, of which 100 stay: it is done once, when a
recogniser is asked for, and best before the rest is loaded.
Only Russian: on Belarusian it takes places and whole clauses for people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tracker.errors import UsageError
from tracker.extract.pages.recognised import Recognised, Recogniser

_EMBEDDINGS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_WEIGHTS = "model/slovnet_ner_news_v1.tar"


@dataclass(frozen=True, slots=True)
class _Slovnet:
    """The loaded model; `model` is slovnet's own `NER`."""

    model: Any
    language: str = "ru"

    def recognise(self, text: str) -> Sequence[Recognised]:
        if not text.strip():
            return ()  # slovnet 0.6.0 fails with an IndexError where there is no word
        return tuple(Recognised(span.start, span.stop, span.type == "PER") for span in self.model(text).spans)


@cache
def slovnet_recogniser() -> Recogniser:
    """The recogniser, loaded at the first call. Raises UsageError where the extra is not installed."""
    data = _data_folder()
    try:
        navec, slovnet = import_module("navec"), import_module("slovnet")
    except ImportError as error:
        raise _missing() from error
    model = slovnet.NER.load(str(data / _WEIGHTS))
    model.navec(navec.Navec.load(str(data / _EMBEDDINGS)))
    return _Slovnet(model)


def _data_folder() -> Path:
    found = find_spec("natasha")
    for folder in (found.submodule_search_locations or ()) if found else ():
        data = Path(folder) / "data"
        if (data / _WEIGHTS).is_file() and (data / _EMBEDDINGS).is_file():
            return data
    raise _missing()


def _missing() -> UsageError:
    return UsageError("names by slovnet need an extra; install it: pip install 'belarus-tracker[ner]'")
