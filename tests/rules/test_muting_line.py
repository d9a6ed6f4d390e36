"""``/dn ngừng nhắc`` and the area of ``/goiy`` as people type them."""

from datetime import date

import pytest

from outreach.errors import BadDate
from outreach.rules.area_line import AreaPart, read_area_part
from outreach.rules.muting_line import MutingLine, read_muting

TODAY = date(2024, 6, 17)
END = date(2024, 9, 30)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Huy Hoàng"], MutingLine("Huy Hoàng")),
        (["Huy Hoàng", "đến 30/9"], MutingLine("Huy Hoàng", END)),
        (["Huy Hoàng", "den het 30/9/2024"], MutingLine("Huy Hoàng", END)),
        (["Huy Hoàng đến 30/9"], MutingLine("Huy Hoàng", END)),
        (["Huy Hoang until 30/9"], MutingLine("Huy Hoang", END)),
        (["Huy Hoàng", "30-9-2024"], MutingLine("Huy Hoàng", END)),
        (["Huy Hoàng", "cuối năm"], MutingLine("Huy Hoàng", date(2024, 12, 31))),
        (["Công ty Đến Sau"], MutingLine("Công ty Đến Sau")),
        (["Đến 30/9"], MutingLine("Đến 30/9")),
        ([], MutingLine("")),
    ],
)
def test_a_name_and_a_last_day(parts, expected):
    assert read_muting(parts, TODAY) == expected


@pytest.mark.parametrize("said", ["đến 1/1/2020", "đến bao giờ", "31/2"])
def test_what_is_no_day_ahead_is_refused(said):
    with pytest.raises(BadDate):
        read_muting(["Huy Hoàng", said], TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KCN Thăng Long", AreaPart("KCN Thăng Long", "thang long", sure=True)),
        ("khu công nghiệp thang long", AreaPart("khu công nghiệp thang long", "thang long", sure=True)),
        ("DCT-1", AreaPart("DCT-1", "dct 1", sure=False)),
    ],
)
def test_a_zone_is_known_by_its_opening_word(text, expected):
    assert read_area_part(text) == expected
