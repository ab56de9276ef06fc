// What the pages gain when scripts run. Everything works without this file: it saves typing, waiting and mistakes.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const words = (count, one, few, many) => {
  const form = new Intl.PluralRules("ru").select(count);
  return `${count} ${form === "one" ? one : form === "few" ? few : many}`;
};
const say = (element, text, isBad = false) => {
  if (!element) return;
  element.textContent = text;
  element.classList.toggle("is-bad", isBad);
};

/* A second click on the same button must not send the form twice. The server refuses a repetition anyway. */
function guardDoubleSubmit() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.isSent) {
      event.preventDefault();
      return;
    }
    form.dataset.isSent = "yes";
    // After the browser has read which button was pressed; a disabled one would not be sent.
    setTimeout(() => all("button:not([type=button])", form).forEach((button) => button.setAttribute("aria-disabled", "true")));
  });
  // A page taken from the browser's memory ("back") is fresh again.
  addEventListener("pageshow", () => {
    all("form[data-is-sent]").forEach((form) => {
      delete form.dataset.isSent;
      all("[aria-disabled]", form).forEach((button) => button.removeAttribute("aria-disabled"));
    });
  });
}

/* Drafts: the server keeps what is typed; the form tells when, and notices another tab. */
class Autosave {
  static PAUSE = 1500;
  static RETRY = 10000;

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-autosave-status]") ?? document.querySelector("[data-autosave-status]");
    this.isDirty = this.isBusy = this.isStopped = false;
    const changed = (event) => event.target.type !== "file" && event.target.closest("[data-no-autosave]") === null && this.touch();
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => this.leave(event));
    addEventListener("beforeunload", (event) => this.isDirty && !this.isStopped && event.preventDefault());
    addEventListener("pageshow", (event) => event.persisted && this.resume());
  }

  touch() {
    if (this.isStopped) return;
    this.isDirty = true;
    this.plan(Autosave.PAUSE);
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /* What is being kept right now has a new version: the form must know it, or it would be in conflict with itself. */
  leave(event) {
    this.stop();
    if (!this.isBusy) return;
    event.preventDefault();
    this.leaving = () => this.form.requestSubmit(event.submitter);
  }

  resume() {
    this.isStopped = false;
  }

  body() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(this.form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  }

  async save() {
    if (this.isBusy) return this.plan(Autosave.PAUSE);
    this.isBusy = true;
    this.isDirty = false;
    try {
      await this.answer(await this.send());
    } catch {
      this.retry();
    }
    this.isBusy = false;
    this.leaving?.();
    this.leaving = null;
  }

  send() {
    return fetch(this.form.dataset.autosaveUrl, {
      method: "POST",
      body: this.body(),
      credentials: "same-origin",
      headers: {
        "X-CSRFToken": this.form.elements.csrfmiddlewaretoken?.value ?? "",
        "X-Draft-Version": this.form.dataset.autosaveVersion ?? "0",
        Accept: "application/json",
      },
    });
  }

  async answer(response) {
    if (response.status === 409) {
      this.stop();
      return say(this.status, "Эта форма открыта в другой вкладке и изменена там. Обновите страницу.", true);
    }
    if (response.status === 401 || response.status === 403 || response.redirected) {
      this.stop();
      return say(this.status, "Черновик не сохраняется: войдите заново в другой вкладке и обновите страницу.", true);
    }
    if (!response.ok) return this.retry();
    const saved = await response.json();
    this.form.dataset.autosaveVersion = saved.version;
    if (this.form.elements._version) this.form.elements._version.value = saved.version;
    say(this.status, `Сохранено в ${saved.saved_at}`);
  }

  retry() {
    this.isDirty = true;
    say(this.status, "Не удалось сохранить, повторим", true);
    if (!this.isStopped) this.plan(Autosave.RETRY);
  }
}

/* A paper and its fingerprint: is the dropped file the very one? It never leaves the computer. */
function compareFile(zone) {
  const result = document.createElement("p");
  result.className = "drop-result";
  result.setAttribute("role", "status");
  zone.append(result);
  const compare = async (file) => {
    if (!file) return;
    result.className = "drop-result";
    result.textContent = "Считаем отпечаток…";
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const hash = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const { sha256, copySha256, publicSha256, standing, isInForce } = zone.dataset;
    const kind = hash === sha256 ? "это подлинник" : hash === copySha256 ? "это копия с отметками о подписях"
      : hash === publicSha256 ? "это публичная копия без имён" : "";
    // Faithful bytes of a paper that is not in force are no success: the colour says so too.
    result.classList.add(kind && isInForce === "yes" ? "is-same" : "is-other");
    result.textContent = kind
      ? `Файл «${file.name}» подлинный: ${kind}, отпечаток совпал. Документ ${standing}.`
      : `Файл «${file.name}» не подлинный: его отпечаток другой (${hash.slice(0, 12)}…).`;
  };
  zone.addEventListener("change", (event) => event.target.type === "file" && compare(event.target.files[0]));
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    compare(event.dataTransfer.files[0]);
  });
}

/* A part of the page that changes by itself: a paper being rendered, votes coming in. */
function refreshPart(part) {
  const period = Math.max(1, Number(part.dataset.refreshSeconds) || 10) * 1000;
  const timer = setInterval(async () => {
    // Never under somebody's hands or eyes elsewhere.
    if (document.hidden || part.contains(document.activeElement)) return;
    try {
      const response = await fetch(part.dataset.refreshUrl, { credentials: "same-origin", headers: { "X-Part": "refresh" } });
      if (!response.ok || response.redirected) return;
      const html = await response.text();
      if (html !== part.dataset.last && !part.contains(document.activeElement)) {
        part.innerHTML = html;
        part.dataset.last = html;
        enhance(part);
      }
      if (part.querySelector("[data-refresh-done]")) clearInterval(timer);
    } catch {
      // No network now: the next turn asks again.
    }
  }, period);
}

/* How much is still to be written in a field that has a minimum. */
function countCharacters(area) {
  const counter = document.createElement("p");
  counter.className = "counter";
  counter.id = `${area.id || area.name}_counter`;
  area.after(counter);
  const least = Number(area.dataset.minLength);
  const most = Number(area.getAttribute("maxlength")) || 0;
  const show = () => {
    const length = [...area.value.trim()].length;
    const isEnough = length >= least;
    counter.classList.toggle("enough", isEnough);
    const limit = most ? ` из ${most}` : "";
    counter.textContent = isEnough ? `${words(length, "знак", "знака", "знаков")}${limit}` : `Нужно ещё ${words(least - length, "знак", "знака", "знаков")}`;
  };
  area.addEventListener("input", show);
  show();
}

/* How much of a form is filled in: <… data-meter> with a progress and [data-meter-text] inside the form. */
function measureForm(box) {
  const form = box.closest("form");
  if (!form) return;
  const bar = box.querySelector("progress");
  const isFilled = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return all(`[name="${CSS.escape(field.name)}"]`, form).some((one) => one.checked);
    return field.value.trim().length >= (Number(field.dataset.minLength) || 1);
  };
  const show = () => {
    const wanted = new Map(all("[required]", form).map((field) => [field.name, field]));
    const filled = [...wanted.values()].filter(isFilled).length;
    const percent = wanted.size ? Math.round((filled / wanted.size) * 100) : 100;
    if (bar) bar.value = (percent * (bar.max || 100)) / 100;
    say(box.querySelector("[data-meter-text]"), `Заполнено ${filled} из ${wanted.size} обязательных полей`);
  };
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  show();
}

/* Sums of columns: inputs data-sum="total" add up in [data-sum-total="total"]; data-sum-goal says what it must be. */
function addUp(total) {
  const name = total.dataset.sumTotal;
  const inputs = () => all(`[data-sum="${CSS.escape(name)}"]`);
  const goal = total.dataset.sumGoal ? document.querySelector(total.dataset.sumGoal) : null;
  // In kopecks, since binary fractions do not add up.
  const kopecks = (text) => Math.round(Number(text.replace(/[^\d.,-]/g, "").replace(",", ".")) * 100) || 0;
  const money = (sum) => `${(sum / 100).toLocaleString("ru-RU", { minimumFractionDigits: sum % 100 ? 2 : 0 })}\u00a0₽`;
  const show = () => {
    const sum = inputs().reduce((result, input) => result + kopecks(input.value), 0);
    const gap = goal ? kopecks(goal.value ?? goal.textContent) - sum : 0;
    total.textContent = money(sum) + (gap ? ` (${gap > 0 ? "не хватает" : "лишние"} ${money(Math.abs(gap))})` : "");
    total.classList.toggle("text-danger", gap !== 0);
  };
  document.addEventListener("input", (event) => (event.target.matches("[data-sum]") || event.target === goal) && show());
  show();
}

/* The running total of a score sheet: selects with data-weight add up in [data-weighted-total] of their form. */
function weighScores(total) {
  const form = total.closest("form");
  const selects = all("select[data-weight]", form);
  const show = () => {
    const given = selects.filter((select) => select.value !== "");
    const hundredths = given.reduce((sum, select) => sum + Math.round(Number(select.dataset.weight) * 100) * Number(select.value), 0);
    total.textContent = (hundredths / 100).toLocaleString("ru-RU", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    say(form.querySelector("[data-weighted-count]"), `оценено ${given.length} из ${selects.length}`);
  };
  form.addEventListener("change", show);
  show();
}

/* The menus close on Escape and on a click beside it. */
function closeMenus() {
  const opened = () => document.querySelector("details.menu[open], details.nav-more[open]");
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && opened();
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    const menu = opened();
    if (menu && !menu.contains(event.target)) menu.open = false;
  });
}

/* allauth reports a refused or unknown passkey to the console only; people need words. */
function explainPasskeys() {
  const notice = document.createElement("p");
  notice.className = "field-error";
  notice.setAttribute("role", "alert");
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelector("main h1")?.after(notice);
    notice.textContent = "Ключ доступа не сработал: действие отменено или этот ключ здесь не подходит. Попробуйте ещё раз или войдите иначе.";
  });
}

/* Rows of a formset: when the last one is begun, an empty one appears behind it. */
function growRows(box) {
  const total = box.closest("form")?.elements[`${box.dataset.rows}-TOTAL_FORMS`];
  if (!total) return;
  const most = Number(box.dataset.rowsMost) || 40;
  box.addEventListener("input", (event) => {
    const count = Number(total.value);
    const last = box.lastElementChild;
    if (!last.contains(event.target) || count >= most) return;
    const row = last.cloneNode(true);
    row.innerHTML = row.innerHTML.replaceAll(`${box.dataset.rows}-${count - 1}-`, `${box.dataset.rows}-${count}-`);
    all("input, textarea, select", row).forEach((field) => {
      if (field.matches("select")) field.selectedIndex = 0;
      else field.value = "";
    });
    all(".field-error, .budget-error", row).forEach((error) => error.remove());
    all("[aria-invalid]", row).forEach((field) => field.removeAttribute("aria-invalid"));
    const legend = row.querySelector("legend");
    if (legend) legend.textContent = legend.textContent.replace(String(count), String(count + 1));
    box.append(row);
    total.value = count + 1;
  });
}

/* The answer first, then only its fields. Without scripts the fields of every answer can be unfolded. */
function askOnlyIf(part) {
  const form = part.closest("form");
  const answers = part.dataset.answers.split(" ");
  const look = () => {
    const chosen = form.elements[part.dataset.neededIf]?.value ?? "";
    part.hidden = !answers.includes(chosen);
    part.open = !part.hidden;
  };
  form.addEventListener("change", look);
  look();
}

/* A wide picture opens where the case stands, not at its beginning. */
function showWhereItStands(picture) {
  const look = () => {
    const here = picture.querySelector(".so-flow-current") ?? picture.querySelector(".so-flow-node");
    if (!here || !picture.clientWidth) return;
    const place = here.getBoundingClientRect();
    const frame = picture.getBoundingClientRect();
    picture.scrollBy(place.left - frame.left - (frame.width - place.width) / 2, place.top - frame.top - (frame.height - place.height) / 2);
  };
  look();
  picture.closest("details")?.addEventListener("toggle", look, { once: true });
}

/* «/» leads to the search, unless somebody is typing. */
function searchByKey() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const field = all("input[type=search]").find((input) => input.offsetParent !== null);
    event.preventDefault();
    if (field) {
      field.focus();
      field.select();
    } else document.querySelector(".mast-search-link")?.click();
  });
}

function enhance(root) {
  all("textarea[data-min-length]", root).forEach(countCharacters);
  all("[data-sha256]", root).forEach(compareFile);
  all("[data-refresh-url]", root).forEach(refreshPart);
  all("[data-needed-if]", root).forEach(askOnlyIf);
}

guardDoubleSubmit();
searchByKey();
closeMenus();
explainPasskeys();
enhance(document);
all("form[data-autosave-url]").forEach((form) => new Autosave(form));
all("[data-meter]").forEach(measureForm);
all("[data-sum-total]").forEach(addUp);
all("[data-weighted-total]").forEach(weighScores);
all(".picture").forEach(showWhereItStands);
all("[data-rows]").forEach(growRows);
document.querySelector("[data-focus-me]")?.focus();
