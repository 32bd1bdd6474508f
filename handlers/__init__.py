"""What people say and press, and what they hear; shared by every channel.

`routers` lists them in the order they are tried: commands and buttons of officers and administrators first,
then the citizen's places, then the open form, then free words, and last the sentence for everything else.
"""

from aiogram import Router


def routers() -> tuple[Router, ...]:
    """Every router in order. A router belongs to one dispatcher, so a process builds one dispatcher."""
    from handlers.admin import office as admin_office
    from handlers.citizen import freetext, intake, other, papers, privacy, rating, start, status, supplement
    from handlers.staff import case, desk, extras, reply

    return (
        start.router,
        desk.router,  # before the citizen's places: an officer's bare number opens the case
        status.router,
        papers.router,
        privacy.router,
        supplement.router,
        rating.router,
        admin_office.router,
        reply.router,
        extras.router,
        case.router,
        intake.router,
        freetext.router,  # claims all words left
        other.router,  # claims everything left
    )
