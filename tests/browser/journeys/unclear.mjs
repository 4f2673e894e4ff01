// A tablet counts out of reach with a clock that went wrong, and is switched off before it can compare it: nobody knows any
// more when it counted. Goods of its bin moved meanwhile, before or behind the count: a supervisor takes one row as it is and has
// another counted again.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection } from "../look.mjs";
import { Warehouse, enterBin, finishBin, openCount, scanProduct, setTo, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Rule on counts whose order with other movements nobody knows";

const HOUR_MS = 3_600_000;
/** A tablet held upright, and a desk. */
const LOOKS = [
  { width: 800, height: 1280 },
  { width: 1440, height: 900 },
];

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const { bin, goods } = await binWithTwo(warehouse);
  const stocktake = await warehouse.stocktake({ coverage: { bins: [bin.id] } });
  const tablet = await stage.device(server, { ahead: 0 });
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const onHand = async ({ product }) => (await warehouse.inBin(bin)).get(product.id) ?? 0;
  const lineOf = async ({ product }) => (await warehouse.review(stocktake)).lines.find((line) => line.product === product.id);
  const [accepted, recounted] = goods;

  await stage.step("a tablet is switched off and on again out of reach, and counts a bin", async () => {
    await settle(tablet, PEOPLE.counter);
    await openCount(tablet, stocktake);
    await untilSynced(tablet.page);
    await tablet.offline();
    await untilOffline(tablet.page);
    await tablet.setAhead(HOUR_MS); // Switched off, its clock goes wrong: what it had measured says nothing any more.
    await tablet.restart();
    await tablet.offline();
    await openCount(tablet, stocktake);
    await enterBin(tablet, bin);
    for (const one of goods) {
      await scanProduct(tablet, one.product);
      await setTo(tablet, one.before - 1);
    }
    for (const [product, quantity] of await warehouse.inBin(bin)) {
      const other = warehouse.products.find((one) => one.id === product);
      if (quantity === 0 || goods.some((one) => one.product.id === product) || !other) continue;
      await scanProduct(tablet, other);
      await setTo(tablet, quantity);
    }
    await finishBin(tablet);
  });

  await stage.step("two of each leave the bin by the office, and the tablet is back after another night", async () => {
    for (const { product } of goods) {
      const delta = { product: product.id, location: warehouse.location.id, bin: bin.id, delta: -2, reason: "Given away at the door" };
      await office.post("/api/v1/adjustments", delta);
    }
    // In the same run it could still compare its clock with the server's, and would know the times of its counts.
    await tablet.restart();
    await tablet.goto("/stocktakes");
    await untilSynced(tablet.page);
  });

  await stage.step("both rows may be one more or one less, and stand before completion", async () => {
    const review = await warehouse.review(stocktake);
    for (const { product } of goods) {
      const line = review.lines.find((one) => one.product === product.id);
      assert.deepEqual(line.variance_range, [-1, 1], `${product.sku}: ${JSON.stringify(line)}`);
    }
    const unclear = review.blocks.filter((block) => block.kind === "ambiguous" && block.blocking);
    assert.deepEqual(unclear.map((block) => block.product).sort(), goods.map(({ product }) => product.id).sort());
    await assert.rejects(office.post(`/api/v1/stocktakes/${stocktake.id}/complete`), /409/);
    const counter = await server.signIn(PEOPLE.counter);
    const line = { product: accepted.product.id, bin: bin.id };
    await assert.rejects(counter.post(`/api/v1/stocktakes/${stocktake.id}/accept-unclear`, line), /403/);
  });

  await stage.step("inside the company's tolerance at both ends neither stands in the way", async () => {
    const head = await stage.device(server, { size: SIZES[0] });
    const { page } = head;
    await settle(head, PEOPLE.administrator);
    await head.goto("/settings");
    await page.locator("#company-units").fill("1");
    await page.getByTestId("company-save").click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await inspection.looks(head, "settings-tolerance", LOOKS);
    await page.setViewportSize(SIZES[0]);
    await head.goto(`/stocktakes/${stocktake.id}/review`);
    const tags = page.getByTestId("unclear").getByText("Inside the tolerance", { exact: true });
    await until("both are inside", async () => (await tags.count()) === 2);
    const outside = page.getByText(/^Outside tolerance/);
    await outside.waitFor();
    assert.match(await text(page.getByTestId("tolerated")), /2 differences are inside the tolerance/);
    const review = await warehouse.review(stocktake);
    assert(review.can_complete, JSON.stringify(review.blocks));
    await inspection.axe(head, "review within the tolerance");
    await inspection.looks(head, "review-tolerance", LOOKS);
    await page.setViewportSize(SIZES[0]);
    await head.goto("/settings");
    await page.locator("#company-units").fill("");
    await page.getByTestId("company-save").click();
    await page.getByText("Saved", { exact: true }).waitFor();
  });

  const row = ({ product }) => page.getByTestId("unclear").filter({ hasText: product.name });
  await stage.step("a supervisor takes one as it is and sends somebody to count the other again", async () => {
    await settle(desk, PEOPLE.supervisor);
    await desk.goto(`/stocktakes/${stocktake.id}/review`);
    assert.match(await text(row(accepted)), /Variance between .1 and \+1 · accepted as [+\u2212]1/);
    assert.equal(await page.getByTestId("complete").getAttribute("aria-disabled"), "true");
    await inspection.axe(desk, "review with unclear rows");
    await row(accepted).getByTestId("accept-unclear").click();
    await row(accepted).getByText("Accepted", { exact: true }).waitFor();
    await row(recounted).getByTestId("recount-unclear").click();
    await page.getByTestId("toasts").getByText("Recount sent").waitFor();
  });

  await stage.step("the two messages cover nothing of the page", async () => {
    for (const size of LOOKS) {
      await page.setViewportSize(size);
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
      const toasts = page.getByTestId("toasts").locator(".toast");
      assert.equal(await toasts.count(), 2, "both messages are shown");
      const bar = await page.locator(".topbar").boundingBox();
      for (const toast of await toasts.all()) {
        const box = await toast.boundingBox();
        assert(box.y >= bar.y - 1 && box.y + box.height <= bar.y + bar.height + 1, `${JSON.stringify(box)} is outside the bar ${JSON.stringify(bar)}`);
      }
      await page.screenshot({ path: `${stage.folder}/messages-${size.width}.png` });
    }
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("counted again with a right clock, the row is clear", async () => {
    await openCount(tablet, stocktake);
    await enterBin(tablet, bin);
    await scanProduct(tablet, recounted.product);
    await setTo(tablet, recounted.before - 3);
    await finishBin(tablet);
    await untilSynced(tablet.page);
    await until("it is clear", async () => (await lineOf(recounted)).variance_range === null);
    const line = await lineOf(recounted);
    assert.deepEqual([line.book, line.counted, line.variance], [recounted.before - 2, recounted.before - 3, -1]);
  });

  await stage.step("completed, the books say what was counted again, and of the accepted row what was named", async () => {
    const { variance } = await lineOf(accepted);
    await desk.goto(`/stocktakes/${stocktake.id}/review`);
    await until("it can be completed", async () => (await page.getByTestId("complete").getAttribute("aria-disabled")) !== "true");
    await page.getByTestId("complete").click();
    await until("it is completed", async () => (await office.get(`/api/v1/stocktakes/${stocktake.id}`)).status === "completed");
    assert.equal(await onHand(recounted), recounted.before - 3);
    assert(Math.abs(variance) === 1, "one less or one more");
    assert.equal(await onHand(accepted), accepted.before - 2 + variance);
  });
  await inspection.conclude();
}

/** A bin in which two products that can be scanned lie, at least ten of each. */
async function binWithTwo(warehouse) {
  for (const bin of warehouse.bins) {
    const there = await warehouse.inBin(bin);
    const goods = warehouse.products
      .filter((product) => (there.get(product.id) ?? 0) >= 10)
      .map((product) => ({ product, before: there.get(product.id) }));
    if (goods.length >= 2) return { bin, goods: goods.slice(0, 2) };
  }
  throw new Error("no bin holds two products that can be scanned");
}
