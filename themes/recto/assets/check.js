// Checks answers in the preview: controls beneath each, keys, and a page that answers before the server has.

const kit = document.getElementById("_check");
const words = kit.dataset;
const $ = (selector, from = document) => from.querySelector(selector);

// One line for screen readers, outside the body, so that no change takes it away, and one that tells the keys.
const said = document.createElement("p");
said.className = "sr";
said.setAttribute("role", "status");
document.documentElement.append(said);
document.body.append($(".check-keys", kit.content).cloneNode(true));
const hide = (button, away) => { if (button.hidden != away) button.hidden = away; };
const say = (text) => { said.textContent = text; };

const questions = (from = document) => [...from.querySelectorAll(".question[data-answer]")];
const bar = (question) => $(".checking", question);
const fold = (question) => (question.matches("details") ? question : $(":scope > details", question));

function furnish() {
  for (const question of questions()) {
    if (!bar(question)) $(".answer", question)?.append($(".checking", kit.content).cloneNode(true));
    if (bar(question)) label(question);
  }
}
function label(question) {
  const checked = question.dataset.state == "checked";
  const word = $("[data-check=check] span", question);
  word.dataset.own ??= word.textContent;
  // Only what differs is touched: an edit of another note must leave a page that somebody reads alone.
  const text = checked ? word.dataset.other : word.dataset.own;
  if (word.textContent != text) word.textContent = text;
  hide($("[data-check=withdraw]", question), question.dataset.state != "disputed");
  hide($("[data-check=undo]", question), !done.includes(question.dataset.id));
}

// What was written from this page, the last at the end.
let done = [];
// What has been asked of the server and not been answered: a page fetched meanwhile may not know of it yet.
const asked = new Map();

/** Shows a state before the server does; the counts and the foot follow with the page that it draws. */
function dress(question, state) {
  question.dataset.state = state;
  const mark = $(".mark", question);
  if (!mark) return;
  mark.dataset.state = state;
  mark.firstElementChild.textContent = words["mark" + capital(state)];
}
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const sibling = (question, from) => $(`.question[data-id="${CSS.escape(question.dataset.id)}"]`, from);

async function send(question, state, more = {}) {
  const { id, answer } = question.dataset;
  if (asked.has(id)) return;
  const [before, mark] = [question.dataset.state, $(".mark", question)?.cloneNode(true)];
  asked.set(id, state);
  problem(question, "");
  if (state != "undo") dress(question, state);
  label(question);
  let error = words.saidLost;
  try {
    const response = await fetch(words.to, {
      method: "POST",
      headers: { "content-type": "application/json" },
      // A page that was fetched anew brings the token of a server that has started anew.
      body: JSON.stringify({ token: words.token, id, answer, state, ...more }),
    });
    error = response.ok ? "" : (await response.json()).error;
    if (response.ok) {
      const at = done.lastIndexOf(id);
      if (state == "undo") done.splice(at, at < 0 ? 0 : 1);
      else done.push(id);
    }
  } catch {}
  asked.delete(id);
  // The page may have been changed while the answer was on its way.
  const now = sibling(question, document);
  if (!now) return;
  if (error && now.dataset.state == state) {
    before ? (now.dataset.state = before) : delete now.dataset.state;
    if (mark) $(".mark", now)?.replaceWith(mark);
  }
  label(now);
  problem(now, error);
  if (!error) say(words["said" + capital(state)]);
  return !error;
}
function problem(question, text) {
  const line = $(".check-error", question);
  if (line) line.textContent = text;
}

// The forms: what is wrong, and what it was checked against. One stands open at a time, with the answer that it is about.
function unfold(question, ruling) {
  const form = $(`form[data-for=${ruling}]`, question);
  const shut = form.hidden;
  close(question);
  if (!shut) return;
  form.hidden = false;
  form.dataset.answer = question.dataset.answer;
  $(`[data-check=${ruling == "disputed" ? "dispute" : "source"}]`, question).setAttribute("aria-expanded", "true");
  // What was said before is there to be changed; what an answer was checked against is no proof against it.
  const known = ruling == "checked" || question.dataset.state == "disputed" ? question.dataset : {};
  for (const field of form.elements) if (field.name && !field.value) field.value = known[field.name] ?? "";
  form.elements[0].focus();
}
function close(question) {
  for (const form of question.querySelectorAll(".check-form")) form.hidden = true;
  for (const button of question.querySelectorAll("[aria-expanded]")) button.setAttribute("aria-expanded", "false");
}

const deeds = {
  check: (question) => send(question, question.dataset.state == "checked" ? "unchecked" : "checked"),
  dispute: (question) => unfold(question, "disputed"),
  source: (question) => unfold(question, "checked"),
  withdraw: (question) => leave(question, () => send(question, "unchecked")),
  cancel: (question) => leave(question),
  undo: (question) => send(question, "undo"),
};
/** Shuts the forms and gives the focus back to the button that opened one. */
function leave(question, then) {
  const opener = $("[aria-expanded=true]", question);
  close(question);
  opener?.focus();
  then?.();
}
addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-check]");
  if (button) deeds[button.dataset.check](button.closest(".question"));
});
addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches(".check-form")) return;
  event.preventDefault();
  const question = form.closest(".question");
  // Nobody objects to, or vouches for, what he has not seen.
  if (form.dataset.answer != question.dataset.answer) {
    form.dataset.answer = question.dataset.answer;
    return problem(question, words.saidMoved);
  }
  const more = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
  // What was written stays in the form until the server has it.
  leave(question, async () => ((await send(question, form.dataset.for, more)) ? form.reset() : (form.hidden = false)));
});

// Keys work on the question that has the focus (j and k give it), never while somebody types.
const keys = { c: "check", d: "dispute", s: "source" };
addEventListener("keydown", (event) => {
  const { target } = event;
  const question = target.closest?.(".question[data-answer]");
  if (!question || event.altKey || event.repeat) return;
  if (event.key == "Enter" && (event.ctrlKey || event.metaKey)) return target.form?.requestSubmit();
  if (event.ctrlKey || event.metaKey) return;
  if (event.key == "Escape" && target.closest(".check-form")) return leave(question);
  if (target.matches("textarea, input:not([type=checkbox]), select")) return;
  if (event.key == "u") {
    const last = done.at(-1);
    const there = last && $(`.question[data-id="${CSS.escape(last)}"]`);
    return there ? send(there, "undo") : say(words.saidNothing);
  }
  if (!(event.key in keys)) return;
  event.preventDefault();
  if (!fold(question).open) {
    fold(question).open = true;
    return say(words.saidOpened);
  }
  deeds[keys[event.key]](question);
});

addEventListener("recto:fetched", ({ detail }) => {
  for (const [id, state] of asked) {
    const question = sibling({ dataset: { id } }, detail);
    if (question && state != "undo") dress(question, state);
  }
});
addEventListener("recto:changed", furnish);
furnish();
