// Asking a figure why, where and as of when: a bin's figure with more movements than are shown at once, wider places,
// another moment, a file, and what a tablet knows without the server. Then the stock of a day to its end, and its value.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { DESK, settled, signedIn, visit } from "../look.mjs";
import { untilOffline } from "../warehouse.mjs";

export const title = "Ask figures why and as of when, list a past day to its end, see what stock is worth";
export const limitMs = 600_000;

const PRODUCTS = 1_300;
const MOVES = 60;

// Proves LOC-12, LOC-13, OFF-05.
export default async function (stage) {
  const server = await stage.server({ command: ["demo", "--products", String(PRODUCTS)], startMs: 300_000 });
  const office = await server.signIn();
  const [location] = (await office.all("/api/v1/locations")).filter((one) => (one.n_bins ?? one.bins) > 0);
  const stocked = (await office.get("/api/v1/stock?by=bin&limit=200")).items;
  const line = stocked.find((one) => one.location === location.id && one.bin && one.on_hand > 0);
  await stage.step(`goods of a bin are adjusted ${MOVES} times`, async () => {
    for (let n = 0; n < MOVES; n += 1) {
      await office.post("/api/v1/adjustments", { product: line.product, location: location.id, bin: line.bin, delta: 1, reason: `Found ${n}` });
    }
  });
  const { name } = await office.get(`/api/v1/bins/${line.bin}`);
  const now = line.on_hand + MOVES;
  const device = await stage.device(server, { size: DESK });
  const { page } = device;
  await stage.step("the administrator signs in", () => signedIn(device, PEOPLE.administrator));
  const drawer = page.getByTestId("why-drawer");
  const figure = (name) => drawer.getByTestId(name).locator("strong").innerText();
  const shown = (n) => new Intl.NumberFormat("en-GB").format(n);
  const ask = async () => {
    await visit(device, `/products/${line.product}`);
    await page.getByTestId("places").locator("tr", { hasText: name }).getByTestId("ask").first().click();
    await drawer.getByTestId("why-said").waitFor();
  };

  await stage.step("the figure of the bin is explained by its movements, page by page", async () => {
    await ask();
    assert((await drawer.getByTestId("why-place").innerText()).endsWith(name));
    await until("the server said so", async () => /^As of /.test(await drawer.getByTestId("why-said").innerText()));
    assert.equal(await figure("on-hand"), shown(now));
    const rows = drawer.getByTestId("movements").locator("li");
    await until("the newest are here", async () => (await rows.count()) === 50);
    await drawer.getByTestId("why-older").click();
    await until("all are here", async () => (await drawer.getByTestId("why-older").count()) === 0);
    const after = await rows.locator("strong").evaluateAll((all) =>
      all.map((one) => [one.innerText, one.nextSibling.textContent].map((text) => Number(text.replace("\u2212", "-").replace(/[^0-9-]/g, "")))),
    );
    assert(after.length > MOVES);
    assert.equal(after[0][1], now, "the newest leads to the figure");
    for (const [at, [delta, balance]] of after.entries()) {
      assert.equal(balance - delta, after[at + 1]?.[1] ?? 0, `the figure before movement ${at} of ${after.length}`);
    }
  });

  await stage.step("it is taken out as a file, widened, and asked of another time", async () => {
    const href = await drawer.getByTestId("why-export").getAttribute("href");
    const file = await page.evaluate(async (href) => (await fetch(href)).text(), href);
    assert(file.trim().split("\n").length > MOVES);
    await drawer.getByTestId("why-widen").click();
    await until("the location is asked", async () => (await drawer.getByTestId("why-place").innerText()) === location.name);
    await drawer.getByTestId("why-as-of").fill("2001-01-01T12:00");
    await until("there was nothing then", async () => (await figure("on-hand")) === "0");
    await drawer.getByText("Nothing has moved").waitFor();
    await drawer.getByTestId("why-now").click();
    await drawer.getByTestId("available").click();
    await drawer.getByTestId("why-sum").waitFor();
    await page.keyboard.press("Escape");
  });

  await stage.step("the stock of today is listed to its end, and what is typed is found", async () => {
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(new Date());
    await visit(device, `/stock?as-of=${today}`);
    await settled(device, "stock of the day");
    const said = page.getByTestId("past-said");
    assert.match(await said.innerText(), /^The first 500 products/);
    const list = page.getByTestId("past-stock");
    await until("its end is reached by scrolling", async () => {
      await list.evaluate((node) => node.scrollTo(0, node.scrollHeight));
      return /all of that day/.test(await said.innerText());
    });
    const held = await office.all("/api/v1/stock?by=product");
    assert.equal(await said.innerText(), `${shown(held.length)} products, all of that day.`);
    await page.getByTestId("stock-search").fill(line.sku.toLowerCase());
    await until("it is found by its SKU", async () => (await list.locator("tbody tr[data-row]").count()) >= 1 && (await list.innerText()).includes(line.sku));
  });

  await stage.step("its value is what the locations add up to", async () => {
    await visit(device, "/stock/value");
    await settled(device, "the value");
    const pounds = async (selector) => (await page.locator(selector).allInnerTexts()).map((text) => Number(text.replace(/[^0-9.-]/g, "")));
    const places = await pounds("[data-testid=value-row] td:last-child");
    const [total] = await pounds("[data-testid=value-list] tfoot td:last-child");
    assert(Math.abs(places.reduce((a, b) => a + b, 0) - total) < 0.05 && total > 0, `${places} and ${total}`);
  });

  await stage.step("without the server it says what the tablet knows, and since when", async () => {
    await visit(device, "/stock");
    await settled(device, "stock");
    await server.kill();
    await untilOffline(page);
    await ask();
    await until("it says so", async () => /As this device knows it, last in range/.test(await drawer.getByTestId("why-said").innerText()));
    assert.equal(await figure("on-hand"), shown(now));
    assert.equal(await drawer.getByTestId("why-export").count(), 0);
    await device.axe();
  });
}
