"""PKG: how many packages, and what is in them (箱数与装箱)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from math import ceil

from docgen.checks import names
from docgen.checks.deal import Deal
from docgen.checks.papers import ALL, CI, CO, FA, IR, PL
from docgen.checks.rule import Outcomes, Said, fault, rule, skip
from docgen.checks.shipments import guarded, of_this_shipment
from docgen.findings import Severity
from docgen.order.packing import Packages

_PRACTICE = "packing list practice (装箱单)"


@rule(
    "PKG-001",
    severity=Severity.ERROR,
    guards=(PL, CI, CO, FA),
    needs=("packing",),
    refs=(_PRACTICE, "UCP 600 art. 14(d)"),
    en="Of {goods} {actual} are packed, but {expected} are sold (difference {difference}).",
    zh="{goods}:装箱数量合计{actual},订单数量{expected},相差{difference}。",
    fix="Correct the number of packages, what one holds, or the quantity sold.",
    fix_zh="请更正箱数、每箱数量或订单数量。",
)
def all_goods_are_packed(deal: Deal) -> Outcomes:
    """Packages times what one holds, the short ones too, is the quantity of each goods line."""
    packed: dict[int, Decimal] = defaultdict(Decimal)
    first: dict[int, str] = {}
    for index, group in enumerate(deal.order.packing):
        quantities = deal.totals.groups[index].quantities
        for at, (contents, quantity) in enumerate(zip(group.contents, quantities, strict=True)):
            packed[contents.line] += quantity
            first.setdefault(contents.line, f"/packing/{index}/contents/{at}/quantity")
    for index, goods in enumerate(deal.order.goods):
        if packed[goods.line] != goods.quantity:
            yield fault(
                first.get(goods.line, "/packing"),
                f"/goods/{index}/quantity",
                expected=goods.quantity,
                actual=packed[goods.line],
                goods=names.article(goods.sku, goods.line),
            )


@rule(
    "PKG-002",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("packing",),
    refs=(f"{_PRACTICE}: one last short package (尾箱)",),
    en="{quantity} of {goods} at {per} a package need {expected} packages; the list has {actual}.",
    zh="{goods}:数量{quantity},每件{per},应为{expected}件,装箱单为{actual}件。",
    fix="Pack full packages and one short last one, or say which packages are mixed.",
    fix_zh="请按满箱加一个尾箱装箱;如为混装,请注明混装内容。",
)
def only_the_last_package_is_short(deal: Deal) -> Outcomes:
    """A line packed alone fills its packages; at most the last one is short.

    Lines in mixed packages are left out, and so are colours or sizes packed apart, which a note
    on the contents tells.
    """
    groups: dict[int, list[tuple[int, Packages]]] = defaultdict(list)
    for index, group in enumerate(deal.order.packing):
        if isinstance(group, Packages):
            for contents in group.contents:
                groups[contents.line].append((index, group))
    for line, found in groups.items():
        mixed = any(len(group.contents) > 1 or group.contents[0].note for _, group in found)
        if mixed or line not in deal.goods:
            continue
        per = max(group.contents[0].quantity for _, group in found)
        quantity = sum((g.count * g.contents[0].quantity for _, g in found), Decimal(0))
        count, least = sum(group.count for _, group in found), ceil(quantity / per)
        if count != least:
            goods = deal.goods[line][1]
            yield fault(
                f"/packing/{found[-1][0]}/contents/0/quantity",
                f"/packing/{found[0][0]}/count",
                expected=least,
                actual=count,
                goods=names.article(goods.sku, line),
                quantity=quantity,
                per=per,
            )


@rule(
    "PKG-003",
    severity=Severity.ERROR,
    guards=(PL, CI, CO, FA),
    needs=("packing",),
    refs=("UNECE Recommendation 15: packages are numbered on without a gap",),
    en="Packages {first} to {last} (group {group}): {problem}.",
    zh="第{group}组箱号{first}-{last}:{problem}。",
    fix="Number the packages on without gap or overlap, as many numbers as packages.",
    fix_zh="请连续编号,不得缺号或重号,号数与件数一致。",
)
def package_numbers_run_on(deal: Deal) -> Outcomes:
    """Numbers run on from group to group, as many as there are packages.

    They begin at 1, unless earlier lots of the contract were shipped before.
    """
    numbered = [
        (index, group)
        for index, group in enumerate(deal.order.packing)
        if isinstance(group, Packages) and group.numbers
    ]
    following = None
    for index, group in sorted(numbered, key=lambda each: each[1].numbers.first):  # type: ignore[union-attr]
        numbers = group.numbers
        assert numbers is not None
        place, count = f"/packing/{index}/numbers", numbers.last - numbers.first + 1
        start = following if following is not None else _first(deal, numbers.first)
        if count != group.count:
            problem = Said(
                f"{count} numbers for {group.count} packages", f"{count}个箱号,实为{group.count}件"
            )
        elif numbers.first < start:
            problem = Said(f"number {numbers.first} is used twice", f"箱号{numbers.first}重复")
        elif numbers.first > start:
            problem = Said(f"number {start} is missing", f"缺箱号{start}")
        else:
            following = numbers.last + 1
            continue
        following = numbers.last + 1
        yield fault(
            f"{place}/first",
            f"{place}/last",
            f"/packing/{index}/count",
            expected=start,
            actual=numbers.first,
            group=index + 1,
            first=numbers.first,
            last=numbers.last,
            problem=problem,
        )


def _first(deal: Deal, first: int) -> int:
    """1, or the number that this lot may begin with where another lot came before it."""
    earlier = any(
        paper.kind in (CI, PL) and not of_this_shipment(deal, paper) for paper in deal.theirs
    )
    return first if earlier else 1


@rule(
    "PKG-010",
    severity=Severity.ERROR,
    guards=ALL,
    refs=("UCP 600 art. 14(d)", "ISBP 745 A22", "UNECE Recommendation 21"),
    en="The {paper} counts {actual}, the packing list {expected}.",
    zh="{paper}写{actual},装箱单为{expected}。",
    fix="Have the paper corrected: pallets are named beside the packages, never in their place.",
    fix_zh="请更正该单据:托盘应与箱数并列注明,不得代替箱数。",
)
def every_paper_counts_the_same_packages(deal: Deal) -> Outcomes:
    """Kind of package on every paper as on the packing list; pallets are not packages.

    A number of packages that differs by itself is found by TOT-005.
    """
    kinds = {each.kind for each in deal.totals.packages}
    if not kinds:
        yield skip("the goods are not packed, or nothing is said of it", "未列包装", "/packing")
        return
    want = Said(
        " + ".join(
            f"{p.count:,} {deal.tables.packages[p.kind].plural}" for p in deal.totals.packages
        ),
        "+".join(f"{p.count:,}{deal.tables.packages[p.kind].zh}" for p in deal.totals.packages),
    )
    for paper in deal.theirs:
        kind = paper.facts.package_kind
        if kind is None or not of_this_shipment(deal, paper):
            continue
        collective = kind == "PK" and len(kinds) > 1
        if kind not in kinds and not collective:
            row = deal.tables.packages[kind]
            count = paper.facts.packages
            yield fault(
                paper.at("package_kind"),
                "/packing/0/kind",
                expected=want,
                actual=Said(f"{count or ''} {row.plural}".strip(), f"{count or ''}{row.zh}"),
                guards=guarded(paper),
                paper=names.paper(deal, paper),
            )


@rule(
    "PKG-011",
    severity=Severity.WARNING,
    guards=(PL, IR),
    refs=("IPPC ISPM 15: wood packaging is treated and marked",),
    en="{what} are of wood, but nothing says that they were treated (ISPM 15).",
    zh="{what}为木质包装,但未注明熏蒸或热处理(IPPC标识)。",
    fix="Enter the treatment, such as ISPM 15 HT, or the fumigation certificate under `issued`.",
    fix_zh="请填写处理方式(如ISPM 15 HT),或在issued中录入熏蒸证书。",
)
def wood_packaging_is_treated(deal: Deal) -> Outcomes:
    """Pallets, crates and cases of raw wood bear the IPPC mark or a fumigation certificate."""
    if deal.issued("fumigation-certificate"):
        return
    groups = [
        (f"/packing/{index}/treatment", group.kind, group.treatment)
        for index, group in enumerate(deal.order.packing)
        if isinstance(group, Packages)
    ]
    groups += [
        (f"/pallets/{index}/treatment", pallets.kind, pallets.treatment)
        for index, pallets in enumerate(deal.order.pallets)
    ]
    for place, kind, treatment in groups:
        row = deal.tables.packages[kind]
        if row.wood and not treatment:
            yield fault(place, what=Said(row.plural, row.zh))


@rule(
    "PKG-012",
    severity=Severity.ERROR,
    guards=(PL,),
    needs=("pallets", "packing"),
    refs=(_PRACTICE,),
    en="The pallets hold {actual} packages, but there are {expected} (difference {difference}).",
    zh="托盘共装{actual}件,而总件数为{expected},相差{difference}。",
    fix="Correct the number of pallets or what one holds; enter a short last pallet as its own.",
    fix_zh="请更正托盘数或每托件数;最后一个不满托盘请单独列一行。",
)
def the_pallets_hold_all_packages(deal: Deal) -> Outcomes:
    """Pallets times packages on one is the number of packages, or of some whole groups of them."""
    held = sum(pallets.count * pallets.packages for pallets in deal.order.pallets)
    counts = [group.count for group in deal.totals.groups if group.count]
    sums = {0}
    for count in counts[:12]:  # some groups may travel loose beside the pallets
        sums |= {known + count for known in sums}
    if held not in sums - {0} and held != deal.totals.package_count:
        yield fault(
            "/pallets/0/packages",
            "/pallets/0/count",
            "/packing",
            expected=deal.totals.package_count,
            actual=held,
        )
