"""What of 请求, 事实, 理由, 时间, 地点 a message still lacks (Art. 21: facts, reasons and requests are registered)."""

import re
from collections.abc import Sequence
from enum import StrEnum

from nlp.facts import Fact, FactKind
from nlp.normalise import HAN

_REQUEST = re.compile(
    r"请求|要求|恳请|恳求|希望|请(?:帮|给|把|政府|有关|相关|领导|您|你们|尽快|依法|求|查|解|处)|盼|诉求|建议|能否|可否|能不能|退还|退款|赔偿|补发|恢复|查处|解决|还我|给个说法|把.{1,12}(?:发了|还了|修好|拆了|退了|补上)|请问|咨询|想问"
)
_REASON = re.compile(
    r"因为|由于|根据|按照|依据|规定|条例|违反|合同|约定|承诺|导致|造成|影响|以致|所以|因此|理由|不符合|不合理|违法|违规|法律|政策|答应|协议|说好"
)
_STORY = re.compile(f"(?:[^{HAN}]*[{HAN}]){{12}}")
"""So many characters tell something."""


class PetitionPart(StrEnum):
    """A part of a complete petition."""

    REQUEST = "request"
    FACT = "fact"
    REASON = "reason"
    TIME = "time"
    PLACE = "place"


def missing(text: str, facts: Sequence[Fact]) -> tuple[PetitionPart, ...]:
    """The parts that were not found in clean text, in the order they are best asked for."""
    kinds = {fact.kind for fact in facts}
    present = {
        PetitionPart.FACT: _STORY.match(text) is not None,
        PetitionPart.REQUEST: _REQUEST.search(text) is not None,
        PetitionPart.PLACE: bool(kinds & {FactKind.PLACE, FactKind.ORGANISATION}),
        PetitionPart.TIME: FactKind.TIME in kinds,
        PetitionPart.REASON: _REASON.search(text) is not None,
    }
    return tuple(part for part, there in present.items() if not there)
