"""How the goods are packed: groups of like packages, bulk, nude cargo, and the pallets under them.

A short last package, or a package of other contents, is a group of its own with count 1.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.order.base import (
    ContainerCode,
    Count,
    CountryCode,
    Line,
    NonNegative,
    OptionalLine,
    PackageCode,
    Part,
    Positive,
)


class Contents(Part):
    """How much of one goods line lies in one package (or in the bulk or nude cargo)."""

    line: Count
    """The number of the goods line."""
    quantity: Positive
    """In the unit of that line; may be fractional, as 1.44 m2 of tiles in a carton."""
    note: OptionalLine = ""
    """Colour, size or style in this package, as the packing list prints it."""


class Size(Part):
    """Outer size in centimetres."""

    length: Positive
    width: Positive
    height: Positive


class PackageNumbers(Part):
    """The numbers painted on the packages (箱号), inclusive."""

    first: Count
    last: Count


class Packages(Part):
    """A group of like packages: same kind, contents, weights and size."""

    type: Literal["packages"]
    kind: PackageCode
    """UN/ECE Recommendation 21 code (`CT` carton, `BG` bag, `DR` drum) or an alias."""
    count: Count
    contents: Annotated[tuple[Contents, ...], Field(min_length=1)]
    """What one package holds; several goods lines in a mixed package."""
    numbers: PackageNumbers | None = None
    net_weight_kg: Positive
    """Net weight of one package."""
    gross_weight_kg: Positive
    """Gross weight of one package."""
    size_cm: Size | None = None
    """Outer size of one package."""
    volume_m3: Positive | None = None
    """Volume of one package as stated; its size in cm wins where both are given."""
    treatment: OptionalLine = ""
    """Treatment of wooden packages, such as `ISPM 15 HT`."""


class Bulk(Part):
    """Loose cargo without packages: grain, ore, liquid."""

    type: Literal["bulk"]
    contents: Annotated[tuple[Contents, ...], Field(min_length=1)]
    """Total quantity of each goods line."""
    net_weight_kg: Positive
    """Total net weight."""
    gross_weight_kg: Positive
    """Total gross weight."""
    volume_m3: Positive | None = None
    """Total volume."""


class Nude(Part):
    """Unpacked pieces: vehicles, steel coils (裸装)."""

    type: Literal["nude"]
    count: Count
    """Number of pieces."""
    contents: Annotated[tuple[Contents, ...], Field(min_length=1)]
    """What one piece is: usually quantity 1 of one line."""
    net_weight_kg: Positive
    """Net weight of one piece."""
    gross_weight_kg: Positive
    """Gross weight of one piece."""
    size_cm: Size | None = None
    volume_m3: Positive | None = None
    """Volume of one piece, where its size in cm is not known."""


Packing = Annotated[Packages | Bulk | Nude, Field(discriminator="type")]
"""One group of the packing list."""


class Pallets(Part):
    """Like pallets that hold packages of the packing list; never counted as packages themselves."""

    count: Count
    kind: PackageCode = "PX"
    """UN/ECE Recommendation 21 code of the pallet."""
    packages: Count
    """Number of packages that one pallet holds."""
    tare_weight_kg: Positive | None = None
    """Weight of one empty pallet, added to the gross weight."""
    size_cm: Size | None = None
    """Outer size of one loaded pallet; where given, the pallets' volume is the cargo's volume."""
    treatment: OptionalLine = ""
    """Treatment of wooden pallets, such as `ISPM 15 HT`."""


class Container(Part):
    """A freight container of the shipment."""

    type: ContainerCode
    """`20GP`, `40GP`, `40HQ`, `45HQ`, `40RH` ..."""
    count: Count = 1
    number: OptionalLine = ""
    """ISO 6346 number; a row with a number stands for one container."""
    seal: OptionalLine = ""
    tare_kg: Positive | None = None
    """Weight of the empty container, as its door says."""
    dunnage_kg: NonNegative | None = None
    """Weight of lashing and dunnage in it."""
    cargo_kg: Positive | None = None
    """Gross weight of the cargo in it, where the shipment fills several containers."""
    vgm_kg: Positive | None = None
    """Verified gross mass as declared to the carrier (SOLAS VI/2)."""


class Place(Part):
    """A port or place: the name is printed as typed, the code is only compared."""

    name: Line
    locode: Annotated[str, Field(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")] | None = None
    """UN/LOCODE of the place."""
    country: CountryCode | None = None
    """ISO 3166 country of the place."""
    name_zh: OptionalLine = ""
