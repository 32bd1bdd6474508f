"""What people say and press, and what they hear; shared by every channel.

`routers` lists them in the order they are tried: greetings, administrators and officers first, then the
citizen's places, then the open form, then free words, and last the sentence for everything else.
"""

from aiogram import Router


def routers() -> tuple[Router, ...]:
    """Every router in order. A router belongs to one dispatcher, so a process builds one dispatcher."""
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
    from handlers.citizen import (
        appointments,
        freetext,
        intake,
        notices,
        other,
        papers,
        privacy,
        rating,
        start,
        status,
        supplement,
    )
    from handlers.staff import case, desk, extras, ledger, reply, signing, sponsors

    return (
        start.router,
        *(each.router for each in (home, office, units, staffing, succession, duty, opening)),
        *(each.router for each in (broadcast, audience, sending, rules, reception, bookings, bulletin)),
        *(each.router for each in (ledger, sponsors, leaders)),
        desk.router,  # before the citizen's places: an officer's bare number opens the case
        *(each.router for each in (notices, appointments, status, papers, privacy, supplement, rating)),
        reply.router,
        signing.router,
        extras.router,
        case.router,  # claims every move's button left
        intake.router,
        freetext.router,  # claims all words left
        other.router,  # claims everything left
    )
