// A change that the server refuses: it is retried while the server is away, then needs attention with its reason, and is
// sent again, edited or discarded by its author. Two people who change different fields of a product lose nothing; of the
// same field the second one is asked. The pill tells each state on every page.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, pagesToVisit, pill, settled, visit } from "../look.mjs";
import { Warehouse, settle, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Edit a product on two devices: merge, ask, correct, discard";

// Proves OFF-17, OFF-18, OFF-33.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [lamp, mug, rope] = warehouse.products;
  const stocktake = await warehouse.stocktake();
  const desk = await stage.device(server, { size: SIZES[0] });
  const page = desk.page;
  const onServer = (product) => office.get(`/api/v1/products/${product.id}`);
  const entries = () => page.getByTestId("outbox-entry");
  const refused = () => page.locator('[data-testid="outbox-entry"][data-state="rejected"]');
  const everyPage = await pagesToVisit({
    product: lamp.id,
    location: warehouse.location.id,
    draft: `trf_${"0".repeat(32)}`,
    sent: `trf_${"0".repeat(32)}`,
    stocktake: stocktake.id,
    run: `imp_${"0".repeat(32)}`,
  });
  const inspection = new Inspection(stage, everyPage);
  const seenEverywhere = (what, wanted) =>
    inspection.each(`${what} is seen`, async (name, address) => {
      await visit(desk, address);
      await settled(desk, name);
      await pill(desk, wanted);
    });

  /** Changes fields of a product on its page, as a person does. */
  const edit = async (product, fields) => {
    await visit(desk, `/products/${product.id}/edit`);
    for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value);
    await page.getByTestId("product-save").click();
    await page.waitForURL(new RegExp(`/products/${product.id}$`));
  };

  await stage.step("everything is here", async () => {
    await settle(desk, PEOPLE.administrator);
    await untilSynced(page);
    for (const product of [lamp, mug, rope]) {
      await visit(desk, `/products/${product.id}`);
      await page.getByTestId("page-title").filter({ hasText: product.name }).waitFor();
    }
  });

  await stage.step("different fields of a product changed on two devices are both kept", async () => {
    await desk.offline();
    await untilOffline(page);
    await edit(mug, { name: `${mug.name}, new glaze` });
    await office.patch(`/api/v1/products/${mug.id}`, { reorder_level: 77 });
    await pill(desk, /Offline.*1/s);
    await page.getByTestId("unsent").first().waitFor();
    await visit(desk, "/products");
    const row = page.getByTestId("product-row").filter({ hasText: "new glaze" });
    await row.getByTestId("unsent").waitFor();
    await inspection.looks(desk, "products-unsent", [SIZES[0]]);
    await desk.offline(false);
    await untilSynced(page);
    await until("nothing is marked any more", async () => (await page.getByTestId("unsent").count()) === 0);
    const now = await onServer(mug);
    assert.deepEqual([now.name, now.reorder_level], [`${mug.name}, new glaze`, 77]);
  });

  await stage.step("while it is sent and last success are told in the outbox", async () => {
    await visit(desk, "/outbox");
    await page.getByText(/Last success/).first().waitFor();
  });

  await stage.step("a server that is busy is asked again and again, and nothing needs attention", async () => {
    let n = 0;
    const busy = (route) => {
      n += 1;
      return route.fulfill({ status: 503, body: "" });
    };
    await desk.context.route("**/api/v1/sync", busy);
    await edit(rope, { name: `${rope.name}, plaited` });
    await until("it was tried three times", () => n >= 3, 60_000);
    assert.equal(await page.locator('[data-testid="sync-pill"][data-sync="rejected"]').count(), 0);
    await visit(desk, "/outbox");
    await entries().filter({ hasText: rope.name }).first().waitFor();
    await desk.context.unroute("**/api/v1/sync", busy);
    await untilSynced(page);
    assert.equal((await onServer(rope)).name, `${rope.name}, plaited`);
  });

  await stage.step("the same field changed on two devices asks the second person", async () => {
    await desk.offline();
    await untilOffline(page);
    await edit(lamp, { name: `${lamp.name}, mine` });
    await office.patch(`/api/v1/products/${lamp.id}`, { name: `${lamp.name}, theirs` });
    await desk.offline(false);
    await page.locator('[data-testid="sync-pill"][data-sync="rejected"]').waitFor();
    assert.equal((await onServer(lamp)).name, `${lamp.name}, theirs`, "nothing was overwritten");
  });

  await stage.step("that it needs attention is seen on every page", () => seenEverywhere("needing attention", /attention/));

  await stage.step("the outbox says why, and shows both values", async () => {
    await visit(desk, "/outbox");
    assert.match(await refused().innerText(), /Refused\..*changed/s);
    await refused().getByTestId("outbox-edit").click();
    const dialog = page.getByTestId("mend-dialog");
    await dialog.getByTestId("clash").waitFor();
    assert.match(await dialog.innerText(), new RegExp(`${lamp.name}, theirs`));
    assert.match(await dialog.innerText(), new RegExp(`${lamp.name}, mine`));
    await inspection.axe(desk, "the question about a field");
    await inspection.looks(desk, "outbox-clash", [SIZES[0]]);
    await dialog.locator("#mend-1").fill(`${lamp.name}, ours`);
    await dialog.getByTestId("mend-send").click();
    await untilSynced(page);
    assert.equal((await onServer(lamp)).name, `${lamp.name}, ours`);
  });

  await stage.step("what is kept as theirs gives the own change up", async () => {
    await desk.offline();
    await untilOffline(page);
    await edit(mug, { name: `${mug.name}, mine` });
    await office.patch(`/api/v1/products/${mug.id}`, { name: `${mug.name}, theirs` });
    await desk.offline(false);
    await page.locator('[data-testid="sync-pill"][data-sync="rejected"]').waitFor();
    await visit(desk, "/outbox");
    await refused().getByTestId("outbox-edit").click();
    const dialog = page.getByTestId("mend-dialog");
    await dialog.locator("label").filter({ hasText: "As it is now" }).click();
    await dialog.getByTestId("mend-send").click();
    await untilSynced(page);
    assert.equal((await onServer(mug)).name, `${mug.name}, theirs`);
    await visit(desk, `/products/${mug.id}`);
    await page.getByTestId("page-title").filter({ hasText: `${mug.name}, theirs` }).waitFor();
  });

  await stage.step("retried as it is it is refused again, and discarded it is gone from what waits", async () => {
    await desk.offline();
    await untilOffline(page);
    await edit(rope, { name: `${rope.name}, mine` });
    await office.patch(`/api/v1/products/${rope.id}`, { name: `${rope.name}, theirs` });
    await desk.offline(false);
    await page.locator('[data-testid="sync-pill"][data-sync="rejected"]').waitFor();
    await visit(desk, "/outbox");
    await refused().getByTestId("outbox-retry").click();
    await until("it is refused again", async () => (await refused().count()) === 1 && /Refused/.test(await refused().innerText()));
    await refused().getByTestId("outbox-discard").click();
    await page.getByTestId("confirm-act").locator("visible=true").click();
    await untilSynced(page);
    assert.equal((await onServer(rope)).name, `${rope.name}, theirs`);
    await entries().filter({ hasText: "discarded" }).first().waitFor();
  });

  await stage.step("being synced, and offline with something waiting, are seen on every page", async () => {
    await seenEverywhere("being synced", /Synced/);
    await desk.offline();
    await untilOffline(page);
    await edit(mug, { name: `${mug.name}, last` });
    await seenEverywhere("being offline", /Offline.*1|1 saved here/s);
    await desk.offline(false);
    await untilSynced(page);
  });
  await inspection.conclude();
}
