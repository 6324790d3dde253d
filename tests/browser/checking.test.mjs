// Checking while reading, as somebody does it at the preview: with the mouse, with keys, in two tabs, with the note changing
// underneath; what the page shows, and what the ledger holds.

import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { after } from "node:test";
import { accessible, browse, end, folder, serve, until, visit, write } from "./harness.mjs";

after(end);

const TWENTY = [...Array(20)].map((_, n) => n + 1);
const note = (change = (text) => text) => change(`---\ndraft: true\n---\n\n# Note\n\n## First\n\n${TWENTY.map((n) => `${n == 11 ? "## Second\n\n" : ""}**What is thing ${n}?**\n\nThing ${n} is ${n} things.\n`).join("\n")}`);

/** A page of a served site with its controls in place. */
async function preview(page, files = {}, path = "note/") {
  const site = await folder({ "recto.toml": 'title = "Checking"\n', "content/note.md": note(), ...files });
  const server = await serve(site, { options: ["--by", "the author"] });
  const heard = page.waitForResponse((it) => it.url().endsWith("/_recto/events"));
  await visit(page, server.url + path);
  await heard;
  await page.locator(".checking").first().waitFor({ state: "attached" });
  await page.evaluate(() => (window.__same = true));
  return { site, server };
}
const thing = (n) => `#what-is-thing-${n}`;
const button = (page, n, what) => page.locator(`${thing(n)} [data-check=${what}]`);
const state = (page, n) => page.locator(thing(n)).getAttribute("data-state");
const foot = (page, n, text) => page.locator(`${thing(n)} .foot`).filter({ hasText: text }).waitFor();
const headline = (page, text) => page.locator(".headline").filter({ hasText: text }).waitFor();
/** The lines of the ledger that are checks. */
const entries = async (site) => (await readFile(join(site, "checks.toml"), "utf8").catch(() => "")).split("\n").filter((it) => it.startsWith("{"));
/** That a refusal wrote nothing, not even late: a check made after it is the only one in the ledger. */
async function onlyThen(page, site, n) {
  await page.locator(`${thing(n)} summary`).click();
  await button(page, n, "check").click();
  await foot(page, n, "Checked by the author");
  await until(async () => (await entries(site)).length > 0, "a check");
  const all = await entries(site);
  assert.equal(all.length, 1, all.join("\n"));
  assert.ok(all[0].includes(`id = "${await page.locator(thing(n)).getAttribute("data-id")}"`), all[0]);
}
const focus = (page) => page.evaluate(() => document.activeElement.closest(".question")?.id);

browse("twenty questions are checked, ten with the mouse and ten with keys, and all that counts follows", async (page) => {
  const { site } = await preview(page);
  assert.equal(await page.locator(".checking:visible").count(), 0, "nothing to press beside a question that is shut");
  for (const n of TWENTY.slice(0, 10)) {
    await page.locator(`${thing(n)} summary`).click();
    await button(page, n, "check").click();
    await foot(page, n, "Checked by the author, ");
  }
  await headline(page, "10 of 20 answers checked");
  assert.deepEqual(await page.locator(".contents .figure").allInnerTexts(), ["10/10", "0/10"]);
  await page.locator(`${thing(10)} summary`).focus();
  for (const n of TWENTY.slice(10)) {
    await page.keyboard.press("j");
    assert.equal(`#${await focus(page)}`, thing(n));
    await page.keyboard.press("Enter");
    await page.keyboard.press("c");
    await page.waitForFunction((it) => document.querySelector(it).dataset.state == "checked", thing(n));
  }
  await headline(page, "20 of 20 answers checked");
  await until(async () => (await entries(site)).length == 20, "twenty checks in the ledger");
  for (const line of await entries(site)) assert.match(line, /state = "checked", by = "the author", date = \d{4}-\d\d-\d\d/);
  assert.equal(await page.locator(`.question[open]`).count(), 20, "every answer is still open");
  assert.ok(await page.evaluate(() => window.__same), "and the page was never loaded anew");
  assert.equal(await readFile(join(site, "content/note.md"), "utf8"), note(), "the note is untouched");
});

browse("the page answers before the server has, and keeps its word when a change comes in between", async (page) => {
  const { site } = await preview(page);
  let release;
  const gate = new Promise((done) => (release = done));
  await page.route("**/_recto/checks", async (route) => (await gate, await route.continue()));
  await page.locator(`${thing(1)} summary`).click();
  await button(page, 1, "check").click();
  assert.equal(await state(page, 1), "checked");
  assert.equal(await page.locator(`${thing(1)} .mark`).innerText(), "checked");
  assert.deepEqual(await entries(site), [], "the request is held back");
  await write(site, "content/note.md", note((text) => text.replace("Thing 2 is", "Thing 2 was")));
  await page.locator(`${thing(2)} .answer`).filter({ hasText: "was" }).waitFor({ state: "attached" });
  assert.equal(await state(page, 1), "checked", "a page that was drawn before the check does not take it back");
  release();
  await foot(page, 1, "Checked by the author");
  await until(async () => (await entries(site)).length == 1, "1 in the ledger");
});

browse("a dispute takes its objection and where it stands; it can be changed and withdrawn", async (page) => {
  const { site } = await preview(page);
  await page.locator(`${thing(3)} summary`).click();
  await button(page, 3, "dispute").click();
  const form = page.locator(`${thing(3)} form[data-for=disputed]`);
  await form.locator(".go").click();
  assert.ok(await form.isVisible(), "without words there is no dispute");
  await form.locator("textarea").fill("It is <b>four</b> things.\nAnd more.");
  await form.locator("input").fill("https://example.org/four");
  await form.locator(".go").click();
  await page.locator(`${thing(3)} .objection`).waitFor();
  assert.equal(await page.locator(`${thing(3)} .objection .words`).innerText(), "It is <b>four</b> things.\nAnd more.");
  assert.match(await page.locator(`${thing(3)} .objection .signed`).innerText(), /^Disputed by the author, .* Source$/);
  assert.equal(await page.locator(`${thing(3)} .objection a`).getAttribute("href"), "https://example.org/four");
  assert.equal(await page.locator(`${thing(3)} .mark`).innerText(), "disputed");
  await page.locator(".legend").getByText("1 disputed").waitFor();
  assert.equal(await page.locator(".ruler .red").count(), 1);
  await until(async () => /state = "disputed".*objection = /.test((await entries(site))[0]), `an entry like /state = "disputed".*objection = /`);
  await button(page, 3, "dispute").click();
  assert.equal(await form.locator("textarea").inputValue(), "It is <b>four</b> things.\nAnd more.", "what was said is there to be changed");
  await form.locator("[data-check=withdraw]").click();
  await foot(page, 3, "Nobody has checked this answer yet");
  await until(async () => (await entries(site)).length == 0, "a ledger without entries");
});

browse("with keys alone: a source, a dispute, what was done last taken back, and no key while somebody types", async (page) => {
  const { site } = await preview(page);
  await page.locator("body").press("j");
  assert.equal(`#${await focus(page)}`, thing(1));
  assert.ok(await page.locator(".check-keys").isVisible(), "the keys are told");
  await page.keyboard.press("c");
  assert.equal(await state(page, 1), "unchecked", "nobody checks an answer that he has not seen");
  assert.ok(await page.locator(`${thing(1)} .answer`).isVisible(), "it opens instead");
  await page.keyboard.press("s");
  await page.keyboard.type("scud cases");
  assert.equal(await state(page, 1), "unchecked");
  await page.keyboard.press("Enter");
  await foot(page, 1, "Source: scud cases");
  await until(async () => /source = "scud cases"/.test((await entries(site))[0]), `an entry like /source = "scud cases"/`);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.keyboard.press("d");
  await page.keyboard.type("Not so.");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".check-form:visible").count(), 0);
  assert.ok(await button(page, 2, "dispute").evaluate((it) => it == document.activeElement), "Escape gives the focus back");
  await page.keyboard.press("d");
  assert.equal(await page.locator(`${thing(2)} textarea`).inputValue(), "Not so.", "and keeps what was written");
  await page.keyboard.press("Control+Enter");
  await page.locator(`${thing(2)} .objection`).waitFor();
  await page.keyboard.press("u");
  await foot(page, 2, "Nobody has checked");
  await page.keyboard.press("u");
  await foot(page, 1, "Nobody has checked");
  await until(async () => (await entries(site)).length == 0, "a ledger without entries");
  await page.keyboard.press("u");
  await page.getByRole("status").filter({ hasText: "There is nothing to take back." }).waitFor({ state: "attached" });
  await page.keyboard.press("Control+c");
  assert.equal(await state(page, 2), "unchecked", "the browser's own keys stay its own");
});

browse("an answer that is edited after its check has changed, and can be checked again or put back", async (page) => {
  const { site } = await preview(page);
  await page.locator(`${thing(5)} summary`).click();
  await button(page, 5, "source").click();
  await page.keyboard.type("The book of five");
  await page.keyboard.press("Enter");
  await foot(page, 5, "The book of five");
  const [checked] = await entries(site);
  await write(site, "content/note.md", note((text) => text.replace("Thing 5 is 5", "Thing 5 is 55")));
  await foot(page, 5, "Changed since it was checked by the author");
  assert.equal(await page.locator(`${thing(5)} .mark`).innerText(), "changed");
  await page.locator(".legend").getByText("1 changed since").waitFor();
  await button(page, 5, "check").click();
  await foot(page, 5, "Checked by the author");
  await until(async () => (await entries(site))[0] != checked, "another entry");
  await button(page, 5, "undo").click();
  await foot(page, 5, "Changed since it was checked by the author");
  await until(async () => (await entries(site)).join() == checked, "taken back, the old check is what it was");
  await write(site, "content/note.md", note());
  await foot(page, 5, "The book of five");
});

browse("nobody checks an answer that he did not see: the page says so and shows how it stands", { forgiven: [/409/] }, async (page) => {
  const { site } = await preview(page);
  await page.locator(`${thing(4)} summary`).click();
  // As if the note had changed and the page had not been told yet.
  await page.locator(thing(4)).evaluate((it) => (it.dataset.answer = "0".repeat(32)));
  await button(page, 4, "check").click();
  await page.locator(`${thing(4)} .check-error`).filter({ hasText: "changed" }).waitFor();
  assert.equal(await state(page, 4), "unchecked");
  assert.equal(await page.locator(`${thing(4)} .mark`).innerText(), "unchecked");
  await onlyThen(page, site, 5);
});

browse("an answer that changes while somebody writes against it has to be read again first", async (page) => {
  const { site } = await preview(page);
  await page.locator(`${thing(6)} summary`).click();
  await button(page, 6, "dispute").click();
  const form = page.locator(`${thing(6)} form[data-for=disputed]`);
  await form.locator("textarea").fill("Seven.");
  await write(site, "content/note.md", note((text) => text.replace("Thing 6 is 6", "Thing 6 is 7")));
  await page.locator(`${thing(6)} .answer`).filter({ hasText: "is 7" }).waitFor();
  assert.equal(await form.locator("textarea").inputValue(), "Seven.", "the change takes nothing away");
  await form.locator(".go").click();
  await page.locator(`${thing(6)} .check-error`).filter({ hasText: "Read it again" }).waitFor();
  await onlyThen(page, site, 7);
  await form.locator(".go").click();
  await page.locator(`${thing(6)} .objection`).waitFor();
  await until(async () => (await entries(site)).length == 2, "the dispute");
});

browse("two tabs of one note see each other's checks", async (page, _, tabs) => {
  const { site, server } = await preview(page);
  const second = await tabs.newPage();
  const heard = second.waitForResponse((it) => it.url().endsWith("/_recto/events"));
  await visit(second, `${server.url}note/`);
  await heard;
  await page.locator(`${thing(7)} summary`).click();
  await button(page, 7, "check").click();
  await second.locator(`${thing(7)}[data-state=checked]`).waitFor();
  await headline(second, "1 of 20 answers checked");
  await second.locator(`${thing(8)} summary`).click();
  await button(second, 8, "check").click();
  await headline(page, "2 of 20 answers checked");
  assert.ok(await page.locator(thing(7)).evaluate((it) => it.open), "what stands open here stays open");
  await until(async () => (await entries(site)).length == 2, "2 in the ledger");
});

browse("when the preview is gone the page says that nothing was written, and what was typed stays", { forgiven: [/ERR_CONNECTION|Failed to load|net::ERR/] }, async (page) => {
  const { server, site } = await preview(page);
  await page.locator(`${thing(9)} summary`).click();
  await button(page, 9, "dispute").click();
  await page.locator(`${thing(9)} textarea`).fill("A long objection.");
  await server.stop();
  await page.locator(`${thing(9)} form[data-for=disputed] .go`).click();
  await page.locator(`${thing(9)} .check-error`).filter({ hasText: "nothing was written" }).waitFor();
  assert.equal(await state(page, 9), "unchecked");
  assert.equal(await page.locator(`${thing(9)} textarea`).inputValue(), "A long objection.");
  assert.ok(await page.locator(`${thing(9)} textarea`).isVisible());
  assert.deepEqual(await entries(site), [], "nobody is there to write it");
});

browse("a page outlives the server that it came from: with the next one it checks as before", { forgiven: [/ERR_|Failed to load/] }, async (page) => {
  const { server, site } = await preview(page);
  await server.stop();
  const again = await serve(site, { port: server.port, options: ["--by", "the author"] });
  assert.equal(again.port, server.port);
  await page.locator(".live-line").filter({ hasText: "lost" }).waitFor({ state: "hidden" });
  const token = await page.evaluate(() => fetch(location.href).then((it) => it.text()).then((it) => new DOMParser().parseFromString(it, "text/html").querySelector("#_check").dataset.token));
  await page.waitForFunction((it) => document.querySelector("#_check").dataset.token == it, token);
  await page.locator(`${thing(1)} summary`).click();
  await button(page, 1, "check").click();
  await foot(page, 1, "Checked by the author");
});

browse("a note that kept no checks keeps them from the first one on", async (page) => {
  await preview(page, { "content/plain.md": "# Plain\n\n**Is this plain?**\n\nIt is.\n\n**And this?**\n\nThat too.\n" }, "plain/");
  assert.equal(await page.locator(".mark").count(), 0);
  await page.locator("#is-this-plain summary").click();
  await page.locator("#is-this-plain [data-check=check]").click();
  await headline(page, "1 of 2 answers checked");
  assert.deepEqual(await page.locator(".mark").allInnerTexts(), ["checked", "unchecked"]);
  await page.locator("#and-this summary").click();
  await page.locator("#and-this [data-check=check]").click();
  await page.locator(".meta").getByText("every answer checked").waitFor();
  assert.equal(await page.locator(".mark, .banner").count(), 0, "wholly checked, its marks go");
  assert.ok(await page.locator("#and-this .checking").isVisible());
});

browse("the keys go on working when the only check of a note is taken back, and when somebody removes the ledger", async (page) => {
  const { site } = await preview(page, { "content/plain.md": "# Plain\n\n**Is this plain?**\n\nIt is.\n\n**And this?**\n\nThat too.\n" }, "plain/");
  await page.locator("body").press("j");
  await page.keyboard.press("Enter");
  for (const gone of [() => page.keyboard.press("u"), () => rm(join(site, "checks.toml"))]) {
    await page.keyboard.press("c");
    await headline(page, "1 of 2 answers checked");
    await gone();
    await page.locator(".banner").waitFor({ state: "detached" });
    await until(async () => (await focus(page)) == "is-this-plain", "the focus where it was");
    assert.equal((await entries(site)).length, 0);
  }
  await page.keyboard.press("d");
  await page.keyboard.type("No.");
  await page.keyboard.press("Control+Enter");
  await page.locator("#is-this-plain .objection").waitFor();
  await until(async () => (await entries(site)).length == 1, "the dispute");
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [390, 1440]) {
    browse(`axe-core finds nothing on the controls and forms, ${width} wide, ${colorScheme}`, { colorScheme, viewport: { width, height: 900 } }, async (page) => {
      await preview(page, { "content/note.md": note((text) => text.split("## Second")[0]) });
      for (const n of [1, 2, 3]) await page.locator(`${thing(n)} summary`).click();
      await button(page, 1, "check").click();
      await foot(page, 1, "Checked by");
      await button(page, 2, "dispute").click();
      await accessible(page, "a form for an objection");
      await page.locator(`${thing(2)} textarea`).fill("No.");
      await page.locator(`${thing(2)} form[data-for=disputed] .go`).click();
      await page.locator(`${thing(2)} .objection`).waitFor();
      await page.locator(`${thing(3)} summary`).focus();
      await page.keyboard.press("s");
      await accessible(page, "a form for a source");
      await page.keyboard.press("Escape");
      await page.keyboard.press("k");
      await accessible(page, "the line of keys");
    });
  }
}
