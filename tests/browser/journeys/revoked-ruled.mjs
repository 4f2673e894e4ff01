// A tablet is revoked while it counts out of reach. Its finished counts arrive at its last contact and count for nothing
// until an administrator rules on each: one is let in and is in the result, the other is set aside for good.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection } from "../look.mjs";
import { Warehouse, enterBin, finishBin, openCount, scanProduct, setTo, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Let in one count of a revoked tablet and set another aside";

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [let_in, aside] = await binsWithOne(warehouse);
  const stocktake = await warehouse.stocktake({ coverage: { bins: [let_in.bin.id, aside.bin.id] } });
  const tablet = await stage.device(server);
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const onHand = async ({ bin, product }) => (await warehouse.inBin(bin)).get(product.id) ?? 0;
  const lineOf = async ({ bin, product }) => {
    const { lines } = await warehouse.review(stocktake);
    return lines.find((line) => line.product === product.id && line.bin === bin.id);
  };

  await stage.step("a tablet counts two bins out of reach, and is revoked meanwhile", async () => {
    await settle(tablet, PEOPLE.counter);
    await openCount(tablet, stocktake);
    await untilSynced(tablet.page);
    await tablet.offline();
    await untilOffline(tablet.page);
    for (const { bin, product, before } of [let_in, aside]) {
      await enterBin(tablet, bin);
      await scanProduct(tablet, product);
      await setTo(tablet, before + 4);
      await finishBin(tablet);
    }
    const device = await tablet.page.evaluate(() => localStorage.getItem("quayside.device"));
    await office.post(`/api/v1/devices/${device}/revoke`, { reason: "Left in a taxi" });
  });

  await stage.step("its counts arrive at its last contact and count for nothing", async () => {
    await tablet.offline(false);
    await tablet.page.getByTestId("sign-in").waitFor();
    for (const one of [let_in, aside]) assert(((await lineOf(one))?.counted ?? null) === null, "not counted yet");
    const { blocks } = await warehouse.review(stocktake);
    assert(blocks.some((block) => block.blocking && /revoked device/.test(block.text)), JSON.stringify(blocks));
    await assert.rejects(office.post(`/api/v1/stocktakes/${stocktake.id}/complete`), /409/);
  });

  const row = ({ bin }) => page.getByTestId("revoked-passes").getByTestId("held-pass").filter({ hasText: bin.name });
  await stage.step("the administrator sees who counted what", async () => {
    await settle(desk, PEOPLE.administrator);
    await desk.goto(`/stocktakes/${stocktake.id}/review`);
    for (const one of [let_in, aside]) {
      const told = new RegExp(`Aisha.*${one.before + 4} units of 1 product`);
      await until("it says who counted how much", async () => told.test(await text(row(one))));
    }
    await inspection.axe(desk, "review with counts of a revoked device");
    await inspection.looks(desk, "review-revoked", [SIZES[0]]);
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("one is let in", async () => {
    await row(let_in).getByTestId("pass-release").click();
    await row(let_in).waitFor({ state: "detached" });
    const line = await lineOf(let_in);
    assert.deepEqual([line.counted, line.variance], [let_in.before + 4, 4]);
    assert.equal(line.user_name.split(" ")[0], "Aisha", "it stays the count of who counted");
  });

  await stage.step("the other is set aside, after a question", async () => {
    await row(aside).getByTestId("pass-aside").click();
    await page.getByTestId("confirm").getByRole("button", { name: "Keep it", exact: true }).click();
    await row(aside).getByTestId("pass-aside").click();
    await page.getByTestId("confirm").getByRole("button", { name: "Set aside", exact: true }).click();
    await row(aside).waitFor({ state: "detached" });
    assert(((await lineOf(aside))?.counted ?? null) === null, "it counts for nothing");
    const held = (await warehouse.events(stocktake)).filter((event) => event.bin === aside.bin.id && event.kind === "set");
    assert.equal(held.length, 1, "its history stays");
  });

  await stage.step("nothing is left to rule on", async () => {
    await desk.goto(`/stocktakes/${stocktake.id}/review`);
    await page.getByTestId("variances").waitFor();
    assert.equal(await page.getByTestId("revoked-passes").count(), 0);
    const { blocks } = await warehouse.review(stocktake);
    assert.deepEqual(blocks.filter((block) => block.blocking), []);
  });

  await stage.step("completed, only the count that was let in is in the books", async () => {
    await until("it can be completed", async () => (await page.getByTestId("complete").getAttribute("aria-disabled")) !== "true");
    await page.getByTestId("complete").click();
    await until("it is completed", async () => (await office.get(`/api/v1/stocktakes/${stocktake.id}`)).status === "completed");
    assert.equal(await onHand(let_in), let_in.before + 4);
    assert.equal(await onHand(aside), aside.before);
    const log = (await office.all("/api/v1/audit?limit=100")).filter((entry) => entry.action.startsWith("stocktake/") || entry.action.startsWith("pass/"));
    assert(log.some((entry) => /Mairi/.test(entry.user_name ?? "")), "the log names who ruled");
  });
  await inspection.conclude();
}

/** Two bins in each of which exactly one product lies, one that can be scanned. */
async function binsWithOne(warehouse) {
  const places = [];
  for (const bin of warehouse.bins) {
    const there = [...(await warehouse.inBin(bin))].filter(([, quantity]) => quantity !== 0);
    const product = warehouse.products.find((one) => there.length === 1 && one.id === there[0][0]);
    if (product) places.push({ bin, product, before: there[0][1] });
    if (places.length === 2) return places;
  }
  throw new Error("fewer than two bins hold a single product that can be scanned");
}
