// A long note with all that it loads stays light: 33 questions in at most 35 kB of gzip, its scripts in at most 8 kB of that.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { browse, build, end, folder, host, ready } from "./harness.mjs";

after(end);

const KILO = 1000;

/** Nine sections, 33 bold questions with nested lists for answers: about 19 kB, of words that do not repeat too well. */
function longNote() {
  // A small generator with a fixed seed, so that the figures are the same on every run.
  let seed = 42;
  const random = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const syllables = "ba co dre fin gal hu ist jo kel lor mun nar op per qua ris sto tur um ver wes yon zel ark bre cli dor esk fla gri".split(" ");
  const words = [...Array(900)].map(() => [...Array(1 + random(3))].map(() => syllables[random(syllables.length)]).join("") + (random(3) ? "" : "ing"));
  // As in a language, a few words make half of the text.
  const sentence = (length) => {
    const text = [...Array(length)].map(() => words[random(random(2) ? 40 : words.length)]).join(" ");
    return text[0].toUpperCase() + text.slice(1);
  };
  const sizes = [5, 4, 4, 4, 3, 4, 4, 3, 2];
  let text = "---\ndraft: true\ntags: [long, interview]\n---\n\n> [!danger] Not checked\n> Nobody has looked at these answers.\n";
  for (const [at, size] of sizes.entries()) {
    text += `\n### ${at + 1}. **${sentence(4)}**\n`;
    for (let n = 0; n < size; n++) {
      text += `\n**${sentence(9)}?**\n\n- ${sentence(6)}:\n`;
      for (let k = 0; k < 4; k++) text += `    - **${sentence(2)}**: ${sentence(9)}.\n`;
      text += `- ${sentence(8)}.\n`;
    }
    text += "\n---\n";
  }
  return text;
}

const source = longNote();
const site = await host(await build(await folder({ "recto.toml": 'title = "Weight"\n', "content/long.md": source })));

test("the note to be weighed is as long as the one that the limit was set for", () => {
  assert.ok(Math.abs(source.length - 19 * KILO) < 1.5 * KILO, `${source.length} characters`);
  assert.equal(source.match(/^\*\*.*\?\*\*$/gm).length, 33);
});

browse("a note of 33 questions with all it loads takes at most 35 kB, its scripts at most 8 kB", async (page, t) => {
  const loaded = [];
  page.on("response", (response) => loaded.push(response));
  await page.goto(`${site.url}long/`, { waitUntil: "networkidle" });
  await ready(page);
  assert.equal(await page.locator(".question").count(), 33);
  const files = await Promise.all(loaded.map(async (it) => {
    const body = await it.body();
    return { path: new URL(it.url()).pathname, plain: body.length, packed: gzipSync(body, { level: 9 }).length };
  }));
  // The icon is fetched by the browser itself and may come at any time or never.
  if (!files.some((it) => it.path.endsWith(".svg"))) {
    const icon = await page.locator('link[rel="icon"]').evaluate(async (link) => (await fetch(link.href)).text());
    files.push({ path: "the icon", plain: icon.length, packed: gzipSync(icon, { level: 9 }).length });
  }
  const sum = (some) => some.reduce((sum, it) => sum + it.packed, 0);
  const scripts = files.filter((it) => it.path.endsWith(".js"));
  for (const it of files) t.diagnostic(`${it.path}: ${it.packed} bytes of gzip (${it.plain} plain)`);
  t.diagnostic(`together ${sum(files)} bytes of gzip, scripts ${sum(scripts)}`);
  assert.ok(files.length >= 4 && scripts.length >= 1);
  assert.ok(sum(files) <= 35 * KILO, `${sum(files)} bytes`);
  assert.ok(sum(scripts) <= 8 * KILO, `${sum(scripts)} bytes`);
});
