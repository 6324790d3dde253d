// What the browser tests share: sites in temporary folders, the preview server, a host that sends the built headers, and
// pages that are watched: every test fails on a console error, an uncaught error or a breach of the security policy.

import assert from "node:assert/strict";
import { spawn, execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const recto = join(root, "target", "release", "recto");
const run = promisify(execFile);

/** The browser's own address and what keeps it from talking to anybody. */
export const CHROMIUM = "/usr/bin/chromium";
export const CHROMIUM_FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** How long a condition may take: far longer than it needs, so that only what is broken runs into it. */
export const PATIENCE = 15_000;

// ---- Things that end with the file that made them, the last one first.

const endings = [];
const ends = (ending) => endings.push(ending);
/** Ends everything; each file calls it in `after`. */
export async function end() {
  for (const ending of endings.splice(0).reverse()) await ending();
}

// ---- Sites

/** A temporary folder with these files: a map from path to text. */
export async function folder(files = {}) {
  const at = await mkdtemp(join(tmpdir(), "recto-browser-"));
  ends(() => rm(at, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) await write(at, path, text);
  return at;
}

export async function write(at, path, text) {
  await mkdir(dirname(join(at, path)), { recursive: true });
  await writeFile(join(at, path), text);
}

/** A copy of the demo site: `recto.toml`, `checks.toml` and `content/`, without its output. */
export async function demo(files = {}) {
  const at = await folder(files);
  for (const file of ["recto.toml", "checks.toml"]) await cp(join(root, file), join(at, file));
  await cp(join(root, "content"), join(at, "content"), { recursive: true });
  return at;
}

/** `recto build`; the folder it wrote. */
export async function build(site, ...options) {
  const out = join(await folder(), "out");
  await run(recto, ["build", site, "--out", out, ...options]);
  return out;
}

/** `recto serve`, ready when it has told its address. `lines` is what it has printed so far. */
export async function serve(site, { port = 0, options = [] } = {}) {
  const server = spawn(recto, ["serve", site, "--port", String(port), ...options], { stdio: ["ignore", "pipe", "pipe"] });
  const it = {
    url: "",
    port: 0,
    lines: [],
    /** Waits until a line that matches has been printed after the first `from` lines. */
    said: (pattern, from = 0) => until(() => it.lines.slice(from).find((line) => pattern.test(line)), `the terminal to say ${pattern}`, () => it.lines.join("\n")),
    stop: async () => {
      if (server.exitCode != null || server.signalCode != null) return;
      const ended = once(server, "exit");
      server.kill("SIGTERM");
      await ended;
    },
  };
  for (const stream of [server.stdout, server.stderr]) {
    let rest = "";
    stream.setEncoding("utf8").on("data", (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      it.lines.push(...lines);
    });
  }
  ends(() => it.stop());
  const line = await it.said(/serving .* on http/);
  it.url = line.match(/http:\/\/\S+/)[0];
  it.port = Number(new URL(it.url).port);
  return it;
}

// ---- A host

const KINDS = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
};

/** The rules of a `_headers` file: a list of a path pattern with its headers. */
function rules(text) {
  const found = [];
  for (const line of text.split("\n").filter(Boolean)) {
    if (line.startsWith(" ")) {
      const [name, ...value] = line.trim().split(":");
      found.at(-1).headers[name] = value.join(":").trim();
    } else {
      found.push({ pattern: new RegExp(`^${line.trim().replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`), headers: {} });
    }
  }
  return found;
}

/** Serves a built site as a host does that reads `_headers`, below `prefix`. `sent` counts what each path took, in bytes. */
export async function host(out, prefix = "/") {
  const headers = rules(await readFile(join(out, "_headers"), "utf8"));
  const find = async (path) => {
    const file = join(out, path.endsWith("/") ? `${path}index.html` : path);
    return (await stat(file).catch(() => null))?.isFile() ? file : null;
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const inside = pathname.startsWith(prefix) && !pathname.endsWith("/_headers");
    const path = inside ? decodeURIComponent(pathname.slice(prefix.length - 1)) : "";
    const file = inside ? await find(path) : null;
    if (!file && inside && (await find(`${path}/`))) return response.writeHead(301, { location: `${pathname}/` }).end();
    const shown = file ?? join(out, "404.html");
    const own = {};
    for (const rule of headers) if (rule.pattern.test(pathname)) Object.assign(own, rule.headers);
    response.writeHead(file ? 200 : 404, { "content-type": KINDS[extname(shown)] ?? "application/octet-stream", ...own });
    response.end(await readFile(shown));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends(() => new Promise((done) => (server.closeAllConnections(), server.close(done))));
  return { url: `http://127.0.0.1:${server.address().port}${prefix}`, origin: `http://127.0.0.1:${server.address().port}` };
}

// ---- The browser

let started;
/** One browser a file. */
export function browser() {
  return (started ??= chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS }).then((it) => {
    ends(async () => {
      started = undefined;
      await it.close();
    });
    return it;
  }));
}

/** A fresh context whose pages write what goes wrong into `troubles`. `forgiven` are console messages that belong to the test. */
export async function context({ forgiven = [], ...options } = {}) {
  const it = await (await browser()).newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce", ...options });
  it.setDefaultTimeout(PATIENCE);
  const troubles = [];
  const add = (text) => forgiven.some((pattern) => pattern.test(text)) || troubles.push(text);
  await it.exposeBinding("__breach", (_, what) => add(`security policy: ${what}`));
  await it.addInitScript(() => {
    addEventListener("securitypolicyviolation", (e) => window.__breach(`${e.effectiveDirective} refused ${e.blockedURI} on ${e.documentURI}`));
  });
  it.on("page", (page) => {
    page.on("pageerror", (error) => add(`error: ${error.stack ?? error}`));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && add(`console: ${message.text()} (${message.location().url})`));
  });
  return Object.assign(it, { troubles });
}

/** A test that is handed a watched page, and fails on any trouble. */
export function browse(name, options, body) {
  if (typeof options == "function") [options, body] = [{}, options];
  test(name, async (t) => {
    const it = await context(options);
    const page = await it.newPage();
    try {
      await body(page, t, it);
      assert.deepEqual(it.troubles, [], "the page made trouble");
    } finally {
      await it.close();
    }
  });
}

/** Waits until `probe` gives something true. Used for what lies outside the page: files, the terminal. */
export async function until(probe, what, more = () => "") {
  const limit = Date.now() + PATIENCE;
  for (;;) {
    const found = await probe();
    if (found) return found;
    if (Date.now() > limit) assert.fail(`waited in vain for ${what}\n${more()}`);
    await new Promise((next) => setTimeout(next, 20));
  }
}

/** The page is drawn and its script has run: what only the script serves is in sight. */
export const ready = (page) => page.locator(".tools:not([hidden])").waitFor();

/** Goes there and waits for the script. */
export async function visit(page, url) {
  const response = await page.goto(url);
  await ready(page);
  return response;
}

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
let axeSource;
/** What axe-core finds. Its source goes in through the debugger's door, so the page's policy stays in force. */
export async function accessible(page, where) {
  axeSource ??= await readFile(axe, "utf8");
  await page.evaluate(axeSource);
  const { violations, incomplete } = await page.evaluate(async () => {
    // Over a gradient or beside a pseudo-element with a ground axe measures no contrast. The gutter and the icons are
    // decoration over the page's own colour, so they go meanwhile.
    const plain = new CSSStyleSheet();
    plain.replaceSync("* { background-image: none !important; } ::before, ::after { background: none !important; }");
    document.adoptedStyleSheets.push(plain);
    const found = await window.axe.run(document, { resultTypes: ["violations", "incomplete"] });
    document.adoptedStyleSheets.pop();
    return found;
  });
  const told = (it) => `${it.id} (${it.impact}): ${it.help}\n${it.nodes.slice(0, 6).map((node) => `    ${node.target.join(" ")}: ${(node.failureSummary ?? "").split("\n").slice(1).join(" ")}`).join("\n")}`;
  assert.deepEqual(violations.map(told), [], `axe-core on ${where}`);
  // What axe leaves open about contrast is a colour that nobody has looked at. But for text that lies under something else or
  // is cut by its box, and single letters; the letter of a choice hides under its tick.
  const open = incomplete.filter((it) => it.id == "color-contrast");
  for (const it of open) it.nodes = it.nodes.filter((node) => !/too short|overlapped|obscured/.test(node.failureSummary) && !/\.letter$/.test(node.target.join(" ")));
  assert.deepEqual(open.filter((it) => it.nodes.length).map(told), [], `axe-core could not measure on ${where}`);
}

/** Nothing is wider than the window. */
export async function fits(page, where) {
  const { wide, inner } = await page.evaluate(() => ({ wide: document.scrollingElement.scrollWidth, inner: document.documentElement.clientWidth }));
  assert.ok(wide <= inner, `${where} is ${wide} wide in a window of ${inner}`);
}
