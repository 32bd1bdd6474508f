"""Which database troubles pass by themselves, and what people are told meanwhile."""

SQLITE_PASSING = (
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_CANTOPEN",
    "SQLITE_READONLY",
)
"""Prefixes of result names (https://sqlite.org/rescode.html): locked elsewhere, no room, disk trouble."""

SQLITE_ROLLS_BACK = (
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_NOMEM",
    "SQLITE_BUSY_SNAPSHOT",
    "SQLITE_INTERRUPT",
)
"""After these SQLite may have ended the transaction itself (https://sqlite.org/lang_transaction.html §3)."""

POSTGRES_PASSING = ("08", "40", "53", "57P", "55P03", "58", "25006")
"""Prefixes of SQLSTATE: connection, serialization and deadlock, resources (disk full is 53100), shutdown,
lock not available, system error, read-only (a standby). https://www.postgresql.org/docs/current/errcodes-appendix.html"""


class CannotStore(Exception):
    """The database cannot store just now: disk full, locked too long, connection lost. Try again later.

    Nothing of the turn was stored. `sentence` is what a person may read; `cause` is for the log.
    """

    def __init__(self, sentence: str, *, cause: str = "") -> None:
        super().__init__(cause or sentence)
        self.sentence = sentence
        self.cause = cause


def is_passing(error: BaseException) -> bool:
    """Whether the driver's error goes away without anybody changing the program or the data."""
    name = _sqlite_name(error)
    if name:
        return name.startswith(SQLITE_PASSING)
    state = _sqlstate(error)
    if state:
        return state.startswith(POSTGRES_PASSING)
    return _connection_gone(error)


def poisons_transaction(error: BaseException) -> bool:
    """Whether SQLite may have rolled back by itself, so that the session must not go on."""
    return _sqlite_name(error).startswith(SQLITE_ROLLS_BACK)


def _causes(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _sqlite_name(error: BaseException) -> str:
    names = (getattr(each, "sqlite_errorname", "") for each in _causes(error))
    return next((str(name) for name in names if name), "")


def _sqlstate(error: BaseException) -> str:
    states = (getattr(each, "sqlstate", "") for each in _causes(error))
    return next((str(state) for state in states if state), "")


def _connection_gone(error: BaseException) -> bool:
    # asyncpg says InterfaceError("connection is closed") without a state; sockets say OSError.
    # A connection that the server is just closing answers "cannot switch to state".
    gone = (
        "connection is closed",
        "connection was closed",
        "connection does not exist",
        "cannot switch to state",
    )
    return any(
        isinstance(each, ConnectionError | TimeoutError) or any(words in str(each) for words in gone)
        for each in _causes(error)
    )
