"""The tables, one file an aggregate."""

from models.audit import AuditLog, AuditSeal, Entry
from models.candidate import (
    AdmissionEvent,
    Candidate,
    CandidateDocument,
    CandidateWord,
    ChannelRule,
    Consent,
    LimitConfirmation,
    PrivacyRequest,
)
from models.channel import ChannelReach, ChannelUse, PendingAccount, SharedFile
from models.chat import BoundChat, Conversation, Offer, Unreachable
from models.enterprise import Contact, Enterprise, EnterpriseAlias, MassOrganisation, Zone
from models.organisation import Organisation, OrganisationEvent
from models.party_class import Enrolment, PartyClass
from models.person import Account, Handover, Invitation, Person
from models.queue import Inbox, JobRun, Outbox
from models.target import FigurePart, OpeningFigure, Target
from models.task import CalendarDay, Notice, Postponed, RuleSetting
from models.unit import Unit
from models.visit import NextStep, Obstacle, Proposal, Visit, VisitParticipant, VisitRole, VisitTally

__all__ = [
    "Account", "AdmissionEvent", "AuditLog", "AuditSeal", "BoundChat", "CalendarDay", "Candidate",
    "CandidateDocument", "CandidateWord", "ChannelReach", "ChannelRule", "ChannelUse", "Consent", "Contact",
    "Conversation", "Enrolment", "Enterprise", "EnterpriseAlias", "Entry", "FigurePart", "Handover", "Inbox",
    "Invitation", "JobRun", "LimitConfirmation", "MassOrganisation", "NextStep", "Notice", "Obstacle", "Offer",
    "OpeningFigure", "Organisation", "OrganisationEvent", "Outbox", "PartyClass", "PendingAccount", "Person",
    "Postponed", "PrivacyRequest", "Proposal", "RuleSetting", "SharedFile", "Target", "Unit", "Unreachable",
    "Visit", "VisitParticipant", "VisitRole", "VisitTally", "Zone",
]  # fmt: skip
