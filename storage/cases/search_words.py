"""The staff's search: words and character pairs, kept as keyed tokens, newest case first.

Most Chinese search words have two characters, so the text is cut into overlapping pairs and a query into the
same pairs, standing next to each other. A token is a keyed fingerprint: no word of a sealed story can be read
in the database. The same tokens feed FTS5 on SQLite and `to_tsvector('simple', …)` on PostgreSQL.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Actor
from storage import upsert as conflict
from storage import vault
from storage.cases.sight import seen_by
from storage.rows import many, table, upsert
from storage.tables.case_rows import Case, CaseTerms

cases = table("cases")
case_terms = table("case_terms")

LONGEST_TEXT = 5000
"""Characters of a text that are indexed; the longest of 10,000 sample messages has fewer."""

PAGE = 200
MOST_PAGES = 25
"""Hits looked at: at most this many pages, when sealed or other units' cases are left out."""

_CONTEXT = "case_terms.terms"
_LETTERS = "abcdefghijklmnop"
_TOKEN_BYTES = 5
_BREAK = "q"
"""Stands between runs, so that no pair spans a comma; no token contains it."""

_RUN = re.compile(r"[0-9a-z]+|[^\W\d_a-z]+")
_LONG_NUMBER = re.compile(r"\d[\d\s-]{5,}\d")


async def index(
    session: AsyncSession, case_id: int, plain: str, words: Sequence[str] = (), *, without: Iterable[str] = ()
) -> None:
    """Write the search words of a case anew. `without` must not be found: names, phones, addresses.

    Numbers of seven digits and more are left out in any case.
    """
    terms = tokens(clean(plain, without), [clean(word, without) for word in words])
    await _forget(session, case_id)
    await upsert(session, CaseTerms, {"case_id": case_id, "terms": terms}, on=("case_id",), change=("terms",))
    if conflict.dialect(session) == "sqlite":
        await session.execute(
            text("INSERT INTO case_terms_fts(rowid, terms) VALUES (:id, :terms)"),
            {"id": case_id, "terms": terms},
        )


async def forget(session: AsyncSession, case_id: int) -> None:
    """Let a case be found no more (erasure)."""
    await _forget(session, case_id)
    await session.execute(case_terms.delete().where(case_terms.c.case_id == case_id))


async def search(
    session: AsyncSession,
    query: str,
    *,
    unit_id: int | None = None,
    viewer: Actor | None = None,
    limit: int = 20,
) -> list[Case]:
    """The newest cases whose words contain every word of the query; of one unit, or of all.

    Words are divided by blanks; one of a single Chinese character finds nothing. Sealed and recused cases
    as in `storage.cases.sight`.
    """
    phrase = [pairs(clean(word)) for word in query.split()]
    if not phrase or not all(phrase):
        return []
    found: list[Case] = []
    last: int | None = None
    for _ in range(MOST_PAGES):
        hits = await _hits(session, phrase, last)
        wanted = select(Case).where(cases.c.id.in_(hits), seen_by(viewer))
        if unit_id is not None:
            wanted = wanted.where(cases.c.unit_id == unit_id)
        found += await many(session, wanted.order_by(cases.c.id.desc()).limit(limit - len(found)))
        if len(found) >= limit or len(hits) < PAGE:
            break
        last = hits[-1]
    return found


def clean(plain: str, without: Iterable[str] = ()) -> str:
    """The text as it is cut: one width, one case, without long numbers and without what must not be found."""
    flat = unicodedata.normalize("NFKC", plain[:LONGEST_TEXT]).lower()
    for private in without:
        flat = flat.replace(unicodedata.normalize("NFKC", private).lower(), " ")
    return _LONG_NUMBER.sub(" ", flat)


def pairs(flat: str) -> list[str]:
    """Keyed tokens of a cleaned text: pairs of Chinese characters, whole Latin words and numbers."""
    made: list[str] = []
    for run in _RUN.findall(flat):
        whole = run[0].isascii()
        made += [_keyed(run)] if whole else [_keyed(run[n : n + 2]) for n in range(len(run) - 1)]
        made.append(_BREAK)
    return made[:-1] if any(token != _BREAK for token in made) else []


def tokens(flat: str, words: Sequence[str]) -> str:
    """The stored form: the text's tokens, then those of the given words that the text does not have."""
    made = pairs(flat)
    for word in words:
        extra = pairs(word)
        if extra and not set(extra) <= set(made):
            made += [_BREAK, *extra]
    return " ".join(made)


def _keyed(token: str) -> str:
    digest = vault.installed().blind(token, context=_CONTEXT)[:_TOKEN_BYTES]
    return "".join(_LETTERS[half] for byte in digest for half in (byte >> 4, byte & 15))


async def _forget(session: AsyncSession, case_id: int) -> None:
    """Take the old words out of FTS5, which has to be told what they were."""
    if conflict.dialect(session) != "sqlite":
        return
    await session.execute(
        text(
            "INSERT INTO case_terms_fts(case_terms_fts, rowid, terms) "
            "SELECT 'delete', case_id, terms FROM case_terms WHERE case_id = :id"
        ),
        {"id": case_id},
    )


async def _hits(session: AsyncSession, phrase: Sequence[Sequence[str]], last: int | None) -> list[int]:
    below = last if last is not None else 2**62
    if conflict.dialect(session) == "sqlite":
        match = " AND ".join('"' + " ".join(word) + '"' for word in phrase)
        statement = _SQLITE_HITS
    else:
        match = " & ".join("(" + " <-> ".join(word) + ")" for word in phrase)
        statement = _POSTGRESQL_HITS
    found = await session.execute(statement, {"match": match, "below": below, "page": PAGE})
    return [int(row[0]) for row in found]


_SQLITE_HITS = text(
    "SELECT rowid FROM case_terms_fts WHERE case_terms_fts MATCH :match AND rowid < :below "
    "ORDER BY rowid DESC LIMIT :page"
)
_POSTGRESQL_HITS = text(
    "SELECT case_id FROM case_terms WHERE to_tsvector('simple', terms) @@ to_tsquery('simple', :match) "
    "AND case_id + 0 < :below ORDER BY case_id + 0 DESC LIMIT :page"
)
"""`+ 0` keeps PostgreSQL from walking the primary key backwards, which is slow for rare words."""
