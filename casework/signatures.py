"""Signatures of the office (Ed25519): made with its secret, checked by anybody with its public key."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SECRET_BYTES = 32


def public_key(secret: bytes) -> str:
    """The public key of a secret, in base64, as the guide and every signed document show it."""
    key = Ed25519PrivateKey.from_private_bytes(secret).public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()


def sign(secret: bytes, words: str) -> str:
    """The signature of words, in base64."""
    return base64.b64encode(Ed25519PrivateKey.from_private_bytes(secret).sign(words.encode())).decode()


def fits(key: str, signature: str, words: str) -> bool:
    """Whether the holder of this public key signed exactly these words. Never raises."""
    try:
        known = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        known.verify(base64.b64decode(signature, validate=True), words.encode())
    except (InvalidSignature, ValueError, binascii.Error):
        return False
    return True
