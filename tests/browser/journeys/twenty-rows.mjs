// Twenty rows are counted out of reach, ten by scanner and ten by hand. The page is loaded anew: all are there. Back in
// range all are on the server, each once and with its source.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { Warehouse, enterBin, finishBin, openCount, scanProduct, setTo, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Count twenty rows without a network, by scan and by hand";

const ROWS = 20;

// Proves OFF-07, STK-16.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [bin] = warehouse.bins;
  const products = warehouse.products.slice(0, ROWS);
  assert.equal(products.length, ROWS);
  const stocktake = await warehouse.stocktake({ coverage: { bins: [bin.id] } });
  const tablet = await stage.device(server);
  const { page } = tablet;
  /** One for what was scanned, the row's number and ten for what was typed. */
  const wanted = products.map((product, at) => [product.id, at % 2 === 0 ? 1 : at + 10]);

  await stage.step("ten are scanned and ten are typed out of reach", async () => {
    await settle(tablet, PEOPLE.counter);
    await openCount(tablet, stocktake);
    await untilSynced(page);
    await tablet.offline();
    await untilOffline(page);
    await enterBin(tablet, bin);
    for (const [at, product] of products.entries()) {
      if (at % 2 === 0) {
        await scanProduct(tablet, product);
      } else {
        await byHand(tablet, product);
        await setTo(tablet, at + 10);
      }
    }
  });

  await stage.step("loaded anew, all twenty are there", async () => {
    await page.reload();
    await page.getByTestId("count-page").waitFor();
    await until("all rows are listed", async () => new RegExp(`^${ROWS} (of \\d+ )?counted$`).test(await text(page.getByTestId("in-bin"))));
    assert.deepEqual(await warehouse.events(stocktake), [], "nothing was sent yet");
    await finishBin(tablet);
  });

  await stage.step("back in range all twenty are on the server, each once, with its source", async () => {
    await tablet.offline(false);
    await untilSynced(page);
    const { lines } = await warehouse.review(stocktake);
    const counted = new Map(lines.filter((line) => (line.counted ?? 0) > 0).map((line) => [line.product, line.counted]));
    assert.deepEqual([...counted].sort(), wanted.toSorted());
    const events = await office.all(`/api/v1/stocktakes/${stocktake.id}/events?limit=500`);
    const sources = events.filter((event) => event.quantity).map((event) => event.source);
    assert.equal(sources.filter((source) => source === "scan").length, ROWS / 2);
    assert(sources.filter((source) => source === "hand").length >= ROWS / 2, sources.join());
    assert(events.every((event) => event.user_name && event.device_name), "who counted, and on which device");
  });
}

/** Counts a product without a scanner: its SKU is typed. */
async function byHand(device, product) {
  const cues = device.cues.length;
  const box = device.page.getByTestId("scan-box");
  await box.fill(product.sku);
  await box.press("Enter");
  await until(`${product.sku} is counted`, () => device.cues.slice(cues).includes("counted"));
}
