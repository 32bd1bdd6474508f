"""Over a service abroad people are told so, and asked by itself, before the form begins (PIPL 39)."""

from handlers.citizen.draft import Draft
from handlers.citizen.step import TappedStep


class AbroadStep(TappedStep):
    """That words travel abroad here: agree to it, or be shown the other channels. What was said meanwhile is kept."""

    name = "abroad"
    shown = False
    values = ("agree", "refuse")
    yes = "agree"
    no = "refuse"

    def applies(self, draft: Draft) -> bool:
        return draft.overseas

    def press(self, draft: Draft, value: str) -> None:
        self.check(value)
        draft.abroad = True
