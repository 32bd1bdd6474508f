"""What people say and press, and what they hear; shared by every channel.

`routers` lists them in the order they are tried: greetings, administrators and officers first, then the
citizen's places, then the open form, then free words, and last the sentence for everything else.
"""

from aiogram import Router


def routers() -> tuple[Router, ...]:
    """Every router in order. A router belongs to one dispatcher, so a process builds one dispatcher."""
    from handlers.citizen import freetext, intake, other, start
    from handlers.staff import desk

    return (
        start.router,
        *_office(),
        desk.router,  # before the citizen's places: an officer's bare number opens the case
        *_citizen(),
        *_casework(),
        intake.router,
        freetext.router,  # claims all words left
        other.router,  # claims everything left
    )


def _office() -> tuple[Router, ...]:
    """Where the office itself is run and looked at."""
    from handlers import leaders
    from handlers.admin import (
        audience,
        bookings,
        broadcast,
        bulletin,
        duty,
        home,
        office,
        opening,
        reception,
        rules,
        sending,
        staffing,
        succession,
        units,
    )
    from handlers.staff import ledger, sponsors

    return (
        *(each.router for each in (home, office, units, staffing, succession, duty, opening)),
        *(each.router for each in (broadcast, audience, sending, rules, reception, bookings, bulletin)),
        *(each.router for each in (ledger, sponsors, leaders)),
    )


def _citizen() -> tuple[Router, ...]:
    """The citizen's places beside the form."""
    from handlers.citizen import appointments, notices, papers, privacy, rating, status, supplement

    found = (notices, appointments, status, papers, privacy, supplement, rating)
    return tuple(each.router for each in found)


def _casework() -> tuple[Router, ...]:
    """What officers do with a case."""
    from handlers.staff import case, extras, reply, signing

    return (
        reply.router,
        signing.router,
        extras.router,
        case.router,
    )  # the last claims every move's button left
