// Measures the application in a real browser against a real server. `cargo xtask bench` calls it with the names of
// measures (benches/measures.json) and reads one line of JSON for each: {"name", "values"}. What it says to people goes to
// the error stream. A run that fails spoils its own measures only; the program then ends with an error at the very end.

import fs from "node:fs/promises";
import path from "node:path";
import { CHROMIUM, FLAGS, chromium } from "../tests/browser/chromium.mjs";
import { Device, PEOPLE, PROGRAM, Server, SITE, Stage, until } from "../tests/browser/harness.mjs";

const PRODUCTS = process.env.QUAYSIDE_BENCH_PRODUCTS ?? "100000";
const REPEAT = Number(process.env.QUAYSIDE_BENCH_REPEAT ?? 5);
/** Tablets that are online together. */
const TABLETS = Number(process.env.QUAYSIDE_BENCH_TABLETS ?? 20);
const LONG_MS = 600_000;

/** Measures by name. Several may come from the same run; each run is made once. */
const MEASURES = {
  "first-sync": firstVisit,
  "first-sync-bytes": firstVisit,
  "browser-disk": firstVisit,
  "cold-start-list": coldStart,
  "cold-start-search": coldStart,
  "browser-memory": coldStart,
  "search-exact": searching,
  "search-prefix": searching,
  "search-typo": searching,
  "scan-durable": scanning,
  "reveal-1000": changes,
  "reveal-1000-bytes": changes,
  "pull-with-outbox": pullWithOutbox,
  "push-10000": push,
  "four-tablets": fourTablets,
  "tablet-to-tablet": tabletToTablet,
  "tablet-to-tablet-p95": tabletToTablet,
  "app-weight": weight,
  "app-weight-code": weight,
  "app-weight-faces": weight,
};

/** After a start nothing is under way any more. */
const SETTLED_MS = 3_000;

const values = {};
const note = (name, value) => (values[name] ??= []).push(value);
const say = (text) => console.error(`  ${text}`);

/** The value that `part` of all are not above. */
function quantile(all, part) {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
}

// ---- Devices ----

/** A device with a filled copy of the books. */
async function filled(stage, server) {
  const device = await stage.device(server);
  await fill(device);
  return device;
}

async function fill(device) {
  await device.signIn();
  await until("the first sync is done", () => device.marks("quayside:first-sync-done").then((all) => all.length), LONG_MS);
  await device.untilInstalled();
}

/** A device that shares its browser with others: twenty browsers would measure the machine's memory. */
class Guest extends Device {
  async launch() {
    this.context = await this.browser.newContext({
      viewport: { width: this.size.width, height: this.size.height },
      locale: "en-GB",
      timezoneId: "Europe/London",
    });
    this.page = await this.context.newPage();
    this.watch(this.page);
  }
}

/** Bytes that the sync protocol costs on the wire from now on. */
async function meter(device) {
  const cdp = await device.cdp();
  const counted = { bytes: 0 };
  const synced = new Set();
  cdp.on("Network.requestWillBeSent", ({ requestId, request }) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/api/v1/sync") && !pathname.endsWith("/pokes")) synced.add(requestId);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (synced.has(requestId)) counted.bytes += encodedDataLength;
  });
  await cdp.send("Network.enable");
  return counted;
}

// ---- Counting ----

/** A stocktake to count in, with codes to scan. */
async function stocktake(server) {
  const office = await server.signIn();
  const locations = await office.all("/api/v1/locations");
  const location = locations.find((one) => one.n_bins > 0);
  const bins = await office.all(`/api/v1/locations/${location.id}/bins`);
  const { items } = await office.get("/api/v1/products?limit=500");
  const codes = items.flatMap(({ barcodes }) => barcodes.filter((one) => one.pack === 1).map((one) => one.code));
  const { id } = await office.post("/api/v1/stocktakes", { location: location.id });
  return { id, bins: bins.map((bin) => bin.name), codes };
}

/** Opens the count in a bin, and does the scan that opens the pass. */
async function startCounting(device, count, bin = 0) {
  await device.goto(`/stocktakes/${count.id}/count`);
  await device.page.getByTestId("count-page").waitFor();
  await prepareScanner(device);
  await device.page.evaluate((name) => window.bench.type(name), count.bins[bin]);
  await until("the bin is on the plate", async () =>
    (await device.page.getByTestId("bin").textContent()).includes(count.bins[bin]),
  );
  await device.page.evaluate((code) => window.bench.scan(code), count.codes[0]);
}

/**
 * Puts a scanner into the page: it sends its keys as fast as they are taken. Each scan waits until the one before is
 * durable, as a person waits for the beep.
 */
function prepareScanner(device) {
  return device.page.evaluate(() => {
    const durable = [];
    let wake = () => {};
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName("quayside:scan-durable")) durable.push(entry.startTime);
      wake();
    }).observe({ type: "mark" });
    const key = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    const type = (code) => [...code, "Enter"].forEach(key);
    const scan = async (code) => {
      const n = durable.length;
      const at = performance.now();
      type(code);
      while (durable.length === n) await new Promise((resolve) => (wake = resolve));
      return durable.at(-1) - at;
    };
    window.bench = { type, scan };
  });
}

/** `n` scans, going on to the next bin now and then. */
async function scanMany(device, count, n, firstBin = 0) {
  const PER_BIN = 250;
  const begun = Date.now();
  for (let done = 0, bin = firstBin; done < n; done += PER_BIN, bin += 1) {
    await device.page.evaluate(
      async ({ bin, codes, n }) => {
        window.bench.type(bin);
        await new Promise((resolve) => setTimeout(resolve, 50));
        for (let at = 0; at < n; at += 1) await window.bench.scan(codes[at % codes.length]);
      },
      { bin: count.bins[bin % count.bins.length], codes: count.codes, n: Math.min(PER_BIN, n - done) },
    );
  }
  say(`${n} scans took ${((Date.now() - begun) / 1000).toFixed(1)} s`);
}

/** Puts the network back, and returns how long it took from the browser's notice of that until nothing waits. */
async function untilPushed(devices) {
  const waits = devices.map((device) =>
    device.page.evaluate(
      () =>
        new Promise((resolve) => {
          let online;
          addEventListener("online", () => (online = performance.timeOrigin + performance.now()), { once: true });
          const isDone = () => document.querySelector(".sync[data-sync]")?.dataset.sync === "synced";
          const look = () => {
            if (online && isDone()) resolve([online, performance.timeOrigin + performance.now()]);
            else setTimeout(look, 2);
          };
          look();
        }),
    ),
  );
  await Promise.all(devices.map((device) => device.offline(false)));
  const times = await Promise.all(waits);
  return Math.max(...times.map(([, end]) => end)) - Math.min(...times.map(([begin]) => begin));
}

async function untilSynced(device) {
  const pill = device.page.locator(".sync[data-sync=synced]").first();
  await pill.waitFor({ timeout: LONG_MS, state: "attached" });
}

// ---- Runs ----

/** An empty device is opened, somebody signs in, until a scan would find its product. */
async function firstVisit(stage, server) {
  for (let run = 0; run < REPEAT; run += 1) {
    const device = await stage.device(server);
    const counted = await meter(device);
    const asked = await device.signIn();
    const ready = () => device.marks("quayside:search-ready").then((all) => all[0]);
    note("first-sync", (await until("a scan would find its product", ready, LONG_MS)) - asked);
    await until("the first sync is done", () => device.marks("quayside:first-sync-done").then((all) => all[0]), LONG_MS);
    note("first-sync-bytes", counted.bytes / 1e6);
    await device.untilInstalled();
    note("browser-disk", await storedMegabytes(device));
    await device.close();
  }
}

function storedMegabytes(device) {
  return device.page.evaluate(async () => {
    const { usage, usageDetails } = await navigator.storage.estimate();
    return (usageDetails?.indexedDB ?? usage) / 1e6;
  });
}

/** The heap of JavaScript and the memory of the application itself. */
async function heldMegabytes(device) {
  const { usedSize } = await (await device.cdp()).send("Runtime.getHeapUsage");
  const own = await device.page.evaluate(async () => {
    const app = await import(document.querySelector("link[rel=modulepreload]").href);
    // Called again, it answers what it began with.
    const { memory } = await app.default();
    return memory.buffer.byteLength;
  });
  return (usedSize + own) / 1e6;
}

/** A filled device is switched on while the server is away. */
async function coldStart(stage, server) {
  const device = await filled(stage, server);
  await server.kill();
  try {
    for (let run = 0; run < REPEAT; run += 1) {
      await device.restart();
      await device.goto("/stock");
      note("cold-start-list", await device.mark("quayside:list-painted"));
      note("cold-start-search", await device.mark("quayside:search-ready"));
      // With the search index, which is read when the screen stands.
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      note("browser-memory", await heldMegabytes(device));
    }
  } finally {
    await server.up();
    await device.close();
  }
}

/** Searching as the pages do, asked of the running application: the browser's clock is coarser than a search. */
async function searching(stage, server) {
  const device = await filled(stage, server);
  const office = await server.signIn();
  const { items } = await office.get("/api/v1/products?limit=500");
  const words = items.flatMap(({ name }) => name.split(/\W+/)).filter((word) => word.length >= 6);
  const every = (all, n) => all.filter((_, at) => at % Math.ceil(all.length / n) === 0);
  const queries = {
    "search-exact": every(items.flatMap(({ barcodes }) => barcodes.map((one) => one.code)), 200),
    "search-prefix": every([...words.map((word) => word.slice(0, 4)), ...items.map(({ sku }) => sku.slice(0, 5))], 200),
    // Without its first letter, and with two others exchanged.
    "search-typo": every(words.map((word) => word[1] + word[3] + word[2] + word.slice(4)), 200),
  };
  for (let run = 0; run < REPEAT; run += 1) {
    for (const [name, asked] of Object.entries(queries)) {
      const took = await device.page.evaluate(
        async ({ isCode, asked }) => {
          const app = await import(document.querySelector("link[rel=modulepreload]").href);
          return asked.map((one) => (isCode ? app.resolve_ms(one, 500) : app.search_ms(one, 50, 10)));
        },
        { isCode: name === "search-exact", asked },
      );
      note(name, quantile(took, 0.95));
    }
  }
  await device.close();
}

/** From the first key of a scan until it would beep. */
async function scanning(stage, server) {
  const count = await stocktake(server);
  const device = await filled(stage, server);
  await startCounting(device, count);
  for (let run = 0; run < REPEAT; run += 1) {
    const took = await device.page.evaluate(async (codes) => {
      const took = [];
      for (const code of codes) {
        took.push(await window.bench.scan(code));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return took;
    }, count.codes.slice(1, 201));
    note("scan-durable", quantile(took, 0.95));
  }
  await untilSynced(device);
  await device.close();
}

/** A tablet comes back after a thousand products were changed. */
async function changes(stage, server) {
  const device = await filled(stage, server);
  const office = await server.signIn();
  const ids = [];
  for (let after = ""; ids.length < 1000; ) {
    const page = await office.get(`/api/v1/products?limit=500${after}`);
    ids.push(...page.items.map((one) => one.id));
    if (!page.next) break;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
  await device.goto("/stock");
  await device.mark("quayside:list-painted");
  const counted = await meter(device);
  for (let run = 0; run < REPEAT; run += 1) {
    await untilSynced(device);
    await device.offline(true);
    await office.post("/api/v1/products/bulk", {
      products: ids.slice(0, 1000),
      change: { description: `Changed for the ${run + 1}. time` },
    });
    const before = counted.bytes;
    const revealed = device.page.evaluate(
      () =>
        new Promise((resolve) => {
          let online;
          addEventListener("online", () => (online = performance.now()), { once: true });
          new PerformanceObserver((list, observer) => {
            const entry = list.getEntriesByName("quayside:revealed").at(-1);
            if (online === undefined || !entry) return;
            observer.disconnect();
            resolve(entry.startTime - online);
          }).observe({ type: "mark" });
        }),
    );
    await device.offline(false);
    note("reveal-1000", await revealed);
    await untilSynced(device);
    note("reveal-1000-bytes", (counted.bytes - before) / 1e3);
  }
  await device.close();
}

/** The longest time that nothing else gets a turn in the page, while it pulls with 5,000 scans waiting. */
async function pullWithOutbox(stage, server) {
  const count = await stocktake(server);
  const office = await server.signIn();
  const device = await filled(stage, server);
  const { items } = await office.get("/api/v1/products?limit=100");
  await startCounting(device, count);
  for (let run = 0; run < REPEAT; run += 1) {
    await untilSynced(device);
    await device.offline(true);
    await scanMany(device, count, 5_000, run * 20);
    await office.post("/api/v1/products/bulk", {
      products: items.map((one) => one.id),
      change: { description: `Seen with scans waiting, ${run + 1}` },
    });
    const longest = device.page.evaluate(
      () =>
        new Promise((resolve) => {
          let [online, isOver, last, longest] = [false, false, 0, 0];
          addEventListener("online", () => (online = true), { once: true });
          new PerformanceObserver((list, observer) => {
            if (!online || list.getEntriesByName("quayside:revealed").length === 0) return;
            observer.disconnect();
            isOver = true;
          }).observe({ type: "mark" });
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            const now = performance.now();
            if (online && last) longest = Math.max(longest, now - last);
            last = now;
            if (isOver) return resolve(longest);
            port2.postMessage(0);
          };
          port2.postMessage(0);
        }),
    );
    await device.offline(false);
    note("pull-with-outbox", await longest);
  }
  await untilSynced(device);
  await device.close();
}

/** A day without a network is sent. */
async function push(stage, server) {
  const count = await stocktake(server);
  const device = await filled(stage, server);
  await startCounting(device, count);
  for (let run = 0; run < REPEAT; run += 1) {
    await untilSynced(device);
    await device.offline(true);
    await scanMany(device, count, 10_000, run * 40);
    note("push-10000", await untilPushed([device]));
  }
  await device.close();
}

/** Four tablets come back at once. */
async function fourTablets(stage, server) {
  const count = await stocktake(server);
  const devices = [];
  for (let n = 0; n < 4; n += 1) {
    const device = await filled(stage, server);
    await startCounting(device, count, n * 10);
    devices.push(device);
  }
  for (let run = 0; run < REPEAT; run += 1) {
    for (const device of devices) await untilSynced(device);
    for (const device of devices) await device.offline(true);
    await Promise.all(devices.map((device, n) => scanMany(device, count, 2_000, n * 40 + run * 8)));
    note("four-tablets", await untilPushed(devices));
  }
  for (const device of devices) await device.close();
}

/** One counts, the others see it: from durable there to shown here. */
async function tabletToTablet(stage, server) {
  const count = await stocktake(server);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, chromiumSandbox: false });
  try {
    const tablets = [];
    for (let n = 0; n < TABLETS; n += 1) {
      const guest = Object.assign(new Guest({ url: server.url }), { browser });
      await guest.launch();
      await fill(guest);
      await startCounting(guest, count, n % count.bins.length);
      await untilSynced(guest);
      tablets.push(guest);
      say(`${n + 1} of ${TABLETS} tablets are online`);
    }
    const [first, ...others] = tablets;
    const absolute = (name) => performance.getEntriesByName(name, "mark").map((one) => performance.timeOrigin + one.startTime);
    const fromNow = await first.page.evaluate(() => performance.timeOrigin + performance.now());
    for (let scan = 0; scan < REPEAT * 10; scan += 1) {
      await first.page.evaluate((code) => window.bench.scan(code), count.codes[1 + (scan % 50)]);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const sent = (await first.page.evaluate(absolute, "quayside:scan-durable")).filter((at) => at > fromNow);
    const took = [];
    for (const other of others) {
      const seen = await other.page.evaluate(absolute, "quayside:revealed");
      for (const [n, at] of sent.entries()) {
        const next = seen.find((one) => one >= at);
        const isMissed = next === undefined || (sent[n + 1] !== undefined && next >= sent[n + 1]);
        if (!isMissed) took.push(next - at);
      }
    }
    say(`${took.length} of ${sent.length * others.length} reached their tablet before the next scan`);
    if (took.length < (sent.length * others.length) / 2) throw new Error("most scans were not seen in time");
    // One sample each time around, so that the page shows a spread.
    const each = Math.ceil(took.length / REPEAT);
    for (let run = 0; run < REPEAT; run += 1) {
      const part = took.filter((_, at) => at % REPEAT === run);
      if (part.length === 0 || each === 0) continue;
      note("tablet-to-tablet", quantile(part, 0.5));
      note("tablet-to-tablet-p95", quantile(part, 0.95));
    }
  } finally {
    await browser.close();
  }
}

/** What opening the application loads, as it goes over the wire: all of it, then code and faces by themselves. */
async function weight() {
  const bytes = { "app-weight": 0, "app-weight-code": 0, "app-weight-faces": 0 };
  for (const folder of [SITE, path.join(SITE, "assets")]) {
    const files = await fs.readdir(folder);
    for (const file of files) {
      const isCounted = !/^scanner|\.(br|gz|txt)$|latin-ext|icon-|logo-/.test(file);
      if (!isCounted || (await fs.stat(path.join(folder, file))).isDirectory()) continue;
      const sent = files.includes(`${file}.br`) ? `${file}.br` : file;
      const { size } = await fs.stat(path.join(folder, sent));
      bytes["app-weight"] += size;
      if (/\.(wasm|js)$/.test(file)) bytes["app-weight-code"] += size;
      if (file.endsWith(".woff2")) bytes["app-weight-faces"] += size;
    }
  }
  for (const [name, size] of Object.entries(bytes)) note(name, size / 1000);
}

// ---- The whole ----

/** The folder of a training company of the wanted size; made once for each build of the program. */
async function company(stage) {
  const { mtimeMs } = await fs.stat(PROGRAM);
  const folder = path.resolve(stage.folder, "..", `company-${PRODUCTS}-${Math.round(mtimeMs)}`);
  const isMade = await fs.access(path.join(folder, "made")).then(() => true, () => false);
  if (!isMade) {
    await fs.rm(folder, { recursive: true, force: true });
    const begun = Date.now();
    const server = await Server.start({ folder, command: ["demo", "--products", PRODUCTS], startMs: LONG_MS });
    await server.stop();
    await fs.writeFile(path.join(folder, "made"), "");
    say(`a company of ${PRODUCTS} products was made in ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  }
  return folder;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in MEASURES));
if (unknown.length > 0) throw new Error(`no measure is called ${unknown.join(", ")}`);
const stage = new Stage("bench");
const failed = [];
try {
  await stage.prepare();
  const folder = path.join(stage.folder, "server");
  await fs.cp(await company(stage), folder, { recursive: true });
  const server = await stage.server({ folder, command: ["demo", "--products", PRODUCTS], startMs: LONG_MS });
  for (const run of new Set(wanted.map((name) => MEASURES[name]))) {
    console.error(`measuring: ${run.name}`);
    const begun = Date.now();
    try {
      if (!server.isUp) await server.up();
      await run(stage, server);
    } catch (error) {
      failed.push(run.name);
      console.error(`  ${run.name} FAILED:`, error);
      await stage.record();
    }
    say(`${((Date.now() - begun) / 1000).toFixed(0)} s`);
  }
} finally {
  await stage.close();
}
for (const name of wanted) console.log(JSON.stringify({ name, values: values[name] ?? [] }));
if (failed.length > 0) {
  console.error(`not measured: ${failed.join(", ")}`);
  process.exitCode = 1;
}
