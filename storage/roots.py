"""The daily root: one signed line a day that holds every history, and the audit log, to what they were.

Whoever writes to the database past the program can rewrite a history and make all its hashes anew. What they cannot
make anew is a root that was signed before and said outside. A root covers the heads of the cases that changed since
the last one, where the audit log ended, and the root before it.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from casework import chain, signatures
from casework.wording import text
from storage import audit
from storage.database import Database
from storage.rows import add_all, many, one, table
from storage.tables.public_rows import DailyRoot

roots = table("daily_roots")
heads = table("rooted_heads")
cases = table("cases")
events = table("case_events")
log = table("audit_log")

AT_MOST = 5_000
"""Cases in one root: the writer is held for a moment only. More than that make several roots of a day."""
BATCH = 500
SHOWN = 5
"""So many findings of a kind are told one by one."""


@dataclass(frozen=True)
class RootVerdict:
    """What was looked at, and a sentence for each thing that is not as it was."""

    roots: int
    histories: int
    lines: int
    findings: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as it was."""
        return not self.findings


# Making


async def write_root(session: AsyncSession, day: date, now: datetime, secret: bytes) -> DailyRoot | None:
    """Sign the heads that changed since the last root, at most `AT_MOST`; None when nothing happened since."""
    changed = await _changed(session)
    seq, audit_hash = await audit.head(session)
    before = await newest(session)
    if before is not None and not changed and _read(before.statement).get("audit") == [seq, audit_hash]:
        return None
    n = before.n + 1 if before else 1
    statement = chain.canonical(
        {
            "n": n,
            "day": day.isoformat(),
            "at": chain.moment(now),
            "cases": len(changed),
            "heads": _digest(changed),
            "audit": [seq, audit_hash],
            "before": before.root if before else chain.GENESIS,
        }
    )
    made = DailyRoot(
        n=n,
        statement=statement,
        root=hashlib.sha256(statement.encode()).hexdigest(),
        signature=signatures.sign(secret, statement),
        key=signatures.public_key(secret),
    )
    await session.execute(insert(roots).values(**made.model_dump()))
    for at in range(0, len(changed), BATCH):
        await add_all(session, heads, [{"root_n": n, **row} for row in changed[at : at + BATCH]])
    return made


async def newest(session: AsyncSession) -> DailyRoot | None:
    """The last root, if there is one."""
    return await one(session, select(DailyRoot).order_by(roots.c.n.desc()))


async def every_root(session: AsyncSession, after: int = 0) -> list[DailyRoot]:
    """All roots in order, after a number."""
    return await many(session, select(DailyRoot).where(roots.c.n > after).order_by(roots.c.n))


async def _changed(session: AsyncSession) -> list[dict[str, Any]]:
    """The heads of the cases that have events since their last root, by case."""
    last = select(events.c.case_id, func.max(events.c.seq).label("seq")).group_by(events.c.case_id).subquery()
    known = select(heads.c.case_id, func.max(heads.c.seq).label("seq")).group_by(heads.c.case_id).subquery()
    wanted = (
        select(events.c.case_id, events.c.seq, events.c.hash)
        .join(last, and_(last.c.case_id == events.c.case_id, last.c.seq == events.c.seq))
        .outerjoin(known, known.c.case_id == events.c.case_id)
        .where(or_(known.c.seq.is_(None), events.c.seq > known.c.seq))
        .order_by(events.c.case_id)
        .limit(AT_MOST)
    )
    return [dict(row._mapping) for row in await session.execute(wanted)]


def _digest(rows: Iterable[Mapping[str, Any]]) -> str:
    lines = "".join(f"{row['case_id']}:{row['seq']}:{row['hash']}\n" for row in rows)
    return hashlib.sha256(lines.encode()).hexdigest()


# Keeping outside


def line(root: DailyRoot) -> str:
    """A root as one line of a file that is kept outside."""
    return chain.canonical(
        {"statement": root.statement, "root": root.root, "signature": root.signature, "key": root.key}
    )


def read_lines(words: str) -> tuple[dict[int, str], list[str]]:
    """The roots of such a file by their number, and a sentence for each line that is none or was altered."""
    kept: dict[int, str] = {}
    faults: list[str] = []
    for place, each in enumerate(words.splitlines(), 1):
        if not each.strip():
            continue
        found = _kept(each)
        if found is None:
            faults.append(text("root-line-bad", place=place))
        else:
            kept[found[0]] = found[1]
    return kept, faults


def _kept(words: str) -> tuple[int, str] | None:
    try:
        given = json.loads(words)
        statement, n = given["statement"], json.loads(given["statement"])["n"]
        signed = signatures.fits(given["key"], given["signature"], statement)
        honest = given["root"] == hashlib.sha256(statement.encode()).hexdigest()
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return (n, given["root"]) if signed and honest and isinstance(n, int) else None


# Checking


async def verify(
    db: Database, key: str, *, kept: Mapping[int, str] | None = None, portion: tuple[int, int] = (0, 1)
) -> RootVerdict:
    """Whether roots, histories and the audit log are what was signed.

    `key` is the office's public key; `kept` are roots that were kept outside, by number. `portion` (k, n) looks at
    the full history of every n-th case only; what was signed is compared for all of them.
    """
    async with db.reading() as session:
        signed = await every_root(session)
        findings = [*_roots_fit(signed, key), *_kept_fit(signed, kept or {})]
        for each in signed:
            findings += await _heads_fit(session, each)
        findings += await _events_fit(session)
        log_findings, lines = await _log_fits(session, signed)
    broken, histories = await _histories_fit(db, portion)
    return RootVerdict(len(signed), histories, lines, (*findings, *log_findings, *broken))


def _roots_fit(signed: Sequence[DailyRoot], key: str) -> Iterator[str]:
    before = chain.GENESIS
    for place, each in enumerate(signed, 1):
        known = _read(each.statement)
        if each.n != place or known.get("n") != place or known.get("before") != before:
            yield text("root-gap", n=str(place))
            return
        honest = each.root == hashlib.sha256(each.statement.encode()).hexdigest()
        if not honest or each.key != key or not signatures.fits(key, each.signature, each.statement):
            yield text("root-forged", n=str(place))
            return
        before = each.root


def _kept_fit(signed: Sequence[DailyRoot], kept: Mapping[int, str]) -> Iterator[str]:
    here = {each.n: each.root for each in signed}
    for n, root in sorted(kept.items()):
        if here.get(n) != root:
            yield text("root-other", n=str(n))


def _read(statement: str) -> dict[str, Any]:
    try:
        found = json.loads(statement)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


async def _heads_fit(session: AsyncSession, root: DailyRoot) -> list[str]:
    """Whether the heads under a root are the ones it was signed over."""
    wanted = select(heads.c.case_id, heads.c.seq, heads.c.hash).where(heads.c.root_n == root.n)
    rows = [dict(row._mapping) for row in await session.execute(wanted.order_by(heads.c.case_id))]
    same = _read(root.statement).get("heads") == _digest(rows)
    return [] if same else [text("root-heads", n=str(root.n))]


async def _events_fit(session: AsyncSession) -> list[str]:
    """Whether each signed head is still what stands at its place in the history."""
    wanted = (
        select(heads.c.case_id, heads.c.root_n, cases.c.number)
        .outerjoin(events, and_(events.c.case_id == heads.c.case_id, events.c.seq == heads.c.seq))
        .outerjoin(cases, cases.c.id == heads.c.case_id)
        .where(or_(events.c.hash.is_(None), events.c.hash != heads.c.hash))
        .order_by(heads.c.case_id)
        .limit(SHOWN)
    )
    return [
        text("root-history", number=row.number or "—", n=str(row.root_n))
        for row in await session.execute(wanted)
    ]


async def _log_fits(session: AsyncSession, signed: Sequence[DailyRoot]) -> tuple[list[str], int]:
    """Whether the audit log is one chain, and holds what each root signed of it."""
    verdict = await audit.verify(session)
    findings = [] if verdict.holds else [text("root-audit-broken", seq=str(verdict.broken_at))]
    marks = {seq: (each.n, head) for each in signed if (known := _read(each.statement).get("audit"))
             for seq, head in [known] if seq}  # fmt: skip
    held: dict[int, str] = {}
    for at in range(0, len(marks), BATCH):
        some = sorted(marks)[at : at + BATCH]
        found = await session.execute(select(log.c.seq, log.c.hash).where(log.c.seq.in_(some)))
        held |= {row.seq: row.hash.hex() for row in found}
    wrong = [n for seq, (n, head) in sorted(marks.items()) if held.get(seq) != head]
    return findings + [text("root-audit", n=str(n)) for n in wrong[:SHOWN]], verdict.events


async def _histories_fit(db: Database, portion: tuple[int, int]) -> tuple[list[str], int]:
    """Whether each history is one chain and ends in the state that its case is in."""
    findings: list[str] = []
    count = 0
    async for history in _histories(db, portion):
        count += 1
        last = history[-1]
        if not chain.verify(history).holds:
            findings.append(text("root-chain", number=last["number"]))
        elif last["now"] != last["state"]:
            findings.append(text("root-state", number=last["number"]))
    return findings[:SHOWN], count


async def _histories(db: Database, portion: tuple[int, int]) -> AsyncIterator[list[Mapping[str, Any]]]:
    """Every case's events with what the chain covers, some hundred cases a read; others are served in between."""
    after = 0
    while True:
        async with db.reading() as session:
            ids = list(await session.scalars(_some_cases(after, portion)))
            rows = [dict(row._mapping) for row in await session.execute(_covered(ids))] if ids else []
        for _, history in groupby(rows, key=lambda row: row["case_id"]):
            yield [{**row, "at": chain.moment(row["at"])} for row in history]
        if len(ids) < BATCH:
            return
        after = ids[-1]


def _some_cases(after: int, portion: tuple[int, int]) -> Any:
    mine = cases.c.id % portion[1] == portion[0]
    return select(cases.c.id).where(cases.c.id > after, mine).order_by(cases.c.id).limit(BATCH)


def _covered(ids: Sequence[int]) -> Any:
    covered = [events.c[name] for name in chain.HASHED if name != "number"]
    return (
        select(events.c.case_id, cases.c.number, cases.c.state, events.c.prev_hash, events.c.hash, *covered)
        .join(cases, cases.c.id == events.c.case_id)
        .where(events.c.case_id.in_(ids))
        .order_by(events.c.case_id, events.c.seq)
    )
