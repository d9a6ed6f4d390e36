"""A way from application to recognition under each rule set, and every deadline on it, counted by hand.

Working days are counted week by week: "13–17/2: 25" says that the 25th falls on Friday 17/2. The day of the event does
not count. Days off by the public calendar, made-up Saturdays and what they do are named where they matter.
"""

from dataclasses import dataclass
from datetime import date, datetime

from outreach.rules.admission.stages import Details, Step
from outreach.rules.vocabulary.admission_terms import Stage

VOTE = {"members": 6, "present": 5, "votes": 5}


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 -- a day, in no zone


@dataclass(frozen=True)
class Way:
    """The days of a way, in order, and the deadlines as counted by hand."""

    rule_set: str
    outstanding: str
    sympathiser: str
    awareness_class: str
    certificate: str
    paper: str
    dossier: str
    vetting: str
    opinions: str
    cell_vote: str
    committee_review: str
    issued: str
    received: str
    ceremony: str
    review: str
    recognised: str
    # by hand
    certificate_until: str
    paper_until: str
    decision_by: str
    ceremony_by_issue: str
    ceremony_by_receipt: str
    probation_until: str
    review_by: str
    recognition_by: str
    late: int = 0

    @property
    def from_issue(self) -> bool:
        """Under 208-QĐ/TW the ceremony counts from the issue of the decision, before it from the receipt."""
        return self.rule_set == "208-QĐ/TW"

    @property
    def ceremony_by(self) -> str:
        return self.ceremony_by_issue if self.from_issue else self.ceremony_by_receipt

    def steps(self) -> tuple[Step, ...]:
        """The way as steps, with all that the stages ask for."""
        told = {
            Stage.AWARENESS_CLASS: Details(certificate_on=day(self.certificate)),
            Stage.CELL_VOTE: Details(**VOTE),
            Stage.DECISION: Details(number="12-QĐ/ĐU", received_on=day(self.received)),
            Stage.RECOGNITION_REVIEW: Details(**VOTE),
            Stage.FULL_MEMBER: Details(number="34-QĐ/ĐU"),
        }
        return tuple(Step(stage, on, told.get(stage, Details())) for stage, on in self.days().items())

    def days(self) -> dict[Stage, date]:
        days = {
            Stage.OUTSTANDING: self.outstanding,
            Stage.SYMPATHISER: self.sympathiser,
            Stage.AWARENESS_CLASS: self.awareness_class,
            Stage.DOSSIER: self.dossier,
            Stage.VETTING: self.vetting,
            Stage.OPINIONS: self.opinions,
            Stage.CELL_VOTE: self.cell_vote,
            Stage.COMMITTEE_REVIEW: self.committee_review,
            Stage.DECISION: self.issued,
            Stage.PROBATIONARY: self.ceremony,
            Stage.RECOGNITION_REVIEW: self.review,
            Stage.FULL_MEMBER: self.recognised,
        }
        return {stage: day(text) for stage, text in days.items()}


WAYS = (
    Way(
        "24-QĐ/TW",
        outstanding="10/03/2022",
        sympathiser="01/04/2022",
        awareness_class="15/06/2022",
        certificate="20/06/2022",
        paper="01/09/2022",
        dossier="05/09/2022",
        vetting="20/10/2022",
        opinions="15/12/2022",
        cell_vote="06/01/2023",  # a Friday
        committee_review="10/03/2023",
        issued="03/04/2023",  # a Monday
        received="10/04/2023",  # a Monday
        ceremony="19/05/2023",
        review="07/06/2024",  # a Friday
        recognised="12/07/2024",
        certificate_until="20/06/2027",
        paper_until="01/09/2023",
        # Tết 20/1 and 23–26/1: 9–13/1: 5, 16–19/1: 9, 27/1: 10, 30/1–3/2: 15, 6–10/2: 20, 13–17/2: 25, 20–24/2: 30,
        # 27/2–3/3: 35, 6–10/3: 40, 13–17/3: 45, 20–24/3: 50, 27–31/3: 55, 3–7/4: 60
        decision_by="07/04/2023",
        # 4–7/4: 4, 10–14/4: 9, 17–21/4: 14, 24–28/4: 19, 1–3/5 off, 4–5/5: 21, 8–12/5: 26, 15–18/5: 30
        ceremony_by_issue="18/05/2023",
        # 11–14/4: 4, 17–21/4: 9, 24–28/4: 14, 1–3/5 off, 4–5/5: 16, 8–12/5: 21, 15–19/5: 26, 22–25/5: 30
        ceremony_by_receipt="25/05/2023",
        probation_until="19/05/2024",
        # 20–24/5: 5, 27–31/5: 10, 3–7/6: 15, 10–14/6: 20, 17–21/6: 25, 24–28/6: 30
        review_by="28/06/2024",
        # 10–14/6: 5, 17–21/6: 10, 24–28/6: 15, 1–5/7: 20, 8–12/7: 25, 15–19/7: 30
        recognition_by="19/07/2024",
    ),
    Way(
        "232-QĐ/TW",
        outstanding="05/06/2024",
        sympathiser="01/08/2024",
        awareness_class="11/11/2024",
        certificate="15/11/2024",
        paper="10/01/2025",
        dossier="20/01/2025",  # the first day on which 232-QĐ/TW is in force
        vetting="21/01/2025",
        opinions="22/01/2025",
        cell_vote="24/01/2025",  # a Friday
        committee_review="28/03/2025",
        issued="10/04/2025",  # a Thursday
        received="15/04/2025",  # a Tuesday
        ceremony="19/05/2025",
        review="25/06/2026",  # a Thursday
        recognised="05/08/2026",
        certificate_until="15/11/2029",
        paper_until="10/01/2026",
        # Tết 27–31/1: 3–7/2: 5, 10–14/2: 10, 17–21/2: 15, 24–28/2: 20, 3–7/3: 25, 10–14/3: 30, 17–21/3: 35,
        # 24–28/3: 40, 31/3–4/4: 45, Giỗ Tổ 7/4, 8–11/4: 49, 14–18/4: 54, 21–25/4: 59,
        # Saturday 26/4, made up for 2/5: 60
        decision_by="26/04/2025",
        # 11/4: 1, 14–18/4: 6, 21–25/4: 11, 26/4: 12, 28–29/4: 14, 30/4–2/5 off, 5–9/5: 19, 12–16/5: 24, 19–23/5: 29,
        # 26/5: 30
        ceremony_by_issue="26/05/2025",
        # 16–18/4: 3, 21–25/4: 8, 26/4: 9, 28–29/4: 11, 30/4–2/5 off, 5–9/5: 16, 12–16/5: 21, 19–23/5: 26, 26–29/5: 30
        ceremony_by_receipt="29/05/2025",
        probation_until="19/05/2026",
        # 20–22/5: 3, 25–29/5: 8, 1–5/6: 13, 8–12/6: 18, 15–19/6: 23, 22–26/6: 28, 29–30/6: 30
        review_by="30/06/2026",
        # 26/6: 1, 29/6–3/7: 6, 6–10/7: 11, 13–17/7: 16, 20–24/7: 21, 27–31/7: 26, 3–6/8: 30
        recognition_by="06/08/2026",
    ),
    Way(
        "294-QĐ/TW",
        outstanding="03/02/2025",
        sympathiser="10/03/2025",
        awareness_class="25/06/2025",
        certificate="30/06/2025",
        paper="01/07/2025",
        dossier="01/07/2025",  # the first day on which 294-QĐ/TW is in force
        vetting="15/10/2025",
        opinions="10/12/2025",
        cell_vote="05/01/2026",  # a Monday
        committee_review="10/03/2026",
        issued="30/03/2026",  # a Monday
        received="03/04/2026",  # a Friday
        ceremony="19/05/2026",
        review="14/06/2027",  # a Monday
        recognised="20/07/2027",
        certificate_until="30/06/2030",
        paper_until="01/07/2026",
        # 6–9/1: 4, 12–16/1: 9, 19–23/1: 14, 26–30/1: 19, 2–6/2: 24, 9–13/2: 29, Tết 16–20/2, 23–27/2: 34, 2–6/3: 39,
        # 9–13/3: 44, 16–20/3: 49, 23–27/3: 54, 30/3–3/4: 59, 6/4: 60
        decision_by="06/04/2026",
        # 31/3–3/4: 4, 6–10/4: 9, 13–17/4: 14, 20–24/4: 19, 27/4 off for Giỗ Tổ on Sunday, 28–29/4: 21, 30/4–1/5 off,
        # 4–8/5: 26, 11–14/5: 30
        ceremony_by_issue="14/05/2026",
        # 6–10/4: 5, 13–17/4: 10, 20–24/4: 15, 28–29/4: 17, 4–8/5: 22, 11–15/5: 27, 18–20/5: 30
        ceremony_by_receipt="20/05/2026",
        probation_until="19/05/2027",
        # 20–21/5: 2, 24–28/5: 7, 31/5–4/6: 12, 7–11/6: 17, 14–18/6: 22, 21–25/6: 27, 28–30/6: 30
        review_by="30/06/2027",
        # 15–18/6: 4, 21–25/6: 9, 28/6–2/7: 14, 5–9/7: 19, 12–16/7: 24, 19–23/7: 29, 26/7: 30
        recognition_by="26/07/2027",
    ),
    Way(
        "20-QĐ/TW",
        outstanding="05/12/2023",
        sympathiser="10/01/2024",
        awareness_class="26/02/2024",
        certificate="29/02/2024",
        paper="08/04/2026",
        dossier="08/04/2026",  # the first day on which 20-QĐ/TW is in force
        vetting="15/04/2026",
        opinions="20/04/2026",
        cell_vote="24/04/2026",  # a Friday
        committee_review="30/06/2026",
        issued="20/07/2026",  # a Monday
        received="28/07/2026",  # a Tuesday, when 208-QĐ/TW is in force: the dossier keeps its rules
        ceremony="03/09/2026",
        review="15/10/2027",  # a Friday, the last day
        recognised="30/11/2027",  # a Tuesday, one day late
        certificate_until="28/02/2029",  # there is no 29/02/2029
        paper_until="08/04/2027",
        # 27/4 off for Giỗ Tổ, 28–29/4: 2, 30/4–1/5 off, 4–8/5: 7, 11–15/5: 12, 18–22/5: 17, 25–29/5: 22, 1–5/6: 27,
        # 8–12/6: 32, 15–19/6: 37, 22–26/6: 42, 29/6–3/7: 47, 6–10/7: 52, 13–17/7: 57, 20–22/7: 60
        decision_by="22/07/2026",
        # 21–24/7: 4, 27–31/7: 9, 3–7/8: 14, 10–14/8: 19, 17–21/8: 24, Saturday 22/8 made up: 25, 24–28/8: 30
        ceremony_by_issue="28/08/2026",
        # 29–31/7: 3, 3–7/8: 8, 10–14/8: 13, 17–21/8: 18, Saturday 22/8 made up for 31/8: 19, 24–28/8: 24,
        # 31/8–2/9 off, 3–4/9: 26, 7–10/9: 30
        ceremony_by_receipt="10/09/2026",
        probation_until="03/09/2027",
        # 6–10/9: 5, 13–17/9: 10, 20–24/9: 15, 27/9–1/10: 20, 4–8/10: 25, 11–15/10: 30
        review_by="15/10/2027",
        # 18–22/10: 5, 25–29/10: 10, 1–5/11: 15, 8–12/11: 20, 15–19/11: 25, 22–23/11: 27, 24/11 off,
        # 25–26/11: 29, 29/11: 30
        recognition_by="29/11/2027",
        late=1,
    ),
    Way(
        "208-QĐ/TW",
        outstanding="03/02/2026",
        sympathiser="01/04/2026",
        awareness_class="06/07/2026",
        certificate="10/07/2026",
        paper="20/07/2026",
        dossier="26/07/2026",  # the first day on which 208-QĐ/TW is in force
        vetting="15/09/2026",
        opinions="30/10/2026",
        cell_vote="20/11/2026",  # a Friday
        committee_review="30/12/2026",
        issued="25/01/2027",  # a Monday
        received="01/02/2027",  # a Monday
        ceremony="03/02/2027",
        review="01/03/2028",  # a Wednesday
        recognised="10/04/2028",
        certificate_until="10/07/2031",
        paper_until="20/07/2027",
        # 23/11: 1, 24/11 off, 25–27/11: 4, 30/11–4/12: 9, 7–11/12: 14, 14–18/12: 19, 21–25/12: 24,
        # 28–31/12: 28, 1/1 off, 4–8/1: 33, 11–15/1: 38, 18–22/1: 43, 25–29/1: 48, 1–3/2: 51,
        # Tết 4–10/2, 11–12/2: 53, 15–19/2: 58, 22–23/2: 60
        decision_by="23/02/2027",
        # 26–29/1: 4, 1–3/2: 7, Tết 4–10/2, 11–12/2: 9, 15–19/2: 14, 22–26/2: 19, 1–5/3: 24, 8–12/3: 29, 15/3: 30
        ceremony_by_issue="15/03/2027",
        # 2–3/2: 2, Tết 4–10/2, 11–12/2: 4, 15–19/2: 9, 22–26/2: 14, 1–5/3: 19, 8–12/3: 24, 15–19/3: 29, 22/3: 30
        ceremony_by_receipt="22/03/2027",
        probation_until="03/02/2028",
        # 4/2: 1, 7–11/2: 6, 14–18/2: 11, 21–25/2: 16, 28/2–3/3: 21, 6–10/3: 26, 13–16/3: 30
        review_by="16/03/2028",
        # 2–3/3: 2, 6–10/3: 7, 13–17/3: 12, 20–24/3: 17, 27–31/3: 22, 3/4: 23, Giỗ Tổ 4/4, 5–7/4: 26, 10–13/4: 30
        recognition_by="13/04/2028",
    ),
)
