// The training company's goods and the acts that counting consists of, as several journeys need them. Looks through the
// HTTP interface, acts on the screen.

import assert from "node:assert/strict";
import { until } from "./harness.mjs";

/** A location with bins, and products that can be scanned, each with one barcode that stands for one piece. */
export class Warehouse {
  constructor(client, location, bins, products, locations) {
    Object.assign(this, { client, location, bins, products, locations });
  }

  static async of(client) {
    const locations = (await client.all("/api/v1/locations")).filter((one) => one.kind === "own" && !one.archived);
    const location = locations.find((one) => one.n_bins > 0);
    const bins = await client.all(`/api/v1/locations/${location.id}/bins?limit=100`);
    const all = await client.all("/api/v1/products?limit=200");
    const products = all
      .filter((one) => one.kind === "stocked" && one.barcodes.some(({ pack }) => pack === 1))
      .map((one) => ({ ...one, code: one.barcodes.find(({ pack }) => pack === 1).code }));
    return new Warehouse(client, location, bins, products, locations);
  }

  stocktake(options = {}) {
    return this.client.post("/api/v1/stocktakes", { location: this.location.id, ...options });
  }

  /** Everything on hand in a bin by product. */
  async inBin(bin, location = this.location) {
    const lines = await this.client.all(`/api/v1/stock?location=${location.id}&bin=${bin.id}&limit=200`);
    return new Map(lines.map((line) => [line.product, line.on_hand]));
  }

  events(stocktake) {
    return this.client.all(`/api/v1/stocktakes/${stocktake.id}/events?limit=200`);
  }

  review(stocktake) {
    return this.client.get(`/api/v1/stocktakes/${stocktake.id}/review`);
  }
}

/** Signs in and waits until everything is here and would open without a network. */
export async function settle(device, person) {
  await device.signIn(person);
  await device.page.getByTestId("nav").waitFor();
  await device.mark("quayside:first-sync-done");
  await device.untilInstalled();
}

export async function openCount(device, stocktake, page = device.page) {
  await page.goto(`${device.url}/stocktakes/${stocktake.id}/count`);
  await page.getByTestId("count-page").waitFor();
}

/** Scans a bin's label and waits until it is the one that is counted. */
export async function enterBin(device, bin, page = device.page) {
  await device.scan(bin.name, { page });
  await until(`${bin.name} is on the plate`, async () => (await text(page.getByTestId("bin"))) === bin.name);
}

/** Scans a product and waits until it is in hand and durable. */
export async function scanProduct(device, product, page = device.page) {
  const cues = device.cues.length;
  await device.scan(product.code, { page });
  await until(`${product.sku} is counted`, () => device.cues.slice(cues).includes("counted"));
}

/** Types a number for what is in hand: it replaces what was counted. */
export async function setTo(device, quantity, page = device.page) {
  const keypad = page.getByTestId("keypad");
  for (const digit of String(quantity)) await keypad.getByRole("button", { name: digit, exact: true }).click();
  await page.getByTestId("pad-go").click();
  const shown = quantity.toLocaleString("en-GB");
  await until(`${shown} are counted`, async () => (await text(page.getByTestId("count"))) === shown);
}

/** Says that the bin is done; whatever was not scanned is not there. */
export async function finishBin(device, page = device.page) {
  const cues = device.cues.length;
  await page.getByTestId("bin-done").click();
  await page.getByTestId("done-dialog").getByTestId("done-confirm").click();
  await until("the bin is finished", () => device.cues.slice(cues).includes("finished"));
}

/** Posts an adjustment on the page of a product. */
export async function adjust(device, location, { bin, product }, delta) {
  const { page } = device;
  await page.goto(`${device.url}/products/${product.id}`);
  await page.getByTestId("adjust").click();
  await page.locator("#adjust-location").selectOption(location.id);
  await page.locator("#adjust-bin").selectOption(bin.id);
  await page.locator("#adjust-delta").fill(String(delta));
  await page.locator("#adjust-reason").fill("Broken in the aisle");
  await page.getByTestId("adjust-post").click();
  await page.getByTestId("adjust-dialog").waitFor({ state: "hidden" });
}

/** Until the pill says that everything is on the server. */
export function untilSynced(page) {
  return page.locator('[data-testid="sync-pill"][data-sync="synced"]').waitFor();
}

/** Until everything is sent; whoever is asked to sign in again does. */
export async function deliver(device, person) {
  const { page } = device;
  const asked = page.getByTestId("sign-in-again");
  const synced = page.locator('[data-testid="sync-pill"][data-sync="synced"]');
  await asked.or(synced).first().waitFor();
  if (await asked.isVisible()) {
    await asked.click();
    await page.getByTestId("email").fill(person.email);
    await page.getByTestId("password").fill(person.password);
    await page.getByTestId("sign-in").click();
  }
  await synced.waitFor();
}

/** Until the pill says that the server cannot be reached. */
export function untilOffline(page) {
  return page.locator('[data-testid="sync-pill"][data-sync="offline"]').waitFor();
}

export async function text(locator) {
  return (await locator.textContent()).trim();
}

/** Ids of the operations in a device's outbox, oldest first, and that they are numbered without a gap. */
export function outboxOf(stored) {
  const number = (bytes) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const entries = stored.outbox.map(({ key, value }) => ({ n: number(key), id: operationId(value) }));
  const next = stored.counter.length === 0 ? 1 : number(stored.counter[0].value);
  assert.deepEqual(
    entries.map((entry) => entry.n),
    Array.from({ length: next - 1 }, (_, at) => at + 1),
    "entries are numbered from 1 to the counter, without a gap",
  );
  return entries.map((entry) => entry.id);
}

/** The id that stands at the front of a stored entry: a version, then sixteen bytes. */
function operationId([version, ...rest]) {
  assert.equal(version, 1, "an entry of the layout that this journey reads");
  return `op_${rest.slice(0, 16).map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
