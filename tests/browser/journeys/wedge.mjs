// Scanners that type: fast, very fast, stuttering, with prefix and suffix, and people who type slowly. Whatever has the
// focus, a scan is a scan and typing is typing.

import assert from "node:assert/strict";
import { until } from "../harness.mjs";
import { Warehouse, enterBin, openCount, settle, text, untilSynced } from "../warehouse.mjs";

export const title = "Scan by keyboard wedge: bursts, doubles, focus, prefix and suffix";

// Proves OFF-26, OFF-40.
export default async function (stage) {
  const server = await stage.server();
  const warehouse = await Warehouse.of(await server.signIn());
  const stocktake = await warehouse.stocktake();
  const device = await stage.device(server);
  const page = device.page;
  const [first, second, third, fourth, ...others] = warehouse.products;
  await settle(device);
  await openCount(device, stocktake);
  await enterBin(device, warehouse.bins[0]);
  const said = () => text(page.getByTestId("said"));
  const counted = () => text(page.getByTestId("count"));
  const inHand = async (product) => (await text(page.getByTestId("in-hand"))) === product.name;
  const nothingHasFocus = () => page.evaluate(() => document.activeElement?.blur());
  /** Scans, and waits for what is heard; fails if anything else was heard before. */
  const scan = async (code, options, ...expected) => {
    const before = device.cues.length;
    await device.scan(code, options);
    await until(`${code} is answered`, () => device.cues.length >= before + expected.length);
    assert.deepEqual(device.cues.slice(before), expected, `what is heard after ${code}`);
  };

  await stage.step("a burst of a key every 20 ms counts, with nothing focused", async () => {
    await nothingHasFocus();
    await scan(first.code, { gap: 20 }, "counted");
    await until("it is in hand", () => inHand(first));
    assert.equal(await counted(), "1");
  });

  await stage.step("Tab ends a scan as Enter does, and moves no focus", async () => {
    await page.getByTestId("scan-box").focus();
    await scan(second.code, { gap: 20, end: "Tab" }, "counted");
    await until("it is in hand", () => inHand(second));
    assert.equal(await page.getByTestId("scan-box").inputValue(), "", "the box is as it was");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "scan-box");
  });

  await stage.step("with the focus on a button, the scan counts and the button is not pressed", async () => {
    await page.getByTestId("bin-done").focus();
    await scan(third.code, { gap: 20 }, "counted");
    await until("it is in hand", () => inHand(third));
    assert.equal(await page.getByTestId("done-dialog").isVisible(), false);
  });

  await stage.step("three scans are three: each adds one", async () => {
    await nothingHasFocus();
    for (const n of [1, 2, 3]) {
      // The same code within 400 ms would be asked about.
      await quiet(page);
      await scan(fourth.code, { gap: 20 }, "counted");
      await until(`${n} are counted`, async () => (await inHand(fourth)) && (await counted()) === String(n));
    }
  });

  await stage.step("a number typed in Set replaces them", async () => {
    assert.equal(await page.getByTestId("mode-set").getAttribute("aria-pressed"), "true", "the mode is shown");
    for (const digit of "10") await type(page, digit);
    await until("the keypad shows it", async () => (await text(page.getByTestId("pad-read"))) === "10");
    await page.getByTestId("pad-go").click();
    await until("10 are counted", async () => (await counted()) === "10");
  });

  await stage.step("the same code twice within 400 ms is counted once and asks; asked, it counts", async () => {
    await nothingHasFocus();
    const product = others[0];
    const before = device.cues.length;
    await device.scan(product.code, { gap: 5 });
    await device.scan(product.code, { gap: 5 });
    await until("both are answered", () => device.cues.length >= before + 2);
    assert.deepEqual(device.cues.slice(before), ["counted", "duplicate"]);
    await until("it asks", async () => /came twice/.test(await said()));
    assert.equal(await counted(), "1");
    await page.getByTestId("count-double").click();
    await until("both count", async () => (await counted()) === "2");
  });

  await stage.step("ten different codes in a second, a key every 5 ms, are ten", async () => {
    await nothingHasFocus();
    const ten = others.slice(1, 11);
    const before = device.cues.length;
    const started = Date.now();
    for (const [at, product] of ten.entries()) {
      await device.scan(product.code, { gap: 5 });
      const due = started + (at + 1) * 100;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
    }
    await until("all are answered", () => device.cues.length >= before + 10);
    assert.deepEqual(device.cues.slice(before), Array(10).fill("counted"));
    await until("the last is in hand", () => inHand(ten.at(-1)));
  });

  await stage.step("slow typing is typing: it goes into the field and counts nothing", async () => {
    const product = others[11];
    const box = page.getByTestId("scan-box");
    await box.focus();
    const before = device.cues.length;
    for (const key of product.code) await type(page, key);
    assert.equal(await box.inputValue(), product.code, "what was typed stands in the field");
    assert.equal(device.cues.length, before, "nothing is heard");
    await box.fill("");
    await nothingHasFocus();
    for (const key of "123") await type(page, key);
    await until("digits go to the keypad", async () => (await text(page.getByTestId("pad-read"))) === "123");
    assert.equal(device.cues.length, before, "nothing is heard");
  });

  await stage.step("a prefix and a suffix that were set are taken off", async () => {
    await device.goto("/settings");
    await page.locator("#scan-prefix").fill("]C1");
    await page.locator("#scan-suffix").fill("~");
    await page.getByTestId("scanner-save").click();
    await openCount(device, stocktake);
    const product = others[12];
    await scan(`]C1${product.code}~`, { gap: 20 }, "counted");
    await until("it is in hand", () => inHand(product));
  });

  await stage.step("outside of counting a scan is taken too", async () => {
    await device.goto("/stock");
    await page.getByTestId("page-title").waitFor();
    await device.scan(others[13].code, { gap: 20 });
    await page.getByTestId("scanned-name").filter({ hasText: others[13].name }).first().waitFor();
  });

  await stage.step("the server has what was counted, each once", async () => {
    await untilSynced(page);
    const events = (await warehouse.events(stocktake)).filter((event) => ["counted", "set"].includes(event.kind) && !event.voided);
    const sums = new Map();
    for (const { item, quantity } of events) sums.set(item.product, (sums.get(item.product) ?? 0) + quantity);
    const expected = [first, second, third].map((product) => [product.id, 1]);
    expected.push([fourth.id, 10], [others[0].id, 2], ...others.slice(1, 11).map((product) => [product.id, 1]), [others[12].id, 1]);
    assert.deepEqual([...sums].sort(), expected.sort());
  });
}

/** One key as a person presses it: the next comes a tenth of a second later. */
async function type(page, key) {
  await page.keyboard.press(key);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

/** Until the last scan is further away than a scanner's stutter, by the clock of the page. */
async function quiet(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 420)));
}
