"""What patterns hear of danger and what a text is like by its pieces, together.

Patterns decide where the table says little. Where it says much, what no pattern foresaw is certain as well; where the
text is like no cry at all, what a pattern hears is asked about, and nobody is woken.
"""

from dataclasses import replace

from nlp.danger import Danger, DangersHeard
from nlp.exclusions import Context, Exclusion
from nlp.normalise import Clean
from nlp.reasons import reason
from nlp.signs import CERTAIN, IN_STORY, POSSIBLE, UNLIKE, SignReading, Signs

_ALWAYS = frozenset({"mind"})
"""Who says that they do not want to live is believed, whatever else the text is like (我想死了，没人管我)."""
_OVER = frozenset({Exclusion.GENERAL, Exclusion.PAST, Exclusion.RECENT, Exclusion.OVER})


def verdict(heard: DangersHeard, signs: SignReading, copy: Clean, context: Context) -> tuple[Danger, ...]:
    """The dangers of a text from what patterns `heard` and its `signs`."""
    if signs.whole is not None:
        return _of_a_cry(heard, signs.whole, copy, context)
    known = {danger.kind for danger in heard.dangers}
    found = {each.kind: each for each in signs.windows if each.kind not in known}
    return (*heard.dangers, *(_like(each, copy, certain=False) for each in found.values()))


def _of_a_cry(heard: DangersHeard, whole: Signs, copy: Clean, context: Context) -> tuple[Danger, ...]:
    """Of a short text. What a pattern keeps off or only holds possible is not made certain by the table."""
    if heard.dangers:
        unlike = whole.danger < UNLIKE
        return tuple(
            replace(danger, certain=danger.certain and (not unlike or danger.kind in _ALWAYS))
            for danger in heard.dangers
        )
    if whole.danger < (IN_STORY if heard.kept_off else POSSIBLE):
        return ()
    certain = whole.danger >= CERTAIN and not heard.kept_off and not _told(copy, context)
    return (_like(whole, copy, certain=certain),)


def _told(copy: Clean, context: Context) -> bool:
    """Whether it is past, over, told of in general or laughed about."""
    return context.kept_off(copy.text, 0, len(copy.text), _OVER) or context.laughed(copy.text, 0)


def _like(signs: Signs, copy: Clean, *, certain: bool) -> Danger:
    """The danger that a stretch of text is like."""
    why = reason(copy, signs.start, signs.end, f"danger:{signs.kind}")
    return Danger(signs.kind, certain, (why,))
