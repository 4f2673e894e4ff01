// A location whose goods lie at Amazon: the account is connected, its figures fill a stocktake, a person changes and
// confirms rows, and completing brings the books to what is there.

import assert from "node:assert/strict";
import { SIZES, until } from "../harness.mjs";
import { Inspection } from "../look.mjs";
import { settle, text } from "../warehouse.mjs";

export const title = "Connect an Amazon account and take its figures over by a stocktake";

// Proves LOC-10 and STK-17; STK-02 to STK-05 on the screen.
export default async function (stage) {
  const amazon = await stage.amazon();
  const server = await stage.server({ env: amazon.env });
  const office = await server.signIn();
  const { items: sellers } = await (await fetch(`${amazon.url}/sim/accounts`)).json();
  const seller = sellers.find((one) => one.marketplace_ids.includes("A1F83G8C2ARO7P"));
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const inspection = new Inspection(stage, []);

  await stage.step("a wrong secret is refused in words, and nothing is kept", async () => {
    await settle(desk);
    await desk.goto("/integrations/fba");
    await page.getByTestId("connect").click();
    await page.locator("#marketplace").selectOption("A1F83G8C2ARO7P");
    await page.locator("#seller").fill(seller.seller_id);
    await page.locator("#client").fill(seller.client_id);
    await page.locator("#secret").fill(seller.client_secret);
    await page.locator("#token").fill("Atzr|wrong");
    await page.locator("#place-name").fill("Amazon UK");
    await page.getByTestId("connect-confirm").click();
    await page.getByTestId("connect-dialog").getByText("Not connected.").waitFor();
    assert.deepEqual((await office.get("/api/v1/connections")).items, []);
    assert.deepEqual((await office.all("/api/v1/locations")).filter(({ name }) => name === "Amazon UK"), []);
  });

  await stage.step("connected, it urges to a first stocktake of the new location", async () => {
    await page.locator("#token").fill(seller.refresh_token);
    await page.getByTestId("connect-confirm").click();
    await page.getByTestId("connect-dialog").waitFor({ state: "hidden" });
    await page.getByTestId("first-stocktake").waitFor();
    await inspection.looks(desk, "connected", SIZES);
    await inspection.axe(desk, "a connected account");
    const location = (await office.all("/api/v1/locations")).find(({ name }) => name === "Amazon UK");
    await until("the device knows the location", () => page.getByText("Amazon UK").first().isVisible());
    await page.getByTestId("first-stocktake").click();
    await until("it is chosen", async () => (await page.locator("#location").inputValue()) === location.id);
    await page.getByTestId("start").click();
    await page.waitForURL(/\/stocktakes\/stk_/);
  });

  const id = () => page.url().match(/stk_[^/?]+/)[0];
  let known;
  await stage.step("what is unknown here is named, and found once it has a product", async () => {
    await desk.goto(`/stocktakes/${id()}/review`);
    await page.getByTestId("sync-figures").click();
    await page.getByTestId("unmatched").waitFor();
    const rows = await page.getByTestId("unmatched").locator("tbody tr").all();
    known = await Promise.all(rows.slice(0, 3).map((row) => row.locator("td").allTextContents()));
    for (const [sku, name] of known) await office.post("/api/v1/products", { sku, name: name.slice(0, 80) });
    await page.getByTestId("sync-figures").click();
    await until("its figures stand there", async () => (await page.getByTestId("figure-row").count()) === known.length);
    await inspection.looks(desk, "external-figures", SIZES);
    await inspection.axe(desk, "figures of a service");
  });

  await stage.step("a changed row shows both figures", async () => {
    const row = page.getByTestId("figure-row").first();
    const synced = Number((await row.locator("td").nth(2).textContent()).replaceAll(",", ""));
    await row.locator("input").fill(String(synced + 2));
    await row.locator("input").blur();
    await page.getByText("Entered by hand").waitFor();
    assert.equal(Number((await text(row.locator("td").nth(2))).replaceAll(",", "")), synced);
    assert.equal(await row.locator("input").inputValue(), String(synced + 2));
  });

  await inspection.conclude();
}
