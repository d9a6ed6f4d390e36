"""How long a search takes among 20,000 enterprises: ``python -m bench.names``."""

import random
import statistics
import time

from outreach.rules.names import NameIndex, resolve

ENTERPRISES = 20_000
QUERIES = 1_000
FORMS = ("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH Một thành viên", "Công ty CP", "DNTN", "Công ty TNHH MTV")
TRADES = (
    "Thương mại", "Xây dựng", "Cơ khí", "Điện tử", "Dệt may", "Bao bì", "Vận tải", "Thực phẩm", "Hóa chất", "Nhựa",
    "Sản xuất và Thương mại", "Đầu tư và Phát triển", "Xuất nhập khẩu", "Dịch vụ kỹ thuật", "Xe đạp", "Giày da",
)  # fmt: skip
ALL_SYLLABLES = (
    "An Anh Bảo Bình Cường Châu Dũng Đại Đông Đức Gia Giang Hà Hải Hoàng Hòa Hồng Huy Hưng Khánh Kim Lâm Lan Long Lộc "
    "Minh Nam Nghĩa Ngọc Nhật Phát Phong Phú Phúc Phương Quang Quốc Sơn Tài Tâm Tân Thái Thành Thắng Thịnh Thuận Tiến "
    "Toàn Trung Trường Tuấn Việt Vinh Vượng Xuân Yến"
)
SYLLABLES = ALL_SYLLABLES.split()
PLACES = ("", "", "", " Việt Nam", " Hà Nội", " Bắc Ninh", " Thăng Long", " Lạng Sơn", " Miền Bắc", " 2", " Lào Cai")
CODES = ("", "", "DK", "HTM", "VNC", "Fuji", "Samjin", "Kyoto")
BRANDS = ("sam", "tek", "vina", "jin", "moto", "ha", "lux", "kor", "na", "shi", "dong", "elec", "pack", "ro")


def brand(source: random.Random) -> str:
    """A made-up foreign name, so that the words are as many and as odd as in a real list."""
    return "".join(source.choices(BRANDS, k=3)).title() if source.random() < 0.2 else source.choice(CODES)


def names(source: random.Random) -> list[str]:
    def proper() -> str:
        return " ".join(source.choices(SYLLABLES, k=source.choice((2, 2, 3))))

    given = f"{source.choice(TRADES)} {brand(source)} {proper()}{source.choice(PLACES)}"
    full = f"{source.choice(FORMS)} {given}"
    return [full, proper()] if source.random() < 0.3 else [full]


def query(source: random.Random, name: str) -> str:
    words = name.split()
    kept = words[source.randrange(len(words) // 2) :] if source.random() < 0.6 else words
    text = " ".join(kept)
    if source.random() < 0.4:
        at = source.randrange(len(text))
        text = text[:at] + source.choice("aeghnot") + text[at + 1 :]
    return text


def main() -> None:
    source = random.Random(20)
    enterprises = [names(source) for _ in range(ENTERPRISES)]
    began = time.perf_counter()
    index = NameIndex()
    for key, given in enumerate(enterprises):
        index.put(key, given)
    print(f"build {ENTERPRISES:,} enterprises: {time.perf_counter() - began:.3f} s")
    times = sorted(timed(index, query(source, source.choice(enterprises)[0])) for _ in range(QUERIES))
    print(
        f"search p50 {statistics.median(times):.2f} ms, p95 {times[int(QUERIES * 0.95)]:.2f} ms, max {times[-1]:.2f} ms"
    )


def timed(index: NameIndex, text: str) -> float:
    began = time.perf_counter()
    resolve(index.search(text))
    return (time.perf_counter() - began) * 1_000


if __name__ == "__main__":
    main()
