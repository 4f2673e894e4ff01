// The first filling of a device, interrupted half way, and what later syncs carry.

import assert from "node:assert/strict";
import { until } from "../harness.mjs";
import { text, untilSynced } from "../warehouse.mjs";

export const title = "Fill a device, interrupted half way; later carry only what changed";

const SYNC = "/api/v1/sync";
const isData = ({ path }) => path.startsWith(SYNC) && !path.startsWith(`${SYNC}/events`);

// Proves OFF-01, OFF-02, OFF-03.
export default async function (stage) {
  const server = await stage.server({ command: ["demo", "--products", "2000"] });
  const gateway = await stage.gateway(server);
  const office = await server.signIn();
  const device = await stage.device(gateway);
  const { page } = device;
  const products = await office.all("/api/v1/products?limit=500");
  const locations = await office.all("/api/v1/locations");
  const received = (calls) => calls.reduce((sum, call) => sum + call.received, 0);

  let half;
  await stage.step("a first filling is cut off half way, and shows how far it is", async () => {
    let n = 0;
    gateway.answer = (call) => (isData(call) && (n += 1) > 4 ? "nothing" : undefined);
    await device.signIn();
    await page.getByTestId("first-sync").waitFor();
    await until("the cut is reached", () => n > 4);
    await until("what came is kept", async () => {
      const { page: pages, segment } = await device.stored();
      return pages.length + segment.length > 0;
    });
    half = gateway.calls.filter((call) => isData(call) && call.status === 200);
    assert(await page.getByTestId("first-sync").isVisible(), "it is not over");
  });

  await stage.step("after a reload it goes on, and fetches nothing twice", async () => {
    await page.reload();
    gateway.answer = () => undefined;
    await device.mark("quayside:first-sync-done");
    await page.getByTestId("first-sync").waitFor({ state: "detached" });
    const done = gateway.calls.filter((call) => isData(call) && call.status === 200);
    const pieces = done.filter((call) => call.path.startsWith(`${SYNC}/snapshots/`)).map((call) => call.path);
    assert.deepEqual(pieces, [...new Set(pieces)], "no piece of a snapshot came twice");

    // A device that is filled in one go receives as much as the two parts together.
    const mark = gateway.calls.length;
    const other = await stage.device(gateway);
    await other.signIn();
    await other.mark("quayside:first-sync-done");
    const whole = received(gateway.calls.slice(mark).filter(isData));
    console.log(`      ${received(half)} bytes before, ${received(done)} in all, ${whole} in one go`);
    assert(received(half) > whole / 20, "the cut was no beginning");
    assert(received(done) < whole + received(half) / 2, "what had come was not fetched again");
    await other.close();
    await device.untilInstalled();
  });

  const n_shown = products.filter((one) => !one.archived).length;
  const listed = async (n) => {
    const said = page.getByRole("status").filter({ hasText: / listed$/ });
    let last;
    await until(
      () => `${n} products are listed; it says: ${last}`,
      async () => (last = await text(said)) === `${n.toLocaleString("en-GB")} products listed`,
    );
  };
  await stage.step("the stores are filled, and what is shown is as much as the server has", async () => {
    const stored = await device.stored();
    for (const table of ["meta", "device"]) assert(stored[table].length > 0, `${table} holds something`);
    assert(stored.page.length + stored.segment.length > 0, "records are here");
    await server.kill();
    await device.goto("/stock");
    await listed(n_shown);
    await device.goto("/locations");
    await until("every location is listed", async () => {
      const names = await page.locator("main").innerText();
      return locations.every((one) => names.includes(one.name));
    });
    await server.up();
    await device.goto("/stock");
    await untilSynced(page);
    await listed(n_shown);
  });

  await stage.step("one change is one small answer, and shows", async () => {
    const changed = products.find((one) => one.kind === "stocked");
    const mark = gateway.calls.length;
    const version = { "if-match": `"${changed.version}"` };
    await office.patch(`/api/v1/products/${changed.id}`, { name: "Lantern of the late watch" }, version);
    await find(page, "late watch", changed.sku);
    const carried = gateway.calls.slice(mark).filter(isData);
    assert(received(carried) < 2_000, `${received(carried)} bytes came for one record`);
  });

  await stage.step("what is deleted on the server disappears here", async () => {
    const made = await office.post("/api/v1/products", { sku: "TW-SHORT-LIVED", name: "Short-lived thing" });
    await listed(n_shown + 1);
    const mark = gateway.calls.length;
    await office.request("DELETE", `/api/v1/products/${made.id}`);
    await listed(n_shown);
    assert(received(gateway.calls.slice(mark).filter(isData)) < 2_000);
  });
}

/** Finds a product by what is typed into the palette. */
async function find(page, typed, sku) {
  await page.keyboard.press("Control+k");
  await page.getByTestId("palette-input").fill(typed);
  await page.getByTestId("palette-results").getByText(sku).first().waitFor();
  await page.keyboard.press("Escape");
}
