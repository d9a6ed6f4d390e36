"""What can be wrong, as types.

Every refusal that can be foreseen is a ``DomainError``: it carries the offending piece and whatever the
sentence needs, never the sentence itself. ``outreach/texts/refusals.py`` turns each into words, in one place.
"""

from outreach.errors.admission import (
    BeforePrevious,
    CellTooSmall,
    CeremonyBeforeDecision,
    CertificateExpired,
    DetailsMissing,
    NoCertificate,
    NoQuorum,
    PapersTooOld,
    ProbationRunning,
    ReceivedBeforeIssue,
    StageBehind,
    StageNeeds,
    StagesSkipped,
    StageTaken,
    StepAhead,
    TooYoung,
    VoteImpossible,
    VoteNotPassed,
    WayEnded,
)
from outreach.errors.audit import UnknownFilter
from outreach.errors.base import DomainError
from outreach.errors.candidates import (
    BadBirthYear,
    BadPhone,
    CandidateClosed,
    CandidateTaken,
    ConsentNeeded,
    ConsentTooLate,
    NamesForbidden,
    NotUnderstood,
    SameUnit,
    UnknownCandidate,
)
from outreach.errors.classes import (
    AttendanceAhead,
    BadClassDays,
    CertificateAhead,
    CertificateEarly,
    HasCertificate,
    KindFixed,
    NobodyToCertify,
    NotEnrolled,
    NothingChanges,
    UnknownClass,
    UnknownClassAct,
    WasAbsent,
    WrongClass,
)
from outreach.errors.figures import BadPart, PartsDiffer, PartsExceed, PartTooSmall, ShareNotPossible
from outreach.errors.help import UnknownCommand
from outreach.errors.keys import KeyLostError
from outreach.errors.organisations import (
    AheadOfTime,
    DifferentKinds,
    HeldByOrganisation,
    MoreThanMembers,
    OrganisationClosed,
    OrganisationInUse,
    OrganisationTaken,
    OrganisationUnit,
    TooEarly,
    TooFewMembers,
    UnknownOrganisation,
)
from outreach.errors.people import (
    AccountTaken,
    AccountThere,
    BadAbsence,
    CannotStandIn,
    CannotTakeOn,
    NobodyToTakeOn,
    NotAway,
    NothingToHandOver,
    SameAccount,
    StandsIn,
    ThereAlready,
    UnknownColleague,
)
from outreach.errors.plans import AgendaPast, NoCeremonyPlanned, OnlyCeremony
from outreach.errors.privacy import (
    AskedAhead,
    AskedAlready,
    CandidateErased,
    NamesBarred,
    NoFilesHere,
    NotConfirmed,
    NotTheWhole,
    PaperRefused,
)
from outreach.errors.reading import (
    BadCode,
    BadCount,
    BadDate,
    BadHour,
    BadName,
    BadPercent,
    BadPeriod,
    BadTargetValue,
    BadTaxCode,
    BadWeekday,
    DateOutsidePeriod,
    MissingPart,
    TextNeeded,
    TooLong,
    Twice,
    UnknownWord,
)
from outreach.errors.records import (
    AlreadyAnswered,
    CannotUndo,
    CodeTaken,
    EnterpriseTaken,
    FigureAhead,
    FigureOverlaps,
    IntoItself,
    NameTaken,
    NoSuchTarget,
    NothingThere,
    NothingToUndo,
    NoUnitYet,
    UnitCycle,
    UnitInUse,
    UnknownEnterprise,
    UnknownFact,
    UnknownUnit,
)
from outreach.errors.rights import (
    BadInvitation,
    LastAdministrator,
    MeantForAnother,
    NotAllowed,
    NotInvited,
    NotYourChoice,
    NumberOff,
    OnlyInGroup,
    OnlyInPrivate,
    OutOfScope,
    OwnUnit,
    StaleChoice,
    TooManyCodes,
    UnboundChat,
)
from outreach.errors.settings import (
    BadCalendarDay,
    BadHours,
    BadQuietHours,
    BadRuleDays,
    DutyOfLaw,
    NoMorningMessage,
    NotADayCount,
    NotTheCalendar,
)
from outreach.errors.suggestions import UnknownArea
from outreach.errors.tasks import DueInPast, HandOverOutOfScope, NotByHand, NotYourTask, StepClosed
from outreach.errors.todo import NoSuchTask

__all__ = [
    "AccountTaken", "AccountThere", "AgendaPast", "AheadOfTime", "AlreadyAnswered", "AskedAhead",
    "AskedAlready", "AttendanceAhead", "BadAbsence", "BadBirthYear", "BadCalendarDay", "BadClassDays",
    "BadCode", "BadCount", "BadDate", "BadHour", "BadHours", "BadInvitation", "BadName", "BadPart",
    "BadPercent", "BadPeriod", "BadPhone", "BadQuietHours", "BadRuleDays", "BadTargetValue", "BadTaxCode",
    "BadWeekday", "BeforePrevious", "CandidateClosed", "CandidateErased", "CandidateTaken", "CannotStandIn",
    "CannotTakeOn", "CannotUndo", "CellTooSmall", "CeremonyBeforeDecision", "CertificateAhead",
    "CertificateEarly", "CertificateExpired", "CodeTaken", "ConsentNeeded", "ConsentTooLate",
    "DateOutsidePeriod", "DetailsMissing", "DifferentKinds", "DomainError", "DueInPast", "DutyOfLaw",
    "EnterpriseTaken", "FigureAhead", "FigureOverlaps", "HandOverOutOfScope", "HasCertificate",
    "HeldByOrganisation", "IntoItself", "KeyLostError", "KindFixed", "LastAdministrator", "MeantForAnother",
    "MissingPart", "MoreThanMembers", "NameTaken", "NamesBarred", "NamesForbidden", "NoCeremonyPlanned",
    "NoCertificate", "NoFilesHere", "NoMorningMessage", "NoQuorum", "NoSuchTarget", "NoSuchTask", "NoUnitYet",
    "NobodyToCertify", "NobodyToTakeOn", "NotADayCount", "NotAllowed", "NotAway", "NotByHand", "NotConfirmed",
    "NotEnrolled", "NotInvited", "NotTheCalendar", "NotTheWhole", "NotUnderstood", "NotYourChoice",
    "NotYourTask", "NothingChanges", "NothingThere", "NothingToHandOver", "NothingToUndo", "NumberOff",
    "OnlyCeremony", "OnlyInGroup", "OnlyInPrivate", "OrganisationClosed", "OrganisationInUse",
    "OrganisationTaken", "OrganisationUnit", "OutOfScope", "OwnUnit", "PaperRefused", "PapersTooOld",
    "PartTooSmall", "PartsDiffer", "PartsExceed", "ProbationRunning", "ReceivedBeforeIssue", "SameAccount",
    "SameUnit", "ShareNotPossible", "StageBehind", "StageNeeds", "StageTaken", "StagesSkipped", "StaleChoice",
    "StandsIn", "StepAhead", "StepClosed", "TextNeeded", "ThereAlready", "TooEarly", "TooFewMembers", "TooLong",
    "TooManyCodes", "TooYoung", "Twice", "UnboundChat", "UnitCycle", "UnitInUse", "UnknownArea",
    "UnknownCandidate", "UnknownClass", "UnknownClassAct", "UnknownColleague", "UnknownCommand",
    "UnknownEnterprise", "UnknownFact", "UnknownFilter", "UnknownOrganisation", "UnknownUnit", "UnknownWord",
    "VoteImpossible", "VoteNotPassed", "WasAbsent", "WayEnded", "WrongClass",
]  # fmt: skip
