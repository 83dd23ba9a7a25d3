"""Facts of the world as tables, each row with its source; the TOML files beside are the data.

Trade terms and codes are looked up with `code_of`, which also knows the spellings of the trade.
"""

from docgen.tables.loader import load_tables
from docgen.tables.lookup import code_of, suggestion
from docgen.tables.origin_rows import Agreement, Criterion, Issuance, Preference
from docgen.tables.row import Row
from docgen.tables.rows import (
    CertificateValidity,
    Clause,
    Container,
    Country,
    Currency,
    CustomsPackage,
    FormEdition,
    Incoterm,
    PackageKind,
    PaperKind,
    Port,
    Tables,
    Unit,
)

__all__ = [
    "Agreement",
    "CertificateValidity",
    "Clause",
    "Container",
    "Country",
    "Criterion",
    "Currency",
    "CustomsPackage",
    "FormEdition",
    "Incoterm",
    "Issuance",
    "PackageKind",
    "PaperKind",
    "Port",
    "Preference",
    "Row",
    "Tables",
    "Unit",
    "code_of",
    "load_tables",
    "suggestion",
]
