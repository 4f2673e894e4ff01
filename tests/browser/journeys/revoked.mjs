// A tablet is lost and revoked; a right is withdrawn while its owner works offline. What was recorded meanwhile is
// delivered once, told apart, and never silently in the books.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { Warehouse, enterBin, openCount, outboxOf, scanProduct, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Revoke a tablet with unsent scans; withdraw a right from somebody offline";

// Proves OFF-53, OFF-56.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const stocktake = await warehouse.stocktake();
  const lost = await stage.device(server);
  const other = await stage.device(server);
  const [first, second, third] = warehouse.products;

  await stage.step("two tablets are at work", async () => {
    await settle(lost, PEOPLE.counter);
    await openCount(lost, stocktake);
    await enterBin(lost, warehouse.bins[3]);
    await scanProduct(lost, first);
    await untilSynced(lost.page);
    await settle(other, PEOPLE.warehouse);
  });

  let sent;
  await stage.step("one is revoked while it counts out of reach", async () => {
    await lost.offline();
    await untilOffline(lost.page);
    await scanProduct(lost, second);
    await scanProduct(lost, third);
    sent = outboxOf(await lost.stored());
    const device = await lost.page.evaluate(() => localStorage.getItem("quayside.device"));
    await office.post(`/api/v1/devices/${device}/revoke`, { reason: "Left in a taxi" });
  });

  await stage.step("at its next contact it is wiped, and says so", async () => {
    await lost.offline(false);
    await lost.page.getByTestId("sign-in").waitFor();
    const stored = await lost.stored();
    for (const [table, rows] of Object.entries(stored)) assert.deepEqual(rows, [], `nothing is left in ${table}`);
    assert.equal(await lost.page.evaluate(() => localStorage.getItem("quayside.device")), null);
    await lost.page.getByText("This device was removed from the company.").waitFor();
  });

  await stage.step("what it had counted was handed over once, kept apart and listed", async () => {
    const events = await warehouse.events(stocktake);
    assert.deepEqual(events.map((event) => event.id).sort(), [...sent].sort());
    const late = events.filter((event) => [second.id, third.id].includes(event.item?.product));
    assert.deepEqual(late.map((event) => event.disposition), ["quarantined", "quarantined"]);
    const { lines, blocks } = await warehouse.review(stocktake);
    assert(blocks.some((block) => block.blocking && /revoked device/.test(block.text)), "a supervisor is told");
    const counted = lines.filter((line) => [second.id, third.id].includes(line.product) && line.counted > 0);
    assert.deepEqual(counted, [], "it does not count by itself");
  });

  const taken = { product: warehouse.products[5], bin: warehouse.bins[5] };
  await stage.step("somebody adjusts stock out of reach, and loses the right to meanwhile", async () => {
    const { page } = other;
    await other.offline();
    await other.goto(`/products/${taken.product.id}`);
    await untilOffline(page);
    await page.getByTestId("adjust").click();
    await page.locator("#adjust-location").selectOption(warehouse.location.id);
    await page.locator("#adjust-bin").selectOption(taken.bin.id);
    await page.locator("#adjust-delta").fill("7");
    await page.locator("#adjust-reason").fill("Found behind the shelf");
    await page.getByTestId("adjust-post").click();
    await page.getByTestId("adjust-dialog").waitFor({ state: "hidden" });
    const role = (await office.all("/api/v1/roles")).find((one) => one.name === "Warehouse");
    const permissions = role.permissions.filter((one) => one !== "adjust-stock");
    await office.put(`/api/v1/roles/${role.id}`, { name: role.name, permissions });
  });

  await stage.step("back in reach it needs attention, with the reason, and the books are as they were", async () => {
    const { page } = other;
    const before = (await warehouse.inBin(taken.bin)).get(taken.product.id) ?? 0;
    await other.offline(false);
    await page.locator('[data-testid="sync-pill"][data-sync="rejected"]').waitFor();
    assert.equal(await text(page.getByTestId("sync-pill").locator("span:not(.sr)").first()), "1 needs attention");
    await page.getByTestId("sync-pill").click();
    const entry = page.getByTestId("outbox-drawer").locator('[data-testid="outbox-entry"][data-state="rejected"]');
    await entry.waitFor();
    console.log(`      ${await text(entry)}`);
    assert.match(await text(entry), /Refused\..*(right|allow|permission)/i);
    assert.equal((await warehouse.inBin(taken.bin)).get(taken.product.id) ?? 0, before);
  });

  await stage.step("given up, it is gone from the screen too", async () => {
    const { page } = other;
    await page.getByTestId("outbox-discard").click();
    await page.getByRole("button", { name: "Discard", exact: true }).last().click();
    await until("nothing needs attention", async () => (await page.locator('[data-testid="sync-pill"][data-sync="synced"]').count()) === 1);
  });
}
