// What a scan can name while counting: a SKU, a barcode, a case, Amazon's own label, a bin, several things, nothing known.
// Right and wrong are told apart by rhythm and colour; an unknown code is linked and its quantities follow, or stays noted.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { Warehouse, enterBin, finishBin, openCount, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Scan every kind of code: resolved, asked about, linked, noted";

const FNSKU = "X001QY7F3B";
const AMBIGUOUS = "X002TWOFOLD";
const UNKNOWN = "4006381333931";
const NOTED = "4006381333948";

// Proves OFF-43, OFF-45.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [bin, other] = warehouse.bins;
  const [named] = warehouse.products;
  const create = (body) => office.post("/api/v1/products", { name: `Sample ${body.sku}`, ...body });
  const cased = await create({ sku: "CD-CASE", barcodes: [{ code: "5000159407236" }, { code: "15000159407233", pack: 12 }] });
  const atAmazon = await create({ sku: "CD-FNSKU", barcodes: [{ code: FNSKU }] });
  const bySku = await create({ sku: AMBIGUOUS });
  const byCode = await create({ sku: "CD-OTHER", barcodes: [{ code: AMBIGUOUS }] });
  const stocktake = await warehouse.stocktake({ coverage: { bins: [bin.id, other.id] } });
  const tablet = await stage.device(server);
  const { page } = tablet;
  const said = () => text(page.getByTestId("said"));
  const colours = {};

  /** Scans and waits for what is felt and said; remembers the colour of the band. */
  async function scan(code, cue, words) {
    const before = tablet.cues.length;
    await tablet.scan(code);
    await until(`${code} is felt as ${cue}`, () => tablet.cues.slice(before).includes(cue));
    assert.deepEqual(tablet.cues.slice(before), [cue], `${code} is felt once`);
    await until(`${code} is said`, async () => words.test(await said()));
    const band = page.getByTestId("said");
    const seen = await band.evaluate((node) => getComputedStyle(node).backgroundColor);
    (colours[cue] ??= new Set()).add(seen);
    await new Promise((resolve) => setTimeout(resolve, 450)); // Quicker would be a double read.
  }
  const inHand = async (product, count) =>
    until(`${count} of ${product.sku} are in hand`, async () => {
      const shown = await text(page.getByTestId("count"));
      return shown === String(count) && (await text(page.getByTestId("in-hand"))) === product.name;
    });

  await stage.step("SKU, barcode, case and Amazon's label are counted out of reach", async () => {
    await settle(tablet, PEOPLE.supervisor);
    await openCount(tablet, stocktake);
    await untilSynced(page);
    await tablet.offline();
    await untilOffline(page);
    await enterBin(tablet, bin);
    await scan(named.sku, "counted", /^Counted/);
    await inHand(named, 1);
    await scan(named.code, "counted", /^Counted/);
    await inHand(named, 2);
    await scan("5000159407236", "counted", /^Counted/);
    await scan("15000159407233", "counted", /^Counted/);
    await inHand(cased, 13);
    await scan(FNSKU, "counted", /^Counted/);
    await inHand(atAmazon, 1);
  });

  await stage.step("a code of two products asks, and counts for nothing until it is answered", async () => {
    await tablet.scan(AMBIGUOUS);
    const dialog = page.getByTestId("which-dialog");
    await dialog.waitFor();
    const offered = await dialog.locator("li").allInnerTexts();
    assert.equal(offered.length, 2, offered.join(" | "));
    assert(offered.some((one) => one.includes(byCode.name)) && offered.some((one) => one.includes(bySku.name)), offered.join(" | "));
    assert.match(await text(dialog), /Nothing is counted yet/);
    await dialog.getByRole("button", { name: byCode.name }).click();
    await inHand(byCode, 1);
  });

  await stage.step("an unknown code is felt and seen as wrong, and kept", async () => {
    await scan(UNKNOWN, "wrong", /No product has barcode 4006381333931/);
    await scan(UNKNOWN, "wrong", /No product has barcode/);
    const [right] = colours.counted;
    assert.equal(colours.counted.size, 1);
    assert(!colours.wrong.has(right), `right and wrong are both ${right}`);
  });

  await stage.step("linked to a product, what was counted under it follows", async () => {
    await page.getByTestId("link-code").click();
    const dialog = page.getByTestId("link-dialog");
    await dialog.locator("#link-search").fill("CD-CASE");
    await dialog.getByTestId("link-choice").filter({ hasText: "CD-CASE" }).click();
    await dialog.waitFor({ state: "hidden" });
    await scan(NOTED, "wrong", /No product has barcode/);
  });

  await stage.step("a bin's label changes the bin", async () => {
    for (const one of [other, bin]) {
      const before = tablet.cues.length;
      await tablet.scan(one.name);
      await until("it is felt as another bin", () => tablet.cues.slice(before).includes("bin-changed"));
      await until("it is on the plate", async () => (await text(page.getByTestId("bin"))) === one.name);
    }
    await finishBin(tablet);
  });

  await stage.step("who may not link is not offered it; the code is noted all the same", async () => {
    const second = await stage.device(server);
    await settle(second, PEOPLE.counter);
    await openCount(second, stocktake);
    await enterBin(second, other);
    await second.scan(NOTED);
    await until("it is said", async () => /No product has barcode/.test(await text(second.page.getByTestId("said"))));
    assert.equal(await second.page.getByTestId("link-code").count(), 0);
    await finishBin(second);
    await untilSynced(second.page);
  });

  await stage.step("back in range every row is there; the code that nobody linked is noted", async () => {
    await tablet.offline(false);
    await untilSynced(page);
    const review = await warehouse.review(stocktake);
    const counted = (product) => review.lines.find((line) => line.product === product.id && line.bin === bin.id)?.counted;
    assert.deepEqual([named, cased, atAmazon, byCode].map(counted), [2, 15, 1, 1]);
    const codes = review.unknown.map((one) => [one.code, one.product ?? null]);
    assert.deepEqual(codes, [[UNKNOWN, cased.id], [NOTED, null]]);
    assert(review.blocks.some((block) => block.blocking && block.kind === "unknown-code"), JSON.stringify(review.blocks));
  });
}
