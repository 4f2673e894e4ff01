// A tablet takes goods in and moves goods while it is out of reach, and is revoked meanwhile. What it did arrives at its
// last contact and changes no stock. The office finds it from the dashboard and from the notification, lets the receipt in
// and sets the move aside.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, visit } from "../look.mjs";
import { Warehouse, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Let in goods of a revoked tablet and set a move aside";

// Proves OFF-53 for goods.
export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [product] = warehouse.products;
  const [from, to] = warehouse.bins;
  const tablet = await stage.device(server);
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const inBin = async (bin) => (await warehouse.inBin(bin)).get(product.id) ?? 0;
  const before = { from: await inBin(from), to: await inBin(to) };

  await stage.step("a tablet takes goods in and moves some out of reach, and is revoked meanwhile", async () => {
    await settle(tablet, PEOPLE.warehouse);
    await visit(tablet, `/products/${product.id}`);
    await untilSynced(tablet.page);
    await tablet.offline();
    await untilOffline(tablet.page);
    const { page } = tablet;
    await page.getByTestId("receive").click();
    await page.getByTestId("receive-location").selectOption(warehouse.location.id);
    await page.getByTestId("receive-bin").selectOption(from.id);
    await page.getByTestId("receive-quantity").fill("7");
    await page.getByTestId("receive-record").click();
    await page.getByTestId("receive-dialog").waitFor({ state: "hidden" });
    await page.getByTestId("move").click();
    await page.getByTestId("move-location").selectOption(warehouse.location.id);
    await page.getByTestId("move-from").selectOption(from.id);
    await page.getByTestId("move-to").selectOption(to.id);
    await page.getByTestId("move-quantity").fill("3");
    await page.getByTestId("move-record").click();
    await page.getByTestId("move-dialog").waitFor({ state: "hidden" });
    const device = await page.evaluate(() => localStorage.getItem("quayside.device"));
    await office.post(`/api/v1/devices/${device}/revoke`, { reason: "Left in a taxi" });
  });

  await stage.step("both arrive at its last contact and change nothing", async () => {
    await tablet.offline(false);
    await tablet.page.getByTestId("sign-in").waitFor();
    assert.deepEqual({ from: await inBin(from), to: await inBin(to) }, before);
  });

  await stage.step("the dashboard leads to what is to decide", async () => {
    await settle(desk, PEOPLE.administrator);
    await visit(desk, "/");
    await page.getByTestId("to-decide").click();
    await until("both are listed", async () => (await page.getByTestId("review-task").count()) === 2);
  });

  const row = (words) => page.getByTestId("review-task").filter({ hasText: words });
  await stage.step("each says who did what, where, and why it waits", async () => {
    const receipt = await text(row("A receipt is held"));
    assert(receipt.includes(`7 of ${product.sku} into ${from.name}, ${warehouse.location.name}`), receipt);
    assert(/Tomasz.* on /.test(receipt) && receipt.includes("revoked"), receipt);
    const move = await text(row("A move is held"));
    assert(move.includes(`3 of ${product.sku} from ${from.name} to ${to.name}`), move);
    await inspection.axe(desk, "what is to decide");
    await inspection.looks(desk, "to-decide", SIZES);
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("out of reach nothing can be decided, and the page says so", async () => {
    await desk.offline();
    await untilOffline(page);
    assert.equal(await row("A receipt").getByTestId("task-release").getAttribute("aria-disabled"), "true");
    await desk.offline(false);
    await untilSynced(page);
  });

  await stage.step("the receipt is let in", async () => {
    await row("A receipt").getByTestId("task-release").click();
    await row("A receipt").waitFor({ state: "detached" });
    assert.equal(await inBin(from), before.from + 7);
  });

  await stage.step("the move is set aside, after a question, with a reason", async () => {
    await page.getByLabel("Reason").fill("It was moved back");
    await row("A move").getByTestId("task-aside").click();
    await page.getByTestId("confirm").getByRole("button", { name: "Keep it", exact: true }).click();
    await row("A move").getByTestId("task-aside").click();
    await page.getByTestId("confirm").getByRole("button", { name: "Set aside", exact: true }).click();
    await row("A move").waitFor({ state: "detached" });
    assert.deepEqual({ from: await inBin(from), to: await inBin(to) }, { from: before.from + 7, to: before.to });
    const log = await office.all("/api/v1/audit?limit=100");
    assert(log.some((entry) => /It was moved back/.test(entry.detail) && /Mairi/.test(entry.user_name ?? "")), "the log names who decided");
  });

  await stage.step("nothing is left to decide, and what was decided stays listed", async () => {
    assert.match(await text(page.locator("main")), /Nothing is to decide/);
    await page.getByRole("button", { name: "Settled", exact: true }).click();
    await until("both are listed as settled", async () => (await page.getByTestId("review-task").count()) === 2);
    assert.equal(await page.getByTestId("task-release").count(), 0);
    await visit(desk, "/notifications");
    assert.match(await text(page.locator("main")), /held \(/);
  });
  await inspection.conclude();
}
