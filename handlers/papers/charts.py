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
BAR = 20
"""Letters of a full bar of text."""


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
        lines.append(f"{'█' * filled}{'░' * (BAR - filled)} {figure.label} {figure.words}")
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
    canvas = Canvas(figsize=(9, 0.55 * len(shown) + 1.4), dpi=110, facecolor="white")
    FigureCanvasAgg(canvas)
    axes = canvas.add_subplot()
    _draw(axes, shown, font)
    axes.set_title(bulletin.title, fontproperties=font, fontsize=13, pad=14)
    canvas.subplots_adjust(left=0.27, right=0.8, top=0.86, bottom=0.08)
    out = io.BytesIO()
    canvas.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()


def _draw(axes: object, shown: Sequence[Figure], font: object) -> None:
    """Horizontal bars from the top down, each with its figure in words; a rate without matters has no bar."""
    from matplotlib.axes import Axes

    assert isinstance(axes, Axes)
    places = list(range(len(shown)))[::-1]
    axes.barh(places, [_share(figure) * 100 for figure in shown], color="#2F5D8A", height=0.55)
    axes.set_xlim(0, 100)
    axes.set_yticks(places, [figure.label for figure in shown], fontproperties=font)
    axes.set_xticks([0, 25, 50, 75, 100], ["0", "25", "50", "75", "100%"], fontproperties=font)
    axes.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    for place, figure in zip(places, shown, strict=True):
        axes.text(102, place, figure.words, va="center", fontproperties=font, clip_on=False)


def _share(figure: Figure) -> float:
    value = figure.rate.value if figure.rate is not None else None
    return 0.0 if value is None else float(value)
