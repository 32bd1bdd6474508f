"""不予受理: the listed grounds, who may name which, and the words that say why and where to go (Art. 22, 23, 31)."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from casework.petition import Role
from casework.wording import text

PACK = Path(__file__).parent / "rules" / "refusals.toml"
_UNIT_ROLES = (Role.HANDLER, Role.HEAD)


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """One ground of the law."""

    id: str
    article: str
    who: tuple[str, ...]

    @property
    def name(self) -> str:
        """What people read."""
        return text(f"refusal-{self.id}")


@lru_cache(maxsize=1)
def load() -> tuple[RefusalGround, ...]:
    """Every ground, in its order."""
    rows = tomllib.loads(PACK.read_text(encoding="utf-8"))["ground"]
    return tuple(RefusalGround(row["id"], row["article"], tuple(row["who"])) for row in rows)


def open_to(role: Role, state: str) -> tuple[RefusalGround, ...]:
    """The grounds that a role may name on a matter in this state."""
    which = "bureau"
    if role in _UNIT_ROLES:
        which = "direct" if state == "registered" else "unit"
    return tuple(ground for ground in load() if which in ground.who)


def words(ground_id: str, reason: str, where: str) -> str:
    """What the citizen reads: the ground with its article, the reason, and where to go."""
    ground = next(each for each in load() if each.id == ground_id)
    return text("refusal-words", ground=ground.name, article=ground.article, reason=reason, where=where)
