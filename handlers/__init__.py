"""What people say and press, and what they hear; shared by every channel.

`registries` lists them in the order they are tried: greetings, administrators and officers first, then the
citizen's places, then the open form, then free words, and last the sentence for everything else.
"""

from aiogram import Router

from handlers.registry import Registry, router_of


def router() -> Router:
    """A router over everybody, made anew: a router belongs to one dispatcher."""
    return router_of(registries())


def registries() -> tuple[Registry, ...]:
    """Everybody who answers, in the order they are asked."""
    from handlers import strayed
    from handlers.citizen import caring, edited, freetext, language, other, petition_form, scanned, start
    from handlers.staff import by_number, desk_words, devices, group_life, relay, todo

    return (
        devices.on,  # before anything asks for a role: an officer's shut browser is opened here
        scanned.on,  # before the greeting: /start with what a code carried
        start.on,
        language.heard,
        group_life.on,  # nobody said it: no form takes it for an answer
        caring.on,  # whoever is in danger is asked nothing else
        relay.on,
        strayed.on,  # before every form: wait and stop are no answers
        desk_words.on,  # before every form: 待办 is wanted wherever it is typed
        *_office(),
        todo.on,
        by_number.on,  # before the citizen's places: an officer's bare number opens the case
        *_citizen(),
        *_casework(),
        petition_form.on,
        freetext.on,  # claims all words left
        edited.on,
        other.on,  # claims everything left
    )


def _office() -> tuple[Registry, ...]:
    """Where the office itself is run and looked at."""
    from handlers.admin import (
        appointing,
        bookings,
        broadcast,
        broadcast_audience,
        broadcast_sending,
        bulletin_request,
        copies,
        destruction,
        dissolution,
        duty,
        home,
        opening,
        organisation,
        posters,
        reception_rota,
        rule_editing,
        staff_list,
        units,
    )
    from handlers.staff import grouping, leaders, ledger, sponsors, window

    return (
        *(
            each.on
            for each in (
                home,
                organisation,
                units,
                staff_list,
                appointing,
                dissolution,
                destruction,
                duty,
                copies,
                opening,
                posters,
            )
        ),
        *(
            each.on
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
        *(each.on for each in (ledger, sponsors, leaders, grouping, window)),
    )


def _citizen() -> tuple[Registry, ...]:
    """The citizen's places beside the form."""
    from handlers.citizen import (
        adding,
        appointments,
        case_buttons,
        deciding,
        language,
        listening,
        my_data,
        my_documents,
        own_contact,
        rating,
        status,
        subscribing,
        supplement,
        to_case,
        together,
    )

    found = (
        to_case,  # a quoted notice says which case is meant, whatever else stands open
        *(
            subscribing,
            appointments,
            status,
            case_buttons,
            my_documents,
            listening,
            my_data,
            own_contact,
            language,
            adding,
            supplement,
            rating,
            deciding,
            together,
        ),
    )
    return tuple(each.on for each in found)


def _casework() -> tuple[Registry, ...]:
    """What officers do with a case."""
    from handlers.staff import answering, case, extras, originals, signing, transcribing, treating_alike

    return (
        answering.on,
        signing.on,
        treating_alike.on,
        extras.on,
        originals.on,
        transcribing.on,
        case.on,
    )  # the last claims every move's button left
