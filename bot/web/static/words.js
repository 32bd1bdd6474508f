// The page's sentences and small facts, as the server filled them in; and how moments are written.

export const facts = JSON.parse(document.getElementById("data").textContent);

/** The sentence of this name with its arguments filled in. A missing one is shown by its name, never blank. */
export function say(name, args = {}) {
  const sentence = facts.words[name] ?? name;
  return sentence.replace(/\{([a-z]+)\}/g, (whole, key) => (key in args ? String(args[key]) : whole));
}

const language = document.documentElement.lang;
const zone = facts.zone;
const clock = new Intl.DateTimeFormat(language, { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat(language, { timeZone: zone, month: "long", day: "numeric", weekday: "short" });
const date = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
const weekday = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: "short" });

export const time = (moment) => clock.format(moment);
export const dayName = (moment) => day.format(moment);
export const dateOf = (moment) => date.format(moment);
export const fullTime = (moment) => `${date.format(moment)} ${weekday.format(moment)} ${clock.format(moment)}`;

/** A size as people read it. */
export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

/** Minutes and seconds. */
export const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
