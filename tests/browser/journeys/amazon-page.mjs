// The page of the simulated Amazon: a person watches calls come in, looks at accounts, orders and stock, moves the clock
// and switches misbehaviours, which a caller beside the page then feels.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { SIZES, TARGET, until } from "../harness.mjs";
import { Inspection } from "../look.mjs";

export const title = "Watch the simulated Amazon, move its clock, and let it misbehave";

const ACCOUNT = "/sellers/v1/account";
const OUTBOUND = "/fba/outbound/2020-07-01/fulfillmentOrders";
const TABS = ["calls", "accounts", "orders", "fulfilment", "stock", "listings", "inbound", "misbehaviours", "about"];

/** Somebody who calls the Selling Partner API. */
class Caller {
  constructor(url, account) {
    Object.assign(this, { url, account });
  }

  async token() {
    const { refresh_token, client_id, client_secret } = this.account;
    const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token, client_id, client_secret });
    const answer = await fetch(`${this.url}/auth/o2/token`, { method: "POST", body: form });
    return (await answer.json()).access_token;
  }

  async call(method, address, body) {
    const headers = {
      "x-amz-access-token": await this.token(),
      "user-agent": "Journey/1.0 (Language=JavaScript)",
      ...(body && { "content-type": "application/json" }),
    };
    const answer = await fetch(this.url + address, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  }
}

export default async function (stage) {
  await fs.mkdir(process.env.QUAYSIDE_SCREENS ?? path.join(TARGET, "screens"), { recursive: true });
  const amazon = await stage.amazon();
  const { items: accounts } = await (await fetch(`${amazon.url}/sim/accounts`)).json();
  const caller = new Caller(amazon.url, accounts[0]);
  const desk = await stage.device(amazon, { size: SIZES[0] });
  const { page } = desk;
  const inspection = new Inspection(stage, []);
  const panel = (name) => page.locator(`#${name}`);
  const open = async (name) => {
    await page.locator(`#tab-${name}`).click();
    await panel(name).waitFor();
  };
  const row = (name, text) => panel(name).locator("tbody tr").filter({ hasText: text }).first();

  await stage.step("calls come in while the page is open", async () => {
    await desk.goto("/sim/");
    await page.getByRole("heading", { name: "Simulated Amazon" }).waitFor();
    assert.equal((await caller.call("GET", ACCOUNT)).status, 200);
    await row("calls", "sellers/getAccount").getByText("200").waitFor();
    await row("calls", "lwa/token").waitFor();
  });

  await stage.step("a call shows what was asked and answered, and no token", async () => {
    const call = row("calls", "sellers/getAccount");
    await call.getByRole("button").click();
    await panel("calls").getByText("marketplaceParticipationList").or(panel("calls").getByText("businessType")).first().waitFor();
    assert.doesNotMatch(await panel("calls").innerText(), /Atz[ar]\|/);
    await call.getByRole("button").click();
    await page.locator("#filter").fill("outbound");
    await page.locator("#filter").press("Enter");
    await panel("calls").getByText("Nothing here yet.").waitFor();
    await page.locator("#filter").fill("");
    await page.locator("#filter").press("Enter");
  });

  await stage.step("the clock is moved, and Amazon's day goes on", async () => {
    const read = async () => Date.parse((await (await fetch(`${amazon.url}/sim/clock`)).json()).now);
    await page.getByRole("button", { name: "Stop the clock" }).click();
    await page.getByRole("button", { name: "Let the clock run" }).waitFor();
    const before = await read();
    assert.equal(await read(), before, "it stands");
    await page.getByRole("button", { name: "+1 day" }).click();
    const shown = new Date(before + 86_400_000).toISOString().slice(0, 19).replace("T", " ");
    await page.locator("#now", { hasText: shown }).waitFor();
    assert.equal(await read(), before + 86_400_000);
  });

  await stage.step("a misbehaviour is switched on, felt by a caller, and switched off", async () => {
    await open("misbehaviours");
    await page.locator("#operation").fill("sellers/getAccount");
    await row("misbehaviours", "throttle").getByRole("button", { name: "On" }).click();
    await row("misbehaviours", "throttle").getByText("sellers/getAccount").waitFor();
    const refused = await caller.call("GET", ACCOUNT);
    assert.deepEqual([refused.status, refused.body.errors[0].code], [429, "QuotaExceeded"]);
    await open("calls");
    await row("calls", "429").waitFor();
    await open("misbehaviours");
    await row("misbehaviours", "throttle").getByRole("button", { name: "Off" }).click();
    await row("misbehaviours", "throttle").getByRole("button", { name: "On" }).waitFor();
    assert.equal((await caller.call("GET", ACCOUNT)).status, 200);
  });

  await stage.step("one that strikes twice does so twice", async () => {
    await page.locator("#times").fill("2");
    await row("misbehaviours", "maintenance").getByRole("button", { name: "On" }).click();
    await row("misbehaviours", "maintenance").getByText("2 times").waitFor();
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await caller.call("GET", ACCOUNT)).status);
    assert.deepEqual(statuses, [503, 503, 200]);
    await page.getByRole("button", { name: "Switch all off" }).click();
  });

  await stage.step("an account takes its consent back, and gives it again", async () => {
    await open("accounts");
    const account = row("accounts", caller.account.name);
    await account.getByRole("button", { name: "Take consent back" }).click();
    await account.getByRole("button", { name: "Give consent back" }).waitFor();
    assert.equal(await caller.token(), undefined);
    await account.getByRole("button", { name: "Give consent back" }).click();
    await account.getByRole("button", { name: "Take consent back" }).waitFor();
    assert.match(await caller.token(), /^Atza\|/);
  });

  await stage.step("somebody orders, and the order is seen and cancelled", async () => {
    await open("orders");
    const ids = async () => panel("orders").locator("tbody code").allInnerTexts();
    await until("orders are shown", async () => (await ids()).length > 0);
    const before = await ids();
    await page.getByRole("button", { name: "Let somebody order" }).click();
    let added;
    await until("it is listed", async () => (added = (await ids()).find((id) => !before.includes(id))));
    await fetch(`${amazon.url}/sim/accounts/${caller.account.seller_id}/orders/${added}/confirm`, { method: "POST" });
    await row("orders", added).getByRole("button", { name: "Cancel", exact: true }).click();
    await row("orders", added).getByText("CANCELLED").waitFor();
  });

  await stage.step("a fulfilment order reserves stock and is moved along", async () => {
    const path = `${amazon.url}/sim/accounts/${caller.account.seller_id}/stock`;
    const { items: stock } = await (await fetch(path)).json();
    const { sku } = stock.find((held) => held.fulfillable > 5);
    // What the page shows of it, by the heads of its columns.
    const shown = async () => {
      const heads = await panel("stock").locator("thead th").allInnerTexts();
      const held = panel("stock").locator("tbody tr").filter({ has: page.getByText(sku, { exact: true }) });
      const cells = await held.locator("td").allInnerTexts();
      const number = (head) => Number(cells[heads.findIndex((held) => held.toLowerCase() === head)]);
      return { sellable: number("sellable"), promised: number("promised"), total: number("total") };
    };
    await open("stock");
    await row("stock", sku).waitFor();
    const before = await shown();
    assert.ok(before.sellable > 5 && before.promised >= 0 && before.total > 5, JSON.stringify(before));
    const now = (await (await fetch(`${amazon.url}/sim/clock`)).json()).now;
    const sent = await caller.call("POST", OUTBOUND, {
      marketplaceId: caller.account.marketplace_ids[0],
      sellerFulfillmentOrderId: "JOURNEY-1",
      displayableOrderId: "JOURNEY-1",
      displayableOrderDate: now,
      displayableOrderComment: "Thank you",
      shippingSpeedCategory: "Standard",
      destinationAddress: { name: "Rosa Delgado", addressLine1: "12 Mill Ln", city: "Albany", stateOrRegion: "NY", postalCode: "12207", countryCode: "US" },
      items: [{ sellerSku: sku, sellerFulfillmentOrderItemId: "line-1", quantity: 2 }],
    });
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    const expected = { sellable: before.sellable - 2, promised: before.promised + 2, total: before.total };
    await until("both units are promised", async () => JSON.stringify(await shown()) === JSON.stringify(expected));
    await open("fulfilment");
    await row("fulfilment", "JOURNEY-1").getByRole("button", { name: "Complete", exact: true }).click();
    await row("fulfilment", "JOURNEY-1").getByRole("button", { name: "Deliver" }).first().waitFor();
    const order = await caller.call("GET", `${OUTBOUND}/JOURNEY-1`);
    assert.equal(order.body.payload.fulfillmentOrder.fulfillmentOrderStatus, "Complete");
  });

  await stage.step("wrong input is refused in words", async () => {
    await open("misbehaviours");
    await page.locator("#times").fill("-3");
    await row("misbehaviours", "throttle").getByRole("button", { name: "On" }).click();
    await page.locator("#note").getByText("Value '-3'").waitFor();
    await page.locator("#times").fill("");
  });

  await stage.step("every part looks well, fits, and axe finds nothing", async () => {
    for (const name of TABS) {
      await desk.goto(`/sim/#${name}`);
      await panel(name).waitFor();
      await page.waitForLoadState("networkidle");
      await inspection.looks(desk, `amazon-${name}`, SIZES);
      await inspection.axe(desk, name);
    }
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("the keyboard goes from part to part", async () => {
    await desk.goto("/sim/#calls");
    await page.locator("#tab-calls").focus();
    await page.keyboard.press("ArrowRight");
    await panel("accounts").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-accounts");
    assert.match(page.url(), /#accounts$/);
  });

  await inspection.conclude();
}
