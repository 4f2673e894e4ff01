// A new version arrives while somebody counts offline; then a server that speaks another protocol. Both wait for the
// person, and neither costs an entry.

import assert from "node:assert/strict";
import { Client, PEOPLE, publish, siteOf, until } from "../harness.mjs";
import { Warehouse, enterBin, finishBin, openCount, outboxOf, scanProduct, settle, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Update with entries waiting and a bin open; be too old for the server";

// Proves OFF-36, OFF-37.
export default async function (stage) {
  const site = await siteOf(stage);
  const server = await stage.server({ site });
  const gateway = await stage.gateway(server);
  const warehouse = await Warehouse.of(await server.signIn());
  const stocktake = await warehouse.stocktake();
  const device = await stage.device(gateway);
  const { page } = device;
  const version = () => page.locator('meta[name="quayside-version"]').getAttribute("content");
  const marked = () => page.evaluate(() => window.sameTab === true);
  await settle(device);
  await openCount(device, stocktake);
  await enterBin(device, warehouse.bins[1]);
  const before = await version();
  const after = "2".repeat(before.length);

  await stage.step("four scans wait in an open bin, since the server takes nothing", async () => {
    gateway.answer = ({ path }) => (path.startsWith("/api/") ? { status: 503, body: "maintenance" } : undefined);
    for (const product of warehouse.products.slice(0, 4)) await scanProduct(device, product);
    await untilOffline(page);
    assert.equal(outboxOf(await device.stored()).length, 5, "one opened the bin, four are scans");
    await page.evaluate(() => (window.sameTab = true));
  });

  await stage.step("a new version is announced in the count, and not taken over", async () => {
    await publish(site, before, after);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.getByText("A new version is ready.").waitFor();
    assert.equal(await version(), before);
    await page.getByTestId("leave-count").click();
    await page.getByTestId("leave-confirm").click();
    await page.getByTestId("update-now").click();
    // It waits for the bin to be finished: a scan more shows that the page lives on.
    await page.goBack();
    await page.getByTestId("count-page").waitFor();
    await scanProduct(device, warehouse.products[4]);
    assert(await marked(), "nothing was loaded anew");
    assert.equal(await version(), before);
  });

  await stage.step("when the bin is finished it takes over, with everything that waits", async () => {
    await finishBin(device);
    await until("the new version is here", async () => !(await marked()) && (await version()) === after);
    await page.getByTestId("sync-pill").waitFor();
    assert.equal(outboxOf(await device.stored()).length, 7, "opened, five scans, finished");
  });

  await stage.step("the new version sends all of it, once", async () => {
    gateway.answer = () => undefined;
    await page.getByTestId("sync-pill").click();
    await page.getByTestId("sync-now").click();
    await untilSynced(page);
    const ids = (await warehouse.events(stocktake)).map((event) => event.id);
    assert.deepEqual(ids.sort(), outboxOf(await device.stored()).sort());
    await page.keyboard.press("Escape");
  });

  await stage.step("a server of another protocol asks for an update; what is counted is kept", async () => {
    // What the server says to a tablet of another protocol is what this one hears.
    const old = new Client(server.url);
    await old.post("/api/v1/session", { ...PEOPLE.administrator, device: { name: "Old tablet" } });
    const type = "application/vnd.quayside.sync";
    const told = await old.send("POST", "/api/v1/sync", Buffer.from("QR\x03\xe7\x00", "latin1"), { "content-type": type });
    assert.equal(told.status, 426);
    const outdated = { status: 426, type: told.headers.get("content-type"), body: await told.text() };
    gateway.answer = ({ path }) => (path === "/api/v1/sync" ? outdated : undefined);
    await openCount(device, stocktake);
    await enterBin(device, warehouse.bins[2]);
    for (const product of warehouse.products.slice(10, 12)) await scanProduct(device, product);
    await page.getByText("This version of Quayside is too old for the server.").waitFor();
    assert.equal((await warehouse.events(stocktake)).length, 7, "the server has taken nothing");
    await page.reload();
    await page.getByTestId("count-page").waitFor();
    assert.equal(outboxOf(await device.stored()).length, 10, "three more are here");
  });

  await stage.step("updated, it sends them", async () => {
    gateway.answer = () => undefined;
    await page.getByTestId("sync-pill").click();
    await page.getByTestId("sync-now").click();
    await untilSynced(page);
    assert.equal((await warehouse.events(stocktake)).length, 10);
  });
}
