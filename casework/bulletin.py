"""The bulletin (通报) under the headings of Art. 41: every figure with its parts, its n and the name of its query.

Pure: the same tally gives the same bulletin, and the same bulletin the same bytes. Tables whose parts do not make
their total are refused, not printed. What a small cell could tell about people is not shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casework import indicators as kpi
from casework.cells import must_add_up, pooled, veiled
from casework.indicators import EMPTY, SMALL_CELL, Rate
from casework.petition import OFFICE_ZONE, Purpose
from casework.spans import Span
from casework.tally import Tally, UnitTally
from casework.wording import has, text

HEADINGS = ("statistics", "handling", "advice", "other")
"""Art. 41 (1)-(4)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it is called, how it reads, what it was made of, and the query that makes it again."""

    query: str
    label: str
    words: str
    n: int
    numerator: str = ""
    denominator: int | None = None
    rate: Rate | None = None

    @property
    def definition(self) -> str:
        """How it is computed; a cell of a table has the definition of its query."""
        return text(f"define-{self.query.partition(':')[0]}")


@dataclass(frozen=True, slots=True)
class Listing:
    """A table; `query` names each row's figures as `query:row`."""

    query: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class BulletinSection:
    """One heading of Art. 41 with its figures and tables."""

    heading: str
    figures: tuple[Figure, ...]
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The bulletin of one period (Art. 41), the same on paper, in Markdown and in a chat."""

    office: str
    span: Span
    as_of: datetime
    sections: tuple[BulletinSection, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """演示县信访局信访工作通报（2026年11月）."""
        return text("bulletin-title", office=self.office, span=self.span.name)

    @property
    def on(self) -> date:
        """The date of issue: the office's date of the data."""
        return self.as_of.astimezone(OFFICE_ZONE).date()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure in order, those of tables among them."""
        found: list[Figure] = []
        for section in self.sections:
            found += section.figures
            for listing in section.listings:
                found += listing.figures
        return tuple(found)


@dataclass(frozen=True, slots=True)
class AdviceGiven:
    """One of the 三项建议 sent in the period: its kind, whether it was answered, and what was decided."""

    kind: str
    replied: bool
    adoption: str | None = None


@dataclass(frozen=True)
class Beside:
    """What the bulletin tells besides the cases: recommendations, sponsors (包案), receptions."""

    advice: Sequence[AdviceGiven] = ()
    sponsored: int = 0
    sponsored_solved: int = 0
    receptions: int = 0
    receptions_closed: int = 0


@dataclass(frozen=True)
class Names:
    """Words for codes and ids."""

    families: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)


def assemble(tally: Tally, beside: Beside, names: Names, *, office: str) -> Bulletin:
    """The bulletin of a tally. Raises `DoesNotAddUp` rather than print parts that do not make their total."""
    parts = (_statistics(tally, names), _handling(tally, names), _advice(beside), _other(tally, beside))
    sections = tuple(
        BulletinSection(text(f"bulletin-heading-{name}"), tuple(figures), tuple(listings))
        for name, (figures, listings) in zip(HEADINGS, parts, strict=True)
    )
    notes = (
        text("bulletin-note-as-of", moment=f"{tally.as_of.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"),
        text("bulletin-note-rates"),
        text("bulletin-note-small", least=SMALL_CELL),
        text("bulletin-note-explain"),
    )
    return Bulletin(office, tally.span, tally.as_of, sections, notes)


Part = tuple[list[Figure], list[Listing]]


def _count(query: str, number: int, *, label: str = "") -> Figure:
    return Figure(query, label or text(f"figure-{query.partition(':')[0]}"), str(number), number, str(number))


def _rate(query: str, rate: Rate) -> Figure:
    top = str(rate.numerator) if isinstance(rate.numerator, int) else f"{float(rate.numerator):.1f}"
    return Figure(query, text(f"figure-{query}"), rate.words(), rate.n, top, rate.denominator, rate)


def _days(query: str, spans: Iterable[int]) -> Figure:
    found = kpi.days_taken(spans)
    words = EMPTY
    if found.median is not None:
        words = text("bulletin-days", median=f"{found.median:g}", p90=str(found.p90), n=found.n)
    return Figure(query, text(f"figure-{query}"), words, found.n)


def _statistics(tally: Tally, names: Names) -> Part:
    """Art. 41(1): how many, about what, and whom they concern."""
    plain = tally.plain
    figures = [
        _count("registered", tally.cases),
        _count("sealed", plain["sealed"]),
        _rate("online_share", kpi.online_share(plain["online"], tally.cases)),
        _rate("repeat_rate", kpi.repeat_rate(plain["repeat"], tally.cases)),
    ]
    purposes = {str(purpose): tally.by["purpose"][purpose] for purpose in Purpose}
    open_lane = plain["open_lane"]
    listings = [
        _whole("by_purpose", purposes, tally.cases, lambda code: text(f"purpose-{code}")),
        _whole("by_channel", tally.by["channel"], tally.cases, _channel),
        _pooled("by_topic", tally.by["topic"], open_lane, lambda code: names.families.get(code, "")),
        _pooled("by_unit", tally.by["unit"], open_lane, lambda code: _unit_name(code, names)),
        _pooled("by_town", tally.by["town"], open_lane, str),
    ]
    return figures, listings


def _handling(tally: Tally, names: Names) -> Part:
    """Art. 41(2): handed on, assigned, supervised, in time."""
    plain, period, today = tally.plain, tally.span.period, tally.today
    duties = list(tally.duties.elements())
    bureau = kpi.timely_intake_bureau(duties, period, today)
    unit = kpi.timely_intake_unit(duties, period, today)
    answers = kpi.on_time_answer_rate(duties, period, today)
    handed = plain["transfer"] + plain["assign"] + plain["object_approve"]
    figures = [
        _count("transferred", plain["transfer"] + plain["object_approve"]),
        _count("assigned", plain["assign"]),
        _count("concluded", plain["concluded"]),
        _count("open", plain["open"]),
        _rate("timely_intake_bureau", bureau.rate),
        _rate("timely_intake_unit", unit.rate),
        _rate("on_time_answer_rate", answers.rate),
        _rate("on_time_answer_rate_compat", answers.compat),
        _rate("on_time_review_rate", kpi.on_time_review_rate(duties, period, today).rate),
        _rate("feedback_rate", kpi.feedback_rate(plain["told"], plain["due"])),
        _rate("completion_rate", kpi.completion_rate(plain["assigned_done"], plain["assigned_cases"])),
        _rate(
            "first_time_completion",
            kpi.first_time_completion(plain["first_answered"], plain["first_accepted"]),
        ),
        _rate("objection_rate", kpi.objection_rate(plain["object"], handed)),
        _mean_transfers(tally),
        _rate("extension_rate", kpi.extension_rate(plain["accepted_extended"], plain["accepted"])),
        _count("supervised", plain["supervise"]),
        _rate(
            "supervision_reply_rate",
            kpi.supervision_reply_rate(plain["supervised_kept"], plain["supervised"]),
        ),
    ]
    classes = {"bureau": bureau, "unit": unit, "answer": answers}
    return figures, [_classes(classes), _units(tally, names)]


def _mean_transfers(tally: Tally) -> Figure:
    mean = kpi.mean_transfers(list(tally.transfers.elements()))
    words = EMPTY if mean is None else text("bulletin-times", mean=f"{float(mean):.2f}", n=tally.cases)
    total = sum(times * number for times, number in tally.transfers.items())
    return Figure(
        "mean_transfers", text("figure-mean_transfers"), words, tally.cases, str(total), tally.cases
    )


def _advice(beside: Beside) -> Part:
    """Art. 41(3): the three kinds of recommendation, and what became of them."""
    replied = [each for each in beside.advice if each.replied]
    adopted = sum(each.adoption == "adopted" for each in replied)
    figures = [
        _count("advice_sent", len(beside.advice)),
        _rate("advice_reply_rate", Rate(len(replied), len(beside.advice))),
        _rate("adoption_rate", kpi.adoption_rate(adopted, len(replied))),
    ]
    rows, found = [], []
    for kind in ("improve", "policy", "accountability"):
        mine = [each for each in beside.advice if each.kind == kind]
        numbers = (
            len(mine),
            sum(each.replied for each in mine),
            sum(each.adoption == "adopted" for each in mine),
        )
        rows.append((text(f"advice-{kind}"), *(str(number) for number in numbers)))
        found.append(_count(f"by_advice:{kind}", numbers[0], label=text(f"advice-{kind}")))
    must_add_up(len(beside.advice), *(figure.n for figure in found))
    return figures, [_listing("by_advice", ("kind", "sent", "replied", "adopted"), rows, found)]


def _other(tally: Tally, beside: Beside) -> Part:
    """Art. 41(4): how people judged it, whether it was solved, how long it took."""
    plain = tally.plain
    ratable = list(tally.ratable.elements())
    closures = list(tally.closures.elements())
    observed = tally.observed.period
    settling = list(tally.settling.elements())
    figures = []
    for whom in ("bureau", "unit"):
        figures += [
            _rate(f"satisfaction_{whom}", kpi.satisfaction(ratable, whom)),
            _rate(f"fully_satisfied_{whom}", kpi.fully_satisfied(ratable, whom)),
            _rate(f"participation_{whom}", kpi.participation(ratable, whom)),
        ]
    three = kpi.three_rates(list(tally.callbacks.elements()))
    figures += [
        _rate("resolved_once", kpi.resolved_once(settling, observed, tally.today)),
        _rate("first_dispatch_solved_rate", _first_dispatch(tally)),
        _rate("settled", kpi.settled(settling, observed)),
        _rate("executed_rate", kpi.executed_rate(closures)),
        _rate("backlog_rate", kpi.backlog_rate(plain["backlog_done"], plain["backlog"])),
        _rate("sponsored_rate", kpi.backlog_rate(beside.sponsored_solved, beside.sponsored)),
        _rate("at_reception", kpi.at_reception(beside.receptions_closed, beside.receptions)),
        _rate("three_response", three.response),
        _rate("three_solving", three.solving),
        _rate("three_satisfaction", three.satisfaction),
        _days("days_to_transfer", tally.spans["transfer"].elements()),
        _days("days_to_accept", tally.spans["accept"].elements()),
        _days("days_to_answer", tally.spans["answer"].elements()),
        _count("silent", kpi.silent(tally.last_words.elements(), tally.end_day)),
        _rate("agreement", kpi.agreement(tally.labels.elements())),
    ]
    return figures, []


def _first_dispatch(tally: Tally) -> Rate:
    return kpi.first_dispatch_solved_rate(tally.first_dispatch.elements(), tally.plain["accepted"])


def _unit_name(code: str, names: Names) -> str:
    return names.units.get(int(code), "") if code else text("bulletin-at-bureau")


def _channel(code: str) -> str:
    return text(f"channel-{code}") if has(f"channel-{code}") else code


def _whole(query: str, counts: Mapping[str, int], total: int, name: Callable[[str], str]) -> Listing:
    """A breakdown that the whole bureau may read: every cell, the largest first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return _breakdown(query, [(name(code), code, number) for code, number in ordered if number], total)


def _pooled(query: str, counts: Mapping[str, int], total: int, name: Callable[[str], str]) -> Listing:
    """A breakdown below the bureau: small cells are shown together."""
    shown = [
        (
            text("bulletin-pooled") if code is None else name(code) or text("bulletin-unknown"),
            code or "",
            number,
        )
        for code, number in pooled(counts)
    ]
    return _breakdown(query, shown, total)


def _breakdown(query: str, cells: Sequence[tuple[str, str, int]], total: int) -> Listing:
    must_add_up(total, *(number for _, _, number in cells))
    rows = [(label, str(number), Rate(number, total).percent()) for label, _, number in cells]
    figures = [_count(f"{query}:{code or '-'}", number, label=label) for label, code, number in cells]
    return _listing(
        query, ("what", "number", "share"), [*rows, (text("bulletin-total"), str(total), "")], figures
    )


def _listing(
    query: str, head: Sequence[str], rows: Sequence[tuple[str, ...]], figures: Sequence[Figure]
) -> Listing:
    titles = tuple(text(f"bulletin-column-{name}") for name in head)
    return Listing(query, text(f"figure-{query}"), titles, tuple(rows), tuple(figures))


def _classes(found: Mapping[str, kpi.Classes]) -> Listing:
    """及时 · 超期 · 超期未办 · 未到期, as the rates are made of them."""
    rows, figures = [], []
    for name, classes in found.items():
        numbers = (classes.timely, classes.late, classes.overdue, classes.waiting)
        label = text(f"bulletin-class-{name}")
        rows.append((label, *(str(number) for number in numbers)))
        figures.append(_count(f"classes:{name}", sum(numbers), label=label))
    return _listing("classes", ("what", "timely", "late", "overdue", "waiting"), rows, figures)


def _units(tally: Tally, names: Names) -> Listing:
    """Unit by unit, in the order of their ids; cells about fewer than five matters are not shown."""
    units = sorted((unit_id, unit) for unit_id, unit in tally.units.items() if unit_id in names.units)
    columns = {name: [rate(tally, unit) for _, unit in units] for name, rate in UNIT_RATES.items()}
    shown = {name: veiled(rates) for name, rates in columns.items()}
    rows = [
        (names.units[unit_id], *(shown[name][at] for name in UNIT_RATES))
        for at, (unit_id, _) in enumerate(units)
    ]
    figures = [
        _unit_figure(name, unit_id, names.units[unit_id], columns[name][at], shown[name][at])
        for at, (unit_id, _) in enumerate(units)
        for name in UNIT_RATES
    ]
    return _listing("units", ("unit", *UNIT_RATES), rows, figures)


def _unit_figure(name: str, unit_id: int, unit: str, rate: Rate, words: str) -> Figure:
    """A unit's rate; one that is not shown tells neither its parts nor its n."""
    label = f"{unit} · {text(f'bulletin-column-{name}')}"
    if words == EMPTY:
        return Figure(f"by_unit_{name}:{unit_id}", label, words, 0)
    return Figure(
        f"by_unit_{name}:{unit_id}", label, words, rate.n, str(rate.numerator), rate.denominator, rate
    )


UNIT_RATES: Mapping[str, Callable[[Tally, UnitTally], Rate]] = {
    "intake": lambda tally, unit: (
        kpi.timely_intake_unit(unit.duties.elements(), tally.span.period, tally.today).rate
    ),
    "answer": lambda tally, unit: (
        kpi.on_time_answer_rate(unit.duties.elements(), tally.span.period, tally.today).rate
    ),
    "satisfaction": lambda tally, unit: kpi.satisfaction(unit.ratable.elements(), "unit"),
    "participation": lambda tally, unit: kpi.participation(unit.ratable.elements(), "unit"),
}
