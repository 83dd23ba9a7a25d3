"""The set: the papers of an order in one archival PDF, with what they were made of inside.

It is for the house's own file: it holds the order and, where the order has one, the purchase
contract with the factory's prices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, SerializeAsAny, ValidationError, field_validator

from docgen import renderers
from docgen.api.company import Company
from docgen.api.made_with import versions
from docgen.api.papers import PLAIN, Style, sheet
from docgen.documents.kinds import KINDS
from docgen.documents.parts import Document, Meta
from docgen.errors import InputError
from docgen.order import Order
from docgen.renderers.attached import Attached
from docgen.renderers.readback import prove
from docgen.reports.model import CheckReport

SET = "set"
TITLE = "Set of papers 全套单证"


class Contents(BaseModel):
    """What the pages of a set say, as data inside it."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    schema_version: Literal["1"] = "1"
    versions: Mapping[str, str]
    """Docgen and the libraries that made it."""
    papers: tuple[SerializeAsAny[Document], ...]

    @field_validator("papers", mode="before")
    @classmethod
    def _as_their_kinds(cls, papers: object) -> object:
        """Each paper as the kind that it names; what names none is left for pydantic to refuse."""
        if not isinstance(papers, list | tuple):
            return papers
        return tuple(
            KINDS[each["kind"]].model.model_validate(each)
            if isinstance(each, dict) and each.get("kind") in KINDS
            else each
            for each in papers
        )


def render_set(
    order: Order,
    papers: Sequence[Document],
    data: bytes,
    report: CheckReport,
    company: Company,
    style: Style = PLAIN,
) -> renderers.Rendered:
    """The papers of an order as one PDF/A-3u with a bookmark each.

    Inside lie the order as it was read (`data`), the report of the checks, and the papers as data,
    which `docgen verify` compares with the pages.

    Raises:
        RenderError: a paper cannot be printed faithfully.
    """
    said = Contents(versions=versions(), papers=tuple(papers))
    inside = {
        f"{order.number}.json": Attached(data, "Source", "the order 订单"),
        f"{order.number}-check.json": Attached(
            (report.model_dump_json(indent=2) + "\n").encode(), "Supplement", "its checks 核对表"
        ),
        papers_name(order.number): Attached(
            (said.model_dump_json(indent=1) + "\n").encode(), "Data", "the papers as data 单证数据"
        ),
    }
    printed = print_set(papers, order.number, company, style, inside)
    if style.prove:
        prove(papers, "pdf", printed.content, printed.pages)
    return printed


def papers_name(number: str) -> str:
    """The name of the papers as data, inside a set."""
    return f"{number}-papers.json"


def print_set(
    papers: Sequence[Document],
    number: str,
    company: Company,
    style: Style = PLAIN,
    inside: Mapping[str, Attached] | None = None,
) -> renderers.Rendered:
    """The pages of the set of an order, with files inside it or without."""
    sheets = [
        sheet(paper, company, style, label)
        for paper, label in zip(papers, _labels(papers), strict=True)
    ]
    return renderers.render_set(sheets, _meta(papers, number), inside or {})


def _meta(papers: Sequence[Document], number: str) -> Meta:
    """What a set says of itself; its date is that of its latest paper."""
    return Meta(
        stem=f"{number}-{SET}",
        title=f"{TITLE} {number}",
        subject=", ".join(paper.meta.title for paper in papers),
        author=papers[0].meta.author,
        date=max(paper.meta.date for paper in papers),
        language="en",
    )


def read_contents(data: bytes, name: str) -> Contents:
    """The papers as data that lie in a set.

    Raises:
        InputError: they were changed so that they cannot be read.
    """
    try:
        return Contents.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = "/".join(map(str, first["loc"]))
        raise InputError(
            f"{name}: its papers as data are damaged at /{where}: {first['msg']}."
        ) from None


def _labels(papers: Sequence[Document]) -> list[str]:
    """CI for the invoice; PC1 and PC2 where there are two purchase contracts."""
    kinds = [paper.kind for paper in papers]
    labels = []
    for number, kind in enumerate(kinds):
        several = str(kinds[: number + 1].count(kind)) if kinds.count(kind) > 1 else ""
        labels.append(f"{KINDS[kind].short}{several}")
    return labels
