"""Sealing personal data at rest: AES-256-GCM under a list of keys, a blind index, slow code hashes.

A sealed value is `length of key id ‖ key id ‖ nonce ‖ ciphertext and tag`; the text is filled up to a power of two, so
that its length says little. The context ("table.column") is authenticated with it, so a value moved to another column
does not open. The first key seals, every key opens: to rotate, put a new key in front, walk the tables with
`storage.rotation`, then drop the old key.
"""

import base64
import binascii
import hashlib
import hmac
import json
import re
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator

NONCE_BYTES = 12
KEY_BYTES = 32
PADDING = b"\xff"
"""No text in UTF-8 has this byte, so what was sealed before there was padding opens as it is."""
SHORTEST = 32
SCRYPT_COST = {"n": 2**14, "r": 8, "p": 1}
"""OWASP's interactive setting for scrypt: about 16 MiB and tens of milliseconds a guess."""

_FILLER = re.compile(r"[\s\-‐-―()（）·.]+")
_CHINESE_MOBILE = re.compile(r"(?:\+?86|0086)(1\d{10})")


class VaultError(Exception):
    """A key is missing or malformed, or a sealed value does not open; never carries the value."""


class Vault:
    """Seals and opens text under a list of keys. The index key is apart: rotating it means new indexes."""

    def __init__(self, keys: Sequence[tuple[str, bytes]], index_key: bytes) -> None:
        """`keys` are (id, 32 bytes), the sealing key first. Raises `VaultError` for anything weaker."""
        if not keys:
            raise VaultError("no key to seal with")
        if len({name for name, _ in keys}) != len(keys):
            raise VaultError("two keys have the same id")
        for name, secret in keys:
            if not re.fullmatch(r"[A-Za-z0-9_.]{1,32}", name):
                raise VaultError("a key id must be 1-32 of A-Z a-z 0-9 _ .")
            if len(secret) != KEY_BYTES:
                raise VaultError(f"key {name} must have {KEY_BYTES} bytes, not {len(secret)}")
        if len(index_key) < KEY_BYTES:
            raise VaultError(f"the index key must have at least {KEY_BYTES} bytes")
        self._ciphers = {name: AESGCM(secret) for name, secret in keys}
        self._index_key = index_key
        self.sealing_key = keys[0][0]
        self.keys = frozenset(self._ciphers)

    @classmethod
    def parse(cls, pii_keys: str, index_key: str) -> "Vault":
        """A vault from the settings: "k2:base64,k1:base64" and a base64 index key."""
        keys = []
        for part in filter(None, (piece.strip() for piece in pii_keys.split(","))):
            name, separator, secret = part.partition(":")
            if not separator:
                raise VaultError("a key is written id:base64")
            keys.append((name.strip(), _decoded(secret, f"key {name.strip()}")))
        return cls(keys, _decoded(index_key, "the index key"))

    @staticmethod
    def new_secret() -> str:
        """A fresh 32-byte secret in base64, as the settings want it."""
        return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()

    def seal(self, text: str, *, context: str) -> bytes:
        """The text, sealed for this context under the first key; never the same bytes twice."""
        name = self.sealing_key.encode()
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._ciphers[self.sealing_key].encrypt(
            nonce, padded(text.encode("utf-8")), _bound(name, context)
        )
        return bytes([len(name)]) + name + nonce + sealed

    def open(self, blob: bytes, *, context: str) -> str:
        """The text again. Raises `VaultError` when the key is gone, or the blob was altered or moved."""
        name = key_id(blob)
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise VaultError(f"the key {name!r} that sealed {context} is not in PII_KEYS")
        start = 1 + blob[0]
        nonce, sealed = blob[start : start + NONCE_BYTES], blob[start + NONCE_BYTES :]
        try:
            return (
                cipher.decrypt(nonce, sealed, _bound(name.encode(), context)).rstrip(PADDING).decode("utf-8")
            )
        except (InvalidTag, ValueError):
            raise VaultError(f"a sealed value of {context} was altered or moved") from None

    def sealed_by_current_key(self, blob: bytes) -> bool:
        """Whether the blob is under the first key, so that rotation may skip it."""
        return key_id(blob) == self.sealing_key

    def blind(self, value: str, *, context: str) -> bytes:
        """A keyed fingerprint for lookups; a number typed in any usual way gives the same bytes."""
        return self._keyed(context, normalise(value).encode())

    def code_hash(self, code: str, *, context: str) -> bytes:
        """A slow, keyed hash of a query code or one-use code; `context` salts it (e.g. the case number).

        Takes tens of milliseconds and frees the interpreter lock: call it in a thread (`asyncio.to_thread`).
        The caller normalises the code.
        """
        salt = hashlib.sha256(b"code|" + context.encode()).digest()
        slow = hashlib.scrypt(code.encode(), salt=salt, dklen=32, **SCRYPT_COST)
        return self._keyed(f"code|{context}", slow)

    def signing_secret(self) -> bytes:
        """The office's secret for signatures (`casework.signatures`); it changes only with the index key."""
        return self._keyed("ed25519", b"receipts and roots")

    def start_key(self) -> bytes:
        """The office's secret for what printed codes carry (`casework.start_links`)."""
        return self._keyed("start", b"posters")

    def _keyed(self, context: str, value: bytes) -> bytes:
        return hmac.digest(self._index_key, context.encode() + b"\0" + value, "sha256")

    def __repr__(self) -> str:
        return f"Vault(keys={list(self._ciphers)})"


def padded(content: bytes) -> bytes:
    """The bytes filled up to a power of two: a story is not found again in a chat by being as long as it."""
    room = max(SHORTEST, 1 << (len(content) - 1).bit_length()) if content else SHORTEST
    return content.ljust(room, PADDING)


def key_id(blob: bytes) -> str:
    """The id of the key that sealed the blob. Raises `VaultError` when it is no sealed value at all."""
    if len(blob) < 1 or len(blob) < 1 + blob[0] + NONCE_BYTES:
        raise VaultError("not a sealed value")
    return blob[1 : 1 + blob[0]].decode("ascii", errors="replace")


def normalise(value: str) -> str:
    """One form for the ways people write a number or a name: NFKC, no blanks or dashes, no +86."""
    plain = _FILLER.sub("", unicodedata.normalize("NFKC", value)).casefold()
    mobile = _CHINESE_MOBILE.fullmatch(plain)
    return mobile.group(1) if mobile else plain


def _bound(name: bytes, context: str) -> bytes:
    return name + b"|" + context.encode()


def _decoded(secret: str, what: str) -> bytes:
    try:
        return base64.b64decode(secret.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise VaultError(f"{what} is not valid base64") from None


_installed: Vault | None = None


def install(vault: Vault | None) -> None:
    """Set the vault of this process; `Sealed` columns use it. None takes it away."""
    global _installed
    _installed = vault


def installed() -> Vault:
    """The vault of this process. Raises `VaultError` when none was installed."""
    if _installed is None:
        raise VaultError("no vault installed: set PII_KEYS and PII_INDEX_KEY")
    return _installed


class Sealed(TypeDecorator[str]):
    """A text column that is sealed on the way in and opened on the way out; `context` is "table.column"."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else installed().seal(value, context=self.context)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else installed().open(value, context=self.context)


class SealedJSON(TypeDecorator[Any]):
    """As `Sealed`, for what JSON can hold. A change inside the value is not noticed: assign a new one."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return installed().seal(written, context=self.context)

    def process_result_value(self, value: bytes | None, dialect: Dialect | None = None) -> Any:
        return None if value is None else json.loads(installed().open(value, context=self.context))
