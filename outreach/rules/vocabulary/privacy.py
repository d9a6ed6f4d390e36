"""Words of ``/quyenrieng``: what may be asked for, and what can be looked at."""

from enum import StrEnum

from outreach.rules.vocabulary.openings import Openings
from outreach.rules.vocabulary.words import Phrases, Words


class RequestKind(StrEnum):
    """What somebody may ask for of the data that are kept on them (DOMAIN.md §5)."""

    EXPORT = "export"
    CORRECTION = "correction"
    ERASURE = "erasure"


class PrivacyVerb(StrEnum):
    """What can be done with what is kept on a candidate, or on all."""

    EXPORT = "export"
    CORRECT = "correct"
    ERASE = "erase"
    REQUEST = "request"
    REQUESTS = "requests"
    CHANNELS = "channels"


REQUEST_KINDS = Words(
    {
        RequestKind.EXPORT: Phrases(
            "xem và nhận bản dữ liệu, xem, nhận bản dữ liệu, nhận dữ liệu, xuất, xuất dữ liệu, xuất tệp, cung cấp, "
            "cung cấp dữ liệu, bản sao, xem dữ liệu",
            "see and get the data, export, copy, access, see the data, get the data",
        ),
        RequestKind.CORRECTION: Phrases(
            "sửa dữ liệu, sửa, chỉnh sửa, đính chính, cập nhật", "correct the data, correct, correction, rectify"
        ),
        RequestKind.ERASURE: Phrases(
            "rút đồng ý và xóa, xóa, xóa dữ liệu, rút đồng ý, rút, hủy đồng ý, rút lại sự đồng ý",
            "withdraw consent and erase, erase, erasure, delete, withdraw consent, withdraw",
        ),
    }
)

_VERBS = Words(
    {
        PrivacyVerb.EXPORT: Phrases("xuất, xuất tệp, xuất dữ liệu, tải, tải về, tải dữ liệu", "export, download, file"),
        PrivacyVerb.CORRECT: Phrases("sửa, chỉnh sửa, sửa dữ liệu, đính chính", "correct, edit"),
        PrivacyVerb.ERASE: Phrases(
            "xóa, xóa dữ liệu, rút đồng ý, rút, hủy đồng ý, rút lại sự đồng ý",
            "erase, delete, withdraw consent, withdraw",
        ),
        PrivacyVerb.REQUEST: Phrases("yêu cầu, đề nghị, ghi yêu cầu", "request, asks, asked"),
        PrivacyVerb.REQUESTS: Phrases(
            "các yêu cầu, danh sách yêu cầu, DS yêu cầu, yêu cầu đang mở", "requests, open requests"
        ),
        PrivacyVerb.CHANNELS: Phrases(
            "kênh, các kênh, quy tắc kênh, tên trên kênh, cấm tên", "channels, channel, channel rules, names"
        ),
    }
)
VERBS = Openings(_VERBS.phrases())
