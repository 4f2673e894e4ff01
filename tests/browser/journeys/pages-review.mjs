// A bin is counted by scan and by hand, and by two people with different results; the review shows both, says of each row
// who counted it, when, on which device and how, and can be printed.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, TABLETS } from "../look.mjs";
import { Warehouse, enterBin, finishBin, openCount, scanProduct, setTo, settle, text, untilSynced } from "../warehouse.mjs";

export const title = "Review what two people counted: differences, the history of a row, paper";

// Proves OFF-26, STK-16.
export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [bin, other] = warehouse.bins;
  const [first, second, third] = warehouse.products;
  const stocktake = await warehouse.stocktake({ coverage: { bins: [bin.id, other.id] } });
  const aisha = await stage.device(server);
  const callum = await stage.device(server);
  const desk = await stage.device(server, { size: SIZES[0] });
  const page = desk.page;

  await stage.step("three scans count 3; typed 10, it is 10, and the keypad says which it does", async () => {
    await settle(aisha, PEOPLE.counter);
    await openCount(aisha, stocktake);
    await enterBin(aisha, bin);
    for (const n of [1, 2, 3]) {
      await new Promise((resolve) => setTimeout(resolve, 500)); // Quicker would be a double read, and asked about.
      await scanProduct(aisha, first);
      await until(`${n} are counted`, async () => (await text(aisha.page.getByTestId("count"))) === String(n));
    }
    assert.match(await text(aisha.page.getByTestId("pad-go")), /^Set/);
    await setTo(aisha, 10);
    await scanProduct(aisha, second);
    await finishBin(aisha);
    await enterBin(aisha, other);
    await scanProduct(aisha, third);
    await finishBin(aisha);
    await untilSynced(aisha.page);
  });

  await stage.step("somebody else counts the same bin differently", async () => {
    await settle(callum, PEOPLE.otherCounter);
    await openCount(callum, stocktake);
    await enterBin(callum, bin);
    await scanProduct(callum, first);
    await setTo(callum, 9);
    await scanProduct(callum, second);
    await inspection.looks(callum, "count-in-hand", TABLETS);
    await inspection.axe(callum, "counting, with something in hand");
    await finishBin(callum);
    await untilSynced(callum.page);
  });

  await stage.step("the review shows both counts", async () => {
    await settle(desk, PEOPLE.administrator);
    await desk.goto(`/stocktakes/${stocktake.id}/review`);
    await page.getByTestId("conflict").filter({ hasText: "10 or 9" }).waitFor();
    await inspection.looks(desk, "review-conflict", SIZES);
    await inspection.axe(desk, "review with a conflict");
    await inspection.fits(desk, "review with a conflict", [{ width: 320, height: 640 }]);
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("one of the counts is taken", async () => {
    await page.getByTestId("conflict").locator("label").filter({ hasText: "Aisha" }).click();
    await page.getByTestId("conflict").getByTestId("resolve-take").click();
    await page.getByTestId("conflict").waitFor({ state: "detached" });
    await page.getByTestId("variance-row").filter({ hasText: first.sku }).waitFor();
    await inspection.looks(desk, "review-variances", SIZES);
    await inspection.axe(desk, "review with variances");
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("the history of a row names who, when, on which device, and how", async () => {
    const row = page.getByTestId("variance-row").filter({ hasText: first.sku });
    await row.first().getByTestId("row-history-open").click();
    const history = page.getByTestId("row-history");
    await history.getByTestId("event-row").first().waitFor();
    const told = (await history.getByTestId("event-row").allInnerTexts()).map((one) => one.replaceAll(/\s+/g, " "));
    const devices = await office.all("/api/v1/devices");
    const ofScan = told.filter((one) => /Aisha/.test(one) && /Scanner/.test(one));
    assert.equal(ofScan.length, 3, `three scans of Aisha: ${told.join(" | ")}`);
    for (const one of ofScan) assert.match(one, /\d\d:\d\d.*\+1.*taken back/, "with its time, and replaced by what was typed");
    assert(told.some((one) => /Aisha.*By hand.*Set to 10/.test(one)), told.join(" | "));
    assert(told.some((one) => /Callum.*By hand.*Set to 9/.test(one)), told.join(" | "));
    for (const one of told) assert(devices.some((device) => one.includes(device.name)), `${one} names its device`);
    await inspection.axe(desk, "the history of a row");
    await inspection.looks(desk, "review-history", [SIZES[0]]);
    await page.setViewportSize(SIZES[0]);
    await history.getByTestId("close").click();
  });

  await stage.step("a single product is sent to be counted again", async () => {
    const row = page.getByTestId("variance-row").filter({ hasText: first.sku }).first();
    await row.getByTestId("recount").click();
    await page.getByText("Recount sent").first().waitFor();
    const ordered = await warehouse.review(stocktake);
    assert(ordered.blocks.some((block) => block.kind === "recount" && block.blocking), "completion waits for it");
  });

  await stage.step("on paper there are the figures and none of the controls", async () => {
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    assert.equal(await page.getByTestId("complete").isVisible(), false);
    assert.equal(await page.getByTestId("nav").isVisible(), false);
    assert.equal(await page.getByTestId("variances").isVisible(), true);
    const paper = await page.pdf({ format: "A4" });
    await fs.writeFile(path.join(stage.folder, "review.pdf"), paper);
    assert(paper.length > 5_000, "the sheet has something on it");
    await page.emulateMedia({ media: "screen" });
  });
  await inspection.conclude();
}
