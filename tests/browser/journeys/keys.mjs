// An administrator makes a key for a program, which calls the interface with it and nothing else; revoked, its next call is
// refused.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection } from "../look.mjs";
import { settle, text } from "../warehouse.mjs";

export const title = "Make an API key, call with it, revoke it";

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const call = (secret, address, options = {}) =>
    fetch(`${server.url}/api/v1${address}`, { ...options, headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" } });
  let secret;

  await stage.step("a key is made with a role, and shown", async () => {
    await settle(desk, PEOPLE.administrator);
    await desk.goto("/users");
    await page.getByRole("link", { name: "API keys" }).click();
    await page.getByText("No keys yet").or(page.getByText("No keys", { exact: true })).first().waitFor();
    await page.getByTestId("new-key").click();
    await page.locator("#key-name").fill("Parcel scales");
    await page.getByTestId("key-make").click();
    await page.getByText("Choose a role.").waitFor();
    await page.locator("#key-role").selectOption({ label: "Warehouse" });
    await until("what was wrong is no longer said", async () => (await page.getByText("Choose a role.").count()) === 0);
    await inspection.axe(desk, "the form of a key");
    await page.locator("#key-name").evaluate((field) => {
      const press = (repeat) => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, repeat }));
      for (const repeat of [true, false, false]) press(repeat);
    });
    const shown = page.getByTestId("key-secret");
    secret = await shown.inputValue();
    assert.match(secret, /^qsk_[0-9a-f]{64}$/);
    await shown.press("Enter");
    assert.equal(await shown.inputValue(), secret, "a key that is shown once stays until it is dismissed");
    await inspection.axe(desk, "a key that was made");
    await inspection.looks(desk, "key-made", SIZES);
    await page.setViewportSize(SIZES[0]);
    await page.getByTestId("key-done").click();
  });

  const row = page.getByTestId("key-row").filter({ hasText: "Parcel scales" });
  await stage.step("afterwards only its beginning is known", async () => {
    await row.first().waitFor();
    assert.equal(await row.count(), 1, "Enter twice makes one key");
    const told = await text(row);
    assert(told.includes(secret.slice(0, 12)) && told.includes("Never"), told);
    assert(!(await page.content()).includes(secret), "the key is nowhere on the page");
    await inspection.axe(desk, "the keys");
    await inspection.looks(desk, "keys", SIZES);
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("a program calls with it, as far as the role goes, and its call is seen", async () => {
    const who = await (await call(secret, "/session")).json();
    assert.equal(who.user.name, "Parcel scales");
    assert.equal((await call(secret, "/products?limit=1")).status, 200);
    const body = JSON.stringify({ name: "Elsewhere" });
    assert.equal((await call(secret, "/users", { method: "POST", body })).status >= 400, true);
    assert.equal((await call(secret, "/api-keys")).status, 403);
    await desk.goto("/users/keys");
    await until("its call is seen", async () => !(await text(row)).includes("Never"));
  });

  await stage.step("revoked, it opens nothing more", async () => {
    await row.getByTestId("revoke-key").click();
    await page.getByTestId("revoke-key-confirm").click();
    await row.getByText("Revoked", { exact: true }).waitFor();
    const refused = await call(secret, "/products?limit=1");
    assert.equal(refused.status, 401);
    assert.equal((await refused.json()).type, "key/revoked");
    assert.equal(await row.getByTestId("revoke-key").count(), 0);
  });
  await inspection.conclude();
}
