// Anybody can read it: axe-core finds nothing on any kind of page, in both schemes, on a phone and on a desk, answers shut
// and open.

import { join } from "node:path";
import { after } from "node:test";
import { accessible, browse, build, end, host, ready, root } from "./harness.mjs";

const out = await build(join(root, "tests/browser/site"));
const demo = await build(root);
const site = await host(out);
const shown = await host(demo);
after(end);

const kinds = {
  "the first page": "",
  "a draft": "tides/",
  "a note with every standing": "watch/",
  "a note wholly checked": "harbour/lights/",
  "the page of checks": "checks/",
  "a note kept without checks": "knots/",
  "a note with all of Markdown": "harbour/everything/",
  "a note whose questions hold code": "harbour/signals/",
  "a folder": "harbour/",
  "a tag": "tags/water/",
  "all tags": "tags/",
  "a lost page": "not-here/",
};

for (const width of [390, 1440]) {
  for (const colorScheme of ["light", "dark"]) {
    const options = { viewport: { width, height: 900 }, colorScheme, forgiven: [/404 .*not-here/] };
    browse(`axe-core finds nothing on any kind of page, ${width} wide, ${colorScheme}`, options, async (page) => {
      for (const [kind, path] of Object.entries(kinds)) {
        await page.goto(site.url + path);
        await ready(page);
        await accessible(page, kind);
        if (!(await page.locator("main details").count())) continue;
        // The choices first, so that a right and a wrong one stand there when the answers open.
        for (const button of await page.locator("button[data-do=choose]").all()) await button.click();
        await page.evaluate(() => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
        await accessible(page, `${kind}, every answer open`);
      }
      for (const path of ["data-engineering/interview-guide/", "handbook/theming/"]) {
        await page.goto(shown.url + path);
        await ready(page);
        await page.evaluate(() => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
        await accessible(page, path);
      }
    });
  }
}
