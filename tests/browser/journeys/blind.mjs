// Blind counting: the counter's tablet is not given the book's figures, so they are neither on the screen nor in its
// database, also when it is out of reach; the supervisor has both.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { Warehouse, enterBin, openCount, scanProduct, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Count blind: no book figure on the screen or in the device's database";

// Proves OFF-28.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [bin, product] = await binWithGoods(warehouse);
  const stocktake = await warehouse.stocktake({ coverage: { bins: [bin.id] }, blind: true });
  const counter = await stage.device(server);
  const supervisor = await stage.device(server);
  /** Kinds of scopes that rows in the device's database belong to: each key of a row begins with its scope's name. */
  const held = async (device) => {
    const { page, segment } = await device.stored();
    const scope = ({ key }) => Buffer.from(key.slice(0, key.indexOf(0))).toString().split(":")[0];
    return new Set([...page, ...segment].map(scope));
  };

  await stage.step("the counter counts blind", async () => {
    await settle(counter, PEOPLE.counter);
    await openCount(counter, stocktake);
    await untilSynced(counter.page);
    await enterBin(counter, bin);
    assert.equal(await counter.page.getByTestId("blind").count(), 1);
    await scanProduct(counter, product);
    assert.equal(await text(counter.page.getByTestId("in-bin")), "1 counted", "not how many are to count");
  });

  await stage.step("no record of stock is in the counter's database; the supervisor's has them", async () => {
    await settle(supervisor, PEOPLE.supervisor);
    await untilSynced(supervisor.page);
    const [theirs, mine] = [await held(supervisor), await held(counter)];
    assert(theirs.has("stock"), `the supervisor has ${[...theirs]}`);
    for (const scope of ["stock", "review", "cost", "transfers"]) assert(!mine.has(scope), `the counter has ${[...mine]}`);
    assert(mine.has("catalogue") && mine.has("count"), `the counter has ${[...mine]}`);
  });

  await stage.step("nor out of reach, on any page", async () => {
    await counter.offline();
    await untilOffline(counter.page);
    for (const address of [`/products/${product.id}`, "/stock", `/stocktakes/${stocktake.id}`]) {
      await counter.goto(address);
      await counter.page.locator("main").waitFor();
      assert.equal(await counter.page.getByTestId("levels").count(), 0, `${address} shows figures`);
    }
    await counter.goto("/stock");
    await until("it says why", async () => /permission/i.test(await text(counter.page.locator("main"))));
  });
}

/** A bin with something in it that can be scanned. */
async function binWithGoods(warehouse) {
  for (const bin of warehouse.bins) {
    const there = await warehouse.inBin(bin);
    const product = warehouse.products.find((one) => (there.get(one.id) ?? 0) > 1);
    if (product) return [bin, product];
  }
  throw new Error("no bin holds goods that can be scanned");
}
