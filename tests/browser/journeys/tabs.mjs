// Two tabs of one device share one database and one that speaks with the server; and networks that only look like one.

import assert from "node:assert/strict";
import { until } from "../harness.mjs";
import { Warehouse, enterBin, openCount, outboxOf, scanProduct, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Work in two tabs of one device, on networks that lie";

/** Its clock is two hours off, which is no fault of the tablet's. */
const PORTAL_DATE = { date: new Date(Date.now() - 7_200_000).toUTCString() };
const PORTAL = { type: "text/html", headers: PORTAL_DATE, body: "<!doctype html><title>Hotel</title><h1>Accept our terms to go online</h1>" };

// Proves OFF-19, OFF-39.
export default async function (stage) {
  const server = await stage.server();
  const gateway = await stage.gateway(server);
  const warehouse = await Warehouse.of(await server.signIn());
  const stocktake = await warehouse.stocktake();
  const device = await stage.device(gateway);
  const first = device.page;
  await settle(device);
  await openCount(device, stocktake);
  await enterBin(device, warehouse.bins[4]);
  await scanProduct(device, warehouse.products[0]);
  await untilSynced(first);
  const second = await device.tab(`/stocktakes/${stocktake.id}/count`);
  await second.getByTestId("count-page").waitFor();
  const tabs = [first, second];
  const pill = (page) => text(page.getByTestId("sync-pill").locator("span:not(.sr)").first());
  const scans = (page) => text(page.getByTestId("all-scans"));

  await stage.step("a portal that answers everything with its own page is no connection", async () => {
    gateway.answer = ({ path }) => (path.startsWith("/api/") ? PORTAL : undefined);
    await scanProduct(device, warehouse.products[1]);
    assert.equal(await first.evaluate(() => navigator.onLine), true, "the browser believes itself online");
    for (const page of tabs) await untilOffline(page);
    for (const page of tabs) assert.equal(await page.getByText(/The clock of this device is/).count(), 0, "the portal's clock is believed");
  });

  await stage.step("what one tab records, both show", async () => {
    await scanProduct(device, warehouse.products[2], second);
    for (const page of tabs) {
      await until("both show two waiting", async () => (await pill(page)) === "2 saved here");
      await until("both list three scans", async () => (await scans(page)) === "All 3");
    }
  });

  await stage.step("in range again each is sent once, and both know", async () => {
    gateway.answer = () => undefined;
    const mark = gateway.calls.length;
    // Coming back to a page is a reason to look.
    await first.bringToFront();
    await first.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    for (const page of tabs) await untilSynced(page);
    const ids = (await warehouse.events(stocktake)).map((event) => event.id);
    assert.deepEqual(ids.sort(), outboxOf(await device.stored()).sort());
    const pushes = gateway.calls.slice(mark).filter((call) => call.path === "/api/v1/sync" && call.sent > 500);
    assert(pushes.length <= 1, `${pushes.length} requests carried entries`);
  });

  await stage.step("when the tab that speaks is closed, the other takes over", async () => {
    await first.close();
    device.page = second;
    await scanProduct(device, warehouse.products[3]);
    await until("the server has it", async () => (await warehouse.events(stocktake)).length === 5);
    await untilSynced(second);
  });
}
