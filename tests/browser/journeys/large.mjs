// A large catalogue on a slow tablet: filled, opened without a network, searched. 20,000 products as OFF-57 asks;
// 100,000 where slow tests are wanted (RUN_SLOW_TESTS).

import assert from "node:assert/strict";
import { untilOffline } from "../warehouse.mjs";

export const limitMs = 1_200_000;
export const title = "Open and search a large catalogue offline on a slow tablet";

const PRODUCTS = process.env.RUN_SLOW_TESTS ? 100_000 : 20_000;
/** A mid-range tablet against the machine that builds: so much slower. */
const SLOWER = 4;
const TRIES = 6;

// Proves OFF-57.
export default async function (stage) {
  const server = await stage.server({ command: ["demo", "--products", String(PRODUCTS)], startMs: 900_000 });
  const office = await server.signIn();
  const some = (await office.get("/api/v1/products?limit=500")).items.filter((one) => !one.archived);
  const device = await stage.device(server);

  await stage.step(`an empty device is filled with ${PRODUCTS} products`, async () => {
    const asked = await device.signIn();
    const ready = await device.mark("quayside:search-ready", 300_000);
    console.log(`      ${Math.round(ready - asked)} ms from signing in to finding a scanned product`);
    await device.mark("quayside:first-sync-done", 300_000);
    await device.untilInstalled();
  });

  await stage.step("switched off and opened without a network it is usable within three seconds", async () => {
    await server.kill();
    await within(3_000, async () => {
      await device.restart();
      await device.throttle(SLOWER);
      await device.goto("/stock");
      await device.mark("quayside:list-painted");
      return device.mark("quayside:search-ready");
    });
    await untilOffline(device.page);
  });

  await stage.step("a search is answered within 200 ms", async () => {
    const { page } = device;
    await page.getByTestId("search-open").click();
    await page.getByTestId("palette-input").waitFor();
    const asked = some.flatMap((one) => [
      { typed: one.sku, sku: one.sku },
      ...one.barcodes.slice(0, 1).map(({ code }) => ({ typed: code, sku: one.sku })),
      { typed: one.name.slice(0, -1), sku: undefined },
    ]);
    const chosen = asked.filter((_, at) => at % Math.ceil(asked.length / 30) === 0);
    await within(200, async () => {
      const took = [];
      for (const { typed, sku } of chosen) took.push(await searched(page, typed, sku));
      return took.sort((a, b) => a - b)[Math.floor(took.length * 0.9)];
    });
  });
}

/** Tries until `measure` stays within a limit: what else a machine does only ever makes it slower. */
async function within(limitMs, measure) {
  const took = [];
  while (took.length < TRIES && !(took.at(-1) <= limitMs)) took.push(Math.round(await measure()));
  console.log(`      ${took.join(", ")} ms`);
  assert(took.at(-1) <= limitMs, `not within ${limitMs} ms in ${TRIES} tries`);
}

/** Milliseconds from a text in the box to its answer on screen, by the page's own clock. */
function searched(page, typed, sku) {
  return page.evaluate(
    async ({ typed, sku }) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const box = document.querySelector('[data-testid="palette-input"]');
      const results = () => document.querySelector('[data-testid="palette-results"]')?.textContent ?? "";
      const set = (value) => {
        box.value = value;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      };
      set("");
      await frame();
      await frame();
      const before = results();
      const started = performance.now();
      set(typed);
      const isThere = () => (sku === undefined ? results() !== before && results() !== "" : results().includes(sku));
      while (!isThere()) {
        if (performance.now() - started > 30_000) throw new Error(`nothing is found for ${typed}`);
        await frame();
      }
      return performance.now() - started;
    },
    { typed, sku },
  );
}
