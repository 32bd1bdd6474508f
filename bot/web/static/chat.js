// The citizen's page: one room, kept in this browser.

import { lasting } from "./memory.js";
import { forgetFiles } from "./outbox.js";
import { Pane, toast } from "./pane.js";
import { facts, say } from "./words.js";

const KEY = "visitor";
const title = document.title;
const main = document.getElementById("chat");
let pane = null;

async function visitor() {
  const known = lasting.get(KEY);
  if (known) return JSON.parse(known);
  const answer = await fetch("api/visitors", { method: "POST" });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.sentence);
  lasting.set(KEY, JSON.stringify(told));
  return told;
}

/** What a poster's code carried behind `#p=`; it is taken once, so that a reload does not say it again. */
function scanned() {
  const found = /^#p=([\w-]{1,64})$/.exec(location.hash);
  if (found) history.replaceState(null, "", location.pathname);
  return found?.[1] ?? "";
}

async function open() {
  try {
    const { key, room } = await visitor();
    pane = new Pane({ key, room, title: facts.words.office, begin: true, scanned: scanned(), unread, lost: () => again("key-lost") });
    main.replaceChildren(pane.node);
    pane.watched(document.visibilityState === "visible");
    pane.start();
  } catch (error) {
    toast(error instanceof TypeError ? say("offline") : error.message);
    setTimeout(open, 5_000);
  }
}

/** Forget this browser's conversation and begin anew. */
function again(sentence) {
  pane?.stop();
  const look = lasting.get("elder");
  lasting.clear();
  forgetFiles();
  if (look) lasting.set("elder", look);
  toast(say(sentence));
  open();
}

function unread(count) {
  document.title = count ? `(${count}) ${title}` : title;
}

function elder(on) {
  document.documentElement.classList.toggle("elder", on);
  const button = document.getElementById("elder");
  button.setAttribute("aria-pressed", String(on));
  button.textContent = say(on ? "elder-off" : "elder-on");
  pane?.fit();
}

function furnish() {
  elder(lasting.get("elder") === "1");
  document.getElementById("elder").addEventListener("click", () => {
    const on = lasting.get("elder") !== "1";
    lasting.set("elder", on ? "1" : "0");
    elder(on);
  });
  const more = document.getElementById("more");
  more.addEventListener("click", () => {
    const shown = document.body.classList.toggle("aside");
    more.setAttribute("aria-expanded", String(shown));
  });
  const leaving = document.getElementById("leaving");
  document.getElementById("leave").addEventListener("click", () => leaving.showModal());
  leaving.addEventListener("close", () => leaving.returnValue === "yes" && again("left"));
  document.addEventListener("visibilitychange", () => pane?.watched(document.visibilityState === "visible"));
  document.getElementById("demo-link").hidden = !facts.demo;
}

furnish();
document.documentElement.dataset.ready = "yes";
open();
