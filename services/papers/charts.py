"""The bulletin's main rates as a picture, where the extra `charts` is installed, and always as bars of text.

The picture is drawn with the wheel's Chinese font, never a system one; the figures are said in words as well, so
nobody needs to see it.
"""

import io
from collections.abc import Sequence

from pylopdf_fonts_zh_cn import sans_path

from casework.bulletin import Bulletin, Figure
from casework.wording import text

SHOWN = (
    "timely_intake_bureau", "timely_intake_unit", "on_time_answer_rate", "feedback_rate", "satisfaction_bureau",
    "satisfaction_unit", "participation_unit", "resolved_once",
)  # fmt: skip
BAR = 16
"""Letters of a full bar of text: one line of a phone."""
WIDE = 4.8
"""Inches: letters of eleven points are read on a phone without enlarging."""


def rates(bulletin: Bulletin) -> list[Figure]:
    """The figures that are drawn, in the order of the picture."""
    found = {figure.query: figure for figure in bulletin.figures}
    return [found[query] for query in SHOWN]


def bars(bulletin: Bulletin) -> str:
    """The main rates as lines of text with bars."""
    lines = [text("bulletin-chart-title", span=bulletin.span.name)]
    for figure in rates(bulletin):
        share = _share(figure)
        filled = round(share * BAR)
        lines.append(f"{figure.label} {figure.words}\n{'█' * filled}{'░' * (BAR - filled)}")
    return "\n".join(lines)


def available() -> bool:
    """Whether pictures can be drawn here."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return False
    return True


def picture(bulletin: Bulletin) -> bytes | None:
    """The main rates as PNG bytes; None when the extra `charts` is not installed. Call it in a thread.

    The same bulletin gives the same bytes under the same version of the drawing library.
    """
    if not available():
        return None
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas
    from matplotlib.font_manager import FontProperties

    shown = rates(bulletin)
    font = FontProperties(fname=str(sans_path()), size=11)
    canvas = Canvas(figsize=(WIDE, 0.62 * len(shown) + 1.1), dpi=180, facecolor="white")
    FigureCanvasAgg(canvas)
    axes = canvas.add_subplot()
    _draw(axes, shown, font)
    canvas.suptitle(bulletin.title, fontproperties=font, fontsize=12, y=0.975)
    canvas.subplots_adjust(left=0.06, right=0.94, top=0.9, bottom=0.07)
    out = io.BytesIO()
    canvas.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _draw(axes: object, shown: Sequence[Figure], font: object) -> None:
    """Horizontal bars from the top down, name and figure above each; a rate without matters has no bar."""
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    places = list(range(len(shown)))[::-1]
    whole = [0 if figure.rate is None or figure.rate.value is None else 100 for figure in shown]
    axes.barh(places, whole, color="#EEF1F4", height=0.26)
    axes.barh(places, [_share(figure) * 100 for figure in shown], color="#2F5D8A", height=0.26)
    axes.set_xlim(0, 100)
    axes.set_ylim(-0.4, len(shown) - 0.3)
    axes.set_yticks([])
    axes.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100%"], fontproperties=font)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for place, figure in zip(places, shown, strict=True):
        axes.text(0, place + 0.22, figure.label, va="bottom", fontproperties=font)
        axes.text(100, place + 0.22, figure.words, va="bottom", ha="right", fontproperties=font)


def _share(figure: Figure) -> float:
    value = figure.rate.value if figure.rate is not None else None
    return 0.0 if value is None else float(value)
