"""Where Chinese words begin and end. The only file that knows jieba.

The words are those of jieba with `HMM=False`: its hidden Markov model is quadratic on hostile text (50,000
characters took 13 s) and guesses words we do not need. jieba reads the dictionary, `route.py` walks it. jieba's
cache is read with `marshal`, so it must lie in a folder nobody else writes.
"""

import logging
import os
import stat
import tempfile
import warnings
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from nlp import names
from nlp.route import CuttingPath

with warnings.catch_warnings():
    # jieba 0.42.1 compiles with SyntaxWarnings on Python 3.12 and later.
    warnings.simplefilter("ignore")
    import jieba

CACHE_VARIABLE = "JIANJIAN_CACHE_DIR"
_USER_WORD_FREQUENCY = 3_000
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
    """A word cutter with our own words in its dictionary. Load it before serving: it takes about 0.7 s."""

    def __init__(self, own_words: Iterable[str] = (), *, cache: Path | None = None) -> None:
        jieba.setLogLevel(logging.WARNING)
        dictionary = jieba.Tokenizer()
        dictionary.tmp_dir = str(cache or cache_folder())
        dictionary.initialize()
        for word in own_words:
            dictionary.add_word(word, _USER_WORD_FREQUENCY)
        self._route = CuttingPath(dictionary.FREQ, dictionary.total)

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
