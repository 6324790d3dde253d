// How answers stand: every standing has its mark, its line and its foot; the banner, the outline, the first page and the page
// of checks count them; and a site that keeps no checks shows nothing of all this.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after } from "node:test";
import { accessible, browse, build, end, fits, folder, host, ready, root, visit } from "./harness.mjs";

const out = await build(join(root, "tests/browser/site"));
const site = await host(out);
after(end);

const BOOK = "#what-does-the-watch-write-down-first";
const MASTER = "#who-wakes-the-master";
const HORIZON = "#how-far-is-the-horizon-from-the-wheelhouse";
const ALONE = "#when-is-a-lookout-alone-enough";
const FIXED = "#how-often-is-the-position-fixed-near-the-coast";
const CARRY = "#which-of-these-may-a-lookout-carry";
const NOBODY = "#who-relieves-the-watch";

const openAll = (page) => page.evaluate(() => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
const words = (page, selector) => page.locator(selector).first().innerText().then((it) => it.replace(/\s+/g, " ").trim());
/** What the line beside an answer is drawn with. */
const line = (page, question) => page.locator(`${question} .answer`).evaluate((it) => {
  const { borderInlineStartStyle: style, borderInlineStartWidth: width, borderInlineStartColor: colour, backgroundImage } = getComputedStyle(it, "::before");
  return { style, width, colour, broken: /repeating/.test(backgroundImage) };
});

browse("every standing has its mark, its line and its foot", async (page) => {
  await visit(page, `${site.url}watch/`);
  await openAll(page);
  const mark = (question) => words(page, `${question} .mark`);
  const foot = (question) => words(page, `${question} .foot > span`);
  const ink = await page.evaluate(() => getComputedStyle(document.querySelector(".foot a")).color);

  assert.equal(await mark(BOOK), "checked");
  assert.deepEqual(await line(page, BOOK), { style: "solid", width: "2px", colour: ink, broken: false });
  assert.equal(await foot(BOOK), "Checked by the author, 19 November 2026");
  assert.equal(await page.locator(`${BOOK} .foot`).getByText("Source").getAttribute("href"), "https://example.org/watch");
  assert.equal(await page.locator(`${BOOK} .foot`).getByText("Link to this question").getAttribute("href"), BOOK);

  assert.equal(await mark(MASTER), "checked");
  assert.equal(await foot(MASTER), "Checked", "somebody who gave no name");
  assert.equal(await page.locator(`${MASTER} .foot > span`).nth(1).innerText(), "Source: The watch book, page 12", "a book is no link");

  assert.equal(await mark(HORIZON), "unchecked");
  assert.equal((await line(page, HORIZON)).broken, true);
  assert.equal(await foot(HORIZON), "Nobody has checked this answer yet");

  assert.equal(await mark(ALONE), "disputed");
  const red = await line(page, ALONE);
  assert.deepEqual([red.style, red.width, red.broken], ["double", "6px", false]);
  assert.notEqual(red.colour, ink);
  assert.equal(await words(page, `${ALONE} .objection .signed`), "Disputed by a reader, 20 November 2026");
  assert.match(await words(page, `${ALONE} .objection .words`), /^Half of it\. .* weather\.$/);
  assert.equal(await page.locator(`${ALONE} .foot`).innerText(), "Link to this question", "the objection says it all");

  assert.equal(await mark(FIXED), "changed");
  assert.equal((await line(page, FIXED)).broken, true, "pencil again");
  assert.equal(await foot(FIXED), "Changed since it was checked by the author, 19 November 2026");

  assert.equal(await mark(CARRY), "checked");
  assert.equal((await line(page, CARRY)).style, "solid", "a choice has its line too");
  assert.equal(await foot(CARRY), "Checked by the author", "without a date");

  assert.equal(await mark(NOBODY), "no answer");
  assert.equal(await words(page, `${NOBODY} .unanswered`), "No answer is written here yet.");
  assert.equal(await page.locator(`${NOBODY} .answer`).count(), 0);
});

const blanks = await host(await build(await folder({
  "recto.toml": 'title = "Blanks"\n',
  "content/blanks.md": "---\ntags: [flashcards]\ndraft: true\n---\n\n# Blanks\n\nA window function is evaluated after {{c1::having::a clause}} and before `order by`.\n\nThe {{c1::m}} pulls the sea, and {{c2::nothing else of that size}} does.\n",
})));
for (const colorScheme of ["light", "dark"]) {
  browse(`a cloze hides its words in blanks of one width, and shows them highlighted in its answer, ${colorScheme}`, { colorScheme }, async (page) => {
    await visit(page, `${blanks.url}blanks/`);
    assert.deepEqual(await page.locator(".mark").allInnerTexts(), ["unchecked", "unchecked"]);
    const blank = page.locator(".prompt .blank");
    assert.deepEqual(await blank.allInnerTexts(), ["a clause", "…", "…"]);
    const widths = await blank.evaluateAll((all) => all.map((it) => Math.round(it.getBoundingClientRect().width)));
    assert.deepEqual(widths, Array(3).fill(widths[0]), "a width would tell what is hidden");
    assert.equal(await page.locator(".answer mark", { hasText: "having" }).isVisible(), false);
    await accessible(page, "clozes with their blanks");
    await openAll(page);
    assert.deepEqual(await page.locator(".answer mark").allInnerTexts(), ["having", "m", "nothing else of that size"]);
    await accessible(page, "clozes with their answers");
  });
}

browse("the banner says how far the note is: in a headline, a ruler, a legend, and the outline follows", async (page) => {
  await visit(page, `${site.url}watch/`);
  assert.equal(await words(page, ".headline"), "Draft 3 of 7 answers checked");
  assert.match(await words(page, ".plea"), /^The other 4 stand /);
  assert.deepEqual(await page.locator(".legend li").allInnerTexts(), ["3 checked", "2 unchecked", "1 changed since", "1 disputed"]);
  const ruler = page.getByRole("img", { name: "3 checked, 2 unchecked, 1 changed since, 1 disputed, in the order of the questions." });
  const strokes = await ruler.evaluate((it) => Object.fromEntries([...it.querySelectorAll("path")].map((path) => [path.getAttribute("class"), (path.getAttribute("d").match(/v/g) ?? []).length])));
  assert.deepEqual(strokes, { ink: 3, edge: 3, red: 1, gap: 1 });
  // Drawn in order: the disputed one is the fourth stroke from the left, at the pitch of 16.
  assert.match(await ruler.locator(".red").getAttribute("d"), /^M2 0m16 0m16 0m16 0v18/);
  assert.deepEqual(await page.locator(".contents .figure").allInnerTexts(), ["2/5", "1/2"]);
  assert.deepEqual(await page.locator(".section .tally").allInnerTexts(), ["2 of 5 checked", "1 of 2 checked"]);
});

browse("a note wholly checked, or kept without checks, shows no marks, and one line under its title says so", async (page) => {
  await visit(page, `${site.url}harbour/lights/`);
  await openAll(page);
  assert.equal(await page.locator(".mark, .banner, .contents .figure:has-text('/')").count(), 0);
  assert.equal(await page.locator(".meta").getByText("every answer checked").getAttribute("href"), "/checks/");
  assert.equal((await line(page, "#which-light-stands-on-the-port-side")).style, "solid");
  assert.equal(await words(page, "#which-light-stands-on-the-port-side .foot > span"), "Checked by the author, 19 November 2026");
  await visit(page, `${site.url}knots/`);
  await openAll(page);
  assert.equal(await page.locator(".mark, .banner, .question[data-state]").count(), 0);
  assert.equal(await page.locator(".meta").getByText("kept without checks").count(), 1);
  assert.deepEqual(await page.locator(".foot").first().innerText(), "Link to this question");
});

browse("the first page tells drafts with their counts, and leads to the page of checks", async (page) => {
  await visit(page, site.url);
  assert.deepEqual(await page.locator(".draft").allInnerTexts(), ["draft, 0/5", "draft, 3/7"]);
  assert.equal(await words(page, ".colophon a"), "5 answers checked.");
  await page.locator(".views").getByText("Checks").click();
  await page.waitForURL(`${site.url}checks/`);
  assert.equal(await words(page, "main .lead"), "5 of 14 answers checked");
  assert.deepEqual(await page.locator("main > .legend li").allInnerTexts(), ["5 checked", "7 unchecked", "1 changed since", "1 disputed"]);
  assert.deepEqual(await page.locator(".checkers li").allInnerTexts(), ["Without a name: 1 checked, 0 disputed.", "a reader: 0 checked, 1 disputed.", "the author: 4 checked, 0 disputed."]);
  assert.deepEqual(await page.locator(".line").evaluateAll((all) => all.map((it) => `${it.querySelector("a").innerText} ${it.querySelector(".count").firstChild.textContent}`)), ["Tides 0/5", "Keeping watch 3/7", "Lights 2/2"]);
  const open = page.locator(".open > li");
  assert.deepEqual(await open.locator(".what a").allInnerTexts(), ["When is a lookout alone enough?", "How often is the position fixed near the coast?"]);
  assert.match(await open.nth(0).innerText(), /Disputed by a reader, 20 November 2026\s+Half of it\./);
  assert.match(await open.nth(1).innerText(), /Changed since it was checked by the author, 19 November 2026/);
  await open.locator("a").nth(0).click();
  await page.locator(`${ALONE} .objection`).waitFor();
});

browse("published pages have nothing with which to check", async (page) => {
  for (const file of await readdir(join(out, "assets"))) {
    assert.doesNotMatch(file, /check|live/);
    assert.doesNotMatch(await readFile(join(out, "assets", file), "utf8"), /_recto\//, file);
  }
  await visit(page, `${site.url}watch/`);
  await openAll(page);
  assert.equal(await page.locator("#_check, .checking, [data-check], [data-answer], [data-source], [data-objection], main form, main textarea").count(), 0);
  const before = await page.locator(BOOK).getAttribute("data-state");
  await page.locator(`${BOOK} summary`).focus();
  for (const key of ["c", "d", "s", "u"]) await page.keyboard.press(key);
  assert.equal(await page.locator(BOOK).getAttribute("data-state"), before);
});

const plain = await host(await build(await folder({ "recto.toml": 'title = "Plain"\n', "content/note.md": "# Note\n\n**What is it?**\n\nThis.\n\n**And that?**\n" })));
browse("a site without a ledger and without drafts shows no marks at all", async (page) => {
  for (const path of ["", "note/"]) {
    await visit(page, plain.url + path);
    await openAll(page);
    assert.equal(await page.locator(".mark, [data-state], .banner, .ruler, .legend, .draft, .objection").count(), 0, path);
    assert.doesNotMatch(await page.locator("body").innerText(), /check/i, path);
  }
  assert.equal((await page.request.get(`${plain.url}checks/`)).status(), 404);
});

const kept = await host(await build(await folder({
  "recto.toml": 'title = "Kept"\nrepo_url = "https://github.com/example/notes"\n',
  "content/sub/note.md": "# Note\n\nText.\n\n**What is 2 & 2?**\n\nFour.\n\n**What is 3 & 3?**\n\nSix.\n",
})));
browse("with a repository each answer leads to a prefilled issue and to its line", async (page) => {
  await visit(page, `${kept.url}sub/note/`);
  await page.locator("summary", { hasText: "2 & 2" }).click();
  const issue = new URL(await page.getByText("Something wrong?").first().getAttribute("href"));
  assert.equal(issue.origin + issue.pathname, "https://github.com/example/notes/issues/new");
  assert.equal(issue.searchParams.get("title"), "Wrong? What is 2 & 2?");
  assert.match(issue.searchParams.get("body"), /^Question: What is 2 & 2\?\nFile: content\/sub\/note\.md, line 5\n/);
  assert.match(await page.locator(".foot").getByText("Edit").first().getAttribute("href"), /^https:\/\/github\.com\/example\/notes\/edit\/.*content\/sub\/note\.md.*5/);
  await visit(page, `${site.url}watch/`);
  assert.equal(await page.getByText("Something wrong?").count(), 0, "without one nothing leads nowhere");
});

const long = await host(await build(await folder({
  "recto.toml": 'title = "Long"\n',
  "content/long.md": `---\ndraft: true\n---\n\n# Long\n\n${[...Array(61)].map((_, n) => `**What is ${n}?**\n\nIt is ${n}.\n`).join("\n")}`,
})));
browse("over sixty questions the ruler is a line over dots, which no longer tells which is which", async (page) => {
  await visit(page, `${long.url}long/`);
  const ruler = page.getByRole("img", { name: "61 unchecked.", exact: true });
  assert.deepEqual(await ruler.locator("path").evaluateAll((all) => all.map((it) => it.getAttribute("class"))), ["dots"]);
});

for (const width of [320, 390, 768, 900, 1440]) {
  browse(`standings fit ${width} wide, and nothing moves while the page loads`, { viewport: { width, height: 900 } }, async (page) => {
    await page.addInitScript(() => {
      window.__shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((it) => (window.__shift += it.value))).observe({ type: "layout-shift", buffered: true });
    });
    for (const path of ["watch/", "checks/", "harbour/lights/", ""]) {
      await page.goto(site.url + path, { waitUntil: "networkidle" });
      await ready(page);
      assert.equal(await page.evaluate(() => window.__shift), 0, path);
      await openAll(page);
      await fits(page, `${path} at ${width}`);
    }
    await page.goto(`${site.url}watch/`);
    const mark = page.locator(`${BOOK} .mark`);
    const { x, width: wide } = await mark.boundingBox();
    assert.ok(x + wide <= width, "the mark is on the page");
    assert.equal(await mark.locator("> span").evaluate((it) => it.getBoundingClientRect().width > 8), width >= 860, "the word, where there is room");
  });
}

browse("in forced colours a broken, a solid and a double line stay what they are", { forcedColors: "active" }, async (page) => {
  await visit(page, `${site.url}watch/`);
  await openAll(page);
  assert.deepEqual(await Promise.all([BOOK, HORIZON, FIXED, ALONE].map(async (it) => (await line(page, it)).style)), ["solid", "dashed", "dashed", "double"]);
});

browse("on paper marks tell the day of the check, objections stay, and feet go", async (page) => {
  await visit(page, `${site.url}watch/`);
  await openAll(page);
  await page.emulateMedia({ media: "print" });
  assert.equal(await words(page, `${BOOK} .mark`), "checked 19 November 2026");
  assert.equal(await words(page, `${HORIZON} .mark`), "unchecked");
  assert.ok(await page.locator(`${ALONE} .objection`).isVisible());
  assert.equal(await page.locator(`${BOOK} .foot`).isVisible(), false);
  assert.equal(await page.locator(".legend").isVisible(), false);
  assert.ok(await page.locator(".ruler").isVisible());
});

const arabic = await host(await build(await folder({
  "recto.toml": 'title = "مدرسة"\nlanguage = "ar"\n',
  "content/عقد.md": "---\ntitle: عقد\ndraft: true\n---\n\n## 1. العقد\n\n### ما هي عقدة البولين؟\n\nحلقة ثابتة.\n\n### متى تكون أفضل؟\n\nدائما.\n",
})));
browse("from right to left marks stand at the left, lines at the right, and the ruler begins at the right", async (page) => {
  await visit(page, `${arabic.url}عقد/`);
  await openAll(page);
  const [mark, prompt, answer] = await Promise.all([".mark", ".prompt", ".answer"].map((it) => page.locator(it).first().boundingBox()));
  assert.ok(mark.x + mark.width < prompt.x, "the mark is left of the text");
  const at = await page.locator(".answer").first().evaluate((it) => getComputedStyle(it, "::before").right);
  assert.ok(parseFloat(at) < 0, "the line hangs in the right margin");
  assert.ok(answer.width > 0);
  assert.match(await page.locator(".ruler").evaluate((it) => getComputedStyle(it).transform), /^matrix\(-1,/);
});
