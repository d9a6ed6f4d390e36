"""What is said about the rules of reminders: what each does, where it was set, what a change comes to."""

from collections.abc import Sequence

from outreach import errors
from outreach.messages import Choice, Reply, Text, bold, join, rows
from outreach.rules.tasks.defaults import BOUNDS, DEFAULT_DAYS, LEGAL
from outreach.rules.vocabulary.tasks import TASK_RULES, TaskRule
from outreach.services.tasks.rule_changes import Listed, Reached
from outreach.services.tasks.rule_settings import Setting
from outreach.texts import refusals
from outreach.texts.labels import heading, label
from outreach.texts.speech import Speech


def listing(speech: Speech, rules: Sequence[Listed], unit: str, unit_id: int | None) -> Reply:
    """All rules as they hold in the unit, or everywhere; each can be opened."""
    lines = [_line(speech, one) for one in rules]
    hint = speech.say("Choose a rule to change it, or in one line: /caidat rule unvisited; 45 days")
    choices = [
        Choice(heading(speech, TASK_RULES, one.rule), "settings_rule", {"rule": one.rule.value, "unit": unit_id})
        for one in rules
    ]
    return Reply(join([_head(speech, unit), *lines, hint]), rows(choices, 1))


def _head(speech: Speech, unit: str) -> Text:
    if unit:
        return speech.say("*Reminder rules* for {unit} and the units below it", unit=bold(unit))
    return speech.say("*Reminder rules* for all units")


def _line(speech: Speech, one: Listed) -> Text:
    name = bold(heading(speech, TASK_RULES, one.rule))
    return join([join(["•", name + ":", state(speech, one.rule, one.setting)], " "), *_where(speech, one)], " ")


def _where(speech: Speech, one: Listed) -> list[Text]:
    said = []
    if one.set_in is not None:
        said.append(speech.say("(set in {unit})", unit=one.set_in) if one.set_in else speech.say("(set for all)"))
    if one.otherwise:
        said.append(speech.say("(otherwise in: {units})", units=", ".join(one.otherwise)))
    return said


def state(speech: Speech, rule: TaskRule, setting: Setting) -> Text:
    """Off, or what the rule does with its days."""
    if rule not in LEGAL and not setting.enabled:
        return speech.say("off")
    return meaning(speech, rule, setting.days)


def meaning(speech: Speech, rule: TaskRule, days: int | None) -> Text:
    """When the rule speaks."""
    if days is None:
        return _without_days(speech, rule)
    n = days
    match rule:
        case TaskRule.PROPOSAL:
            return speech.say_n(
                "overdue after {n} day without an answer", "overdue after {n} days without an answer", n
            )
        case TaskRule.ENTERPRISE_UNVISITED:
            return speech.say_n("{n} day without a visit", "{n} days without a visit", n)
        case TaskRule.UNIT_SILENT:
            return speech.say_n("{n} day without an entry", "{n} days without an entry", n)
        case TaskRule.TARGET_BEHIND:
            return speech.say_n("behind by {n} day of the plan or more", "behind by {n} days of the plan or more", n)
        case TaskRule.CANDIDATE_DEADLINE:
            return speech.say_n("first warning {n} day ahead", "first warning {n} days ahead", n)
    if n == 0:
        return speech.say("on the day itself")
    return speech.say_n("reminded {n} day ahead", "reminded {n} days ahead", n)


def _without_days(speech: Speech, rule: TaskRule) -> Text:
    if rule is TaskRule.PRIVACY_REQUEST:
        return speech.say("by the time limits of the law, always on")
    if rule is TaskRule.FOUNDING_READY:
        return speech.say("3 full members and no cell yet")
    return speech.say("fewer than 3 full members")


def card(speech: Speech, one: Listed, unit: str, unit_id: int | None) -> Reply:
    """A rule with what can be done to it."""
    lines = [
        bold(heading(speech, TASK_RULES, one.rule)),
        join([state(speech, one.rule, one.setting), *_where(speech, one)], " "),
        _default(speech, one.rule),
        _holds(speech, unit),
    ]
    return Reply(join(lines), rows(_actions(speech, one, unit_id)))


def _holds(speech: Speech, unit: str) -> Text:
    if unit:
        return speech.say("Holds for {unit} and the units below it.", unit=unit)
    return speech.say("Holds for all units.")


def _default(speech: Speech, rule: TaskRule) -> Text:
    if DEFAULT_DAYS[rule] is None:
        return Text()
    return speech.say("By default: {what}", what=meaning(speech, rule, DEFAULT_DAYS[rule]))


def _actions(speech: Speech, one: Listed, unit_id: int | None) -> list[Choice]:
    about = {"rule": one.rule.value, "unit": unit_id}
    found = []
    if one.rule not in LEGAL:
        words = speech.word("Turn it off") if one.setting.enabled else speech.word("Turn it on")
        switch = "off" if one.setting.enabled else "on"
        found.append(Choice(words, "settings_rule_change", {**about, "switch": switch}))
    if one.rule in BOUNDS:
        found.append(Choice(speech.word("Change the days"), "settings_rule_change", {**about, "ask": True}))
    if one.set_in is not None and one.setting.unit_id == unit_id:
        found.append(Choice(speech.word("As by default"), "settings_rule_change", {**about, "switch": "default"}))
    return [*found, Choice(speech.word("All rules"), "settings_rules", {"unit": unit_id})]


def asked_days(speech: Speech, rule: TaskRule) -> Text:
    """Ask how many days."""
    bounds = BOUNDS[rule]
    return join([
        bold(heading(speech, TASK_RULES, rule)),
        speech.say("How many days? From {fewest} to {most}.", fewest=bounds.fewest, most=bounds.most),
    ])  # fmt: skip


def asked_twice(speech: Speech, reached: Reached) -> Text:
    """Ask whether it is meant that so many are told something at once."""
    return speech.say(
        "*{n} of {all} people* would get a morning message on {day} because of this change, "
        "who would not get one otherwise. Go on all the same?",
        n=speech.count(reached.number), all=speech.count(reached.of), day=speech.day(reached.day),
    )  # fmt: skip


def change(speech: Speech, rule: TaskRule, unit: str, was: Setting, becomes: Setting, reached: Reached) -> Text:
    """What will change, for whom, and who will be told something for it."""
    return join(
        [
            bold(heading(speech, TASK_RULES, rule)),
            speech.say("Now: {what}", what=state(speech, rule, was)),
            speech.say("Then: {what}", what=state(speech, rule, becomes)),
            speech.say("For {unit} and the units below it", unit=unit) if unit else speech.say("For all units"),
            _told(speech, reached),
        ]
    )


def _told(speech: Speech, reached: Reached) -> Text:
    if not reached.number:
        return Text()
    return speech.say_n(
        "{n} person more gets a morning message on {day}.", "{n} people more get a morning message on {day}.",
        reached.number, day=speech.day(reached.day),
    )  # fmt: skip


def changed(speech: Speech, rule: TaskRule, setting: Setting, reached: Reached) -> Reply:
    """It has changed, from when."""
    return Reply(
        join(
            [
                speech.say(
                    "✓ {rule}: {what}", rule=bold(label(speech, TASK_RULES, rule)), what=state(speech, rule, setting)
                ),
                speech.say("From the morning of {day} on. Nothing is sent before.", day=speech.day(reached.day)),
            ]
        )
    )


@refusals.sentence.register
def _(refusal: errors.BadRuleDays, speech: Speech) -> Text:
    rule = bold(label(speech, TASK_RULES, TaskRule(refusal.rule)))
    if refusal.fewest is None:
        return speech.say("The rule {rule} has no days that could be set.", rule=rule)
    return speech.say(
        "{days} days do not go with the rule {rule}: it takes from {fewest} to {most}.",
        days=bold(speech.count(refusal.days)), rule=rule, fewest=refusal.fewest, most=refusal.most,
    )  # fmt: skip


@refusals.sentence.register
def _(refusal: errors.NotADayCount, speech: Speech) -> Text:
    return speech.say(
        "{piece} is no number of days. It looks like: /caidat rule {rule}; 10 days",
        piece=bold(refusal.piece),
        rule=label(speech, TASK_RULES, TaskRule(refusal.rule)),
    )


@refusals.sentence.register
def _(refusal: errors.DutyOfLaw, speech: Speech) -> Text:
    return speech.say(
        "The rule {rule} cannot be switched off: the law sets the time limits (Law 91/2025/QH15).",
        rule=bold(label(speech, TASK_RULES, TaskRule(refusal.rule))),
    )
