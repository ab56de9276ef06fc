/* The score sheet by keyboard: j and k walk between criteria, digits set the mark, Enter opens the ground, «?» tells the keys.
   Keys are read by their place (KeyboardEvent.code), so that a Russian layout works as it stands. */

const STORED = "soglasie.desk.keys";
const TEN_WITHIN = 900; // milliseconds in which 0 after 1 makes 10

const form = document.querySelector("form[data-desk]");
const help = document.querySelector("[data-desk-help]");
if (form && help) startDesk();

function startDesk() {
  const criteria = [...form.querySelectorAll("[data-criterion]")];
  const toggle = help.querySelector("[data-desk-toggle]");
  const status = form.querySelector("[data-desk-status]");
  let isOn = remembered();
  let lastOne = 0;

  const show = () => {
    toggle.textContent = isOn ? "Выключить клавиши" : "Включить клавиши";
    form.dataset.desk = isOn ? "on" : "off";
  };
  const current = () => document.activeElement?.closest?.("[data-criterion]");
  const go = (step) => {
    const here = current();
    const next = criteria[here ? criteria.indexOf(here) + step : step > 0 ? 0 : criteria.length - 1];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  };
  const mark = (criterion, digit) => {
    const select = criterion.querySelector("select[data-weight]");
    const isTen = digit === 0 && select.value === "1" && Date.now() - lastOne < TEN_WITHIN;
    lastOne = digit === 1 ? Date.now() : 0;
    select.value = isTen ? "10" : String(digit);
    for (const kind of ["input", "change"]) select.dispatchEvent(new Event(kind, { bubbles: true }));
    if (status) status.textContent = `${criterion.dataset.criterion}: оценка ${select.value}`;
  };

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    isOn = !isOn;
    remember(isOn);
    show();
  });
  show();

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const field = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape" && isOn && field?.closest("[data-criterion]")) return field.closest("[data-criterion]").focus();
    if (field && !(field.matches("select[data-weight]") && /^Digit|^Numpad/.test(event.code))) return;
    if (event.key === "?") {
      event.preventDefault();
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
      return;
    }
    if (!isOn) return;
    const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
    const criterion = current();
    if (event.code === "KeyJ") go(1);
    else if (event.code === "KeyK") go(-1);
    else if (digit !== undefined && criterion && !event.shiftKey) mark(criterion, Number(digit));
    else if (event.key === "Enter" && event.target === criterion) criterion.querySelector("textarea").focus();
    else return;
    event.preventDefault();
  });
}

/* A browser that keeps nothing (a private window) works with the keys on. */
function remembered() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

function remember(isOn) {
  try {
    localStorage.setItem(STORED, isOn ? "on" : "off");
  } catch {
    // Then only until the page is left.
  }
}
