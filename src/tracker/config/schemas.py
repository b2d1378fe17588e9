"""JSON Schemas of the configuration files, for editors; written to config/schemas/.

The first line of each TOML file names its schema (`#:schema …`), as Taplo and the editors that
use it understand.
"""

from __future__ import annotations

import json

from tracker.config.baseline_file import BaselineForm
from tracker.config.list_file import ListForm
from tracker.config.machine_file import MachineForm
from tracker.config.source_file import SourceForm
from tracker.config.subject_file import SubjectForm
from tracker.config.values import Form

_FORMS: dict[str, type[Form]] = {
    "tracker": MachineForm,
    "subject": SubjectForm,
    "source": SourceForm,
    "baseline": BaselineForm,
    "list": ListForm,
}


def schemas() -> dict[str, str]:
    """The text of each schema file, by the file's name."""
    return {f"{name}.schema.json": _written(form) for name, form in _FORMS.items()}


def _written(form: type[Form]) -> str:
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", **form.model_json_schema()}
    # Taplo reads draft 4 to 7, where shared parts stand under "definitions".
    text = json.dumps(schema, ensure_ascii=False, indent=2).replace('"#/$defs/', '"#/definitions/')
    return text.replace('"$defs": {', '"definitions": {') + "\n"
