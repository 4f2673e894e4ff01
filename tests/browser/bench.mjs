// Measures the application in a real browser against a real server. `cargo xtask bench` calls it with the names of
// measures (xtask/benches.json) and reads one line of JSON for each: {"name", "values"}. What it says to people goes to
// the error stream.

import fs from "node:fs/promises";
import path from "node:path";
import { Stage, SITE } from "./harness.mjs";

const PRODUCTS = process.env.QUAYSIDE_BENCH_PRODUCTS ?? "100000";
const REPEAT = Number(process.env.QUAYSIDE_BENCH_REPEAT ?? 5);

/** Measures by name. Several may come from the same run; each run is made once. */
const MEASURES = {
  "first-sync": firstVisit,
  "first-sync-bytes": firstVisit,
  "cold-start-list": coldStart,
  "cold-start-search": coldStart,
  "browser-disk": firstVisit,
  "browser-memory": coldStart,
  "app-weight": weight,
};

const values = {};
const note = (name, value) => (values[name] ??= []).push(value);

/** An empty device is opened, somebody signs in, until a scan would find its product. */
async function firstVisit(stage, server) {
  for (let run = 0; run < REPEAT; run += 1) {
    const device = await stage.device(server);
    let bytes = 0;
    const cdp = await device.cdp();
    const synced = new Set();
    cdp.on("Network.requestWillBeSent", ({ requestId, request }) => {
      if (new URL(request.url).pathname.startsWith("/api/v1/sync")) synced.add(requestId);
    });
    cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (synced.has(requestId)) bytes += encodedDataLength;
    });
    await cdp.send("Network.enable");
    const asked = await device.signIn();
    note("first-sync", (await device.mark("quayside:search-ready")) - asked);
    await device.mark("quayside:first-sync-done");
    note("first-sync-bytes", bytes / 1e6);
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

/** A filled device is switched on while the server is away. */
async function coldStart(stage, server) {
  const device = await stage.device(server);
  await device.signIn();
  await device.mark("quayside:first-sync-done");
  await device.untilInstalled();
  await server.kill();
  for (let run = 0; run < REPEAT; run += 1) {
    await device.restart();
    await device.goto("/stock");
    note("cold-start-list", await device.mark("quayside:list-painted"));
    note("cold-start-search", await device.mark("quayside:search-ready"));
    const cdp = await device.cdp();
    const { usedSize, backingStorageSize = 0 } = await cdp.send("Runtime.getHeapUsage");
    note("browser-memory", (usedSize + backingStorageSize) / 1e6);
  }
  await server.up();
}

/** What opening the application loads, as it goes over the wire. */
async function weight() {
  let bytes = 0;
  for (const folder of [SITE, path.join(SITE, "assets")]) {
    const files = await fs.readdir(folder);
    for (const file of files) {
      const isCounted = !/^scanner|\.(br|gz|txt)$|latin-ext|icon-/.test(file);
      if (!isCounted || (await fs.stat(path.join(folder, file))).isDirectory()) continue;
      const sent = files.includes(`${file}.br`) ? `${file}.br` : file;
      bytes += (await fs.stat(path.join(folder, sent))).size;
    }
  }
  note("app-weight", bytes / 1000);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in MEASURES));
if (unknown.length > 0) throw new Error(`no measure is called ${unknown.join(", ")}`);
const stage = new Stage("bench");
try {
  await stage.prepare();
  const server = await stage.server({ command: ["demo", "--products", PRODUCTS] });
  for (const run of new Set(wanted.map((name) => MEASURES[name]))) {
    console.error(`measuring: ${run.name}`);
    await run(stage, server);
  }
} finally {
  await stage.close();
}
for (const name of wanted) console.log(JSON.stringify({ name, values: values[name] ?? [] }));
