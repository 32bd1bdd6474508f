// Messages read aloud, when somebody asks for it.

import { NUMBER, button } from "./show.js";
import { say } from "./words.js";

const voice = window.speechSynthesis;
let speaking = null;

function silence() {
  voice.cancel();
  if (speaking) speaking.textContent = say("aloud");
  speaking = null;
}

/** Words as they are spoken: numbers and codes letter by letter. */
const spoken = (text) => text.replace(NUMBER, (number) => number.replace(/-/g, "，").split("").join(" "));

function speak(made, text) {
  const same = speaking === made;
  silence();
  if (same) return;
  const said = new SpeechSynthesisUtterance(spoken(text));
  said.lang = document.documentElement.lang;
  said.rate = 0.85;
  said.onend = said.onerror = () => speaking === made && silence();
  speaking = made;
  made.textContent = say("aloud-stop");
  voice.speak(said);
}

/** A button that reads a message and its buttons aloud, or nothing where the browser cannot speak. */
export function aloud(text, labels) {
  if (!voice || !window.SpeechSynthesisUtterance) return null;
  return button(say("aloud"), (made) => speak(made, [text, ...labels].join("。\n")), "quiet aloud");
}
