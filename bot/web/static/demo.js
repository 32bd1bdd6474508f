// The demo office: everybody's seat side by side, and a clock that can be turned forward.

import { Pane, announce, toast } from "./pane.js";
import { button, element } from "./show.js";
import { fullTime, say } from "./words.js";

const clock = { now: 0, since: 0 };

function setClock(iso) {
  clock.now = Date.parse(iso);
  clock.since = performance.now();
  showClock();
}

function showClock() {
  const now = new Date(clock.now + performance.now() - clock.since);
  document.getElementById("now").textContent = say("demo-now", { time: fullTime(now) });
  return now;
}

async function turn(hours) {
  const buttons = [...document.querySelectorAll("[data-hours]")];
  buttons.forEach((button) => (button.disabled = true));
  try {
    const answer = await fetch("api/demo/clock", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ hours }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    setClock((await answer.json()).now);
    toast(say("demo-turned", { time: fullTime(showClock()) }));
  } catch {
    toast(say("demo-turn-failed"));
  }
  buttons.forEach((button) => (button.disabled = false));
}

/** A column of seats: one is shown; a list above it chooses, and says where something new was said. */
class Column {
  constructor(group, seats, number) {
    this.node = element("section", `column ${seats[0].role}`);
    this.node.setAttribute("aria-labelledby", `column-${number}`);
    const heading = this.node.appendChild(element("h2", "", group));
    heading.id = `column-${number}`;
    this.group = group;
    this.seats = seats.map((seat) => this.sit(seat));
    this.node.append(this.chooser(group), ...this.seats.map(({ panel }) => panel));
    this.select(0);
  }

  sit(seat) {
    const seated = { title: seat.title, panel: element("div", "panel"), option: element("option", "", seat.title), unread: 0 };
    seated.option.value = seat.title; // what is shown also counts the news
    seated.pane = new Pane({
      key: seat.key,
      room: seat.room_id,
      title: seat.title,
      begin: seat.role !== "unit",
      unread: (count) => this.count(seated, count),
      lost: () => location.reload(),
    });
    seated.panel.append(seated.pane.node);
    return seated;
  }

  chooser(group) {
    const row = element("div", "chooser");
    this.choice = row.appendChild(element("select"));
    this.choice.setAttribute("aria-label", say("demo-seats", { group }));
    this.choice.append(...this.seats.map(({ option }) => option));
    this.choice.addEventListener("change", () => this.select(this.choice.selectedIndex));
    this.elsewhere = row.appendChild(button("", () => this.goToNews(), "elsewhere"));
    this.elsewhere.hidden = true;
    if (this.seats.length === 1) row.classList.add("single");
    return row;
  }

  select(index) {
    this.choice.selectedIndex = index;
    this.seats.forEach((seated, at) => {
      seated.panel.hidden = at !== index;
      seated.pane.watched(at === index);
    });
  }

  count(seated, count) {
    seated.unread = count;
    seated.option.textContent = count ? say("demo-unread", { title: seated.title, count }) : seated.title;
    const other = this.seats.filter(({ panel, unread }) => panel.hidden && unread);
    this.elsewhere.hidden = !other.length;
    this.elsewhere.textContent = other.length ? say("demo-unread", { title: other[0].title, count: other[0].unread }) : "";
  }

  goToNews() {
    this.select(this.seats.findIndex(({ panel, unread }) => panel.hidden && unread));
    this.choice.focus();
  }

  start() {
    this.seats.forEach(({ pane }) => pane.start());
  }
}

async function open() {
  const answer = await fetch("api/demo/seats");
  if (!answer.ok) return announce(say("demo-closed"));
  const { seats, now } = await answer.json();
  setClock(now);
  setInterval(showClock, 10_000);
  const groups = grouped(seats);
  const columns = [...groups].map(([group, members], number) => new Column(group, members, number));
  document.getElementById("seats").append(...columns.map(({ node }) => node));
  columns.forEach((column) => column.start());
}

function grouped(seats) {
  const groups = new Map();
  for (const seat of seats) groups.set(seat.group, [...(groups.get(seat.group) ?? []), seat]);
  return groups;
}

document.querySelectorAll("[data-hours]").forEach((button) =>
  button.addEventListener("click", () => turn(Number(button.dataset.hours))),
);
document.documentElement.dataset.ready = "yes";
open();
