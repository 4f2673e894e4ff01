// A device in trouble: no space, a wrong clock, figures that grow old. Each is said in words, and nothing is lost.

import assert from "node:assert/strict";
import { until } from "../harness.mjs";
import { Warehouse, enterBin, openCount, outboxOf, scanProduct, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Run out of space, go by a wrong clock, look at old figures";

const HOUR_MS = 3_600_000;

// Proves OFF-38, OFF-55, OFF-60.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const stocktake = await warehouse.stocktake();
  const device = await stage.device(server, { ahead: 0 });
  const [first, second, third] = warehouse.products;
  await device.context.addInitScript(refuseWhenFull);
  await settle(device);

  await stage.step("the settings say whether storage is durable, how much is used and how much there is", async () => {
    await device.goto("/settings");
    const storage = device.page.getByTestId("storage");
    await storage.getByText(/^(Kept for good|Not kept for good)\./).waitFor();
    await storage.getByText(/\d.* of .*\d/).first().waitFor();
  });

  await stage.step("without space a scan is refused in words, and what is here stays", async () => {
    const { page } = device;
    await openCount(device, stocktake);
    await enterBin(device, warehouse.bins[1]);
    await scanProduct(device, first);
    await untilSynced(page);
    const kept = outboxOf(await device.stored());
    await isFull(page, true);
    const before = device.cues.length;
    await device.scan(second.code);
    await until("it is refused", () => device.cues.length > before);
    assert.deepEqual(device.cues.slice(before), ["wrong"]);
    await page.getByTestId("said").filter({ hasText: "has no space left" }).waitFor();
    await page.getByText("This device is nearly full.").waitFor();
    assert.deepEqual(outboxOf(await device.stored()), kept);
    await isFull(page, false);
    await scanProduct(device, second);
    await untilSynced(page);
    assert.equal((await warehouse.events(stocktake)).length, 3, "it opened the bin and counted each once");
    await page.getByText("This device is nearly full.").waitFor({ state: "detached" });
  });

  await stage.step("a clock two hours fast is reported; events keep their order and their time", async () => {
    const tablet = await stage.device(server, { ahead: 2 * HOUR_MS });
    const { page } = tablet;
    await settle(tablet);
    await openCount(tablet, stocktake);
    await page.getByText(/The clock of this device is about 1[12]\d min fast/).waitFor();
    await enterBin(tablet, warehouse.bins[2]);
    const started = Date.now();
    await scanProduct(tablet, third);
    await untilSynced(page);
    const event = (await warehouse.events(stocktake)).find((one) => one.item?.product === third.id);
    const [from, to] = event.at;
    assert(from <= Date.now() + 5_000 && to >= started - 5_000, `between ${from} and ${to}, at about ${started}`);
    assert(to - from < 60_000, "nobody has to guess by hours");
    const review = await warehouse.review(stocktake);
    assert.deepEqual(review.blocks.filter((block) => block.kind === "ambiguous"), []);
    const { items } = await office.get("/api/v1/devices");
    assert(items.some((one) => Math.abs(one.clock_offset_ms - 2 * HOUR_MS) < 60_000), "the office sees it too");
    await tablet.close();
  });

  await stage.step("figures older than the company allows are called old, also after the device was switched off", async () => {
    const { stale_after_hours } = await office.get("/api/v1/company");
    await device.goto("/stock");
    await untilSynced(device.page);
    await server.kill();
    await device.setAhead((stale_after_hours + 1) * HOUR_MS);
    await device.restart();
    await device.goto("/stock");
    await device.page.getByTestId("stale").waitFor();
    assert.match(await text(device.page.getByTestId("stale")), /Stock figures are from .*Check the shelf/s);
    await untilOffline(device.page);
    await server.up();
  });

  await stage.step("an application that has stopped says so", async () => {
    const { page } = device;
    await page.evaluate(trap);
    await page.getByText("Quayside has stopped.").waitFor();
    assert.match(device.complaints.splice(0).join("\n"), /unreachable/);
  });
}

/** Runs into a trap, as a panic of the application does. */
function trap() {
  // One function without parameters, exported as `a`: `unreachable`.
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const sections = [[1, 4, 1, 0x60, 0, 0], [3, 2, 1, 0], [7, 5, 1, 1, 0x61, 0, 0], [10, 5, 1, 3, 0, 0, 11]];
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([...header, ...sections.flat()])));
  setTimeout(exports.a);
}

/** Lets the browser's database refuse what is put, as browsers do when the disk is full. */
function refuseWhenFull() {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (window.isFull) throw new DOMException("The disk is full.", "QuotaExceededError");
    return put.apply(this, given);
  };
}

function isFull(page, is) {
  return page.evaluate((is) => (window.isFull = is), is);
}
