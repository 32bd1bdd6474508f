// What a person adds to words: chosen, dropped or pasted files, a voice recording, the place where they are.

import { uuid } from "./memory.js";
import { button, element } from "./show.js";
import { facts, minutes, say, size } from "./words.js";

const MEGABYTE = 1024 * 1024;
const LONGEST_RECORDING = 600;
const RECORDINGS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** The files that wait for the send button. `note(sentence)` tells what was not taken, and why. */
export class Tray {
  constructor(list, note) {
    this.list = list;
    this.note = note;
    this.files = [];
  }

  add(files) {
    for (const file of files) {
      if (file.size > facts.fileBytes) this.note(named(file.name, tooLarge(file.size)));
      else if (file.size === 0) this.note(named(file.name, say("empty-file")));
      else this.files.push(file);
    }
    this.draw();
  }

  draw() {
    this.list.hidden = !this.files.length;
    this.list.replaceChildren(
      ...this.files.map((file) => {
        const item = element("li", "", say("file-line", { name: file.name, size: size(file.size) }));
        const remove = button("×", () => this.remove(file), "quiet");
        remove.setAttribute("aria-label", say("tray-remove", { name: file.name }));
        item.append(remove);
        return item;
      }),
    );
  }

  remove(file) {
    this.files = this.files.filter((kept) => kept !== file);
    this.draw();
    this.list.querySelector("button")?.focus();
  }

  /** Take everything out, as parts to upload: files chosen together belong to albums, each with at most ten. */
  empty(caption) {
    const files = this.files.splice(0);
    this.draw();
    let album = "";
    return files.map((file, index) => {
      if (index % facts.albumFiles === 0) album = files.length - index > 1 ? uuid() : "";
      return { id: uuid(), file, name: file.name, album, caption: index === 0 ? caption : "" };
    });
  }
}

/** A sentence about one of several files says which. */
export const named = (name, why) => say("file-trouble", { name, why });

function tooLarge(bytes) {
  return say("file-too-large", { size: Math.ceil(bytes / MEGABYTE), most: Math.ceil(facts.fileBytes / MEGABYTE) });
}

/** A voice recording: begun, then sent or cancelled. */
export class Recorder {
  constructor(bar, { send, note }) {
    this.bar = bar;
    this.send = send;
    this.note = note;
    bar.querySelector(".finish").addEventListener("click", () => this.end(true));
    bar.querySelector(".cancel").addEventListener("click", () => this.end(false));
  }

  async begin() {
    if (this.machine) return;
    const type = RECORDINGS.find((known) => window.MediaRecorder?.isTypeSupported(known));
    if (!type || !navigator.mediaDevices) return this.note(say("recording-none"));
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return this.note(say("recording-denied"));
    }
    this.parts = [];
    this.machine = new MediaRecorder(this.stream, { mimeType: type });
    this.machine.ondataavailable = ({ data }) => this.parts.push(data);
    this.machine.onstop = () => this.stopped(type);
    this.machine.start(1000);
    this.seconds = 0;
    this.bar.hidden = false;
    this.tick();
    this.timer = setInterval(() => this.tick(), 1000);
    this.bar.querySelector(".finish").focus();
  }

  tick() {
    this.bar.querySelector(".time").textContent = say("recording", { time: minutes(this.seconds) });
    if (this.seconds >= LONGEST_RECORDING) this.end(true);
    this.seconds += 1;
  }

  end(keep) {
    this.kept = keep;
    if (this.machine?.state !== "inactive") this.machine?.stop();
  }

  stopped(type) {
    clearInterval(this.timer);
    this.stream.getTracks().forEach((track) => track.stop());
    this.machine = null;
    this.bar.hidden = true;
    if (!this.kept) return;
    const mime = type.split(";")[0];
    const seconds = Math.max(this.seconds - 1, 1);
    const name = `${say("voice-name", { time: minutes(seconds).replace(":", "-") })}.${mime.split("/")[1]}`;
    this.send({ id: uuid(), file: new Blob(this.parts, { type: mime }), name, as: "voice", seconds });
  }
}

/** Where this device is, or nothing when it will not tell. */
export function whereabouts() {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ lat: round(coords.latitude), lon: round(coords.longitude) }),
      () => done(null),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    );
  });
}

const round = (degrees) => Math.round(degrees * 1e6) / 1e6;

/** Word, Excel and WPS give a picture of the words beside the words, which are meant. A copied file gives its own name. */
function carriesWords(carried) {
  const words = carried.getData("text/plain").trim();
  return Boolean(words) && ![...carried.files].some(({ name }) => words.endsWith(name));
}

/** Files dropped on or pasted into a pane. */
export function welcomeFiles(pane, take) {
  let inside = 0;
  const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const lit = (on) => pane.classList.toggle("dropping", on);
  pane.addEventListener("dragenter", (event) => hasFiles(event) && lit(Boolean(++inside)));
  pane.addEventListener("dragleave", (event) => hasFiles(event) && lit(Boolean((inside = Math.max(0, inside - 1)))));
  pane.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  pane.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    inside = 0;
    lit(false);
    take(event.dataTransfer.files);
  });
  pane.addEventListener("paste", (event) => {
    const carried = event.clipboardData;
    if (!carried?.files.length || carriesWords(carried)) return;
    event.preventDefault();
    take(event.clipboardData.files);
  });
}
