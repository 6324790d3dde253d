// No script of a note's runs: every payload of tests/cases/xss is built into a site, each page is opened in a real browser
// without the security policy, so that what Recto writes is on trial and not what a host adds, and everything on it is
// focused, moved over and clicked.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, build, end, folder, host, PATIENCE, root, serve, until, write } from "./harness.mjs";

after(end);

// ---- The payloads

const cases = join(root, "tests/cases/xss");
const SIGNS = { "␊": "\n", "␉": "\t", "␍": "\r", "␀": "\0" };
const read = (line) => line.replace(/[␊␉␍␀]/g, (sign) => SIGNS[sign]).replace(/⟨([0-9A-F]+)⟩/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16)));
async function payloads(path) {
  const lines = (await readFile(join(cases, path), "utf8")).split("\n");
  return lines.filter((line) => line && !line.startsWith(";;")).map(read);
}

const KINDS = (await readdir(join(cases, "raw"))).sort().map((name) => name.replace(".txt", ""));
const raw = Object.fromEntries(await Promise.all(KINDS.map(async (kind) => [kind, await payloads(`raw/${kind}.txt`)])));
const [addresses, words, markdown] = await Promise.all(["addresses.txt", "words.txt", "markdown.txt"].map(payloads));

const SWALLOWS = ["mathml", "nesting", "svg"];

// ---- The notes

/** Every place within a note where a piece of HTML may be written. One line each: a payload that swallows what follows takes one place. */
const PLACES = (p) => {
  const line = p.replace(/\s*\n\s*/g, " ");
  return [
    `Words ${p} words.`, `**${line}**`, `- ${line}\n- b`, `> [!tip] ${line}\n> ${line}`, `> [!faq]- ${line}\n> b`, `| a | ${line} |\n|---|---|\n| ${line} | b |`,
    `[${line}](https://x.example)`, `==${line}==`, `a^[${line}]`, `## ${line}`, `**What is ${line}?**\n\n${p}`, `**Which?**\n\n- [x] ${line}\n- [ ] b`,
    `<div>${p}</div>`, `<p title="${line}">a</p>`, `<b title='${line}'>a</b>`, `<details><summary>${p}</summary>\n\n${p}\n\n</details>`, `%%${p}%%`, `a <!-- ${p} --> b`, `\\${p}`,
  ];
};
/** Every place where an address may be written. */
const LINKS = (p) => [
  `[a](${p})`, `[a](<${p}>)`, `[a](${p} "b")`, `![a](${p})`, `![a|9](<${p}>)`, `<${p}>`, `[r]: <${p}>\n\n[r]`, `[[${p}]]`, `[[${p}|a]]`, `[[${p}#a]]`, `![[${p}]]`, `![[${p}|9x9]]`,
  `[a](${p}.md)`, `![[${p}.pdf#page=1]]`, `![a](${p}.mp4)`, p,
  ...["a href", "a xlink:href", "area href", "img src", "img srcset", "image href", "iframe src", "frame src", "embed src", "object data", "video src", "video poster", "audio src", "source src", "source srcset",
    "track src", "input type=image src", "form action", "button formaction", "body background", "table background", "blockquote cite", "a ping", "link rel=stylesheet href", "base href", "script src",
    "svg><a href", "svg><a xlink:href", "svg><use href", "math href", "meta http-equiv=refresh content", "iframe srcdoc"].flatMap((it) => [`<${it}="${p}">b</a>`, `<${it}='${p}'>b`]),
  `$\\href{${p}}{a}$`, `a^[[b](${p})]`,
];
const quoted = (p) => JSON.stringify(p);
const properties = (p) => ["title", "description", "image", "permalink", "date", "id", "custom"].map((key) => `${key}: ${quoted(p)}`).concat(["tags", "aliases", "cssclasses"].map((key) => `${key}: [${quoted(p)}]`)).join("\n");
/** Every place that takes words alone. */
const WORDS = (p) => [
  `![${p}](a.png)`, `![[a.png|${p}]]`, `![[a.png|${p}|9]]`, `[a](https://x.example "${p}")`, `[a](https://x.example '${p}')`, `[[Target|${p}]]`, `[[Target#${p}]]`, `[[Target#^${p}]]`, `[[${p}]]`, `![[Target#${p}|${p}]]`,
  `> [!${p}] a\n> b`, `> [!note] ${p}\n> b`, `\`\`\`${p}\na\n\`\`\``, `\`\`\`js ${p}\na\n\`\`\``, `\`\`\`html\n${p}\n\`\`\``, `\`${p}\``, `a[^${p}]\n\n[^${p}]: b`, `$${p}$`, `$$${p}$$`, `$\\text{${p}}$`, `#${p}`, `#a/${p}`, `:${p}:`,
  `a ^${p}`, `- [${p}] a`, `%%${p}%%`, `## ${p}`, `## a {#${p}}`, `**What is ${p}?**\n\n${p}`, `<p id="${p}" title='${p}' class="${p}">a</p>`, `<img alt="${p}" src=a.png>`, `<!-- ${p} -->`,
];

// Random, the same every time: numbers below `n` by a linear congruential generator (Knuth's MMIX).
let seed = 1n;
const random = (n) => Number(((seed = (seed * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)) >> 33n) % BigInt(n));
const any = (list) => list[random(list.length)];
/** A payload made of parts of several. */
function spliced() {
  const parts = [...Array(2 + random(3))].map(() => any(raw[any(KINDS)]).split(/(?=[<>"'=&/ ])/));
  return parts.flatMap((it) => (random(2) ? it.slice(0, 1 + random(it.length)) : it.slice(random(it.length)))).join("");
}

const name = (n) => String(n).padStart(4, "0");
const asked = (n) => `\n\n**What is thing ${n}?**\n\nA thing.\n`;

/** The files of a site that holds everything, and the payload of each page by its address. */
function files() {
  const all = {
    "recto.toml": 'title = "</title><script>alert(1)</script>"\ndescription = "\\"><script>alert(1)</script>"\nrepo_url = "https://example.org/r"\nstructured_data = true\n\n[severity]\naddress-clash = "hint"\nfront-matter-syntax = "hint"\nfront-matter-type = "hint"\nfront-matter-unclosed = "hint"\norphan-note = "hint"\n',
    "content/Target.md": "# Target\n\n## Heading\n\nWords. ^x\n",
    "content/evil.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9' onload='alert(1)'><script>alert(1)</script></svg>",
    "content/evil.html": "<script>(parent ?? window).alert(1)</script>",
    "content/evil.pdf": "no document",
    "content/a.png": "no image",
    'content/"onerror="alert(1).png': "no image",
  };
  const of = new Map();
  const add = (path, text, payload) => {
    all[`content/${path}.md`] = text;
    of.set(`${path.toLowerCase()}/`, payload);
  };
  for (const kind of KINDS) {
    // What swallows the text that follows has a note of its own.
    const size = SWALLOWS.includes(kind) ? 1 : 6;
    for (let n = 0; n < raw[kind].length; n += size) {
      const some = raw[kind].slice(n, n + size);
      add(`${kind}/${name(n)}`, `# Note\n\n${some.join("\n\n")}\n\nAfter it.${asked(n)}`, some.join("\n"));
    }
    // In a line: several payloads a note, each place a block of its own.
    for (let n = 0; n < raw[kind].length; n += 8) add(`${kind}-within/${name(n)}`, raw[kind].slice(n, n + 8).flatMap(PLACES).join("\n\n"), `those from ${n}`);
  }
  addresses.forEach((p, n) => add(`addresses/${name(n)}`, `---\nimage: ${quoted(p)}\npermalink: ${quoted(p)}\naliases: [${quoted(p)}]\n---\n\n${LINKS(p).join("\n\n")}`, p));
  words.forEach((p, n) => add(`words/${name(n)}`, `---\n${properties(p)}\n---\n\n${WORDS(p).join("\n\n")}${asked(n)}`, p));
  words.filter((p) => !p.includes("/")).forEach((p) => add(`names/${p}`, `# Note\n\n[[Target]] ![[Target]]${asked(0)}`, p));
  for (let n = 0; n < 40; n++) add(`spliced/${name(n)}`, [...Array(12)].map(spliced).join("\n\n"), `splices ${n}`);
  markdown.forEach((p, n) => add(`markdown/${name(n)}`, p, p));
  return { all, of };
}

// ---- The browser

/** Runs in every frame before anything else. Printing is what the theme's own button does. */
const WATCH = () => {
  for (const it of ["alert", "confirm", "prompt"]) window[it] = (...said) => window.__ran(`${it}(${said})`);
  window.print = () => {};
};
/** Runs in the page: uses everything on it, and tells what must not be there. */
const USE = () => {
  const USES = ["click", "pointerover", "pointerenter", "mouseover", "mousemove", "mousedown", "wheel", "copy", "scroll"];
  // What leads to an ordinary address is not followed; anything else is, and shows what it does.
  const ordinary = ["http:", "https:", "mailto:", "tel:", "obsidian:", "sms:", "geo:", "ftp:", "xmpp:", "matrix:", "magnet:"];
  const harmless = (it) => ordinary.includes(it.protocol) || !URL.canParse(it.href);
  addEventListener("click", (e) => {
    const link = e.target.closest?.("a, area");
    if (link && harmless(link)) e.preventDefault();
  }, true);
  const wrong = [];
  for (const it of document.querySelectorAll("*")) {
    const told = it.cloneNode(false).outerHTML?.slice(0, 300);
    if (it.localName == "script" && !(it.textContent.includes("localStorage") || /^\/assets\/\w+\.\w+\.js$/.test(new URL(it.src || "x:", location).pathname) || it.type == "application/ld+json")) wrong.push(`a script: ${it.outerHTML}`);
    if (/^(object|embed|applet|base|frame|frameset|style|xmp|plaintext|noscript|title|svg|foreignobject)$/.test(it.localName) && !it.matches("head > title, svg.ruler, svg.ruler *, svg.leader")) wrong.push(`an element: ${told}`);
    for (const { name, value } of it.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$|^ping$|^background$/i.test(name)) wrong.push(`an attribute: ${told}`);
      if (/^(href|src|poster|action|data|cite|xlink:href)$/i.test(name)) {
        const to = URL.canParse(value, location) ? new URL(value, location).protocol : "none:";
        const image = /^(src|poster)$/.test(name) && it.matches("img, video, audio, source") && value.startsWith("data:image/");
        if (![...ordinary, "none:"].includes(to) && !image) wrong.push(`an address: ${told}`);
      }
    }
    if (it.matches("meta[http-equiv=refresh]") && new URL(it.content.replace(/^0; url=/, ""), location).origin != location.origin) wrong.push(`a way out: ${told}`);
  }
  for (const id of ["_main", "_said", "_copy", "_check"]) if (document.querySelectorAll(`[id="${id}"]`).length > 1) wrong.push(`two of ${id}`);
  for (const it of document.querySelectorAll("details")) it.open = true;
  for (const it of document.querySelectorAll("[loading=lazy]")) it.loading = "eager";
  for (const it of document.querySelectorAll("body *")) {
    for (const type of USES) it.dispatchEvent(new MouseEvent(type, { bubbles: false, cancelable: true }));
    if (it.matches("a, area, button, summary, input, select, textarea, audio, video, iframe, [tabindex], [contenteditable]")) {
      it.focus();
      it.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
    }
  }
  return wrong;
};

let context;
before(async () => {
  context = await (await browser()).newContext({ bypassCSP: true, viewport: { width: 800, height: 600 } });
  await context.exposeBinding("__ran", ({ page }, what) => page.troubles?.push(`it ran: ${what}`));
  await context.addInitScript(WATCH);
});

/** A page that notes whatever a payload could bring about. */
async function watched() {
  const page = await context.newPage();
  page.troubles = [];
  const trouble = (what) => page.troubles.push(what);
  page.on("pageerror", (error) => trouble(`an error: ${error}`));
  page.on("dialog", (dialog) => (trouble(`a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("popup", (popup) => (trouble(`a window: ${popup.url()}`), popup.close()));
  page.on("framenavigated", (frame) => frame == page.mainFrame() && frame.url() != page.at && !frame.url().startsWith(`${page.at}#`) && trouble(`it went to ${frame.url()}`));
  page.on("crash", () => trouble("it crashed"));
  await page.route("**/*", (route) => {
    const request = route.request();
    const url = request.url();
    const leaves = request.isNavigationRequest() && request.frame() == page.mainFrame() && url != page.at;
    // A page that stands at another address of a note goes on to it at once; it is looked at where it stands.
    if (leaves && url.startsWith(page.from)) return route.fulfill({ status: 204 });
    if (url.startsWith(page.from) || /^chrome(-extension)?:/.test(url)) return route.continue(); // The browser shows documents with scripts of its own.
    // Images, films and frames of other sites are what repositories of questions use; nothing else is fetched from there.
    const ordinary = ["image", "media"].includes(request.resourceType()) || (request.resourceType() == "document" && !leaves && url.startsWith("https:"));
    if (!ordinary || url.includes("beacon")) trouble(`a request: ${request.resourceType()} ${url}`);
    return route.abort();
  });
  return page;
}

/** Opens an address and uses what is there; what went wrong. */
async function open(page, url) {
  page.troubles.length = 0;
  page.from = new URL(url).origin;
  page.at = new URL(url).href;
  const gone = (error) => [`it went away: ${error.message.split("\n")[0]}`];
  const found = await page.goto(url, { waitUntil: "load" }).then(() => page.evaluate(USE)).catch(gone);
  // What a handler does at once comes before this; a frame, an animation or a refused image may take a moment.
  await page.evaluate(() => new Promise((next) => setTimeout(next, 30))).catch(() => {});
  return page.troubles.concat(found);
}

/** A page that crashes never answers. */
const late = () => new Promise((next) => setTimeout(next, PATIENCE, ["it hangs"]).unref());

/** Opens many, a few at a time; the troubles of each that had any. A page in which something happened is not used again. */
async function sweep(list) {
  const waiting = [...list];
  const bad = [];
  const work = async () => {
    let page = await watched();
    for (let it; (it = waiting.shift()); ) {
      const troubles = await Promise.race([open(page, it.url), late()]);
      if (!troubles.length) continue;
      // A browser that runs out of memory is no fault of the page's, unless it does so again.
      const crashed = troubles.every((it) => /^it (crashed|hangs|went away: .*crashed)/.test(it));
      if (crashed && !it.again) waiting.push({ ...it, again: true });
      else bad.push(`${it.what}\n      ${[...new Set(troubles)].slice(0, 5).join("\n      ")}`);
      await page.close();
      page = await watched();
    }
    await page.close();
  };
  await Promise.all([work(), work(), work()]);
  return bad;
}

// ---- The tests

const { all, of } = files();
let site, served, out, built;

before(async () => {
  site = await folder(all);
  served = await serve(site);
  out = await build(site);
  await ledger();
  out = await build(site);
  built = await host(out);
});

/** A ledger in which the answers of the notes of words are checked or disputed by payloads, after payloads, for payloads. */
async function ledger() {
  const entries = [];
  for (const path of await written()) {
    const n = words.indexOf(of.get(path));
    if (n < 0) continue;
    const html = await (await fetch(served.url + at(path))).text();
    for (const [question] of html.matchAll(/<[^>]* data-answer=[^>]*>/g)) {
      const [id, prompt, answer] = ["id", "hash", "answer"].map((it) => question.match(`data-${it}="?(\\w+)`)[1]);
      const [said, state] = [quoted(words[n]), n % 2 ? "checked" : "disputed"];
      const address = quoted(n % 3 ? words[n] : `https://x.example/${words[n]}`);
      entries.push(`{ id = "${id}", prompt = "${prompt}", answer = "${answer}", state = "${state}", by = ${said}, date = 2026-11-19, source = ${address}${n % 2 ? "" : `, objection = ${said}`} },`);
    }
  }
  assert.ok(entries.length >= words.length / 2, `only ${entries.length} checks`);
  const shown = () => fetch(`${served.url}words/0000/`).then((it) => it.text());
  await write(site, "checks.toml", `version = 1\nchecks = [\n${entries.sort().join("\n")}\n]\n`);
  await until(async () => /class="?objection/.test(await shown()), "the preview to show the checks");
}

/** Every page that was written, by its address below the site's root; not what notes have attached. */
const written = async () => (await readdir(out, { recursive: true })).filter((it) => /(^|\/)index\.html$|^404\.html$/.test(it)).sort().map((it) => it.replace(/index\.html$/, ""));
const at = (path) => path.split("/").map(encodeURIComponent).join("/");
const told = (path) => `${path} ${JSON.stringify(of.get(path) ?? "")}`;

test("the payloads are alive: what nobody has cleaned does something, and is noticed", async () => {
  const notes = Object.fromEntries(KINDS.flatMap((kind) => raw[kind].map((p, n) => [`${kind}-${n}.html`, `<!doctype html><meta charset=utf-8><body><div>${p}</div>`])));
  const plain = await host(await folder({ _headers: "", "404.html": "", ...notes }));
  // Names that stand in for others do nothing by themselves.
  for (const kind of KINDS.filter((it) => it != "clobbering")) {
    // One in four of a kind is enough to tell a test that sees from one that is blind.
    const some = raw[kind].map((what, n) => ({ what, url: `${plain.url}${kind}-${n}.html` })).filter((_, n) => n % 4 == 1);
    const bad = await sweep(some);
    assert.ok(bad.length >= some.length * 0.6, `only ${bad.length} of ${some.length} were noticed: ${kind}`);
  }
});

test("nothing runs on any page of a built site, whatever is done to it", async () => {
  const paths = await written();
  assert.ok(paths.length > of.size, `${paths.length} pages`);
  assert.match(await readFile(join(out, "words/0000/index.html"), "utf8"), /class="?objection/);
  const bad = await sweep(paths.map((path) => ({ url: built.url + at(path), what: told(path) })));
  assert.equal(bad.length, 0, `\n${bad.slice(0, 40).join("\n")}\n`);
});

test("nothing runs in the preview, which shows findings and checks as well", async () => {
  // What differs from a built page are its findings and its controls, which two notes in five show as well as all.
  const paths = (await written()).filter((path) => /^(words|checks|markdown\/\d*[0369])\//.test(path));
  assert.ok(paths.length > markdown.length / 3, `${paths.length} pages`);
  const bad = await sweep(paths.map((path) => ({ url: served.url + at(path), what: told(path) })));
  assert.equal(bad.length, 0, `\n${bad.slice(0, 40).join("\n")}\n`);
});

test("an attached file that holds a script, opened by itself, is stopped by the headers of the site", async () => {
  const evil = ["evil.svg", "evil.html"].map((path) => ({ what: path, url: built.url + path }));
  assert.equal((await sweep(evil)).length, 2, "without the headers they run");
  const guarded = await (await browser()).newContext();
  const page = await guarded.newPage();
  const ran = [];
  page.on("dialog", (dialog) => (ran.push(dialog.message()), dialog.dismiss()));
  for (const { what, url } of evil) {
    const response = await page.goto(url);
    assert.equal(response.status(), 200, "the file is there, because notes lead to it");
    await page.waitForTimeout(100);
    assert.deepEqual(ran, [], what);
  }
  await guarded.close();
});
