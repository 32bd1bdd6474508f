"""Whose request it is: the address behind known proxies, and whether it comes from this machine."""

from ipaddress import ip_address

from aiohttp import HttpVersion11, web
from yarl import URL

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


def address_of(request: web.BaseRequest, proxies: int) -> str:
    """The client's address. `proxies` is how many proxies of ours stand before us.

    Each of them appends the address it saw to X-Forwarded-For, so the client's is the so-manieth from the
    right; what stands further left was written by the client itself and is not believed.
    """
    peer = request.remote or ""
    if proxies <= 0:
        return peer
    seen = [part.strip() for part in ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")]
    named = [part for part in seen if part]
    return named[-proxies] if len(named) >= proxies else peer


def is_local(request: web.BaseRequest) -> bool:
    """Whether a person on this machine asks: a loopback peer, a loopback host name, and no proxy between.

    The host name matters because a foreign page may rebind its own name to 127.0.0.1; the proxy because
    behind one every peer is loopback. A proxy that says nothing of itself is known by what no browser of today does:
    it speaks HTTP/1.0 (nginx, as it comes), or brings a page of another name.
    """
    if request.version < HttpVersion11 or any(
        name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
    ):
        return False
    try:
        peer_is_local = ip_address(request.remote or "").is_loopback
        host = URL(f"http://{request.headers.get('Host', '')}").host or ""
        pages = {URL(request.headers[name]).host for name in ("Origin", "Referer") if name in request.headers}
    except ValueError:
        return False
    return peer_is_local and {host, *pages} <= LOOPBACK_NAMES
