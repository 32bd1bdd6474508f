"""The stage of the written conversations: the office under test, over any channel (`bot.talk.TalkStage`)."""

from dataclasses import dataclass, field

from bot.demo import OFFICERS
from bot.talk import Deed
from casework.petition import Role
from casework.wording import text
from tests.people import People, Person

GROUP = "工作群"


@dataclass
class Actor:
    """A person of the tests as a speaker of a page."""

    person: Person

    async def does(self, deed: Deed, words: str) -> str:
        """Say, press or send; what was answered."""
        caption = {"caption": words} if words else {}
        if deed is Deed.PRESSES:
            return await self.person.presses(words)
        if deed is Deed.PHOTO:
            return await self.person.photo(**caption)
        if deed is Deed.VOICE:
            voice = {"file_id": await self.person.keeps(b"OggS a voice", "v.ogg", "audio/ogg"), "duration": 4}
            return await self.person.sends(voice={**voice, "file_unique_id": voice["file_id"]})
        if deed is Deed.PLACE:
            return await self.person.sends(location={"latitude": 25.29, "longitude": 117.02})
        return await self.person.says(words)

    async def hears(self) -> str:
        """What was said since they last looked."""
        return await self.person.hears()

    async def buttons(self) -> list[str]:
        """The labels under the newest message that has any."""
        return await self.person.buttons()


@dataclass
class OfficeOnStage:
    """Everybody of a page by name; whoever works here is appointed before anybody speaks."""

    people: People
    actors: dict[str, Actor] = field(default_factory=dict)

    async def seat(self, names: set[str]) -> None:
        """Appoint the officers that a page names."""
        for code, role in OFFICERS:
            short = text(f"demo-short-{code}")
            in_private, in_group = short + text(f"role-{role}"), short + GROUP
            wanted = in_private in names or (in_group in names and role in (Role.HANDLER, Role.CLERK))
            if not wanted:
                continue
            officer = await self.people.officer(code, role)
            self.actors[in_private] = Actor(officer)
            if role in (Role.HANDLER, Role.CLERK):
                self.actors[in_group] = Actor(officer.inside(code))

    async def speaker(self, name: str) -> Actor:
        """Somebody by the name of the page."""
        if name not in self.actors:
            assert name.startswith("市民"), f"nobody is called {name}"
            self.actors[name] = Actor(await self.people.citizen())
        return self.actors[name]

    async def wait(self, hours: int) -> None:
        """Let time pass; what falls due then rings."""
        await self.people.bureau.turn(hours=hours)
