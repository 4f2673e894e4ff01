// Goods on the product's page: taken in without a document and moved between bins without a network, reserved by a
// transfer, sent, received in part, and the rest written off. Every figure of the page follows.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, visit } from "../look.mjs";
import { Warehouse, settle, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Receive, move, reserve, send and close: the figures of a product follow";

// Proves LOC-12.
export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [product] = warehouse.products;
  const [from, to] = warehouse.bins;
  const other = warehouse.locations.find((one) => one.id !== warehouse.location.id && !one.not_for_sale);
  const desk = await stage.device(server, { size: SIZES[0] });
  const page = desk.page;

  /** The tiles of the product's page by name. */
  const figures = async () => {
    const tiles = page.getByTestId("levels").locator(".tile");
    const all = await tiles.evaluateAll((tiles) => tiles.map((tile) => [tile.querySelector("dt").innerText, tile.querySelector("dd").innerText]));
    const number = (text) => Number(text.replaceAll(",", "").replace("\u2212", "-"));
    const by = Object.fromEntries(all);
    return { onHand: number(by["On hand"]), allocated: number(by.Allocated), available: number(by.Available), inTransit: number(by["In transit"]) };
  };
  const untilFigures = (what, wanted) =>
    until(`the page shows ${what}`, async () => {
      const now = await figures();
      return Object.entries(wanted).every(([name, value]) => now[name] === value);
    });
  const here = () => visit(desk, `/products/${product.id}`);

  let start;
  await stage.step("the product is on the page", async () => {
    await settle(desk, PEOPLE.administrator);
    await here();
    await page.getByTestId("levels").waitFor();
    start = await figures();
    assert.equal(start.available, start.onHand - start.allocated);
  });

  await stage.step("without a network goods are taken in and moved between bins", async () => {
    await desk.offline();
    await untilOffline(page);
    await page.getByTestId("receive").click();
    await page.getByTestId("receive-location").selectOption(warehouse.location.id);
    await page.getByTestId("receive-bin").selectOption(from.id);
    await page.getByTestId("receive-quantity").fill("7");
    await inspection.axe(desk, "receiving without a document");
    await page.getByTestId("receive-record").click();
    await untilFigures("what was taken in", { onHand: start.onHand + 7 });
    await page.getByTestId("move").click();
    await page.getByTestId("move-location").selectOption(warehouse.location.id);
    await page.getByTestId("move-from").selectOption(from.id);
    await page.getByTestId("move-to").selectOption(to.id);
    await page.getByTestId("move-quantity").fill("3");
    await inspection.axe(desk, "moving between bins");
    await page.getByTestId("move-record").click();
    await page.getByTestId("places").locator("tr").filter({ hasText: warehouse.location.name }).filter({ hasText: to.name }).waitFor();
    await untilFigures("the same sum", { onHand: start.onHand + 7 });
  });

  await stage.step("back in range the books have both", async () => {
    const before = await warehouse.inBin(to);
    assert.equal(before.get(product.id) ?? 0, 0, "nothing was sent yet");
    await desk.offline(false);
    await untilSynced(page);
    assert.equal((await warehouse.inBin(to)).get(product.id), 3);
    assert.equal((await warehouse.inBin(from)).get(product.id), 4);
  });

  const onHand = () => start.onHand + 7;
  let transfer;
  await stage.step("a transfer reserves 2: on hand stays, available falls", async () => {
    const lines = [{ product: product.id, quantity: 2 }];
    transfer = await office.post("/api/v1/transfers", { from: warehouse.location.id, to: other.id, lines });
    await visit(desk, `/transfers/${transfer.id}`);
    await page.getByTestId("hold-transfer").click();
    await untilSynced(page);
    await here();
    const available = onHand() - start.allocated - 2;
    await untilFigures("2 allocated", { onHand: onHand(), allocated: start.allocated + 2, available });
    const row = page.getByTestId("places").locator("tr").filter({ hasText: warehouse.location.name });
    const cells = await row.evaluateAll((rows) => rows.map((one) => [...one.querySelectorAll("td.num")].map((cell) => Number(cell.innerText.replace("\u2212", "-")))));
    for (const [hand, allocated, free] of cells) assert.equal(free, hand - allocated, "at each place too");
    assert.equal(cells.reduce((sum, [, allocated]) => sum + allocated, 0), start.allocated + 2);
  });

  await stage.step("sent they are in transit", async () => {
    await visit(desk, `/transfers/${transfer.id}/send`);
    await page.getByTestId("task-bin").selectOption(from.id);
    await page.getByTestId("fill").click();
    await page.getByTestId("task-finish").click();
    await page.waitForURL(new RegExp(`/transfers/${transfer.id}$`));
    await untilSynced(page);
    await here();
    await untilFigures("2 in transit", { onHand: onHand() - 2, allocated: start.allocated, inTransit: start.inTransit + 2 });
  });

  await stage.step("one arrives; the transfer is closed, and the other one is written off", async () => {
    const { lines } = await office.get(`/api/v1/transfers/${transfer.id}`);
    await office.post(`/api/v1/transfers/${transfer.id}/receive`, { lines: [{ line: lines[0].id, quantity: 1 }] });
    await visit(desk, `/transfers/${transfer.id}`);
    await page.getByText("Partly received").first().waitFor();
    await page.getByTestId("close-transfer").click();
    await page.getByText("1 still on the way is written off").first().waitFor();
    await inspection.axe(desk, "closing a transfer");
    await page.getByTestId("confirm-act").locator("visible=true").click();
    await until("it is closed", async () => (await office.get(`/api/v1/transfers/${transfer.id}`)).status === "received");
    await page.getByText("1 written off").first().waitFor();
    await inspection.looks(desk, "transfer-closed", [SIZES[0]]);
    await page.setViewportSize(SIZES[0]);
    await here();
    await untilFigures("nothing more in transit", { onHand: onHand() - 1, inTransit: start.inTransit });
  });
  await inspection.conclude();
}
