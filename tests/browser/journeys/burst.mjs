// The tab and the browser are killed in the middle of scanning, again and again, with the server dead and alive. What a
// counter was told is kept is kept, what is kept is shown, and the books get all of it once.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { Warehouse, deliver, enterBin, openCount, outboxOf, settle } from "../warehouse.mjs";

export const title = "Kill tab and browser in a burst of scans: nothing lost, nothing twice";

const ROUNDS = 8;
const SCANS = 13; // In each round: over a hundred in all.
const PACE_MS = 70;

// Proves OFF-13, OFF-14.
export default async function (stage) {
  const random = stage.random();
  const server = await stage.server();
  const warehouse = await Warehouse.of(await server.signIn());
  assert(warehouse.products.length >= ROUNDS * SCANS, "each scan is of a product of its own");
  const stocktake = await warehouse.stocktake();
  const device = await stage.device(server);
  await settle(device);
  await openCount(device, stocktake);
  await enterBin(device, warehouse.bins[0]);

  const kept = []; // What is kept here, by SKU, in order.
  for (let round = 0; round < ROUNDS; round += 1) {
    const isAlive = round % 2 === 1;
    const isBrowser = round % 4 >= 2;
    const scans = warehouse.products.slice(round * SCANS, (round + 1) * SCANS);
    const [victim, state] = [isBrowser ? "browser" : "tab", isAlive ? "alive" : "dead"];
    const name = `round ${round + 1}: the ${victim} is killed, the server is ${state}`;
    await stage.step(name, async () => {
      if (isAlive && !server.isUp) await server.up();
      if (!isAlive) await server.kill();
      const before = device.cues.length;
      const confirmed = () => device.cues.slice(before).filter((cue) => cue === "counted").length;

      // At any moment from before the first confirmation to after the last scan, at any point between two of them.
      const killAfter = Math.floor(random() * SCANS);
      const killLater = random() * PACE_MS;
      const scanning = burst(device, scans);
      await until("so many scans are confirmed", () => confirmed() >= killAfter);
      await new Promise((resolve) => setTimeout(resolve, killLater));
      await (isBrowser ? device.kill() : device.crash());
      const heard = confirmed();
      const n_scanned = await scanning;

      await openCount(device, stocktake);
      const stored = outboxOf(await device.stored());
      const shown = await shownHere(device);
      assert.deepEqual(shown.slice(0, kept.length), kept, "what was there before is there");
      const added = shown.slice(kept.length);
      const sent = scans.slice(0, n_scanned).map((product) => product.sku);
      assert.deepEqual(added, sent.slice(0, added.length), "what was kept is what was scanned first, each once");
      assert(added.length >= heard, `${heard} scans were confirmed, ${added.length} are there`);
      const n_scans = Math.max(0, stored.length - 1); // One opened the bin.
      assert.equal(n_scans, shown.length, "an entry for each scan that is shown, and the other way round");
      kept.push(...added);
      console.log(`      scanned ${n_scanned}, confirmed ${heard}, kept ${added.length}`);
    });
  }

  await stage.step("the books have all of it once", async () => {
    if (!server.isUp) await server.up();
    // A battery that ends takes a sign-in of the last half minute with it.
    await deliver(device, PEOPLE.administrator);
    const stored = outboxOf(await device.stored());
    const events = await warehouse.events(stocktake);
    assert.deepEqual(events.map((event) => event.id).sort(), [...stored].sort(), "entries here are events there");
    const skus = new Map(warehouse.products.map((product) => [product.id, product.sku]));
    const counted = events.filter((event) => event.kind === "counted").map((event) => skus.get(event.item.product));
    assert.deepEqual(counted.sort(), [...kept].sort());
    assert.deepEqual([...new Set(counted)].length, counted.length, "no product was counted twice");
  });
}

/** Scans one product after the other until the page is gone; answers how many went off, the last perhaps not whole. */
async function burst(device, products) {
  const page = device.page;
  const gone = Promise.race(["crash", "close"].map((event) => new Promise((resolve) => page.once(event, resolve))));
  let isGone = false;
  gone.then(() => (isGone = true));
  let n = 0;
  while (!isGone && n < products.length) {
    const pause = new Promise((resolve) => setTimeout(resolve, PACE_MS));
    const scan = device.scan(products[n].code, { page }).catch(() => {});
    n += 1;
    await Promise.race([Promise.all([scan, pause]), gone]);
  }
  return n;
}

/** The scans of this bin that the screen lists, by SKU, oldest first. */
async function shownHere(device) {
  await device.page.getByTestId("all-scans").click();
  const rows = device.page.getByTestId("history-dialog").getByTestId("last-scans").locator("li");
  const skus = (await rows.locator(".sku").allTextContents()).map((text) => text.trim());
  await device.page.keyboard.press("Escape");
  return skus.reverse();
}
