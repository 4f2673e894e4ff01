// The application as a thing that is installed: it opens without a network, and a new version waits to be let in.

import assert from "node:assert/strict";
import { publish, siteOf, until } from "../harness.mjs";

export const title = "Install, open without a network, take a new version over when told to";

// Proves OFF-04, OFF-35.
export default async function (stage) {
  const site = await siteOf(stage);
  const server = await stage.server({ site });
  const device = await stage.device(server);

  await stage.step("the page is painted before the application has loaded", async () => {
    await device.page.route("**/*.wasm", async (route) => {
      await until("the frame is on screen", () => device.page.locator("#boot").isVisible());
      await route.continue();
    });
    await device.goto("/");
    await device.page.locator("#boot").waitFor({ state: "detached" });
    await device.page.unroute("**/*.wasm");
  });

  await stage.step("the worker holds the application", () => device.untilInstalled());

  await stage.step("the browser would install it", async () => {
    const cdp = await device.cdp();
    const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
    const { errors, data } = await cdp.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const manifest = JSON.parse(data);
    assert.equal(manifest.display, "standalone");
    for (const { src } of manifest.icons) assert((await fetch(server.url + src)).ok, `${src} is there`);
  });

  await stage.step("a missing asset is missing, not the page", async () => {
    const response = await fetch(`${server.url}/assets/app-000000000000.js`, { headers: { accept: "*/*" } });
    assert.equal(response.status, 404);
  });

  await stage.step("it opens with the server gone, also after the device was switched off", async () => {
    await server.kill();
    await device.page.reload();
    await device.page.locator("#boot").waitFor({ state: "detached" });
    await device.restart();
    await device.goto("/stock");
    await device.page.locator("#boot").waitFor({ state: "detached" });
    await server.up();
  });

  const version = () => device.page.locator('meta[name="quayside-version"]').getAttribute("content");
  const before = await version();

  await stage.step("a new version is announced and waits", async () => {
    await device.page.evaluate(() => (window.sameTab = true));
    await publish(site, before, "1".repeat(before.length));
    await device.page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await device.page.locator('html[data-update="waiting"]').waitFor({ state: "attached" });
    assert.equal(await device.page.evaluate(() => window.sameTab), true, "nothing reloaded by itself");
    assert.equal(await version(), before);
  });

  await stage.step("told so, it takes over and drops the old one", async () => {
    await device.page.evaluate(() => window.dispatchEvent(new Event("quayside:take-over")));
    await until("the new version is on screen", async () => (await version()) !== before);
    const caches = await device.page.evaluate(() => caches.keys());
    assert.deepEqual(caches, [`quayside-${"1".repeat(before.length)}`]);
  });
}
