"""The tables, one file an aggregate."""

from models.audit import AuditLog, Entry
from models.chat import BoundChat, Conversation, Offer, Unreachable
from models.enterprise import Contact, Enterprise, EnterpriseAlias, MassOrganisation, Zone
from models.person import Account, Invitation, Person
from models.queue import Inbox, JobRun, Outbox
from models.target import OpeningFigure, Target
from models.unit import Unit
from models.visit import NextStep, Obstacle, Proposal, Visit, VisitParticipant, VisitRole

__all__ = [
    "Account", "AuditLog", "BoundChat", "Contact", "Conversation", "Enterprise", "EnterpriseAlias", "Entry",
    "Inbox", "Invitation", "JobRun", "MassOrganisation", "NextStep", "Obstacle", "Offer",
    "OpeningFigure", "Outbox", "Person", "Proposal", "Target", "Unit", "Unreachable", "Visit",
    "VisitParticipant", "VisitRole", "Zone",
]  # fmt: skip
