// Three tablets count offline: two the same bin, two different bins, one stays away; a transfer and adjustments move
// stock meanwhile. Conflicts stand before completion, the absent tablet is named, its count comes later as a question.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import {
  Warehouse,
  adjust,
  enterBin,
  finishBin,
  openCount,
  scanProduct,
  setTo,
  settle,
  text,
  untilOffline,
  untilSynced,
} from "../warehouse.mjs";

export const title = "Count on three tablets offline while stock moves, complete without the late one";

// Proves OFF-22, OFF-23, OFF-24, OFF-25, OFF-27, OFF-29, OFF-30, OFF-31.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [same, moved, other, late, adjusted] = await binsWithGoods(warehouse, 5);
  const bins = [same, moved, other, late].map((place) => place.bin.id);
  const stocktake = await warehouse.stocktake({ coverage: { bins } });
  const ishbel = await stage.device(server);
  const tomasz = await stage.device(server);
  const aisha = await stage.device(server);
  const stockOf = async (place) => (await warehouse.inBin(place.bin)).get(place.product.id) ?? 0;

  await stage.step("three people open the count, each on a tablet", async () => {
    await settle(ishbel, PEOPLE.supervisor);
    await settle(tomasz, PEOPLE.warehouse);
    await settle(aisha, PEOPLE.counter);
    for (const device of [ishbel, tomasz, aisha]) await openCount(device, stocktake);
  });

  await stage.step("who enters a bin that somebody counts is told whose it is, and is let in", async () => {
    await enterBin(ishbel, same.bin);
    await scanProduct(ishbel, same.product);
    await untilSynced(ishbel.page);
    await enterBin(tomasz, same.bin);
    await tomasz.page.getByTestId("holder").filter({ hasText: "Ishbel Grant is counting this bin" }).waitFor();
    await enterBin(aisha, late.bin);
    await scanProduct(aisha, late.product);
    await untilSynced(aisha.page);
  });

  await stage.step("the network is gone", async () => {
    for (const device of [ishbel, tomasz, aisha]) await device.offline();
    for (const device of [ishbel, tomasz, aisha]) await untilOffline(device.page);
  });

  await stage.step("two tablets count the same bin differently, and a product in two bins", async () => {
    await setTo(ishbel, 5);
    await finishBin(ishbel);
    await enterBin(ishbel, moved.bin);
    await scanProduct(ishbel, moved.product);
    await setTo(ishbel, moved.onHand);
    await finishBin(ishbel);

    await scanProduct(tomasz, same.product);
    await setTo(tomasz, 6);
    await finishBin(tomasz);
    await enterBin(tomasz, other.bin);
    await scanProduct(tomasz, moved.product);
    await setTo(tomasz, 4);
    await finishBin(tomasz);
  });

  await stage.step("stock moves meanwhile: a transfer by the office, an adjustment on each of two tablets", async () => {
    const to = warehouse.locations.find((one) => one.id !== warehouse.location.id && !one.not_for_sale);
    const lines = [{ product: moved.product.id, quantity: 1 }];
    const transfer = await office.post("/api/v1/transfers", { from: warehouse.location.id, to: to.id, lines });
    const [line] = transfer.lines;
    await office.post(`/api/v1/transfers/${transfer.id}/send`, { lines: [{ line: line.id, bin: moved.bin.id, quantity: 1 }] });
    for (const device of [ishbel, tomasz]) await adjust(device, warehouse.location, adjusted, -1);
  });

  await stage.step("two tablets come back", async () => {
    for (const device of [ishbel, tomasz]) {
      await device.offline(false);
      await untilSynced(device.page);
    }
    assert.equal(await stockOf(adjusted), adjusted.onHand - 2, "each took one: two are gone");
  });

  const line = async (place, product = place.product) => {
    const { lines } = await warehouse.review(stocktake);
    return lines.find((one) => one.bin === place.bin.id && one.product === product.id);
  };

  await stage.step("different bins add up, whatever moved since the count is no variance", async () => {
    const [counted, elsewhere] = [await line(moved), await line(other, moved.product)];
    assert.deepEqual([counted.book, counted.counted, counted.variance], [moved.onHand, moved.onHand, 0]);
    assert.deepEqual([counted.moved_since, counted.new_on_hand], [-1, moved.onHand - 1]);
    assert.deepEqual([elsewhere.book, elsewhere.counted, elsewhere.variance], [0, 4, 4]);
  });

  await stage.step("the history keeps the first scan beside the number that replaced it", async () => {
    const events = (await warehouse.events(stocktake)).filter(({ bin, user_name }) => bin === same.bin.id && user_name === "Ishbel Grant");
    const counts = events.filter((event) => ["counted", "set"].includes(event.kind));
    const told = counts.map(({ kind, quantity, voided }) => ({ kind, quantity, voided }));
    assert.deepEqual(
      told.sort((a, b) => a.quantity - b.quantity),
      [
        { kind: "counted", quantity: 1, voided: true },
        { kind: "set", quantity: 5, voided: false },
      ],
    );
    for (const event of counts) {
      assert(event.device_name && event.at && event.item.product === same.product.id, "with device, time and product");
    }
  });

  const page = ishbel.page;
  await stage.step("the bin counted twice is a conflict with both counts, and completion is refused", async () => {
    const { conflicts } = await warehouse.review(stocktake);
    assert.deepEqual(conflicts.map((one) => one.bin), [same.bin.id]);
    const disputed = conflicts[0].lines.find((one) => one.item.product === same.product.id);
    assert.deepEqual([...disputed.counted].sort(), [5, 6]);
    await assert.rejects(office.post(`/api/v1/stocktakes/${stocktake.id}/complete`), /409/);
    assert.equal(await stockOf(same), same.onHand, "nothing was posted");
    await ishbel.goto(`/stocktakes/${stocktake.id}/review`);
    await page.getByTestId("conflict").filter({ hasText: same.bin.name }).waitFor();
    assert.equal(await page.getByTestId("complete").getAttribute("aria-disabled"), "true");
  });

  await stage.step("the supervisor takes the count of Tomasz", async () => {
    const conflict = page.getByTestId("conflict");
    await conflict.locator("label").filter({ hasText: "Tomasz" }).click();
    await conflict.getByTestId("resolve-take").click();
    await conflict.waitFor({ state: "detached" });
    assert.equal((await line(same)).counted, 6);
  });

  await stage.step("completion waits for the tablet that is away, and names it", async () => {
    const { blocks } = await warehouse.review(stocktake);
    const devices = blocks.filter((block) => block.blocking && block.device);
    assert.deepEqual(devices.map((block) => [block.bin, block.can_override]), [[late.bin.id, true]]);
    await assert.rejects(office.post(`/api/v1/stocktakes/${stocktake.id}/complete`), /409/);
    const unnamed = { override: { devices: [], reason: "Gone home" } };
    await assert.rejects(office.post(`/api/v1/stocktakes/${stocktake.id}/complete`, unnamed), /409/);
    const { items } = await office.get("/api/v1/devices");
    const away = items.find((one) => one.id === devices[0].device);
    assert.equal(await ownDevice(aisha), away.id, "it is the tablet of Aisha");
    await page.getByTestId("block").filter({ hasText: away.name }).first().waitFor();
  });

  const reason = "The tablet went home with Aisha";
  await stage.step("a supervisor completes without it, with a reason that is logged", async () => {
    await page.getByTestId("override").first().click();
    await page.locator("#override-reason").fill(reason);
    await page.getByTestId("override-confirm").click();
    await until("it is completed", async () => (await office.get(`/api/v1/stocktakes/${stocktake.id}`)).status === "completed");
    const log = await office.all("/api/v1/audit?limit=200");
    const told = log.find((entry) => entry.detail.includes(reason));
    assert(told, "the log names the reason");
    assert.equal(told.user_name, "Ishbel Grant");
  });

  await stage.step("the ledger is right although goods moved", async () => {
    assert.equal(await stockOf(same), 6);
    assert.equal(await stockOf(moved), moved.onHand - 1);
    assert.equal((await warehouse.inBin(other.bin)).get(moved.product.id), 4);
    assert.equal(await stockOf(adjusted), adjusted.onHand - 2);
  });

  const atCompletion = await stockOf(late);
  await stage.step("the late tablet counts on, comes back, and changes nothing", async () => {
    await setTo(aisha, late.onHand + 3);
    await finishBin(aisha);
    await aisha.offline(false);
    await untilSynced(aisha.page);
    assert.equal(await stockOf(late), atCompletion, "stock is as completion left it");
  });

  await stage.step("its count is something to review; accepted, it is posted at its own moment", async () => {
    await ishbel.goto(`/stocktakes/${stocktake.id}/review`);
    await page.getByTestId("late-passes").waitFor();
    await page.getByTestId("late-post").first().click();
    await until("the late count is posted", async () => (await stockOf(late)) === late.onHand + 3);
  });
}

/** Bins with a product of which there are at least ten, each a product of its own. */
async function binsWithGoods(warehouse, n) {
  const places = [];
  for (const bin of warehouse.bins) {
    const goods = await warehouse.inBin(bin);
    const isNew = (product) => !places.some((place) => place.product.id === product.id);
    const product = warehouse.products.find((one) => (goods.get(one.id) ?? 0) >= 10 && isNew(one));
    if (product) places.push({ bin, product, onHand: goods.get(product.id) });
    if (places.length === n) return places;
  }
  throw new Error(`fewer than ${n} bins have goods that can be scanned`);
}

/** The device's id as it keeps it. */
function ownDevice(device) {
  return device.page.evaluate(() => localStorage.getItem("quayside.device"));
}
