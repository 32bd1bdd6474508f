"""The running numbers of documents: each body counts its own, kind by kind and year by year."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import BIG, Row


class DocumentSeries(Row, table=True):
    """The last number that a body gave to a kind of document in a year; gap-free, it commits with the document."""

    __tablename__ = "document_series"

    unit_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG)
    kind: str = Field(primary_key=True, max_length=20)
    year: int = Field(primary_key=True)
    value: int


class DocumentNumber(Row, table=True):
    """The number of the document that a step of a case made, in the words in which it was given."""

    __tablename__ = "document_numbers"
    __table_args__ = (UniqueConstraint("unit_id", "kind", "year", "serial"),)

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    seq: int = Field(primary_key=True)
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG)
    kind: str = Field(max_length=20)
    year: int
    serial: int
    words: str
