"""A filled template as WeasyPrint reads it, without the footnotes that a paper has not.

WeasyPrint's own style sheet has rules for the marks of notes that hold for every element, and they
alone cost a sixteenth of the time of a paper. A template that may have notes is read with the whole
sheet; so is every one where a later WeasyPrint keeps its sheet elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import weasyprint
from weasyprint.urls import URLFetcher

_FOR_EACH_ELEMENT = re.compile(r"^::(foot)?note-.*$", re.MULTILINE)
_MAY_HAVE_NOTES = re.compile(r"footnote|::note|float:\s*note|<link\b|@import", re.IGNORECASE)


def page(html: str, base_url: str, fetcher: URLFetcher, *, notes: bool) -> weasyprint.HTML:
    """HTML to be laid out; `notes` says whether its style sheets may have notes."""
    whole = notes or may_have_notes(html) or not without_notes()
    kind = weasyprint.HTML if whole else _WithoutNotes
    return kind(string=html, base_url=base_url, url_fetcher=fetcher)


def may_have_notes(text: str) -> bool:
    """Whether HTML or CSS may ask for notes, itself or in another file that it names."""
    return _MAY_HAVE_NOTES.search(text) is not None


class _WithoutNotes(weasyprint.HTML):  # type: ignore[misc]
    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS | None]:
        return [without_notes()]


@cache
def without_notes() -> weasyprint.CSS | None:
    """WeasyPrint's own style sheet but for the marks of notes; parsed once a process."""
    sheet = files("weasyprint").joinpath("css/html5_ua.css")
    if not sheet.is_file():
        return None
    return weasyprint.CSS(string=_FOR_EACH_ELEMENT.sub("", sheet.read_text("utf-8")))
