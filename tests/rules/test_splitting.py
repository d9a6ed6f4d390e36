"""A text that is too long becomes several messages that say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.messages import Span, Text, bold, join
from outreach.rules.splitting import split, units


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("một\nhai\nba", 20, ["một\nhai\nba"]),
        ("một\nhai\nba", 8, ["một\nhai", "ba"]),
        ("một\nhai\nba", 7, ["một\nhai", "ba"]),
        ("một\nhai\nba", 6, ["một", "hai\nba"]),
        ("một\n\n\nhai", 5, ["một", "hai"]),
        ("một hai ba", 7, ["một hai", "ba"]),
        ("mộthaiba", 3, ["một", "hai", "ba"]),
        ("đầu\n" + "x" * 9, 10, ["đầu", "x" * 9]),
        ("🏭🏭🏭", 4, ["🏭🏭", "🏭"]),
        ("🏭🏭🏭", 5, ["🏭🏭", "🏭"]),
        ("xx👩‍🌾y", 6, ["xx", "👩‍🌾y"]),
        ("xx👍🏽", 4, ["xx", "👍🏽"]),
        ("", 5, [""]),
    ],
)
def test_where_it_is_cut(text, limit, parts):
    """At a line end if there is one, else at a space, else between two characters as they are seen."""
    assert [part.plain for part in split(Text(text), limit)] == parts


def test_a_mark_stays_with_its_letter():
    """Decomposed Vietnamese: the tone is a code point of its own."""
    assert [part.plain for part in split(Text("toa\u0300n"), 3)] == ["to", "a\u0300n"]


def test_spans_are_carried_over_the_cut():
    text = join([bold("một hai"), "ba", bold("bốn")])
    assert split(text, 7) == [Text("một hai", (Span(0, 7, "bold"),)), Text("ba\nbốn", (Span(3, 3, "bold"),))]
    assert split(bold("một hai"), 4) == [bold("một"), bold("hai")]


@given(st.text(alphabet="ab \n🏭ạ\u0301\u200d", max_size=80), st.integers(2, 12), st.data())
def test_nothing_is_lost_and_nothing_too_long(plain, limit, data):
    """All but white space is there, in order and in its style, and every part fits."""
    start = data.draw(st.integers(0, max(0, len(plain) - 1)))
    span = Span(start, data.draw(st.integers(0, len(plain) - start)), "bold")
    text = Text(plain, (span,) if span.length else ())
    parts = split(text, limit)
    if plain.strip():
        assert all(0 < units(part.plain) <= limit for part in parts)
    assert _ink([text]) == _ink(parts)


def _ink(parts: list[Text]) -> list[tuple[str, bool]]:
    return [
        (char, any(span.start <= place < span.start + span.length for span in part.spans))
        for part in parts
        for place, char in enumerate(part.plain)
        if not char.isspace()
    ]
