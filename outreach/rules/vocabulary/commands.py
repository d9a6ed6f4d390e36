"""Words that follow a command: what to do, which field a part fills, on which day."""

from outreach.rules.vocabulary.terms import Field, Move, Verb, Weekday
from outreach.rules.vocabulary.words import Phrases, Words

VERBS = Words(
    {
        Verb.NEW: Phrases("mới, thêm, thêm mới, tạo, tạo mới, lập", "new, add, create"),
        Verb.EDIT: Phrases("sửa, đổi, thay đổi, chỉnh, chỉnh sửa, cập nhật", "edit, change, update, correct"),
        Verb.RENAME: Phrases("đổi tên, sửa tên", "rename"),
        Verb.MERGE: Phrases("gộp, sáp nhập, nhập vào, hợp nhất, trùng", "merge, join, duplicate"),
        Verb.CLOSE: Phrases("giải thể, đóng, ngừng, kết thúc, chấm dứt", "close, dissolve, end"),
        Verb.OFF: Phrases("tắt, bỏ, dừng, hủy gắn, thôi, gỡ", "off, stop, unbind, disable"),
        Verb.LIST: Phrases("danh sách, DS, liệt kê, xem, tất cả, cây", "list, ls, all, show, tree"),
        Verb.REVOKE: Phrases("thu hồi, khóa, hủy mời, cho nghỉ", "revoke, block, remove"),
        Verb.REPLACE: Phrases("thay, thay thế, ghi đè", "replace, overwrite"),
        Verb.WITHDRAW: Phrases("rút, xóa, rút lại, hủy, xóa bỏ", "withdraw, delete, cancel"),
    }
)

MOVES = Words(
    {
        Move.DONE: Phrases("xong, xong rồi, hết", "done, that is all"),
        Move.SKIP: Phrases("bỏ qua, không có", "skip, none, nothing"),
        Move.DROP: Phrases("thôi, hủy, hủy bỏ", "cancel, stop"),
    }
)

FIELDS = Words(
    {
        Field.UNDER: Phrases("thuộc, trực thuộc, dưới, cấp trên, thuộc về", "under, parent, belongs to, part of"),
        Field.CODE: Phrases("mã, ký hiệu, mã đơn vị", "code"),
        Field.NAME: Phrases("tên, tên gọi, tên mới, họ tên, họ và tên", "name, new name"),
        Field.KIND: Phrases("loại, loại hình, kiểu", "kind, type"),
        Field.ZONE: Phrases(
            "KCN, khu công nghiệp, khu, CCN, cụm công nghiệp, khu chế xuất, KCX", "zone, industrial zone"
        ),
        Field.UNIT: Phrases("đơn vị, ĐV, phụ trách, đơn vị phụ trách, giao cho, cho", "unit, in charge, for"),
        Field.ALIAS: Phrases(
            "tên khác, còn gọi, còn gọi là, tên viết tắt, viết tắt, hay gọi", "alias, also, aka, also called"
        ),
        Field.TAX_CODE: Phrases("mã số thuế, MST, mã thuế, mã số DN", "tax code, tax, tax number, tin"),
        Field.WORKERS: Phrases(
            "lao động, công nhân, số lao động, người lao động, NLĐ, số công nhân, LĐ", "workers, employees, staff"
        ),
        Field.MEMBERS: Phrases("đảng viên, số đảng viên", "members, party members"),
        Field.MASS_ORGANISATIONS: Phrases(
            "đoàn thể, có đoàn thể, tổ chức đoàn thể", "mass organisations, mass organizations, mass orgs"
        ),
        Field.ADDRESS: Phrases("địa chỉ, ĐC, trụ sở", "address"),
    }
)

WEEKDAYS = Words(
    {
        Weekday.MONDAY: Phrases("thứ hai, thứ 2, T2, thứ 2 hàng tuần, thứ hai hàng tuần", "Monday, mon, mondays"),
        Weekday.TUESDAY: Phrases(
            "thứ ba, thứ 3, T3, thứ 3 hàng tuần, thứ ba hàng tuần", "Tuesday, tue, tues, tuesdays"
        ),
        Weekday.WEDNESDAY: Phrases(
            "thứ tư, thứ 4, T4, thứ 4 hàng tuần, thứ tư hàng tuần", "Wednesday, wed, wednesdays"
        ),
        Weekday.THURSDAY: Phrases(
            "thứ năm, thứ 5, T5, thứ 5 hàng tuần, thứ năm hàng tuần", "Thursday, thu, thur, thurs, thursdays"
        ),
        Weekday.FRIDAY: Phrases("thứ sáu, thứ 6, T6, thứ 6 hàng tuần, thứ sáu hàng tuần", "Friday, fri, fridays"),
        Weekday.SATURDAY: Phrases("thứ bảy, thứ 7, T7, thứ 7 hàng tuần, thứ bảy hàng tuần", "Saturday, sat, saturdays"),
        Weekday.SUNDAY: Phrases("chủ nhật, CN, chúa nhật, chủ nhật hàng tuần", "Sunday, sun, sundays"),
    }
)
