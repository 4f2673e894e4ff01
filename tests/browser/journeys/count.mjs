// Counting with the server gone: what was confirmed is there after the browser was ended, and reaches the books once.

import assert from "node:assert/strict";
import { until } from "../harness.mjs";

export const title = "Count with the server dead, end the browser, send everything once";

// Proves OFF-07, OFF-14.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const [location] = (await office.all("/api/v1/locations")).filter((one) => one.n_bins > 0 || one.bins > 0);
  const [bin] = await office.all(`/api/v1/locations/${location.id}/bins`);
  const products = await office.all("/api/v1/products?limit=100");
  const product = products.find((one) => one.barcodes.length > 0 && one.barcodes[0].pack === 1);
  const stocktake = await office.post("/api/v1/stocktakes", { location: location.id });

  const device = await stage.device(server);
  const page = () => device.page;
  const count = `/stocktakes/${stocktake.id}/count`;

  await stage.step("the count is open and the bin is scanned", async () => {
    await device.signIn();
    await page().getByTestId("nav").waitFor();
    await device.untilInstalled();
    await device.goto(count);
    await page().getByTestId("count-page").waitFor();
    await device.scan(bin.name);
    await until("the bin is on the plate", async () => (await page().getByTestId("bin").textContent()).includes(bin.name));
  });

  await stage.step("three scans count while the server is dead", async () => {
    await server.kill();
    for (const n of [1, 2, 3]) {
      await new Promise((resolve) => setTimeout(resolve, 500)); // Quicker would be a double read, and asked about.
      await device.scan(product.barcodes[0].code);
      await until(`${n} in the bin`, async () => (await page().getByTestId("count").textContent()).trim() === String(n));
    }
  });

  await stage.step("they are there after the browser was ended", async () => {
    await device.restart();
    await device.goto(count);
    await page().getByTestId("count-page").waitFor();
    await until("the scans are listed", async () => (await page().getByTestId("last-scans").textContent()).includes(product.name));
  });

  await stage.step("back online the server has them once", async () => {
    await server.up();
    const counted = async () => {
      const events = await office.all(`/api/v1/stocktakes/${stocktake.id}/events`);
      return events.filter((event) => JSON.stringify(event).includes(product.id));
    };
    await until("three events arrived", async () => (await counted()).length >= 3);
    await until("nothing waits here", async () => /Synced/.test(await page().locator("body").innerText()));
    assert.equal((await counted()).length, 3);
  });
}
