"""The commands that read text: `classify`, `evaluate`, `learn`. None of them needs a database or a channel."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.clock import system_clock
from bot.commands import reading_line
from casework.petition import OFFICE_ZONE
from nlp import evaluate as figures
from nlp.evaluate import Judged, Report
from nlp.lexicons import FOLDER, OTHER, LexiconError
from nlp.messages import Message, MessageError, parse_each
from nlp.normalise import Clean, clean
from nlp.reader import Reader

Lexicon = Annotated[Path | None, typer.Option("--lexicon", help="A lexicon folder instead of our own.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the top level of the command line."""
    app.command("classify")(classify)
    app.command("evaluate")(evaluate)
    app.command("learn")(learn)
    app.command("learn-intents")(learn_intents)
    app.command("learn-signs")(learn_signs)
    app.command("learn-plain")(learn_plain)


def _reader(folder: Path | None) -> Reader:
    try:
        return Reader.load(folder)
    except LexiconError as error:
        raise typer.BadParameter(str(error), param_hint="--lexicon") from error


def _lines(source: str) -> Iterator[Message | MessageError]:
    """The messages of a file, or of standard input for "-"; what is wrong with a line in the place of its message."""
    if source == "-":
        yield from parse_each(sys.stdin.buffer, "-")
        return
    try:
        with Path(source).open("rb") as lines:
            yield from parse_each(lines, source)
    except OSError as error:
        raise typer.BadParameter(f"{source}: {error.strerror}", param_hint="FILE") from error


def _labelled(sources: Iterable[str]) -> tuple[list[Message], int]:
    """The labelled messages of these files, and how many lines could not be read; each of those is said."""
    messages, wrong = [], 0
    for found in (each for source in sources for each in _lines(source)):
        if isinstance(found, MessageError):
            typer.echo(str(found), err=True)
            wrong += 1
        elif found.label:
            messages.append(found)
    if not messages:
        raise typer.BadParameter("no line has a `label`", param_hint="FILE")
    return messages, wrong


def _leave(wrong: int) -> None:
    """End with 1 when lines could not be read: what was printed is without them."""
    if wrong:
        typer.echo(f"{wrong} line(s) could not be read and were left out", err=True)
        raise typer.Exit(1)


def classify(
    file: Annotated[
        str,
        typer.Argument(
            help="JSON lines with `text`, perhaps `title`, `today`, `asked`; - reads standard input."
        ),
    ] = "-",
    legacy_labels: Annotated[
        bool, typer.Option("--legacy-labels", help="The seven names of the labelled messages, or 其他.")
    ] = False,
    lexicon: Lexicon = None,
) -> None:
    """Say what messages are about, what is heard in them and why: JSON lines in, JSON lines out, in the same order.

    A line that cannot be read is answered by a line with `error`; the command then ends with 1.
    """
    reader = _reader(lexicon)
    day = system_clock().astimezone(OFFICE_ZONE).date()
    wrong = 0
    for message in _lines(file):
        if isinstance(message, MessageError):
            _write({"error": str(message)})
            wrong += 1
            continue
        reading = reader.read(
            message.text, title=message.title, today=message.today or day, asked=message.asked
        )
        topics = reading.topics
        if legacy_labels:
            topics = reader.classify(message.text, title=message.title, labelled_only=True)
        _write(reading_line.of(message, topics, reading, reader if legacy_labels else None))
    _leave(wrong)


def _write(line: dict[str, Any]) -> None:
    """One line of JSON on standard output, at once; lone surrogates of a citizen's text leave as escapes."""
    sys.stdout.buffer.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def evaluate(
    file: Annotated[str, typer.Argument(help="Labelled JSON lines; - reads standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    lexicon: Lexicon = None,
) -> None:
    """Score the lexicon on labelled messages: macro-F1, accuracy, top two, coverage at 97 %, confusion.

    Labels may be the seven names of the labelled messages or first-level names; which, is seen from the file.
    """
    reader = _reader(lexicon)
    messages, wrong = _labelled([file])
    legacy = {message.label for message in messages} <= {*reader.lexicon.learned.labels, OTHER}
    report = figures.evaluate(_judged(reader, message, legacy) for message in messages)
    if as_json:
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False))
    else:
        typer.echo(_shown(report))
    _leave(wrong)


def _judged(reader: Reader, message: Message, legacy: bool) -> Judged:
    copy, edges = _read(reader, message)
    found = reader.topics.read(copy, edges, len(message.title), labelled_only=legacy)
    names = [found.label] if not found.fits else []
    names += [c.label for c in found.ranked]
    if legacy:
        by_name = {
            f.name: reader.lexicon.label_of_family.get(f.code, f.name) for f in reader.lexicon.families
        }
        names = [by_name.get(name, name) for name in names]
    return Judged(message.label, tuple(dict.fromkeys(names)) or (OTHER,), found.margin if found.fits else 0.0)


def _read(reader: Reader, message: Message) -> tuple[Clean, bytearray]:
    """Clean text and word edges; of a message that is only known as words, the words as they are."""
    if not message.tokens:
        copy = clean(f"{message.title}\n{message.text}" if message.title else message.text)
        return copy, reader.words.edges(copy.text)
    tokens = [clean(token).text for token in message.tokens]
    text = "".join(tokens)
    edges = bytearray(len(text) + 1)
    for end in accumulate(map(len, tokens), initial=0):
        edges[end] = 1
    return Clean(text, text), edges


def _shown(report: Report) -> str:
    """The report for people."""
    lines = [
        f"messages {report.messages}  macro-F1 {report.macro_f1:.4f}  accuracy {report.accuracy:.4f}  "
        f"top-2 {report.top_two:.4f}  coverage at 97 % {report.coverage:.3f}",
        "",
        "precision  recall  F1     n  label",
    ]
    lines += [
        f"{s.precision:.3f}      {s.recall:.3f}   {s.f1:.3f} {s.messages:5}  {s.label}" for s in report.labels
    ]
    lines += ["", "most frequent mistakes: true label > given label"]
    lines += [f"{count:5}  {truth} > {given}" for truth, given, count in report.confusion[:12]]
    return "\n".join(lines)


def learn(
    files: Annotated[list[str], typer.Argument(help="Labelled JSON lines (`text` or `tokens`, `label`).")],
    lexicon: Lexicon = None,
    words: Annotated[int, typer.Option(help="How many words the table keeps.")] = 0,
    write: Annotated[
        bool, typer.Option("--write", help="Write the tables instead of showing the change.")
    ] = False,
) -> None:
    """Fit word weights to labelled messages and show the change of the lexicon; `--write` makes it.

    Needs the extra `learn` (scikit-learn). The figures printed are cross-validated: on messages not fitted on.
    """
    with _extra():
        from nlp import proposal
    reader = _reader(lexicon)
    messages, wrong = _labelled(files)
    if wrong:
        # A table is not made from half of what it was meant to be made from.
        _leave(wrong)
    settings = replace(proposal.SETTINGS, words=words) if words else proposal.SETTINGS
    try:
        made = proposal.propose(messages, reader, settings)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from error
    typer.echo(_shown(made.report), err=True)
    typer.echo(
        f"\nsure among all families: {made.families.coverage:.3f} of the messages, right {made.families.precision:.3f}",
        err=True,
    )
    if write:
        made.write(lexicon or FOLDER)
        typer.echo(f"{lexicon or FOLDER}: {len(made.weights)} words", err=True)
    else:
        typer.echo(made.difference(reader.lexicon.learned))


@contextmanager
def _extra() -> Iterator[None]:
    """Around imports that need scikit-learn, which only the extra `learn` brings."""
    try:
        yield
    except ImportError as error:
        raise typer.BadParameter("learning needs the extra: pip install 'jianjian[learn]'") from error


def _messages(files: list[str] | None) -> tuple[list[Message], int]:
    """The messages of some files, and how many of their lines could not be read."""
    lines = [each for source in files or () for each in _lines(source)]
    read = [each for each in lines if isinstance(each, Message)]
    return read, len(lines) - len(read)


def learn_intents(
    files: Annotated[
        list[str] | None, typer.Argument(help="JSON lines of messages that tell a matter (`text`).")
    ] = None,
    lexicon: Lexicon = None,
    write: Annotated[bool, typer.Option("--write", help="Write the table.")] = False,
) -> None:
    """Fit the weights of short messages for intents to the sentences of `said.tsv`, and say what they are worth.

    Sentences of the messages in FILE count against every other intent; nothing of them is kept. Needs the extra
    `learn` (scikit-learn). The figure printed is cross-validated: on sentences not fitted on.
    """
    with _extra():
        from nlp import learn_intents as learning
    reader, folder = _reader(lexicon), lexicon or FOLDER
    messages, unread = _messages(files)
    texts = [each.text for each in messages]
    said, told = learning.sentences(folder / "said.tsv"), learning.told(texts, reader)
    right, believed = learning.cross_validated(said, told)
    typer.echo(f"{len(said)} sentences: right {right:.3f}; of the believed ones {believed:.3f}", err=True)
    table = learning.written(learning.fit(said, told))
    if write:
        (folder / "intents_learned.tsv").write_text(table, encoding="utf-8")
    typer.echo(f"{len(table.splitlines()) - 2} rows", err=True)
    _leave(unread)


def learn_signs(
    files: Annotated[
        list[str] | None, typer.Argument(help="JSON lines of messages as people send them (`text`).")
    ] = None,
    lexicon: Lexicon = None,
    write: Annotated[bool, typer.Option("--write", help="Write the table.")] = False,
) -> None:
    """Fit the weights for signs of danger and of reports to the sentences of `signs.tsv`, and say what they are worth.

    Sentences of the messages in FILE count against both; nothing of them is kept. Needs the extra `learn`
    (scikit-learn). The figures printed are cross-validated: on sentences not fitted on.
    """
    with _extra():
        from nlp import learn_intents as tables
        from nlp import learn_signs as learning
    folder = lexicon or FOLDER
    messages, unread = _messages(files)
    texts = [each.text for each in messages]
    chat = [text for _, text in tables.sentences(folder / "said.tsv")]
    said, told = tables.sentences(folder / "signs.tsv", "sign"), learning.told(texts, chat)
    for name, share in learning.cross_validated(said, told).items():
        typer.echo(f"{name:20} {share:.3f}", err=True)
    table = tables.written(learning.fit(said, told), learning.NOTE)
    if write:
        (folder / "signs_learned.tsv").write_text(table, encoding="utf-8")
    typer.echo(f"{len(said)} sentences, {len(table.splitlines()) - 2} rows", err=True)
    _leave(unread)


def learn_plain(
    files: Annotated[
        list[str] | None, typer.Argument(help="JSON lines of messages as people send them (`title`, `text`).")
    ] = None,
    lexicon: Lexicon = None,
    write: Annotated[bool, typer.Option("--write", help="Write the table.")] = False,
) -> None:
    """Fit the weights of pieces of plain speech for families to `plain.tsv` and the hand-made words.

    Sentences of the messages in FILE that the tables are confident of help; nothing of them is kept. Needs the extra
    `learn` (scikit-learn). The figure printed is cross-validated: on sentences not fitted on.
    """
    with _extra():
        from nlp import learn_intents as tables
        from nlp import learn_plain as learning
    reader, folder = _reader(lexicon), lexicon or FOLDER
    messages, unread = _messages(files)
    others = (tables.sentences(folder / "signs.tsv", "sign"), tables.sentences(folder / "said.tsv"))
    for name, label, beside, note in (
        (
            "plain",
            "family",
            [*learning.words(reader), *learning.around(reader, messages, *others)],
            learning.NOTE,
        ),
        ("wants", "purpose", [*learning.wanting(reader, messages, *others)], learning.WANTS_NOTE),
    ):
        said = tables.sentences(folder / f"{name}.tsv", label)
        right = learning.cross_validated(said, beside)
        typer.echo(
            f"{len(said)} sentences, {len(beside)} beside: {label} right by pieces alone {right:.3f}",
            err=True,
        )
        table = tables.written(learning.fit(said, beside), note)
        if write:
            (folder / f"{name}_learned.tsv").write_text(table, encoding="utf-8")
        typer.echo(f"{len(table.splitlines()) - 2} rows", err=True)
    _leave(unread)
