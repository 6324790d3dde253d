// Every page, as the program writes it, is valid HTML: the Nu Html Checker finds no error.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { build, demo, end, folder, root } from "./harness.mjs";

after(end);

const vnu = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** The errors of all pages below a folder, each as one line. */
async function errors(out) {
  const check = promisify(execFile)("java", ["-Xss8m", "-jar", vnu, "--format", "json", "--exit-zero-always", "--skip-non-html", out], { maxBuffer: 1 << 26 });
  const { messages } = JSON.parse((await check).stderr);
  const wrong = messages.filter((it) => it.type != "info");
  return wrong.map((it) => `${it.url?.split("/out/")[1]}:${it.lastLine}: ${it.message}  ${it.extract ?? ""}`);
}
const pages = async (out) => (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".html"));

test("every page of the demo site is valid", async () => {
  const out = await build(await demo());
  assert.ok((await pages(out)).length > 20);
  assert.deepEqual(await errors(out), []);
});

test("every page of a site that uses all of Markdown is valid, also from right to left and below a prefix", async () => {
  assert.deepEqual(await errors(await build(join(root, "tests/browser/site"))), []);
  const arabic = await folder({
    "recto.toml": 'title = "مذكرات"\nlanguage = "ar"\n',
    "content/عقد.md": "# عقد\n\n## ما هي العقدة؟\n\nشكل من الحبل `bowline` يمسك.\n\n| أ | ب |\n|---|--:|\n| ١ | ٢ |\n",
  });
  assert.deepEqual(await errors(await build(arabic, "--base-url", "https://example.org/ب/")), []);
});
