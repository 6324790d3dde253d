// Lighthouse, as a phone on a slow line: at least 98 in all four categories.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as launcher from "chrome-launcher";
import lighthouse from "lighthouse";
import { build, CHROMIUM, CHROMIUM_FLAGS, demo, end, host } from "./harness.mjs";

const site = await host(await build(await demo(), "--base-url", "/"));
const chromium = await launcher.launch({ chromePath: CHROMIUM, chromeFlags: ["--headless=new", ...CHROMIUM_FLAGS], logLevel: "silent" });
after(async () => {
  await chromium.kill();
  await end();
});

const pages = { "a finished note": "sql/window-functions/", "the first page": "", "a chapter of the handbook": "handbook/theming/" };
for (const [kind, path] of Object.entries(pages)) {
  test(`Lighthouse gives ${kind} at least 98 in every category`, async (t) => {
    const { lhr } = await lighthouse(site.url + path, { port: chromium.port, output: "json", logLevel: "silent" });
    assert.equal(lhr.runtimeError, undefined);
    const scores = Object.values(lhr.categories).map((it) => [it.title, Math.round(it.score * 100)]);
    assert.equal(scores.length, 4);
    t.diagnostic(scores.map((it) => it.join(" ")).join(", "));
    const lost = Object.values(lhr.audits).filter((it) => it.score != null && it.score < 0.9 && it.scoreDisplayMode != "informative").map((it) => `${it.id}: ${it.displayValue ?? it.title}`);
    for (const [title, score] of scores) assert.ok(score >= 98, `${title} ${score}\n${lost.join("\n")}`);
  });
}
