// Keeps a previewed page true to its source: changes it in place, shows what is wrong, says when the preview is lost.

const root = document.documentElement;
const own = document.querySelector("script[data-events]").dataset;

// One panel for diagnostics, one line for the state of the preview. They stand outside the body, so that putting a page in
// place never touches them.
const panel = document.createElement("section");
panel.className = "live-panel";
panel.setAttribute("role", "alert");
panel.setAttribute("aria-label", own.problems);
const line = document.createElement("p");
line.className = "live-line";
line.setAttribute("role", "status");
panel.hidden = line.hidden = true;
root.append(panel, line);

function status(words) {
  line.textContent = words;
  line.hidden = !words;
}

// Diagnostics: every one with its place, its excerpt and its hint. All text is set as text, never as HTML.
function element(name, className, text) {
  const e = document.createElement(name);
  e.className = className;
  if (text != null) e.textContent = text;
  return e;
}
// Shown are those of this page's note and those of no page (settings, templates); of another note only what an edit has
// just broken there, because a vault may bring hundreds along. What was closed stays closed until there is more to say.
let known = new Set();
let news = new Set();
function show(diagnostics = [], greeting = false) {
  const name = (d) => [d.path, d.code, d.message].join();
  const fresh = diagnostics.filter((d) => !known.has(name(d)));
  const shown = diagnostics.filter((d) => !d.page || mine([d.page]) || (!greeting && fresh.includes(d)) || news.has(name(d)));
  news = new Set(greeting ? [] : shown.map(name));
  known = new Set(diagnostics.map(name));
  const closed = panel.hidden && panel.firstChild;
  panel.replaceChildren();
  panel.hidden = !shown.length || (closed && !shown.some((d) => fresh.includes(d)));
  if (!shown.length) return;
  panel.dataset.severity = shown.some((d) => d.severity == "error") ? "error" : "warning";
  const close = element("button", "live-close", own.close);
  close.type = "button";
  close.addEventListener("click", () => { panel.hidden = true; });
  const list = document.createElement("ol");
  for (const d of shown) {
    const item = document.createElement("li");
    item.dataset.severity = d.severity;
    const place = [d.path, d.line, d.column].filter((part) => part != null && part !== "").join(":");
    const head = element("p", "live-head");
    head.append(element("code", "live-place", place), " ", element("span", "live-code", [d.severity, d.code].filter(Boolean).join(" ")));
    item.append(head, element("p", "live-message", d.message));
    if (d.excerpt) item.append(element("pre", "live-excerpt", d.excerpt));
    if (d.hint) item.append(element("p", "live-hint", d.hint));
    list.append(item);
  }
  panel.append(close, list);
  const rest = diagnostics.length - shown.length;
  if (rest) panel.append(element("p", "live-rest", own.elsewhere.replace("{n}", rest)));
}
addEventListener("keydown", (event) => {
  if (event.key == "Escape" && !panel.hidden) {
    panel.hidden = true;
    event.stopImmediatePropagation();
  }
}, true);

// Morphing: make the live node `a` like the wanted node `b`, leaving alone all that is equal. Nodes are matched by id
// first, then by being equal, then by kind in order. What the reader did stays: which details are open, the outline's ribbon,
// a choice that was ticked; and so does what the preview itself put into the page (check.js).
const kept = (node, name) =>
  (name == "open" && node.localName == "details") || name == "aria-current" || name == "aria-pressed" || name == "data-wrong";
const key = (node) => (node.nodeType == 1 ? node.id || node.dataset.id || "" : "");
const nodes = (a) => [...a.childNodes].filter((node) => !node.matches?.(".checking, .check-keys"));
const alike = (a, b) => a.nodeName == b.nodeName && key(a) == key(b);

function morph(a, b) {
  if (a.isEqualNode(b)) return;
  if (!alike(a, b)) return a.replaceWith(b);
  if (a.nodeType != 1) {
    a.data = b.data;
    return;
  }
  for (const { name, value } of [...b.attributes]) {
    if (!kept(a, name) && a.getAttribute(name) != value) a.setAttribute(name, value);
  }
  for (const { name } of [...a.attributes]) if (!kept(a, name) && !b.hasAttribute(name)) a.removeAttribute(name);
  // A template keeps its children elsewhere.
  if (a.localName == "template") a.innerHTML = b.innerHTML;
  else children(a, b);
}

function children(a, b) {
  let old = nodes(a);
  let wanted = nodes(b);
  // Most edits touch one place: set aside what is equal at both ends.
  while (old.length && wanted.length && old[0].isEqualNode(wanted[0])) old.shift(), wanted.shift();
  while (old.length && wanted.length && old.at(-1).isEqualNode(wanted.at(-1))) old.pop(), wanted.pop();
  const keyed = new Map(old.filter(key).map((node) => [key(node), node]));
  let at = old[0] ?? null;
  const end = old.length ? old.at(-1).nextSibling : wanted.length ? after(nodes(a), nodes(b), wanted) : null;
  if (!at) at = end;
  for (const node of wanted) {
    const free = old.filter((o) => !key(o));
    const match = key(node) ? keyed.get(key(node)) : free.find((o) => o.isEqualNode(node)) ?? free.find((o) => alike(o, node) && !wanted.some((w) => w.isEqualNode(o)));
    if (!match || !alike(match, node)) {
      a.insertBefore(node, at);
      continue;
    }
    old = old.filter((o) => o != match);
    if (match == at) at = at.nextSibling;
    else a.insertBefore(match, at);
    morph(match, node);
  }
  for (const node of old) node.remove();
}
// Where the wanted nodes go when nothing old is left between the equal ends: before the equal tail.
function after(a, b, wanted) {
  const tail = b.length - b.indexOf(wanted.at(-1)) - 1;
  return a[a.length - tail] ?? null;
}

async function refresh() {
  const response = await fetch(location.pathname, { headers: { accept: "text/html" }, cache: "no-store" });
  if (response.status == 404 && root.dataset.kind != "not_found") {
    gone = true;
    return status(own.gone);
  }
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  await restyle(next);
  dispatchEvent(new CustomEvent("recto:fetched", { detail: next }));
  // Copy what the reader opened, so that an answer that did not change compares equal.
  for (const d of document.querySelectorAll("details")) {
    const id = key(d) || key(d.parentElement);
    const twin = id && (next.getElementById(id) ?? next.querySelector(`[data-id="${CSS.escape(id)}"]`));
    const there = twin && (key(d) ? twin : twin.querySelector(":scope > details"));
    if (there) there.open = d.open;
  }
  // The first thing on the screen stays where it is, whatever grows or shrinks above it.
  const marks = [...document.querySelectorAll("main :is(.question, .section, .prose > *, .answer > *)")];
  const mark = marks.find((m) => m.getBoundingClientRect().bottom > 0 && m.getBoundingClientRect().height);
  const before = mark?.getBoundingClientRect().top;
  const focus = document.activeElement;
  const home = focus?.closest?.("[id]")?.id;
  root.style.overflowAnchor = "none";
  document.title = next.title;
  for (const name of ["lang", "dir", "data-kind"]) root.setAttribute(name, next.documentElement.getAttribute(name));
  morph(document.body, next.body);
  if (mark?.isConnected) scrollBy({ top: mark.getBoundingClientRect().top - before, behavior: "instant" });
  root.style.overflowAnchor = "";
  // What was put elsewhere has lost the focus, and what is gone has taken it along.
  if (focus && focus != document.activeElement) {
    const again = home && document.getElementById(home);
    (focus.isConnected ? focus : again?.querySelector("summary") ?? again)?.focus({ preventScroll: true });
  }
  dispatchEvent(new Event("recto:changed"));
}

// New stylesheets are loaded beside the old ones, which go when the new ones are there: no unstyled moment. The name without
// its hash tells which takes the place of which.
const sheets = (from) => [...from.querySelectorAll('link[rel="stylesheet"]')];
const stem = (link) => link.href.replace(/\.[^./]+\.css$/, "");
async function restyle(next) {
  const old = sheets(document);
  const wanted = sheets(next);
  let last = old[0];
  await Promise.all(wanted.map((link) => {
    const same = old.find((it) => it.href == link.href);
    const fresh = link.cloneNode();
    const before = same ?? old.find((it) => stem(it) == stem(link)) ?? last;
    last = same ?? fresh;
    return same ?? new Promise((done, fail) => {
      fresh.onload = done;
      fresh.onerror = () => fail(fresh.remove());
      before.after(fresh);
    });
  }));
  for (const it of old) if (!wanted.some((link) => link.href == it.href)) it.remove();
}

// Changes are applied one after another; a failed fetch leaves the last good page.
let work = Promise.resolve();
let version;
let gone = false;
const mine = (urls = []) => urls.some((url) => decodeURI(new URL(url, location).pathname) == decodeURI(location.pathname));

function connect() {
  const events = new EventSource(own.events);
  events.addEventListener("hello", (event) => {
    const now = JSON.parse(event.data).version;
    status(gone ? own.gone : "");
    // What is wrong comes right after, as a change that names no page.
    show();
    // The server went on, or started anew, while nobody listened.
    if (version != null && now != version) work = work.then(refresh).catch(() => {});
    version = now;
  });
  events.addEventListener("change", (event) => {
    const change = JSON.parse(event.data);
    if (change.reload) return location.reload();
    show(change.diagnostics, change.version == version);
    version = change.version;
    if (mine(change.pages)) {
      gone = false;
      work = work.then(refresh).catch(() => {});
    } else if (mine(change.removed)) gone = true;
    status(gone ? own.gone : "");
  });
  events.addEventListener("error", () => {
    status(own.lost);
    // A browser gives up for good when the server answers with an error; try again ourselves.
    if (events.readyState == EventSource.CLOSED) setTimeout(connect, 1000);
  });
}
connect();
