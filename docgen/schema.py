"""The JSON Schemas that other languages and editors read; generated from the models."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from docgen.manifest import Manifest
from docgen.order import Order
from docgen.order.audit_file import AuditFile
from docgen.order.profile import Profile
from docgen.planning import Plan
from docgen.reports.model import CheckReport

SCHEMAS: dict[str, type[BaseModel]] = {
    "order": Order,
    "audit": AuditFile,
    "profile": Profile,
    "manifest": Manifest,
    "report": CheckReport,
    "plan": Plan,
}
_TITLES = {
    "order": "docgen order, version 1",
    "audit": "docgen credit and papers to be audited, version 1",
    "profile": "docgen company profile",
    "manifest": "docgen manifest of the papers made of one order",
    "report": "docgen report of the checks of one order",
    "plan": "docgen timeline and containers of one order",
}


def schema_text(name: str) -> str:
    """The JSON Schema of one of `SCHEMAS`, as the file in `schemas/` holds it."""
    model = SCHEMAS[name]
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(by_alias=True),
        "title": _TITLES[name],
    }
    if model is Order:  # an order may leave its seller to the company profile
        schema["required"].remove("seller")
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
