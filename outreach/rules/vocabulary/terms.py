"""The identifiers of the glossary (DOMAIN.md §2 and §3): what tables hold and code compares."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit of the tree is; a Party organisation is a base committee or a cell."""

    COMMITTEE = "committee"
    STEERING_COMMITTEE = "steering_committee"
    WORKING_GROUP = "working_group"
    BASE_COMMITTEE = "base_committee"
    CELL = "cell"


class Role(StrEnum):
    """What a person may do; each role includes those before it."""

    VIEWER = "viewer"
    MEMBER = "member"
    LEAD = "lead"
    ADMIN = "admin"


class EnterpriseKind(StrEnum):
    """Who owns an enterprise."""

    PRIVATE = "private"
    FDI = "fdi"
    JOINT_VENTURE = "joint_venture"
    STATE = "state"
    COOPERATIVE = "cooperative"


class ContactRole(StrEnum):
    """In which capacity somebody at an enterprise is met."""

    OWNER = "owner"
    DIRECTOR = "director"
    HR_DIRECTOR = "hr_director"
    ADMIN_HEAD = "admin_head"
    UNION_CHAIR = "union_chair"
    YOUTH_SECRETARY = "youth_secretary"
    LINE_MANAGER = "line_manager"


class Purpose(StrEnum):
    """What a visit was for."""

    SURVEY = "survey"
    PERSUASION = "persuasion"
    DOSSIER_SUPPORT = "dossier_support"
    GIFT_VISIT = "gift_visit"


class Outcome(StrEnum):
    """How the enterprise answered."""

    AGREED = "agreed"
    INTERESTED = "interested"
    UNDECIDED = "undecided"
    REFUSED = "refused"
    NO_CONTACT = "no_contact"


class Obstacle(StrEnum):
    """What hinders, as far as it is on the fixed list; anything else is free text."""

    SHIFT_WORK = "shift_work"
    STRICT_SCHEDULE = "strict_schedule"
    OWNER_UNCONVINCED = "owner_unconvinced"
    UNPAID_CLASS_TIME = "unpaid_class_time"
    DISPERSED_HOUSING = "dispersed_housing"
    NO_MASS_ORG = "no_mass_org"
    WORKER_PRIORITIES = "worker_priorities"
    NO_FULL_TIME_STAFF = "no_full_time_staff"
    GRADUATES_LEAVING = "graduates_leaving"
    NO_CANDIDATES = "no_candidates"


class Indicator(StrEnum):
    """What targets and figures count: flows (events within a period) and stocks (a level on a day)."""

    MEMBERS_ADMITTED = "members_admitted"
    MEMBERS_RECOGNISED = "members_recognised"
    PARTY_ORGS_FOUNDED = "party_orgs_founded"
    PARTY_ORGS_REORGANISED = "party_orgs_reorganised"
    TRADE_UNIONS_FOUNDED = "trade_unions_founded"
    YOUTH_UNIONS_FOUNDED = "youth_unions_founded"
    ENTERPRISES_SURVEYED = "enterprises_surveyed"
    VISITS = "visits"
    CLASSES_HELD = "classes_held"
    CLASS_LEARNERS = "class_learners"
    ZONES_FOUNDED = "zones_founded"
    ENTERPRISES = "enterprises"
    MEMBERS = "members"
    PARTY_ORGS = "party_orgs"
    ENTERPRISES_WITH_PARTY_ORG = "enterprises_with_party_org"

    @property
    def is_stock(self) -> bool:
        """Whether it is a level on a day, of which the latest figure counts, and not a sum over a period."""
        return self in _STOCKS


_STOCKS = frozenset(
    {Indicator.ENTERPRISES, Indicator.MEMBERS, Indicator.PARTY_ORGS, Indicator.ENTERPRISES_WITH_PARTY_ORG}
)


class MassOrganisation(StrEnum):
    """The bodies beside the Party that an enterprise may have."""

    TRADE_UNION = "trade_union"
    YOUTH_UNION = "youth_union"
    WOMENS_BODY = "womens_body"


class Channel(StrEnum):
    """The messengers."""

    TELEGRAM = "telegram"
    ZALO = "zalo"


class TargetForm(StrEnum):
    """Whether a target was given from above or pledged by the unit."""

    ASSIGNED = "assigned"
    PLEDGED = "pledged"


class Verb(StrEnum):
    """Words after a command that say what to do: ``/donvi moi``, ``/gan tat``."""

    NEW = "new"
    EDIT = "edit"
    RENAME = "rename"
    MERGE = "merge"
    CLOSE = "close"
    OFF = "off"
    LIST = "list"
    REVOKE = "revoke"
    REPLACE = "replace"
    WITHDRAW = "withdraw"


class Move(StrEnum):
    """What one may type instead of pressing a button under a question."""

    DONE = "done"
    SKIP = "skip"
    DROP = "drop"


class Field(StrEnum):
    """Words that open a part of a one-line command and name its meaning: ``thuộc DU-HN``, ``mã số thuế: …``."""

    UNDER = "under"
    CODE = "code"
    NAME = "name"
    KIND = "kind"
    ZONE = "zone"
    UNIT = "unit"
    ALIAS = "alias"
    TAX_CODE = "tax_code"
    WORKERS = "workers"
    MEMBERS = "members"
    MASS_ORGANISATIONS = "mass_organisations"
    ADDRESS = "address"


class Weekday(StrEnum):
    """The days of a week that begins on Monday."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """The day as ``date.weekday()`` counts: Monday 0, Sunday 6."""
        return list(Weekday).index(self)
