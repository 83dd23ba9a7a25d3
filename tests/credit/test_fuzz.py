"""Mutated messages: each reads to a credit that states something, or is refused with a reason.

`DOCGEN_MESSAGES` says how many are tried; a failure names the seed that makes it again.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable

import pytest

from docgen.credit import read_bytes
from docgen.errors import InputError
from docgen.order.credit import Credit
from docgen.reports import credit as report
from docgen.tables import load_tables
from tests.credit.variants import CREDITS, variants

COUNT = int(os.environ.get("DOCGEN_MESSAGES", "400"))
SHARE = 5000  # how many are made from one seed
TABLES = load_tables()
MESSAGES = tuple(data for name in CREDITS for data in variants(name).values())
ODD = (
    "-}",
    "{4:",
    "{1:F01",
    ":",
    ":20:",
    "20 /",
    "+",
    "(1)",
    "/",
    ",",
    "\0",
    "¦",
    "：",
    "Ⅷ",
    "\ufeff",
)
ODD += (
    "9" * 40,
    "A" * 300,
    "((((",
    "'\"",
    "%",
    "/ADD/",
    "/DELETE/",
    "260230",
    "USD",
    "0",
    "½",
    "١٢",
)
ODD += (
    "\u202e",
    "ß",
    "İ",
    "1/1",
    "\r",
    "FULL SET ",
    "IN 0 COPIES ",
    "TO ORDER OF ",
    "5PCT ",
    "\ud7ff",
)
Mutation = Callable[[random.Random, list[str]], None]


def drop(chance: random.Random, lines: list[str]) -> None:
    start = chance.randrange(len(lines))
    del lines[start : start + chance.randint(1, 4)]


def double(chance: random.Random, lines: list[str]) -> None:
    start = chance.randrange(len(lines))
    lines[start:start] = lines[start : start + chance.randint(1, 6)]


def swap(chance: random.Random, lines: list[str]) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def insert(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    at = chance.randint(0, len(lines[index]))
    lines[index] = lines[index][:at] + chance.choice(ODD) + lines[index][at:]


def cut(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    at = chance.randint(0, len(lines[index]))
    lines[index] = lines[index][:at]


def digit(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    line = lines[index]
    digits = [at for at, char in enumerate(line) if char.isdigit()]
    if digits:
        at = chance.choice(digits)
        lines[index] = line[:at] + str(chance.randint(0, 9)) + line[at + 1 :]


def join(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    lines[index : index + 2] = [" ".join(lines[index : index + 2])]


def fold(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    lines[index] = chance.choice((str.lower, str.title, str.swapcase))(lines[index])


def end(chance: random.Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines)) :]


MUTATIONS: tuple[Mutation, ...] = (drop, double, swap, insert, insert, cut, digit, join, fold, end)


def mutated(chance: random.Random) -> bytes:
    """A message changed in one to eight ways, and now and then broken as bytes."""
    text = chance.choice(MESSAGES).decode("utf-8", errors="replace")
    if chance.random() < 0.1:
        text += "\n" + chance.choice(MESSAGES).decode("utf-8", errors="replace")
    lines = text.split("\n")
    for _ in range(chance.randint(1, 8)):
        if lines:
            chance.choice(MUTATIONS)(chance, lines)
    data = bytearray("\n".join(lines).encode("utf-8", errors="replace"))
    if data and chance.random() < 0.2:
        for _ in range(chance.randint(1, 5)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


@pytest.mark.parametrize("seed", range(0, COUNT, SHARE))
def test_no_mutated_message_crashes_or_reads_as_an_empty_credit(seed: int) -> None:
    chance = random.Random(seed)
    read = refused = 0
    for number in range(min(SHARE, COUNT - seed)):
        data = mutated(chance)
        try:
            reading = read_bytes(data, TABLES)
            said = reading.credit.model_dump_json(exclude_defaults=True)
            assert set(reading.credit.model_dump(exclude_defaults=True)) - {"message"}
            assert Credit.model_validate_json(said) == reading.credit
            assert report.lines(reading)
            read += 1
        except InputError as error:
            assert error.findings
            refused += 1
        except Exception as error:
            error.add_note(f"seed {seed}, message {number}: {data!r}")
            raise
    assert read > refused > 0
