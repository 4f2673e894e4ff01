// Runs the journeys: all, or those named on the command line. One after the other, since each wants the whole machine.
//   node run.mjs [name…]
//
// A journey is a file in journeys/ that exports `title` and, as default, `async (stage) => …`. It fails by throwing, and
// also when a page reported an error that the journey did not take out of `device.complaints`.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { Stage, PROGRAM, SITE } from "./harness.mjs";

/** A journey may ask for longer by exporting `limitMs`. */
const LIMIT_MS = 300_000;
const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), "journeys");

async function chosen(names) {
  const files = (await fs.readdir(FOLDER))
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => path.basename(file, ".mjs"));
  const unknown = names.filter((name) => !files.includes(name));
  if (unknown.length > 0) throw new Error(`no journey is called ${unknown.join(", ")}; there are ${files.join(", ")}`);
  const wanted = names.length > 0 ? names : files.sort();
  if (wanted.length === 0) throw new Error(`there are no journeys in ${FOLDER}`);
  return wanted;
}

/** No journey may hold the others up for ever. */
async function patience(limitMs) {
  await setTimeout(limitMs, undefined, { ref: false });
  throw new Error(`it is not over after ${limitMs / 1000} s`);
}

async function travel(name) {
  const { title, limitMs = LIMIT_MS, default: journey } = await import(pathToFileURL(path.join(FOLDER, `${name}.mjs`)).href);
  const stage = new Stage(name);
  const started = Date.now();
  console.log(`${name}: ${title}`);
  try {
    await stage.prepare();
    await Promise.race([journey(stage), patience(limitMs)]);
    assert.deepEqual(stage.complaints, [], "a page reported errors");
    console.log(`  passed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return true;
  } catch (error) {
    await stage.record();
    console.log(`  FAILED: ${inspect(error, { depth: 6 })}`);
    if (stage.complaints.length > 0) console.log(`  The pages complained:\n    ${stage.complaints.join("\n    ")}`);
    console.log(`  Pictures and logs are in ${stage.folder}`);
    return false;
  } finally {
    await stage.close();
  }
}

for (const needed of [PROGRAM, path.join(SITE, "index.html")]) {
  await fs.access(needed).catch(() => {
    throw new Error(`${needed} is missing: run \`cargo xtask test\`, or build it first`);
  });
}
const results = [];
for (const name of await chosen(process.argv.slice(2))) results.push(await travel(name));
const passed = results.filter(Boolean).length;
console.log(`journeys: ${passed} passed, ${results.length - passed} failed`);
process.exit(passed === results.length ? 0 : 1);
