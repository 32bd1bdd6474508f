"""What people say and press, and what they hear; shared by every channel.

`routers` lists them in the order they are tried: greetings, administrators and officers first, then the
citizen's places, then the open form, then free words, and last the sentence for everything else.
"""

from aiogram import Router


def routers() -> tuple[Router, ...]:
    """Every router in order. A router belongs to one dispatcher, so a process builds one dispatcher."""
    from handlers.citizen import freetext, other, petition_form, start
    from handlers.staff import todo

    return (
        start.router,
        *_office(),
        todo.router,  # before the citizen's places: an officer's bare number opens the case
        *_citizen(),
        *_casework(),
        petition_form.router,
        freetext.router,  # claims all words left
        other.router,  # claims everything left
    )


def _office() -> tuple[Router, ...]:
    """Where the office itself is run and looked at."""
    from handlers.admin import (
        bookings,
        broadcast,
        broadcast_audience,
        broadcast_sending,
        bulletin_request,
        dissolution,
        duty,
        home,
        opening,
        organisation,
        reception_rota,
        rule_editing,
        staff_list,
        units,
    )
    from handlers.staff import leaders, ledger, sponsors

    return (
        *(each.router for each in (home, organisation, units, staff_list, dissolution, duty, opening)),
        *(
            each.router
            for each in (
                broadcast,
                broadcast_audience,
                broadcast_sending,
                rule_editing,
                reception_rota,
                bookings,
                bulletin_request,
            )
        ),
        *(each.router for each in (ledger, sponsors, leaders)),
    )


def _citizen() -> tuple[Router, ...]:
    """The citizen's places beside the form."""
    from handlers.citizen import appointments, my_data, my_documents, rating, status, subscribing, supplement

    found = (subscribing, appointments, status, my_documents, my_data, supplement, rating)
    return tuple(each.router for each in found)


def _casework() -> tuple[Router, ...]:
    """What officers do with a case."""
    from handlers.staff import answering, case, extras, signing

    return (
        answering.router,
        signing.router,
        extras.router,
        case.router,
    )  # the last claims every move's button left
