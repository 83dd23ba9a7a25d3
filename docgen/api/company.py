"""Who prints: the company profile, its pictures and its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from docgen.intake import PROFILE_NAME, read_profile
from docgen.order.profile import Profile
from docgen.tables import Tables, load_tables


@dataclass(frozen=True)
class Company:
    """Who prints: the profile, the pictures it names, the tables with its own rows, the ledger."""

    profile: Profile = field(default_factory=Profile)
    images: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    tables: Tables = field(default_factory=load_tables)
    ledger: str = ""
    """File or address of the company's ledger; empty where it keeps none."""


def load_company(path: Path | str) -> Company:
    """The company whose `docgen.toml` is at `path`.

    Raises:
        InputError: the profile or one of its tables is not valid.
    """
    path = Path(path)
    profile, tables = read_profile(path)
    named = {"logo": profile.logo, "signature": profile.signature, "seal": profile.seal}
    return Company(
        profile=profile,
        images={name: path.parent / file for name, file in named.items() if file},
        tables=tables,
        ledger=_ledger(path, profile.ledger),
    )


def _ledger(path: Path, named: str) -> str:
    return named if "://" in named or not named else str((path.parent / named).resolve())


def company_of(order_file: Path | str) -> Company:
    """The company whose profile lies in the order's folder or the nearest folder above it."""
    for folder in Path(order_file).resolve().parents:
        if (folder / PROFILE_NAME).is_file():
            return load_company(folder / PROFILE_NAME)
    return Company()
