// Kits and services under the scanner: a kit's parts are counted, never the kit; a service is not counted.

import assert from "node:assert/strict";
import { until } from "../harness.mjs";
import { Warehouse, enterBin, openCount, settle, text, untilSynced } from "../warehouse.mjs";

export const title = "Scan a kit and a service: parts count, services do not";

// Proves PRD-06 as far as counting goes.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [cup, saucer] = warehouse.products;
  const kind = { kit: { components: [{ product: cup.id, quantity: 6 }, { product: saucer.id, quantity: 2 }] } };
  const barcodes = [{ code: "KIT-ONE", pack: 1 }, { code: "KIT-CASE", pack: 4 }];
  await office.post("/api/v1/products", { sku: "TEA-SET", name: "Tea set", kind, barcodes });
  const service = { sku: "ENGRAVING-1", name: "Engraving of one line", kind: "service", barcodes: [{ code: "SERVICE-1", pack: 1 }] };
  await office.post("/api/v1/products", service);
  const stocktake = await warehouse.stocktake();
  const device = await stage.device(server);
  const { page } = device;
  await settle(device);
  await openCount(device, stocktake);
  await enterBin(device, warehouse.bins[0]);
  const scan = async (code, cue) => {
    const before = device.cues.length;
    await device.scan(code);
    await until(`${code} is answered`, () => device.cues.slice(before).includes(cue));
  };
  const counted = async () => {
    const events = (await warehouse.events(stocktake)).filter((event) => event.kind === "counted" && !event.voided);
    return new Map([cup, saucer].map(({ id }) => [id, events.filter(({ item }) => item.product === id).reduce((sum, one) => sum + one.quantity, 0)]));
  };

  await stage.step("a kit asks, and shows its parts", async () => {
    await device.offline(true);
    await scan("KIT-ONE", "duplicate");
    const parts = await page.getByTestId("kit-part").allTextContents();
    assert.deepEqual(parts, [`${cup.name}6 ×`, `${saucer.name}2 ×`]);
  });

  await stage.step("its parts are counted without a network", async () => {
    const before = device.cues.length;
    await page.getByTestId("count-kit").click();
    await page.getByTestId("kit-dialog").waitFor({ state: "hidden" });
    await until("both parts are durable", () => device.cues.slice(before).filter((cue) => cue === "counted").length === 2);
  });

  await stage.step("a case of four kits stands for the parts of four", async () => {
    await scan("KIT-CASE", "duplicate");
    const parts = await page.getByTestId("kit-part").allTextContents();
    assert.deepEqual(parts, [`${cup.name}24 ×`, `${saucer.name}8 ×`]);
    await page.getByTestId("count-kit").click();
    await page.getByTestId("kit-dialog").waitFor({ state: "hidden" });
  });

  await stage.step("a service is refused in words and counts nothing", async () => {
    await scan("SERVICE-1", "wrong");
    await until("it says why", async () => /service/i.test(await text(page.getByTestId("said"))));
  });

  await stage.step("the server has the parts, and no line of the kit or the service", async () => {
    await device.offline(false);
    await untilSynced(page);
    assert.deepEqual(await counted(), new Map([[cup.id, 30], [saucer.id, 10]]));
    const { lines } = await warehouse.review(stocktake);
    const others = lines.filter(({ sku }) => ["TEA-SET", "ENGRAVING-1"].includes(sku));
    assert.deepEqual(others, []);
  });
}
