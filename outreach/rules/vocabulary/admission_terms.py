"""The identifiers of admission, organisations and classes (DOMAIN.md §2 and §4)."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a candidate stands on the way from outstanding individual to full member, in order."""

    OUTSTANDING = "outstanding"
    SYMPATHISER = "sympathiser"
    AWARENESS_CLASS = "awareness_class"
    DOSSIER = "dossier"
    VETTING = "vetting"
    OPINIONS = "opinions"
    CELL_VOTE = "cell_vote"
    COMMITTEE_REVIEW = "committee_review"
    DECISION = "decision"
    PROBATIONARY = "probationary"
    RECOGNITION_REVIEW = "recognition_review"
    FULL_MEMBER = "full_member"


class Exit(StrEnum):
    """How a candidate leaves the way before its end; ``transferred`` is out of this committee."""

    WITHDRAWN = "withdrawn"
    NOT_APPROVED = "not_approved"
    PAPERS_EXPIRED = "papers_expired"
    TRANSFERRED = "transferred"
    STRUCK_OFF = "struck_off"
    LEFT = "left"
    DECEASED = "deceased"


class EventKind(StrEnum):
    """What an admission event says: a stage entered, an exit, a move to another unit, or that one was a mistake."""

    STAGE = "stage"
    EXIT = "exit"
    MOVE = "move"
    REVOKED = "revoked"


class Object(StrEnum):
    """To which group of people somebody belongs (đối tượng), for breakdowns."""

    WORKER = "worker"
    TECHNICIAN = "technician"
    OFFICE = "office"
    MANAGER = "manager"
    OWNER = "owner"
    CIVIL_SERVANT = "civil_servant"
    STUDENT = "student"
    OTHER = "other"


class Sex(StrEnum):
    """Nam, nữ."""

    MALE = "male"
    FEMALE = "female"


class ConsentHow(StrEnum):
    """How somebody agreed to be entered."""

    PAPER = "paper"
    ORAL = "oral"
    MESSAGE = "message"


class DocumentKind(StrEnum):
    """A paper of the dossier."""

    APPLICATION = "application"
    CERTIFICATE = "certificate"
    LIFE_HISTORY = "life_history"
    VETTING_REPORT = "vetting_report"
    INTRODUCER_LETTERS = "introducer_letters"
    ORGANISATION_OPINION = "organisation_opinion"
    RESIDENCE_OPINION = "residence_opinion"
    CELL_RESOLUTION = "cell_resolution"


class OrganisationKind(StrEnum):
    """What is founded in an enterprise."""

    PARTY_ORG = "party_org"
    TRADE_UNION = "trade_union"
    YOUTH_UNION = "youth_union"


class OrganisationAct(StrEnum):
    """What happens to an organisation; ``members`` is a count of its members on a day."""

    FOUND = "found"
    MERGE = "merge"
    RECEIVE = "receive"
    RENAME = "rename"
    DISSOLVE = "dissolve"
    MEMBERS = "members"


class ClassKind(StrEnum):
    """Which class it is."""

    AWARENESS_CLASS = "awareness_class"
    NEW_MEMBER_CLASS = "new_member_class"
