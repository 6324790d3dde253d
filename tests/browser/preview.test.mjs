// The live preview: an edit changes an open page in place, what is wrong is shown over it, and what is lost comes back.

import assert from "node:assert/strict";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { after } from "node:test";
import { browse, end, folder, PATIENCE, serve, visit, write } from "./harness.mjs";

after(end);

const long = (words) => `${words} `.repeat(60);
const QUESTIONS = [...Array(12)].map((_, n) => `What is answer ${n + 1}?`);
const note = (change = (text) => text) => change(`# Note

${long("Before everything.")}

## First

${QUESTIONS.map((question, n) => `**${question}**\n\n${long(`The answer ${n + 1}.`)}\n`).join("\n")}`);

const SITE = {
  "recto.toml": 'title = "Preview"\n',
  "content/note.md": note(),
  "content/other.md": "# Other\n\n**Is this another?**\n\nYes.\n",
};

/** A page of a served site, with its event stream open. */
async function preview(page, files = {}, path = "note/") {
  const site = await folder({ ...SITE, ...files });
  const server = await serve(site);
  const heard = page.waitForResponse((it) => it.url().endsWith("/_recto/events"));
  await visit(page, server.url + path);
  await heard;
  // A page that was loaded anew would have lost this.
  await page.evaluate(() => (window.__same = true));
  return { site, server, edit: (text, at = "content/note.md") => write(site, at, text) };
}
const same = (page) => page.evaluate(() => window.__same === true);
const answer = (n) => `#what-is-answer-${n}`;
const open = (page, n) => page.locator(answer(n)).evaluate((d) => d.open);
const panel = (page) => page.locator(".live-panel");
const line = (page) => page.locator(".live-line");

browse("an edit keeps the scroll position, the open answers and the focus, and replaces only what changed", async (page) => {
  const { edit } = await preview(page);
  for (const n of [3, 5, 9]) await page.locator(`${answer(n)} summary`).click();
  await page.locator(`${answer(9)} summary`).focus();
  await page.locator(answer(9)).evaluate((it) => scrollTo(0, it.getBoundingClientRect().top + scrollY - 300));
  await page.evaluate(() => {
    window.__nodes = [...document.querySelectorAll(".question")];
    window.__paragraphs = [...document.querySelectorAll(".question .answer > p:first-child")];
    window.__top = document.querySelector("#what-is-answer-9").getBoundingClientRect().top;
  });
  // The answer above the window grows by a screenful.
  await edit(note((text) => text.replace("The answer 3. ", long("Now it says far more.").repeat(4))));
  await page.locator(`${answer(3)} .answer`, { hasText: "far more" }).waitFor();
  const now = await page.evaluate(() => ({
    moved: document.querySelector("#what-is-answer-9").getBoundingClientRect().top - window.__top,
    questions: [...document.querySelectorAll(".question")].map((it, n) => it === window.__nodes[n]),
    paragraphs: [...document.querySelectorAll(".question .answer > p:first-child")].map((it, n) => it === window.__paragraphs[n]),
    focus: document.activeElement.closest(".question")?.id,
  }));
  assert.ok(Math.abs(now.moved) < 1, `moved by ${now.moved}`);
  assert.ok(now.questions.every(Boolean), "every question is the node it was");
  assert.ok(now.paragraphs.every(Boolean), "and so is every paragraph");
  assert.equal(now.focus, "what-is-answer-9");
  for (const n of [3, 5, 9]) assert.equal(await open(page, n), true, `answer ${n} stays open`);
  for (const n of [1, 2, 4]) assert.equal(await open(page, n), false, `answer ${n} stays shut`);
  assert.ok(await same(page));
});

browse("a new question appears among the others, with what the script serves, and a removed one goes", async (page) => {
  const { edit } = await preview(page);
  await page.locator(`${answer(2)} summary`).click();
  const second = await page.locator(answer(2)).elementHandle();
  await edit(note((text) => text.replace("**What is answer 2?**", "**Is this one new?**\n\n```sql\nSELECT 1;\n```\n\n**What is answer 2?**")));
  const fresh = page.locator("#is-this-one-new");
  await fresh.waitFor();
  assert.equal(await fresh.locator(".copy").count(), 1, "its code has the button");
  assert.equal(await open(page, 2), true);
  assert.ok(await page.locator(answer(2)).evaluate((it, was) => it === was, second));
  assert.equal(await page.locator(`${answer(2)} .num`).innerText(), "3", "the numbers behind it move on");
  await edit(note());
  await fresh.waitFor({ state: "detached" });
  assert.equal(await open(page, 2), true);
  assert.ok(await same(page));
});

browse("questions that change places keep what stands open", async (page) => {
  const { edit } = await preview(page);
  await page.locator(`${answer(4)} summary`).click();
  await edit(note((text) => {
    const [before, ...parts] = text.split("**What is ");
    return [before, parts[3], parts[0], parts[2], parts[1], ...parts.slice(4)].join("**What is ");
  }));
  await page.waitForFunction(() => document.querySelector(".question").id == "what-is-answer-4");
  assert.equal(await open(page, 4), true);
  assert.equal(await open(page, 1), false);
});

browse("a choice that was made is still made after an edit elsewhere", async (page) => {
  const choice = "# Choice\n\nText.\n\n**Which of these float?**\n\n- [x] Wood\n- [ ] Iron\n- [x] Cork\n\nBoth are light.\n";
  const { edit } = await preview(page, { "content/choice.md": choice }, "choice/");
  await page.locator(".choices button").nth(0).click();
  await page.locator(".choices button").nth(1).click();
  await edit(choice.replace("Text.", "Another text."), "content/choice.md");
  await page.getByText("Another text.").waitFor();
  assert.deepEqual(await page.locator(".choices button").evaluateAll((all) => all.map((it) => it.getAttribute("aria-pressed"))), ["true", "true", null]);
  await page.locator(".question summary").click();
  await page.locator("[data-wrong]").waitFor();
  await edit(choice.replace("Text.", "A third text."), "content/choice.md");
  await page.getByText("A third text.").waitFor();
  assert.deepEqual(await page.locator(".verdict:visible").allInnerTexts(), ["Right", "Your choice: wrong", "The answer"]);
});

browse("an edit of another note leaves the page alone", async (page) => {
  const { edit, server } = await preview(page);
  await page.evaluate(() => {
    window.__changes = 0;
    new MutationObserver((all) => (window.__changes += all.length)).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const from = server.lines.length;
  await edit("# Other\n\n**Is this another?**\n\nStill.\n", "content/other.md");
  await server.said(/other\.md/, from);
  // The next event comes after the first, so once it has been acted on, the first has been too.
  await edit(note((text) => text.replace("Before everything.", "Changed.")));
  await page.getByText("Changed.").first().waitFor();
  assert.ok((await page.evaluate(() => window.__changes)) <= 2, "one paragraph changed, and nothing else");
});

browse("a stylesheet of the site is swapped without a reload", async (page) => {
  const { edit } = await preview(page, { "themes/recto/assets/site.css": "h1 { color: rgb(1, 2, 3); }\n" });
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector("h1")).color);
  assert.equal(await colour(), "rgb(1, 2, 3)");
  await page.locator(`${answer(1)} summary`).click();
  await edit("h1 { color: rgb(4, 5, 6); }\n", "themes/recto/assets/site.css");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).color == "rgb(4, 5, 6)");
  await page.waitForFunction(() => document.querySelectorAll('link[rel="stylesheet"]').length == 3);
  assert.ok(await same(page));
  assert.equal(await open(page, 1), true);
  await edit(":root { --column: 30rem; }\n", "themes/recto/assets/css/60-own.css");
  await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue("--column") == "30rem");
  assert.equal(await colour(), "rgb(4, 5, 6)", "the site's own stylesheet still has the last word");
  assert.ok(await same(page));
});

browse("a template edit loads the page anew", async (page) => {
  const { edit } = await preview(page);
  await edit('{% extends "recto/note.html" %}\n{% block foot %}<p class="mine">Mine.</p>{% endblock foot %}\n', "themes/recto/templates/note.html");
  await page.locator(".mine").waitFor();
});

browse("a mistake lies over the page with its place, line and hint, and goes when it is mended", async (page) => {
  const { edit } = await preview(page);
  assert.equal(await panel(page).isVisible(), false);
  await edit(note((text) => text.replace("## First", "A [dead link](no-such-note.md).\n\n## First")));
  await panel(page).waitFor();
  assert.equal(await panel(page).locator(".live-place").innerText(), "content/note.md:5:3");
  assert.match(await panel(page).locator(".live-excerpt").innerText(), /no-such-note\.md/);
  assert.ok((await panel(page).locator(".live-hint").innerText()).length > 5);
  await page.getByText("A dead link.").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await panel(page).isVisible(), false);
  await edit(note((text) => text.replace("## First", "A [dead link](no-such-note.md)!\n\n## First")));
  await page.getByText("dead link!").waitFor();
  assert.equal(await panel(page).isVisible(), false, "what was closed stays closed");
  await edit(note((text) => text.replace("## First", "A [dead link](no-such-note.md)! [Another](nor-this.md).\n\n## First")));
  await panel(page).waitFor();
  assert.equal(await panel(page).locator("li").count(), 2);
  await edit(note());
  await panel(page).waitFor({ state: "hidden" });
  assert.ok(await same(page));
});

browse("what has the focus is never beneath the panel, by Tab or by key, in a small window", { viewport: { width: 390, height: 700 } }, async (page) => {
  const wrong = [...Array(6).keys()].map((n) => `[dead ${n}](no-such-${n}.md)`).join(" ");
  await preview(page, { "content/note.md": note((text) => text.replace("## First", `${wrong}\n\n## First`)) });
  await panel(page).waitFor();
  const free = (after) => page.evaluate((after) => {
    const it = document.activeElement;
    if (it == document.body || it.closest(".live-panel")) return "";
    const top = document.querySelector(".live-panel").getBoundingClientRect().top;
    const { bottom } = it.getBoundingClientRect();
    return bottom <= top ? "" : `after ${after}: ${it.textContent.trim().slice(0, 30)} ends at ${bottom}, the panel begins at ${top}`;
  }, after);
  for (let n = 0; n < 24; n++) {
    await page.keyboard.press("Tab");
    assert.equal(await free(`Tab ${n}`), "");
  }
  await page.evaluate(() => (document.activeElement.blur(), scrollTo(0, 0)));
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press("j");
    assert.equal(await free(`j ${n}`), "");
  }
});

browse("a page that is loaded while something is wrong shows it too", async (page) => {
  await preview(page, { "content/note.md": note((text) => text.replace("## First", "A [dead link](no-such-note.md).\n\n## First")) });
  await panel(page).waitFor();
  assert.match(await panel(page).innerText(), /note\.md:5:3/);
});

browse("mistakes in other notes are counted, not shown, but for those that an edit has just made", async (page) => {
  const bad = "# Bad\n\n[one](x1.md) [two](x2.md)\n";
  const { edit } = await preview(page, { "content/bad.md": bad });
  assert.equal(await panel(page).isVisible(), false);
  await edit(note((text) => text.replace("## First", "[dead](no-such-note.md)\n\n## First")));
  await panel(page).waitFor();
  assert.equal(await panel(page).locator("li").count(), 1);
  assert.match(await panel(page).innerText(), /Elsewhere in the site: 2 more\./);
  await edit(note());
  await panel(page).waitFor({ state: "hidden" });
  await edit("# Other\n\n[three](x3.md)\n", "content/other.md");
  await panel(page).waitFor();
  assert.deepEqual(await panel(page).locator(".live-place").allInnerTexts(), ["content/other.md:3:1"]);
});

browse("a broken template keeps the last good page and says what is wrong", async (page) => {
  const { edit } = await preview(page, { "themes/recto/templates/note.html": '{% extends "recto/note.html" %}\n{% block foot %}<p class="mine">Mine.</p>{% endblock foot %}\n' });
  await page.locator(".mine").waitFor();
  await edit('{% extends "recto/note.html" %}\n{% block foot %}<p class="mine">Mine.{% if %}\n', "themes/recto/templates/note.html");
  await panel(page).waitFor();
  assert.match(await panel(page).innerText(), /themes\/recto\/templates\/note\.html/);
  assert.equal(await page.locator(".question").count(), 12, "the note still stands there");
  await edit('{% extends "recto/note.html" %}\n{% block foot %}<p class="mine">Mended.</p>{% endblock foot %}\n', "themes/recto/templates/note.html");
  await page.getByText("Mended.").waitFor();
  await panel(page).waitFor({ state: "hidden" });
});

browse("a deleted page is said, and comes back with its file", { forgiven: [/404/] }, async (page) => {
  const { site } = await preview(page);
  await rename(join(site, "content/note.md"), join(site, "note.kept"));
  await line(page).waitFor();
  assert.match(await line(page).innerText(), /no longer part of the site/);
  assert.equal(await page.locator(".question").count(), 12, "the last good page stays");
  await rename(join(site, "note.kept"), join(site, "content/note.md"));
  await line(page).waitFor({ state: "hidden" });
});

browse("a lost server is said, and the page catches up when it is back", { forgiven: [/ERR_|Failed to load resource/] }, async (page) => {
  const { site, server, edit } = await preview(page);
  await page.locator(`${answer(2)} summary`).click();
  await server.stop();
  await line(page).waitFor();
  assert.match(await line(page).innerText(), /Preview lost/);
  await edit(note((text) => text.replace("The answer 2. ", "Written meanwhile. ")));
  const again = await serve(site, { port: server.port });
  assert.equal(again.port, server.port);
  await line(page).waitFor({ state: "hidden" });
  await page.locator(`${answer(2)} .answer`, { hasText: "Written meanwhile" }).waitFor();
  assert.equal(await open(page, 2), true);
  await edit(note((text) => text.replace("The answer 2. ", "Written after. ")));
  await page.locator(`${answer(2)} .answer`, { hasText: "Written after" }).waitFor();
  assert.ok(await same(page));
});

browse("a page that was deleted while the server was away is said", { forgiven: [/ERR_|Failed to load resource/] }, async (page) => {
  const { site, server } = await preview(page);
  await server.stop();
  await line(page).waitFor();
  await rm(join(site, "content/note.md"));
  await serve(site, { port: server.port });
  await line(page).getByText("no longer part of the site").waitFor();
  assert.equal(await page.locator(".question").count(), 12);
});

browse("a page that was missing appears when its note is written", { forgiven: [/404/] }, async (page) => {
  const { edit } = await preview(page, {}, "later/");
  await edit("# Later\n\n## Is it here?\n\nYes.\n", "content/later.md");
  await page.locator("#is-it-here").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.kind), "note");
  assert.ok(await same(page));
});

browse("the terminal prints one tidy line an event", async (page) => {
  const { server, edit, site } = await preview(page);
  const event = /^\d\d:\d\d:\d\d .+: .+ in [\d.]+ (ms|s)/;
  const from = server.lines.length;
  await edit(note((text) => text.replace("Before everything.", "Edited.")));
  await page.getByText("Edited.").first().waitFor();
  await server.said(/note\.md: 1 page changed in/, from);
  await rm(join(site, "content/other.md"));
  await server.said(/other\.md: .*1 removed|other\.md: 1 page removed/, from);
  const lines = server.lines.slice(from);
  assert.equal(lines.length, 2, lines.join("\n"));
  for (const it of lines) assert.match(it, event);
});

browse("the preview sends the policy of the published site", async (page) => {
  const { server } = await preview(page);
  const response = await page.request.get(`${server.url}note/`, { timeout: PATIENCE });
  assert.match(response.headers()["content-security-policy"], /^default-src 'none'; script-src 'self' 'sha256-/);
});
