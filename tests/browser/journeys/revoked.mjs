// A tablet is lost and revoked; a right is withdrawn while its owner works offline. What was recorded meanwhile is
// delivered once, told apart, and never silently in the books.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { Warehouse, adjust, enterBin, openCount, outboxOf, scanProduct, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Revoke a tablet with unsent scans; withdraw a right from somebody offline";

// Proves OFF-17, OFF-53, OFF-56.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const stocktake = await warehouse.stocktake();
  const lost = await stage.device(server);
  const gateway = await stage.gateway(server);
  const other = await stage.device(gateway);
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

  const { page } = other;
  const [retried, discarded] = [5, 6].map((at) => ({ product: warehouse.products[at], bin: warehouse.bins[at] }));
  const onHand = async ({ bin, product }) => (await warehouse.inBin(bin)).get(product.id) ?? 0;
  const before = [await onHand(retried), await onHand(discarded)];
  const role = (await office.all("/api/v1/roles")).find((one) => one.name === "Warehouse");
  const grant = (permissions) => office.put(`/api/v1/roles/${role.id}`, { name: role.name, permissions });

  await stage.step("while the server is in trouble it is tried again, each time later", async () => {
    gateway.answer = ({ path }) => (path === "/api/v1/sync" ? { status: 503, body: "maintenance" } : undefined);
    await adjust(other, warehouse.location, retried, 7);
    await adjust(other, warehouse.location, discarded, 9);
    const mark = gateway.calls.length;
    const tries = () => gateway.calls.slice(mark).filter((call) => call.path === "/api/v1/sync");
    await until("it was tried four times", () => tries().length >= 4);
    const at = tries().map((call) => call.at);
    const gaps = at.slice(1).map((time, n) => time - at[n]);
    console.log(`      tried again after ${gaps.join(", ")} ms`);
    assert(gaps[2] > gaps[1] * 1.5 && gaps[1] > gaps[0] * 1.5, "each time about twice as long");
    await untilOffline(page);
  });

  await stage.step("somebody who lost the right meanwhile finds it under Needs attention, with the reason", async () => {
    await grant(role.permissions.filter((one) => one !== "adjust-stock"));
    gateway.answer = () => undefined;
    await page.locator('[data-testid="sync-pill"][data-sync="rejected"]').waitFor();
    assert.equal(await text(page.getByTestId("sync-pill").locator("span:not(.sr)").first()), "2 need attention");
    assert.deepEqual([await onHand(retried), await onHand(discarded)], before, "the books are as they were");
    await page.getByTestId("sync-pill").click();
    for (const { product } of [retried, discarded]) {
      const told = await text(entryOf(page, product));
      assert.match(told, /Refused\. You need the right/);
      for (const way of ["Retry", "Edit", "Discard"]) assert(told.includes(way), `${way} is offered`);
    }
  });

  await stage.step("with the right again it is sent again, and counts once", async () => {
    await grant(role.permissions);
    await entryOf(page, retried.product).getByTestId("outbox-retry").click();
    await until("it is in the books", async () => (await onHand(retried)) === before[0] + 7);
  });

  await stage.step("what is discarded is asked about, and gone", async () => {
    await entryOf(page, discarded.product).getByTestId("outbox-discard").click();
    await page.getByTestId("confirm").getByRole("button", { name: "Discard", exact: true }).click();
    await untilSynced(page);
    assert.deepEqual([await onHand(retried), await onHand(discarded)], [before[0] + 7, before[1]]);
  });
}

/** An entry of the outbox that waits for its author. */
function entryOf(page, product) {
  return page.locator('[data-testid="outbox-entry"][data-state="rejected"]').filter({ hasText: product.name });
}
