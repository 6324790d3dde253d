// Serves the reader: colour scheme, all answers at once, permalinks, choices, copying, keys, print and the ribbon.

const root = document.documentElement;
const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

// Storage can be forbidden; then a choice lasts as long as the page.
const remember = (key, value) => {
  try { value ? localStorage.setItem(key, value) : localStorage.removeItem(key); } catch {}
};

// A question is its own `details`, or holds one when it asks in the open.
const fold = (question) => (question.matches("details") ? question : $(":scope > details", question));
const folds = (from = document) => $$(".question", from).map(fold).filter(Boolean);

const say = (words) => { $("#_said").textContent = words; };

// The colour scheme. Without a choice it follows the system, so the button's word has to follow too.
const system = matchMedia("(prefers-color-scheme: dark)");
const scheme = () => root.dataset.scheme ?? (system.matches ? "dark" : "light");
function paint(from = document) {
  for (const button of $$(".scheme", from)) {
    button.dataset.is = scheme();
    button.firstElementChild.textContent = scheme() == "dark" ? button.dataset.light : button.dataset.dark;
  }
}
system.addEventListener("change", () => paint());

// All answers, remembered for the whole site. `data-all` opens them before this script has run (scheme.js, recto.css).
let all = "all" in root.dataset;
function label(from = document) {
  for (const button of $$('[data-do="all"]', from)) {
    const other = button.dataset.other;
    button.dataset.shut ??= button.firstElementChild.textContent;
    button.firstElementChild.textContent = all ? other : button.dataset.shut;
  }
}
function setAll(open) {
  all = open;
  remember("a", open ? "1" : "");
  for (const d of folds()) d.open = open;
  label();
}

// What only the script can serve, only the script puts in place.
function enhance(from) {
  for (const hidden of $$(".tools, .actions > [hidden]", from)) hidden.hidden = false;
  const copy = $("#_copy");
  if (navigator.clipboard && copy) {
    for (const code of $$(".code", from)) if (!$(".copy", code)) code.append(copy.content.cloneNode(true));
  }
  for (const line of $$(".choices li", from)) {
    // A choice with a link or a block in it cannot be a button; it stays a line to read.
    if ($("button", line) || $(".choice :is(a, p, pre, ul, ol, table, img)", line)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.do = "choose";
    button.append(...$$(".letter, .choice", line));
    line.prepend(button);
  }
  if (all) for (const d of folds(from)) d.open = true;
  paint(from);
  label(from);
}

// Multiple choice: one right choice answers at once, several are ticked first and told when the answer opens.
function choose(button) {
  const list = button.closest(".choices");
  const question = list.closest(".question");
  const d = fold(question);
  if (d.open) return;
  const pressed = button.getAttribute("aria-pressed") != "true";
  button.setAttribute("aria-pressed", pressed);
  if (!("multiple" in list.dataset)) d.open = true;
}
function judge(question) {
  const list = $(".choices", question);
  if (!list) return;
  const open = fold(question)?.open;
  for (const line of $$("li", list)) {
    const button = $("button", line);
    const chosen = button?.getAttribute("aria-pressed") == "true";
    const right = "correct" in line.dataset;
    const verdict = $(".verdict", line);
    if (right) {
      verdict.dataset.word ??= verdict.textContent;
      verdict.textContent = open && chosen ? list.dataset.sayRight : verdict.dataset.word;
    } else {
      verdict?.remove();
      line.toggleAttribute("data-wrong", open && chosen);
      if (open && chosen) {
        const word = document.createElement("span");
        word.className = "verdict";
        word.textContent = list.dataset.sayWrong;
        line.append(word);
      }
    }
    if (!open) button?.removeAttribute("aria-pressed");
  }
  if (!open) return;
  const wrong = $$("[data-wrong]", list).length;
  const right = $$("[data-correct] > [aria-pressed=true]", list).length;
  const { saySeveral, sayWrong, sayRight } = list.dataset;
  const of = $$("[data-correct]", list).length;
  if (saySeveral && right + wrong) say(saySeveral.replace("{right}", right).replace("{of}", of).replace("{wrong}", wrong));
  else if (right + wrong) say(wrong ? sayWrong : sayRight);
}
// `toggle` does not bubble, but it can be caught on the way down.
addEventListener("toggle", (event) => {
  const question = event.target.parentElement;
  if (question?.matches?.("div.question")) judge(question);
}, true);

// A permalink opens its answer, and whatever else the target lies in.
function follow() {
  let target;
  try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch {}
  if (!target) return;
  if (target.matches(".question")) {
    const d = fold(target);
    if (d) d.open = true;
  }
  for (let d = target; (d = d.parentElement?.closest("details")); ) d.open = true;
  target.scrollIntoView();
}
addEventListener("hashchange", follow);

async function copy(button) {
  await navigator.clipboard.writeText($("code", button.closest(".code")).textContent);
  if (button.classList.contains("done")) return;
  const before = button.textContent;
  button.textContent = button.dataset.done;
  button.classList.add("done");
  say(button.dataset.done);
  setTimeout(() => {
    button.textContent = before;
    button.classList.remove("done");
    say("");
  }, 2000);
}

const deeds = {
  all: () => setAll(!all),
  scheme: () => {
    root.dataset.scheme = scheme() == "dark" ? "light" : "dark";
    remember("scheme", root.dataset.scheme);
    paint();
  },
  print: () => print(),
  choose,
  copy,
};
addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-do]");
  if (button) deeds[button.dataset.do]?.(button);
  const contents = event.target.closest?.(".contents a")?.closest("details");
  if (contents) contents.open = false;
});

// Keys: a all answers, j and k the next and the previous question; Escape folds the outline. Enter and space are native.
const typing = "input:not([type=checkbox]), textarea, select, [contenteditable]";
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(typing)) return;
  const contents = $(".contents[open]");
  if (event.key == "Escape" && contents) {
    contents.open = false;
    $("summary", contents).focus();
  } else if (event.key == "a" && $('[data-do="all"]')) {
    setAll(!all);
  } else if (event.key == "j" || event.key == "k") {
    step(event.key == "j" ? 1 : -1);
  }
});
function step(by) {
  const stops = folds().map((d) => $("summary", d));
  // The preview's panel may lie over the end of the window.
  const end = innerHeight - (parseFloat(getComputedStyle(root).scrollPaddingBlockEnd) || 0);
  const line = end / 3;
  const here = document.activeElement.closest?.(".question");
  let at = here ? stops.findIndex((s) => here.contains(s)) : -1;
  if (at < 0) {
    // Nobody stands on a question: start from what is on the screen.
    const below = stops.findIndex((s) => s.getBoundingClientRect().top > 0);
    at = by > 0 ? (below < 0 ? stops.length : below) - 1 : below < 0 ? stops.length : below;
  }
  const next = stops[at + by];
  if (!next) return;
  next.focus({ preventScroll: true });
  // A question that asks in the open begins above its own stop: both have to be in sight.
  const { top } = (next.closest("div.question") ?? next).getBoundingClientRect();
  const { bottom } = next.getBoundingClientRect();
  if (top < 80 || bottom > end - 64) scrollBy({ top: Math.max(top - line, bottom - end + line) });
}

// Paper cannot be opened.
let shut = [];
addEventListener("beforeprint", () => {
  shut = $$("main details:not([open])");
  for (const d of shut) d.open = true;
});
addEventListener("afterprint", () => {
  for (const d of shut) d.open = false;
});

// The ribbon lies at the last section whose heading has passed the upper third of the window.
let watch;
function ribbon() {
  watch?.disconnect();
  const links = new Map($$(".contents a").map((a) => [document.getElementById(decodeURIComponent(a.hash.slice(1))), a]));
  links.delete(null);
  const move = () => {
    const heads = [...links.keys()];
    const at = heads.findLast((h) => h.getBoundingClientRect().top < innerHeight / 3) ?? heads[0];
    for (const [head, a] of links) head == at ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current");
  };
  watch = new IntersectionObserver(move, { rootMargin: "0px 0px -66% 0px" });
  for (const head of links.keys()) watch.observe(head);
}

// The preview (live.js) asks for the same on a page it has fetched, and says when it has put it in place. Events, not
// imports: files carry a hash in their names, so no script knows the name of another.
addEventListener("recto:fetched", (event) => enhance(event.detail));
addEventListener("recto:changed", () => {
  $$("div.question").filter((question) => fold(question)?.open).forEach(judge);
  ribbon();
});

enhance(document);
delete root.dataset.all;
follow();
ribbon();
