"""Origin by date: which certificate serves a destination on a day, and what its box 8 says.

The facts are rows of the tables; this room only asks them, about the day that it is given.
"""

from docgen.origin.advice import advise
from docgen.origin.criteria import CriterionFit, criterion_fits
from docgen.origin.describe import describe, to_dict
from docgen.origin.grants import (
    agreements_on,
    certificate_kind,
    form_a_on,
    form_a_refusal,
    issuance_on,
)
from docgen.origin.records import Advice, Option, Refusal

__all__ = [
    "Advice",
    "CriterionFit",
    "Option",
    "Refusal",
    "advise",
    "agreements_on",
    "certificate_kind",
    "criterion_fits",
    "describe",
    "form_a_on",
    "form_a_refusal",
    "issuance_on",
    "to_dict",
]
