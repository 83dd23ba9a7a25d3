"""The Word file around a body: styles, header with the draft mark, footer with page numbers.

The parts are written as they are, not through python-docx: its own default template would bring
American paper, its fonts and some thirty styles. They are stored, not packed, so that the bytes of
a template depend on nothing but its text, and git packs them anyway.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO

from word.ooxml import NAVY, page_field, paragraph, run, runs, seam, twips

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_PARTS = ("styles", "settings", "header", "footer")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="SimSun" w:cs="Arial"/>'
_LANGUAGE = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes and spaces in points."""

    name: str
    size: float
    bold: bool = False
    colour: str = "111111"
    align: str = "left"
    before: float = 0
    after: float = 0
    keep: bool = False


STYLES = (
    Style("Normal", 8.5),
    Style("Company", 13, bold=True, colour=NAVY),
    Style("CompanyChinese", 11, bold=True, colour=NAVY),
    Style("Address", 7.5, colour="333333", before=1),
    Style("PaperTitle", 15, bold=True, align="center", before=8, after=6, keep=True),
    Style("Label", 7, colour="4A4A4A"),
    Style("FactLabel", 7, colour="4A4A4A", before=1.2),
    Style("Name", 8.5, bold=True),
    Style("Detail", 7, colour="444444"),
    Style("Head", 7.5, bold=True),
    Style("Total", 9, bold=True),
    Style("Words", 8.5, bold=True, before=3, after=5),
    Style("Block", 8.5, before=4, after=4),
    Style("Section", 9, bold=True, colour=NAVY, before=6, after=3, keep=True),
    Style("Clause", 8),
    Style("Gap", 1),
    Style("FormTitle", 11, bold=True, align="center"),
    Style("FormLine", 8, align="center", before=2),
    Style("FormName", 13, bold=True, align="center", before=2),
    Style("BoxCaption", 7),
    Style("BoxText", 7, before=3, after=3),
    Style("BoxNote", 6.5, align="center"),
    Style("Typed", 8.5),
    Style("Tick", 8, align="center"),
    Style("Header", 1),
    Style("Mark", 9, bold=True, colour="c1121f", align="right"),
    Style("Footer", 7, colour="555555", align="right"),
)


@dataclass(frozen=True)
class Page:
    """Margins of an A4 page in mm, the words across a draft, and whether every copy is one."""

    landscape: bool = False

    top: float = 13
    right: float = 14
    bottom: float = 15
    left: float = 14
    mark: str = "DRAFT 草稿"
    always: bool = False


def word_file(
    body: str, page: Page, *, chinese: bool = False, more: tuple[Style, ...] = ()
) -> bytes:
    """The bytes of a template; a Chinese one takes “ ” × √ from the Chinese font.

    `more` are styles that this template has besides those of all.
    """
    parts = {
        "document": f"<w:document {_NAMES}><w:body>{body}{_section(page)}</w:body></w:document>",
        "styles": _styles((*STYLES, *more)),
        "settings": _settings(),
        "header": f"<w:hdr {_NAMES}>{_header(page)}</w:hdr>",
        "footer": f"<w:ftr {_NAMES}>{_footer()}</w:ftr>",
    }
    if chinese:
        hint = '<w:rPr><w:rFonts w:hint="eastAsia"/>'
        parts["document"] = parts["document"].replace("<w:rPr>", hint)
    return _zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": _relations({n: f"{n}.xml" for n in _PARTS}),
            **{f"word/{name}.xml": text for name, text in parts.items()},
        }
    )


def _section(page: Page) -> str:
    margins = {
        "top": page.top,
        "right": page.right,
        "bottom": page.bottom,
        "left": page.left,
        "header": 5,
        "footer": page.bottom / 2,
        "gutter": 0,
    }
    lengths = " ".join(f'w:{side}="{twips(mm)}"' for side, mm in margins.items())
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f"<w:pgSz {_size(page)}/><w:pgMar {lengths}/></w:sectPr>"
    )


def _size(page: Page) -> str:
    sides = ("w:h", "w:w") if page.landscape else ("w:w", "w:h")
    size = " ".join(f'{side}="{twips(mm)}"' for side, mm in zip(sides, (210, 297), strict=True))
    return f'{size} w:orient="landscape"' if page.landscape else size


def _styles(styles: tuple[Style, ...]) -> str:
    return (
        f"<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
        f'<w:sz w:val="17"/><w:szCs w:val="17"/>{_LANGUAGE}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        + "".join(_style(style) for style in styles)
        + "</w:styles>"
    )


def _style(style: Style) -> str:
    first = style.name == "Normal"
    size = round(style.size * 2)
    return (
        f'<w:style w:type="paragraph"{" w:default=" + chr(34) + "1" + chr(34) if first else ""} '
        f'w:styleId="{style.name}"><w:name w:val="{style.name}"/>'
        + ("" if first else '<w:basedOn w:val="Normal"/>')
        + f"<w:qFormat/><w:pPr>{'<w:keepNext/>' * style.keep}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="259" w:lineRule="auto"/><w:jc w:val="{style.align}"/></w:pPr>'
        f"<w:rPr>{_FONTS}{'<w:b/>' * style.bold}"
        f'<w:color w:val="{style.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f"{_LANGUAGE}</w:rPr></w:style>"
    )


def _settings() -> str:
    """Mode 15 puts the edge of a table, not its text, on the margin."""
    return (
        f'<w:settings {_NAMES}><w:zoom w:percent="100"/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def _header(page: Page) -> str:
    mark = runs("Header", f"<w:r><w:rPr/><w:pict>{_mark(page.mark)}</w:pict></w:r>")
    if not page.always:
        mark = paragraph("Header", "{%p if draft %}") + mark + paragraph("Header", "{%p endif %}")
    revised = "".join(
        (
            paragraph("Header", "{%p if doc.meta.mark %}"),
            paragraph("Mark", "{{ doc.meta.mark }}"),
            paragraph("Header", "{%p endif %}"),
        )
    )
    return revised + mark + seam()


def _mark(words: str) -> str:
    """Words across the page as Word's own watermark: a WordArt text, shape type 136."""
    height = 110 if len(words) < 12 else 55
    place = "".join(
        f"mso-position-{way}:center;mso-position-{way}-relative:page;"
        for way in ("horizontal", "vertical")
    )
    return (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
        + "".join(f'<v:f eqn="{each}"/>' for each in _WORDART)
        + '</v:formulas><v:path textpathok="t" o:connecttype="custom" '
        'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
        '<v:textpath on="t" fitshape="t"/></v:shapetype>'
        '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" '
        f'style="position:absolute;margin-left:0;margin-top:0;width:520pt;height:{height}pt;'
        f'rotation:325;z-index:-251658752;{place}" '
        'o:allowincell="f" fillcolor="#c1121f" stroked="f"><v:fill opacity=".15"/>'
        f'<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{words}"/>'
        "</v:shape>"
    )


_WORDART = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
"""How the lines between which WordArt stands follow from its adjustment; the same in any file."""


def _footer() -> str:
    page, pages = page_field("PAGE"), page_field("NUMPAGES")
    return (
        paragraph("Footer", '{%p if doc.languages == "zh" %}')
        + runs("Footer", run("第"), page, run("页 共"), pages, run("页"))
        + paragraph("Footer", "{%p else %}")
        + runs("Footer", run("Page "), page, run(" of "), pages)
        + paragraph("Footer", "{%p endif %}")
    )


def _content_types() -> str:
    kinds = {"document": "document.main", **{name: name for name in _PARTS}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{target}"/>'
        for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _zipped(parts: dict[str, str]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            declared = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'
            archive.writestr(entry, declared)
    return packed.getvalue()
