"""What `classify` prints of a reading: one object a line, with everything the conversation uses."""

from typing import Any

from nlp.candidates import TopicReading
from nlp.intent import IntentReading
from nlp.lexicons import OTHER
from nlp.messages import Message
from nlp.reader import Reader, Reading


def of(message: Message, topics: TopicReading, reading: Reading, legacy: Reader | None) -> dict[str, Any]:
    """One line of the answer; with `legacy`, labels are the names of the labelled messages."""
    other = topics.runner_up
    line: dict[str, Any] = {"id": message.id} if message.id else {}
    line |= {
        "label": _label(legacy, topics.family, topics.label),
        "family": topics.family if topics.fits or topics.guessed else "",
        "topic": topics.code,
        "sure_topic": topics.sure_topic,
        "code": topics.code,
        "confidence": topics.confidence,
        "sure": topics.sure,
        "runner_up": {"label": _label(legacy, other.family, other.label), "code": other.code}
        if other
        else None,
        "margin": round(topics.margin, 3),
        "matched": _matched(topics),
        "department": topics.department,
    }
    return line | _heard(reading)


def _heard(reading: Reading) -> dict[str, Any]:
    """What is read beside the topic."""
    return {
        "purpose": reading.purpose.purpose.value,
        "ask_if_report": reading.purpose.ask_if_report,
        "urgency": reading.urgency.urgency.value,
        "danger": _danger(reading),
        "facts": [
            {"kind": fact.kind.value, "text": fact.text, "value": fact.value, "least": fact.more}
            for fact in reading.facts
        ],
        "demands": [demand.text for demand in reading.demands.matters or reading.demands.requests],
        "intent": _intent(reading.intent),
        "missing": [part.value for part in reading.missing],
    }


def _danger(reading: Reading) -> list[dict[str, Any]]:
    return [
        {
            "kind": danger.kind,
            "certain": danger.certain,
            "reasons": [each.word for each in danger.reasons],
        }
        for danger in reading.urgency.dangers
    ]


def _intent(read: IntentReading) -> dict[str, Any]:
    """The wider intent by name; `field` says which of its kind it is, or which answer is corrected.

    The query code is a secret and is not printed.
    """
    group = read.intent.group
    return {
        "name": group.value,
        "sure": read.sure,
        "field": read.field or ("" if group is read.intent else read.intent.value),
        "value": read.value or read.number,
    }


def _matched(topics: TopicReading) -> list[dict[str, Any]]:
    return [
        {
            "word": found.word,
            "in": "title" if found.in_title else "text",
            "start": found.start,
            "end": found.end,
            "weight": found.weight,
            "rule": found.rule,
        }
        for found in topics.matched
    ]


def _label(legacy: Reader | None, family: str, label: str) -> str:
    if legacy is None or label == OTHER:
        return label
    return legacy.lexicon.label_of_family[family]
