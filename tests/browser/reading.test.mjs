// Reading: what a person with a mouse, a keyboard, a phone, a printer or no script at all can do on a published page.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after } from "node:test";
import { browse, build, demo, end, fits, folder, host, ready, root, until, visit } from "./harness.mjs";

const site = await host(await build(join(root, "tests/browser/site")));
const shown = await host(await build(await demo()));
after(end);

const BOWLINE = "#what-does-a-bowline-give";
const open = (page, id) => page.locator(id).evaluate((q) => (q.matches("details") ? q : q.querySelector(":scope > details")).open);
const scrolled = (page) => page.evaluate(() => scrollY);
const inWindow = (page, id) => page.locator(id).evaluate((e) => {
  const { top, bottom } = e.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
});
const state = (page) => page.evaluate(() => [...document.querySelectorAll("main details")].map((d) => d.open));
/** What has the focus, in words. */
const focused = (page) => page.evaluate(() => {
  const it = document.activeElement;
  return it.closest(".question") ? `question ${it.closest(".question").id}` : it == document.body ? "the page" : it.dataset.do ?? it.className ?? it.localName;
});

browse("an answer stays shut until its question is clicked, and shuts again", async (page) => {
  await visit(page, `${site.url}knots/`);
  const answer = page.locator(`${BOWLINE} .answer`);
  assert.equal(await answer.isVisible(), false);
  await page.locator(`${BOWLINE} summary`).click();
  await answer.waitFor();
  await page.locator(`${BOWLINE} summary`).click();
  await answer.waitFor({ state: "hidden" });
});

browse("the whole row of a question opens it, its number and its empty end too", async (page) => {
  await visit(page, `${site.url}knots/`);
  const row = await page.locator(`${BOWLINE} summary`).boundingBox();
  await page.mouse.click(row.x - 50, row.y + row.height / 2);
  assert.equal(await open(page, BOWLINE), true);
  await page.mouse.click(row.x + row.width - 4, row.y + 10);
  assert.equal(await open(page, BOWLINE), false);
});

browse("the keyboard alone opens and shuts an answer", async (page) => {
  await visit(page, `${site.url}knots/`);
  await page.locator(`${BOWLINE} summary`).focus();
  await page.keyboard.press("Enter");
  assert.equal(await open(page, BOWLINE), true);
  await page.keyboard.press("Space");
  assert.equal(await open(page, BOWLINE), false);
});

browse("tab goes from the skip link through the tools to the questions in order, and every stop shows a ring", async (page) => {
  await visit(page, `${site.url}knots/`);
  const stops = [];
  for (;;) {
    await page.keyboard.press("Tab");
    // After the last stop the focus leaves the page.
    if ((await focused(page)) == "the page") break;
    stops.push(await focused(page));
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none", `a ring at ${stops.at(-1)}`);
  }
  assert.equal(stops[0], "skip");
  const order = ["skip", "site", "scheme", "all", "question what-does-a-bowline-give", "question when-is-a-figure-of-eight-better"].map((stop) => stops.indexOf(stop));
  assert.ok(!order.includes(-1), `all are reached: ${stops.join(", ")}`);
  assert.deepEqual(order, [...order].sort((a, b) => a - b), stops.join(", "));
  await page.keyboard.press("Home");
  await page.locator(".skip").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.closest("main") ? "main" : "before"), /main/);
});

browse("j and k step through the questions and bring them into the window", async (page) => {
  await visit(page, `${site.url}tides/`);
  const seen = [];
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press("j");
    seen.push(await focused(page));
    assert.ok(await page.evaluate(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }), `${seen.at(-1)} is in the window`);
  }
  assert.deepEqual(seen.slice(0, 5), [
    "question what-causes-two-tides-a-day", "question when-are-the-tides-highest", "question which-of-these-shorten-the-time-at-the-quay",
    "question how-much-of-the-range-falls-in-the-third-hour", "question what-does-this-print",
  ]);
  assert.equal(seen[5], seen[4], "the last one stays");
  await page.keyboard.press("k");
  assert.equal(await focused(page), seen[3]);
  await page.keyboard.press("Enter");
  assert.equal(await open(page, "#how-much-of-the-range-falls-in-the-third-hour"), true);
});

browse("show all answers opens every one, and is remembered on the next page and after a return", async (page) => {
  await visit(page, `${site.url}knots/`);
  const button = page.locator('[data-do="all"]');
  assert.match(await button.innerText(), /^Show all answers/);
  await button.click();
  assert.ok((await state(page)).every(Boolean));
  assert.match(await button.innerText(), /^Hide all answers/);
  await visit(page, `${site.url}harbour/lights/`);
  assert.ok((await state(page)).every(Boolean), "another note opens with its answers");
  await page.keyboard.press("a");
  assert.ok((await state(page)).every((it) => !it), "the key shuts them");
  await visit(page, `${site.url}knots/`);
  assert.ok((await state(page)).every((it) => !it), "and that is remembered too");
});

browse("answers that were left open stand there at the first paint: nothing moves when the script comes", async (page, t, context) => {
  await visit(page, `${site.url}knots/`);
  await page.keyboard.press("a");
  let send;
  const held = new Promise((done) => (send = done));
  await context.route("**/recto.*.js", async (route) => (await held, route.continue()));
  await page.goto(`${site.url}knots/`, { waitUntil: "commit" });
  const last = page.locator("#which-bend-joins-a-thick-rope-to-a-thin-one");
  await last.waitFor();
  await page.locator(`${BOWLINE} .answer`).waitFor();
  const before = await last.boundingBox();
  send();
  await ready(page);
  assert.deepEqual(await last.boundingBox(), before);
});

browse("a permalink opens its answer and brings it into the window, also from within the page", async (page) => {
  await visit(page, `${site.url}tides/#what-does-this-print`);
  assert.equal(await open(page, "#what-does-this-print"), true);
  assert.ok(await inWindow(page, "#what-does-this-print"));
  await visit(page, `${site.url}knots/`);
  assert.equal(await open(page, BOWLINE), false);
  await page.evaluate(() => (location.hash = "#which-bend-joins-a-thick-rope-to-a-thin-one"));
  await page.locator("#which-bend-joins-a-thick-rope-to-a-thin-one .answer").waitFor();
  assert.ok(await inWindow(page, "#which-bend-joins-a-thick-rope-to-a-thin-one"));
  const foot = page.locator("#which-bend-joins-a-thick-rope-to-a-thin-one .foot a");
  assert.equal(new URL(await foot.evaluate((a) => a.href)).hash, "#which-bend-joins-a-thick-rope-to-a-thin-one");
});

browse("a permalink is not covered by the bar of a phone", { viewport: { width: 390, height: 844 } }, async (page) => {
  await visit(page, `${site.url}tides/#what-does-this-print`);
  const bar = await page.locator(".leaf").boundingBox();
  const question = await page.locator("#what-does-this-print").boundingBox();
  assert.ok(question.y >= bar.y + bar.height, `${question.y} is below ${bar.y + bar.height}`);
});

browse("a footnote's number leads to the note, and the note's arrow back", async (page) => {
  await visit(page, `${site.url}tides/`);
  await page.locator("#when-are-the-tides-highest summary").click();
  await page.locator("#when-are-the-tides-highest sup a").click();
  assert.ok(await page.evaluate(() => document.querySelector(":target")?.textContent.includes("age of the tide")));
  await page.evaluate(() => document.querySelectorAll("details[open]").forEach((d) => (d.open = false)));
  await page.locator(".footnotes a[href^='#']").first().click();
  assert.equal(await open(page, "#when-are-the-tides-highest"), true, "the answer that it stands in opens again");
});

for (const system of ["light", "dark"]) {
  browse(`the scheme follows a ${system} system, and the switch goes before it from the first paint on`, { colorScheme: system }, async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const [paper, night] = ["rgb(253, 253, 251)", "rgb(23, 26, 31)"];
    await visit(page, site.url);
    assert.equal(await ground(), system == "dark" ? night : paper);
    const button = page.locator(".scheme");
    assert.equal((await button.innerText()).trim(), system == "dark" ? "Light" : "Dark");
    await button.click();
    assert.equal(await ground(), system == "dark" ? paper : night);
    assert.equal((await button.innerText()).trim(), system == "dark" ? "Dark" : "Light");
    // On the next page the colour is looked at while the body is being read, before any frame is drawn.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        observer.disconnect();
        window.__first = document.documentElement.dataset.scheme;
      }).observe(document, { childList: true, subtree: true });
    });
    await visit(page, `${site.url}knots/`);
    assert.equal(await page.evaluate(() => window.__first), system == "dark" ? "light" : "dark");
    assert.equal(await ground(), system == "dark" ? paper : night);
  });
}

browse("code is copied as it stands, and the button says so", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
  await visit(page, `${site.url}knots/`);
  await page.locator("#when-is-a-figure-of-eight-better summary").click();
  const copy = page.locator("#when-is-a-figure-of-eight-better .copy");
  assert.equal(await copy.innerText(), "Copy");
  await copy.click();
  await page.locator("#when-is-a-figure-of-eight-better .copy.done").waitFor();
  assert.equal(await copy.innerText(), "Copied");
  assert.equal(await page.locator("#_said").innerText(), "Copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'def loop(rope, end):\n    """Where the end has to go."""\n    return rope[:3] + [end] + rope[3:]\n');
  await page.locator("#when-is-a-figure-of-eight-better .copy:not(.done)").waitFor();
});

browse("options show the author's letters once, and no mark of the list that they were written in", async (page) => {
  await visit(page, `${site.url}tides/`);
  const third = page.locator("#how-much-of-the-range-falls-in-the-third-hour");
  assert.deepEqual(await third.locator(".letter").allInnerTexts(), ["A", "B", "C"]);
  assert.deepEqual(await third.locator(".choice").allInnerTexts(), ["one twelfth", "two twelfths", "three twelfths"]);
  assert.equal(await page.locator("#which-of-these-shorten-the-time-at-the-quay input").count(), 0);
});

browse("one choice answers at once and is judged; several are ticked first", async (page) => {
  await visit(page, `${site.url}tides/`);
  const third = page.locator("#how-much-of-the-range-falls-in-the-third-hour");
  await third.locator(".choices button").nth(0).click();
  await third.locator(".answer").waitFor();
  assert.equal(await third.locator("[data-wrong] .verdict").innerText(), "Your choice: wrong");
  assert.equal(await third.locator("[data-correct] .verdict").innerText(), "The answer");
  const quay = page.locator("#which-of-these-shorten-the-time-at-the-quay");
  await quay.locator(".choices button").nth(0).click();
  await quay.locator(".choices button").nth(2).click();
  assert.equal(await quay.locator(".answer").isVisible(), false);
  await quay.locator("summary").click();
  assert.deepEqual(await quay.locator(".verdict:visible").allInnerTexts(), ["Right", "The answer", "Your choice: wrong"]);
});

browse("a reader who hears the page is told how many of several choices were right, and that one choice was wrong", async (page) => {
  const said = page.locator("#_said");
  await visit(page, `${site.url}tides/`);
  const quay = page.locator("#which-of-these-shorten-the-time-at-the-quay");
  for (const n of [0, 2]) await quay.locator(".choices button").nth(n).click();
  await quay.locator("summary").click();
  await until(async () => (await said.textContent()) == "1 of 2 right ones chosen, 1 wrong", "the count", () => said.textContent());
  await page.locator("#how-much-of-the-range-falls-in-the-third-hour .choices button").nth(0).click();
  await until(async () => (await said.textContent()) == "Your choice: wrong", "the verdict", () => said.textContent());
});

browse("the outline of a phone unfolds, leads to a section, and folds; Escape gives the focus back", { viewport: { width: 390, height: 844 } }, async (page) => {
  await visit(page, `${site.url}tides/`);
  const outline = page.locator(".contents nav");
  assert.equal(await outline.isVisible(), false);
  await page.locator(".contents > summary").click();
  await outline.waitFor();
  await outline.getByText("Using the tables").click();
  await outline.waitFor({ state: "hidden" });
  assert.ok(await inWindow(page, "#\\32 -using-the-tables"));
  await page.locator(".contents > summary").click();
  await page.keyboard.press("Escape");
  await outline.waitFor({ state: "hidden" });
  assert.ok(await page.locator(".contents > summary").evaluate((it) => it == document.activeElement));
});

browse("the outline of a desk is always in sight, and its ribbon follows the reading", async (page) => {
  await visit(page, `${site.url}tides/`);
  assert.ok(await page.locator(".contents nav").isVisible());
  await page.locator(".contents").getByText("Using the tables").click();
  await page.locator('.contents [aria-current="true"]', { hasText: "Using the tables" }).waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('.contents [aria-current="true"]', { hasText: "Why the water moves" }).waitFor();
});

for (const width of [390, 1440]) {
  browse(`without JavaScript everything can be read, every answer opens, and nothing is dead, ${width} wide`, { javaScriptEnabled: false, viewport: { width, height: 900 } }, async (page) => {
    for (const path of ["", "knots/", "tides/", "harbour/", "harbour/everything/", "harbour/signals/", "tags/", "tags/water/"]) {
      await page.goto(site.url + path);
      assert.ok((await page.locator("main").innerText()).length > 20, path);
      for (const button of await page.locator("button").all()) assert.equal(await button.isVisible(), false, `a dead button on ${path}`);
      for (const summary of await page.locator("main .question summary").all()) {
        await summary.click();
        const answer = page.locator(".question[open] > .answer, .question > [open] > .answer").first();
        assert.ok(await answer.isVisible());
        await summary.click();
      }
    }
    await page.goto(`${site.url}tides/`);
    assert.deepEqual(await page.locator(".choices").first().locator("li").allInnerTexts().then((all) => all.map((it) => it.replace(/\s+/g, " "))), ["A A falling tide", "B A deep keel", "C A long chain"]);
    if (width < 1200) await page.locator(".contents > summary").click();
    await page.locator(".contents").getByText("Using the tables").click();
    assert.ok(await inWindow(page, "#\\32 -using-the-tables"));
  });
}

browse("on paper every answer is open, and afterwards each is as it was", async (page) => {
  await visit(page, `${site.url}knots/`);
  await page.locator("#what-holds-along-the-rope summary").click();
  const before = await state(page);
  // Headless Chromium prints to a file and fires the same events as a printer.
  const pdf = await page.pdf();
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual(await state(page), before);
  await page.emulateMedia({ media: "print" });
  for (const answer of await page.locator(".answer").all()) assert.ok(await answer.isVisible());
  for (const selector of [".verso", ".actions", ".foot"]) assert.equal(await page.locator(selector).first().isVisible(), false, selector);
});

browse("paper gets every answer without a script too", { javaScriptEnabled: false }, async (page) => {
  await page.goto(`${site.url}tides/`);
  await page.emulateMedia({ media: "print" });
  for (const answer of await page.locator(".answer").all()) {
    const { height } = (await answer.boundingBox()) ?? { height: 0 };
    assert.ok(height > 10, `${height} high`);
  }
});

const arabic = await host(
  await build(
    await folder({
      "recto.toml": 'title = "مدرسة الميناء"\nlanguage = "ar"\n',
      "content/README.md": "# مدرسة الميناء\n\nأسئلة اليوم الأول.\n",
      "content/عقد.md": "---\ntitle: عقد الحبال\ndraft: true\ntags: [حبل]\n---\n\n> [!danger] لم تراجع\n> لا تثق بها.\n\n## 1. العقد\n\n### ما هي عقدة البولين؟\n\nحلقة ثابتة في طرف الحبل.\n\n- لا تنزلق\n    - ولا تشد\n\n```python\nprint(1)\n```\n\n| المكان | المدى | أعلى ماء في السنة كلها مع الريح الغربية القوية جدا |\n| --- | --: | --- |\n| الحوض الداخلي | 3 | نعم |\n\n### متى تكون أفضل؟\n\nدائما.\n",
    }),
  ),
);
browse("a site from right to left is mirrored, and fits", async (page) => {
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of ["", "عقد/", "tags/"]) {
      await visit(page, arabic.url + path);
      assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
      await page.evaluate(() => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
      await fits(page, `${path} at ${width}`);
      assert.equal(await page.evaluate(() => scrollX), 0);
    }
  }
  await visit(page, `${arabic.url}عقد/`);
  const desk = await page.locator(".leaf").boundingBox();
  const text = await page.locator("h1").boundingBox();
  assert.ok(desk.x > text.x, "the desk lies at the right");
  const number = await page.locator(".num").first().boundingBox();
  const prompt = await page.locator(".prompt").first().boundingBox();
  assert.ok(number.x > prompt.x + prompt.width - 1, "numbers hang in the right margin");
});

browse("no page is wider than its window", async (page) => {
  const pages = { [site.url]: ["", "knots/", "tides/", "harbour/", "harbour/everything/", "harbour/signals/", "tags/", "tags/water/"], [shown.url]: ["", "data-engineering/interview-guide/", "handbook/settings/", "handbook/theming/", "handbook/diagnostics/"] };
  for (const [url, paths] of Object.entries(pages)) {
    for (const path of paths) {
      await visit(page, url + path);
      await page.evaluate(() => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
      for (const width of [320, 390, 700, 768, 900, 1200, 1440, 2200]) {
        await page.setViewportSize({ width, height: 900 });
        await fits(page, `${path} at ${width}`);
      }
    }
  }
});

for (const width of [700, 768, 900, 1199, 1200, 1330, 1440]) {
  browse(`the label of a question is whole and on few lines beside it, at ${width}`, { viewport: { width, height: 900 } }, async (page) => {
    await visit(page, `${odd.url}labels/`);
    for (const number of await page.locator(".num").all()) {
      const [{ x, height }, cut] = [await number.boundingBox(), await number.evaluate((it) => it.scrollWidth - it.clientWidth)];
      const shown = await number.evaluate((it) => it.innerText.trim());
      assert.match(shown, /\d/, "its number is shown");
      assert.ok(x >= 4 && height <= 60 && cut <= 1, `${shown}: at ${x}, ${height} high, ${cut} cut off`);
    }
  });
}

browse("what its author marked the right option with is not seen before the answer", async (page) => {
  await visit(page, `${odd.url}signs/`);
  const tick = page.locator("#which-one-floats .sign");
  const weight = () => page.locator("#which-one-sinks strong.sign").evaluate((it) => [it, it.closest("li")].map((it) => getComputedStyle(it).fontWeight));
  const [plain, around] = await weight();
  assert.equal(plain, around);
  assert.equal(await tick.evaluate((it) => getComputedStyle(it).visibility), "hidden");
  for (const id of ["floats", "sinks"]) await page.locator(`#which-one-${id} summary`).click();
  assert.equal(await tick.evaluate((it) => getComputedStyle(it).visibility), "visible");
  assert.notEqual((await weight())[0], around);
});

const LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft";
const row = (cell) => `| ${[...Array(14).keys()].map(cell).join(" | ")} |`;
const odd = await host(
  await build(
    await folder({
      "recto.toml": 'title = "Odd"\n',
      "content/long.md": `---\ntags: [x]\n---\n# ${LONG}\n\n**Which is ${"x".repeat(300)}?**\n\nThis.\n\n**What is wide?**\n\n${row(() => "A heading")}\n${row(() => "---")}\n${row(() => "some value")}\n`,
      [`content/${LONG}/deep.md`]: "# Deep\n\n**Why?**\n\nSo.\n",
      "content/labels.md": "# Labels\n\n### Question 12 (hard): Why twelve?\n\nSo.\n\n### Question 13: Why thirteen?\n\nSo.\n",
      "content/signs.md": "# Signs\n\n### Which one floats?\n\nA) a stone\nB) a cork ✅\nC) a nail\n\n### Which one sinks?\n\n- **A) a stone**\n- B) a cork\n",
      "content/sheets.md": `# Sheets\n\n**Which is short?**\n\nThis.\n\n**Which is long?**\n\n${"A paragraph of it.\n\n".repeat(50)}`,
      "content/knot.md": "# عقدة البولين!\n\nحلقة ثابتة.\n\n**ما هي العقدة?**\n\nحلقة.\n\n- لا تنزلق.\n- ولا تشد!\n\n**Is it a knot?**\n\n- It is.\n",
      "content/files.md": "# Files\n\n![[a.pdf]]\n\n![[a.pdf|200x300]]\n\n$\\cancel{x}$\n\n$$\n\\begin{aligned} a &= b \\\\ long &= c \\end{aligned}\n$$\n",
      "content/a.pdf": "%PDF-1.4\n",
    }),
  ),
);
browse("a word that is wider than the window breaks, in lists, titles and neighbours", async (page) => {
  const folded = `${LONG.toLowerCase()}/`;
  for (const path of ["", "long/", folded, `${folded}deep/`, "knot/", "sheets/", "tags/x/"]) {
    await visit(page, odd.url + path);
    for (const width of [320, 700, 800, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await fits(page, `${path} at ${width}`);
    }
  }
});

browse("words that run from right to left do so in a site that does not, with their stops, marks and bullets", async (page) => {
  await visit(page, `${odd.url}knot/`);
  await page.evaluate(() => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
  // Where the last character of each stands, seen from its first.
  const turned = (selector) => page.locator(selector).evaluateAll((all) => all.map((it) => {
    const text = document.createTreeWalker(it, NodeFilter.SHOW_TEXT).nextNode();
    const at = (n) => {
      const range = new Range();
      range.setStart(text, n);
      range.setEnd(text, n + 1);
      return range.getBoundingClientRect().left;
    };
    return at(text.data.length - 1) < at(0);
  }));
  assert.deepEqual(await turned("h1"), [true]);
  assert.deepEqual(await turned(".prose p"), [true]);
  assert.deepEqual(await turned(".prompt"), [true, false]);
  assert.deepEqual(await turned(".answer li"), [true, true, false]);
  const ways = await page.locator(".answer ul").evaluateAll((all) => all.map((it) => getComputedStyle(it).direction));
  assert.deepEqual(ways, ["rtl", "ltr"], "bullets stand where their words begin");
  await visit(page, odd.url);
  assert.deepEqual(await turned(".lines a[href='/knot/']"), [true]);
});

browse("an embedded document is as wide as the column, or as wide as its author says", async (page) => {
  await visit(page, `${odd.url}files/`);
  const column = await page.locator("article > .prose").boundingBox();
  const [whole, own] = await page.locator(".document iframe").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().width));
  assert.equal(whole, column.width);
  assert.equal(own, 200);
});

browse("what a formula strikes out is struck out, and equations stand below one another at their signs", async (page) => {
  await visit(page, `${odd.url}files/`);
  assert.match(await page.locator(".mop-negated").evaluate((it) => getComputedStyle(it).backgroundImage), /gradient/);
  const signs = await page.locator("mtr").evaluateAll((all) => all.map((it) => Math.round(it.querySelector("mo").getBoundingClientRect().left)));
  const ends = await page.locator("mtr").evaluateAll((all) => all.map((it) => Math.round([...it.querySelectorAll("mtd:first-child mi")].at(-1).getBoundingClientRect().right)));
  assert.equal(new Set(signs).size, 1, `${signs}`);
  assert.equal(new Set(ends).size, 1, `${ends}`);
});

browse("paper cuts off no table and no word, has no shadow, and no half-empty sheet before a long answer", async (page) => {
  await visit(page, `${odd.url}long/`);
  await page.emulateMedia({ media: "print" });
  // As wide as what the margins leave of a sheet.
  await page.setViewportSize({ width: 650, height: 900 });
  await page.evaluate(() => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
  await fits(page, "the sheet");
  for (const it of await page.locator("table, .prompt").all()) {
    const { x, width } = await it.boundingBox();
    assert.ok(x + width <= 650, `${x + width} of 650`);
  }
  for (const it of ["body", ".recto"]) assert.equal(await page.locator(it).evaluate((e) => getComputedStyle(e).backgroundImage), "none", it);
  await page.emulateMedia({ media: null });
  await visit(page, `${odd.url}sheets/`);
  const sheets = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  assert.equal(sheets, 2);
});

const deep = await host(await build(join(root, "tests/browser/site"), "--base-url", "https://example.org/school/notes/"), "/school/notes/");
browse("below a path every link, file and page is found, the lost page's too", { forgiven: [/404 .*(not-here|deep)/] }, async (page) => {
  const failed = [];
  page.on("response", (it) => it.status() >= 400 && !/not-here|deep/.test(it.url()) && failed.push(it.url()));
  const seen = new Set();
  const queue = [deep.url];
  while (queue.length) {
    const url = queue.shift();
    if (seen.has(url)) continue;
    seen.add(url);
    const response = await visit(page, url);
    assert.equal(response.status(), 200, url);
    for (const link of await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.href))) {
      const { origin, pathname } = new URL(link);
      if (origin == deep.origin) queue.push(origin + pathname);
    }
  }
  assert.ok(seen.size >= 10, `${seen.size} pages`);
  for (const url of seen) assert.ok(url.startsWith(deep.url), url);
  for (const lost of ["not-here/", "harbour/not-here/deep/down"]) {
    const response = await visit(page, deep.url + lost);
    assert.equal(response.status(), 404);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(253, 253, 251)", "its stylesheet is found");
    await page.locator("main .button").click();
    await page.waitForURL(deep.url);
  }
  assert.deepEqual(failed, []);
});

browse("hashed files may be kept for ever, pages may not, and both bear the policy", async (page) => {
  const seen = new Map();
  page.on("response", (it) => seen.set(new URL(it.url()).pathname, it.headers()));
  await visit(page, `${site.url}knots/`);
  await until(() => [...seen.keys()].some((it) => it.endsWith(".js")), "the script");
  for (const [path, headers] of seen) {
    assert.match(headers["content-security-policy"], /^default-src 'none'/, path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
    if (path.startsWith("/assets/")) assert.match(headers["cache-control"], /immutable/, path);
    else assert.doesNotMatch(headers["cache-control"] ?? "", /immutable/, path);
  }
});

browse("no page has a style attribute or element, and the policy would refuse one", { forgiven: [/style-src|inline style/] }, async (page) => {
  for (const path of ["", "tides/", "harbour/everything/"]) {
    await visit(page, site.url + path);
    assert.equal(await page.locator("[style], style").count(), 0, path);
  }
  const kept = await page.evaluate(() => {
    document.querySelector("h1").setAttribute("style", "color: red");
    return getComputedStyle(document.querySelector("h1")).color != "rgb(255, 0, 0)";
  });
  assert.ok(kept);
});
