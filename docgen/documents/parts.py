"""What the papers have in common: records of finished text.

A document holds text, never numbers: amounts, dates and words are formatted once, so that the
PDF and the Word file of a paper cannot disagree. What is absent is an empty string or an empty
tuple, never None. Every string outside `meta` is printed.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Languages = Literal["en", "en-zh", "zh"]


class Block(BaseModel):
    """A frozen piece of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Caption(Block):
    """A printed label, in English, Chinese or both."""

    en: str = ""
    zh: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.en, self.zh) if part)


class Fact(Block):
    """A labelled value."""

    caption: Caption
    value: str


class Firm(Block):
    """A party as a paper shows it: names, then address and contact line by line."""

    name: str
    name_zh: str = ""
    lines: tuple[str, ...] = ()


class Letterhead(Block):
    """The seller's head of an outward paper."""

    name: str
    name_zh: str = ""
    address: str = ""
    address_zh: str = ""
    contact: str = ""


class Sum(Block):
    """A line under a table of goods: what it is, and the amount."""

    text: str
    text_zh: str = ""
    amount: str


class GoodsRow(Block):
    """A priced goods line."""

    number: str
    description: str
    description_zh: str = ""
    details: tuple[str, ...] = ()
    quantity: str
    price: str
    amount: str


class Signature(Block):
    """Where a party signs."""

    caption: Caption
    name: str
    name_zh: str = ""


class Meta(Block):
    """What a file says about itself; not printed on the paper."""

    stem: str
    """File name without its ending."""
    title: str
    subject: str
    author: str
    date: str
    """ISO date of the paper."""
    language: str
    """Language tag of the paper's main text."""
    draft: bool = False
    """Whether it may only be printed with DRAFT across it, because nothing was proved."""
    mark: str = ""
    """Words at the head of each page of a paper that is not the first of its number: REVISED 1."""


class Document(Block):
    """A paper as display-ready text; each kind adds its own fields."""

    kind: str
    languages: Languages
    meta: Meta
