"""Where Chinese words begin and end. The only file that knows jieba.

The words are those of jieba with `HMM=False`: its hidden Markov model is quadratic on hostile text (50,000
characters took 13 s) and guesses words we do not need. jieba reads the dictionary, `route.py` walks it. What that
needs is kept in a file beside jieba's own cache; both are read with `marshal`, so they must lie in a folder nobody else
writes.
"""

import hashlib
import logging
import marshal
import os
import stat
import sys
import tempfile
import warnings
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from nlp import names
from nlp.route import CuttingPath, Tables

with warnings.catch_warnings():
    # jieba 0.42.1 compiles with SyntaxWarnings on Python 3.12 and later.
    warnings.simplefilter("ignore")
    import jieba

CACHE_VARIABLE = "JIANJIAN_CACHE_DIR"
_USER_WORD_FREQUENCY = 3_000
_MOST_KEPT = 4
_FORM = 1
"""The form of the tables that are kept: a new number for a new form."""
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "m", "mq", "t"})


def cache_folder() -> Path:
    """Our own folder for jieba's cache: `$JIANJIAN_CACHE_DIR`, else below the user's cache folder.

    Falls back to a fresh private folder when that one cannot be made or belongs to somebody else.
    """
    base = os.environ.get(CACHE_VARIABLE) or os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "jianjian"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="jianjian-"))
    return folder if _private(folder) else Path(tempfile.mkdtemp(prefix="jianjian-"))


def _private(folder: Path) -> bool:
    """Whether only we can write there (where the system knows owners)."""
    found = folder.stat()
    if hasattr(os, "getuid") and found.st_uid != os.getuid():
        return False
    return os.access(folder, os.W_OK) and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


class WordCutter:
    """A word cutter with our own words in its dictionary. Load it before serving: it takes .2 s, the first time 2 s."""

    def __init__(self, own_words: Iterable[str] = (), *, cache: Path | None = None) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._route = _path(frozenset(own_words), cache or cache_folder())

    def cut(self, text: str) -> list[str]:
        """The words of `text` in order; joined they are `text` again."""
        marks = self.edges(text)
        places = [at for at, mark in enumerate(marks) if mark]
        return [text[start:end] for start, end in pairwise(places)]

    def edges(self, text: str) -> bytearray:
        """One byte for every place 0..len(text): 1 where a word begins or ends, else 0."""
        return self._route.edges(text)

    def knows(self, word: str) -> bool:
        """Whether the dictionary has this word."""
        return self._route.knows(word)

    def is_name(self, word: str) -> bool:
        """Whether the dictionary tags it as the name of a person, place or organisation, a time or a number."""
        return self.tag(word) in _NAME_TAGS and word not in names.COMMON_WORDS

    def tag(self, word: str) -> str:
        """jieba's part of speech of a dictionary word (`n`, `v`, `ns` …); empty for all others."""
        return self._entries.get(word, (0, ""))[1]

    def frequency(self, word: str) -> int:
        """How often jieba's dictionary counts a word; 0 for one that it does not have."""
        return self._entries.get(word, (0, ""))[0]

    @cached_property
    def _entries(self) -> dict[str, tuple[int, str]]:
        """jieba's dictionary with frequencies and tags: read when first asked for; reading messages needs neither."""
        with jieba.Tokenizer().get_dict_file() as file:
            entries = (line.decode("utf-8").split() for line in file)
            return {entry[0]: (int(entry[1]), entry[2]) for entry in entries if len(entry) == 3}


def _path(own_words: Collection[str], folder: Path) -> CuttingPath:
    """The way through jieba's dictionary with our own words in it: as it was kept, else made and kept."""
    file = folder / f"words-{_fingerprint(own_words)}.bin"
    kept = _kept(file)
    if kept is not None:
        return CuttingPath(kept)
    dictionary = jieba.Tokenizer()
    dictionary.tmp_dir = str(folder)
    dictionary.initialize()
    for word in own_words:
        dictionary.add_word(word, _USER_WORD_FREQUENCY)
    path = CuttingPath.of(dictionary.FREQ, dictionary.total)
    _keep(file, path.tables)
    return path


def _age(file: Path) -> float:
    return -file.stat().st_mtime


def _fingerprint(own_words: Collection[str]) -> str:
    """Another one for another dictionary, other words of our own, another Python or another form of what is kept."""
    with jieba.Tokenizer().get_dict_file() as file:
        size = os.fstat(file.fileno()).st_size
    said = (_FORM, sys.hexversion, jieba.__version__, size, _USER_WORD_FREQUENCY, *sorted(own_words))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _kept(file: Path) -> Tables | None:
    """What was kept in a file; None where there is none that is whole."""
    try:
        content = file.read_bytes()
        if hashlib.sha256(content[:-32]).digest() != content[-32:]:
            return None
        found: Tables = marshal.loads(content[:-32])  # noqa: S302 - nobody else writes in this folder
    except (OSError, EOFError, ValueError, TypeError):
        return None
    return found


def _keep(file: Path, tables: Tables) -> None:
    """Keep it for the next start, whole or not at all. Where it cannot be kept, the next start is slow again."""
    content = marshal.dumps(tables)
    new = file.with_suffix(f".{os.getpid()}")
    try:
        new.write_bytes(content + hashlib.sha256(content).digest())
        new.replace(file)
        for old in sorted(file.parent.glob("words-*.bin"), key=_age)[_MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        logging.getLogger(__name__).warning("cannot keep the dictionary in %s", file.parent)
