// What is unsent is saved to a file, the device is wiped, the file taken in on another one and sent once. Signing out
// with unsent work warns; a rested screen asks for its PIN, and after the time that was granted for the password.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { PEOPLE, until } from "../harness.mjs";
import { Warehouse, enterBin, openCount, outboxOf, scanProduct, settle, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Rescue unsent entries by file; sign out, PIN and the end of offline time";

const PIN = "4711";

// Proves OFF-52, OFF-59.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const stocktake = await warehouse.stocktake();
  const company = await office.get("/api/v1/company");
  const device = await stage.device(server, { ahead: 0 });
  const { page } = device;
  const [first, second, third] = warehouse.products;
  await stage.step("somebody counts and sets a PIN", async () => {
    await settle(device, PEOPLE.counter);
    await page.getByRole("button", { name: /account/ }).click();
    await page.getByTestId("set-pin").click();
    await page.locator("#pin-new").fill(PIN);
    await page.locator("#pin-again").fill(PIN);
    await page.getByTestId("pin-save").click();
    await page.getByTestId("pin-dialog").waitFor({ state: "hidden" });
    await openCount(device, stocktake);
    await enterBin(device, warehouse.bins[2]);
    await scanProduct(device, first);
    await untilSynced(page);
  });

  let ids;
  await stage.step("two entries wait, since the server is away", async () => {
    await server.kill();
    await scanProduct(device, second);
    await scanProduct(device, third);
    await untilOffline(page);
    ids = outboxOf(await device.stored());
  });

  await stage.step("after a rest the screen asks for the PIN, without a network too", async () => {
    const { pin_after_minutes } = company;
    await device.setAhead((pin_after_minutes + 1) * 60_000);
    await page.getByTestId("pin-pad").waitFor();
    assert.equal(await page.getByTestId("count-page").count(), 0, "nothing of the count is on screen");
    await page.keyboard.type("0000");
    await page.keyboard.press("Enter");
    await page.getByText("That is not the PIN.").waitFor();
    await page.keyboard.type(PIN);
    await page.keyboard.press("Enter");
    await page.getByTestId("count-page").waitFor();
  });

  const file = path.join(stage.folder, "rescue.bin");
  await stage.step("signing out warns of the two entries, and offers a file", async () => {
    await device.goto("/stock");
    await page.getByRole("button", { name: /account/ }).click();
    await page.getByTestId("sign-out").click();
    const dialog = page.getByTestId("sign-out-dialog");
    await dialog.getByText("2 changes are still on this device").first().waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByTestId("sign-out-save").click()]);
    await download.saveAs(file);
    assert((await fs.stat(file)).size > 100, "the file holds something");
    await dialog.getByTestId("sign-out-delete").click({ force: true });
    assert.equal(outboxOf(await device.stored()).length, ids.length, "nothing is deleted before it is named");
  });

  await stage.step("deleted by name, everything is gone from the device", async () => {
    await page.locator("#sign-out-word").fill("delete 2");
    await page.getByTestId("sign-out-delete").click();
    await page.getByTestId("sign-in").waitFor();
    const stored = await device.stored();
    for (const [table, rows] of Object.entries(stored)) assert.deepEqual(rows, [], `nothing is left in ${table}`);
  });

  const other = await stage.device(server);
  await stage.step("another device takes the file in, and sends it once", async () => {
    await server.up();
    await settle(other, PEOPLE.supervisor);
    for (const expected of ["2 new entries taken in", "0 new entries taken in"]) {
      await other.goto("/outbox");
      await other.page.getByTestId("rescue-import").setInputFiles(file);
      await other.page.getByText(expected).first().waitFor();
      await untilSynced(other.page);
    }
    const events = await warehouse.events(stocktake);
    assert.deepEqual(events.map((event) => event.id).sort(), [...ids].sort(), "each once");
    const taken = events.filter((event) => [second.id, third.id].includes(event.item?.product));
    assert.deepEqual(taken.map((event) => event.user_name), ["Aisha Khan", "Aisha Khan"], "they keep their author");
  });

  await stage.step("a file that is none is refused whole", async () => {
    const bad = path.join(stage.folder, "bad.bin");
    const bytes = await fs.readFile(file);
    bytes[bytes.length - 40] ^= 1;
    await fs.writeFile(bad, bytes);
    await other.goto("/outbox");
    await other.page.getByTestId("rescue-import").setInputFiles(bad);
    await other.page.getByText("This file cannot be taken in").first().waitFor();
  });

  await stage.step("past the time that was granted the screen is locked, and the password opens it", async () => {
    await settle(device, PEOPLE.counter);
    await server.kill();
    await device.goto("/stock");
    await untilOffline(page);
    await device.setAhead((company.offline_hours + 1) * 3_600_000);
    await until("the password is asked for", () => page.locator("#password").isVisible());
    assert.equal(await page.getByTestId("nav").count(), 0, "nothing of the books is on screen");
    const { page: pages, segment } = await device.stored();
    assert(pages.length + segment.length > 0, "what is here stays");
    await server.up();
    await page.locator("#password").fill(PEOPLE.counter.password);
    await page.getByTestId("sign-in").click();
    await page.getByTestId("nav").waitFor();
  });
}
