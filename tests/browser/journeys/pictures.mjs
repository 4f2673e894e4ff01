// Pictures of a product: added from files and from the camera, put in front, taken away, refused where they are none;
// shown to who may not edit, and replaced by a stand-in while they are not to be had.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, visit } from "../look.mjs";
import { Warehouse, settle, text, untilOffline } from "../warehouse.mjs";

export const title = "Pictures are added, put in order, shown and taken away";

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const [product] = (await Warehouse.of(office)).products;
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const kept = async () => (await office.get(`/api/v1/products/${product.id}`)).images;
  const shown = page.getByTestId("picture");

  /** Until so many pictures are drawn, not only named. */
  const untilDrawn = (n) =>
    until(`${n} pictures are drawn`, async () => {
      const widths = await shown.evaluateAll((all) => all.map((one) => (one.complete ? one.naturalWidth : 0)));
      return widths.length === n && widths.every((width) => width > 0);
    });

  let files;
  await stage.step("the product is being edited", async () => {
    await settle(desk, PEOPLE.administrator);
    files = await drawings(page);
    await visit(desk, `/products/${product.id}/edit`);
    await page.getByTestId("picture-file").waitFor({ state: "attached" });
    assert.equal(await page.getByTestId("picture-camera").getAttribute("capture"), "environment");
  });

  await stage.step("two files and one photograph become pictures", async () => {
    await page.getByTestId("picture-file").setInputFiles(files.slice(0, 2));
    await untilDrawn(2);
    await page.getByTestId("picture-camera").setInputFiles(files[2]);
    await untilDrawn(3);
    const all = await kept();
    assert.equal(all.length, 3);
    // Lists show a small form, which the browser made: a JPEG whatever was sent.
    const kinds = (query) =>
      page.evaluate((all) => Promise.all(all.map(async (one) => (await fetch(one)).headers.get("content-type"))), all.map((one) => one + query));
    assert.deepEqual(await kinds(""), ["image/jpeg", "image/png", "image/webp"]);
    assert.deepEqual(await kinds("?size=small"), ["image/jpeg", "image/jpeg", "image/jpeg"]);
  });

  await stage.step("the last one is put in front", async () => {
    const [first, second, third] = await kept();
    await page.getByTestId("picture-first").last().click();
    await until("it is the first", async () => (await kept())[0] === third);
    assert.deepEqual(await kept(), [third, first, second]);
    await until("the page has the order", async () => (await shown.first().getAttribute("src")) === `${third}?size=small`);
    await untilDrawn(3);
    await inspection.axe(desk, "pictures-edit");
    await inspection.looks(desk, "pictures-edit", SIZES);
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("what is no picture is refused in words", async () => {
    const script = { name: "photo.png", mimeType: "image/png", buffer: Buffer.from("<script>alert(1)</script>") };
    await page.getByTestId("picture-file").setInputFiles(script);
    const said = page.locator("#picture-error");
    await until("the reason is said", async () => /no JPEG, PNG or WebP/.test(await text(said)));
    assert.equal((await kept()).length, 3);
  });

  await stage.step("one is taken away, and what was typed stays", async () => {
    await page.locator("#description").fill("Typed before the picture went");
    await page.getByTestId("picture-remove").nth(1).click();
    await untilDrawn(2);
    assert.equal((await kept()).length, 2);
    await page.getByTestId("product-save").click();
    await page.getByTestId("edit").waitFor();
    await until("the text is saved", async () => {
      const now = await office.get(`/api/v1/products/${product.id}`);
      return now.description === "Typed before the picture went" && now.images.length === 2;
    });
  });

  await stage.step("the product's page shows them", async () => {
    await untilDrawn(2);
    assert.match(await shown.first().getAttribute("alt"), /^Picture 1 of 2, /);
    await inspection.axe(desk, "pictures");
    await inspection.looks(desk, "pictures", SIZES);
    await page.setViewportSize(SIZES[0]);
  });

  await stage.step("on a tablet everything can be hit", async () => {
    const tablet = await stage.device(server, { size: SIZES[2] });
    await settle(tablet, PEOPLE.office);
    await visit(tablet, `/products/${product.id}/edit`);
    await tablet.page.getByTestId("picture-remove").nth(1).waitFor();
    await inspection.fingers(tablet, "pictures-edit-tablet", [SIZES[2]]);
    await inspection.looks(tablet, "pictures-edit-tablet", [SIZES[2]]);
  });

  await stage.step("who may not edit sees them too", async () => {
    const tablet = await stage.device(server, { size: SIZES[2] });
    await settle(tablet, PEOPLE.counter);
    await visit(tablet, `/products/${product.id}`);
    await until("the tablet draws both", async () => {
      const widths = await tablet.page.getByTestId("picture").evaluateAll((all) => all.map((one) => one.naturalWidth));
      return widths.length === 2 && widths.every((width) => width > 0);
    });
  });

  await stage.step("without a network nothing is sent, and a stand-in takes the place of what was never seen", async () => {
    await visit(desk, "/products");
    await (await desk.cdp()).send("Network.clearBrowserCache");
    await desk.offline();
    await untilOffline(page);
    await visit(desk, `/products/${product.id}`);
    await until("stand-ins are there", async () => (await page.getByTestId("picture-missing").count()) === 2);
    assert.equal(await shown.count(), 0, "no broken picture");
    await inspection.axe(desk, "pictures-offline");
    await inspection.looks(desk, "pictures-offline", [SIZES[0]]);
    await visit(desk, `/products/${product.id}/edit`);
    await page.getByTestId("pictures-offline").waitFor();
    assert.ok(await page.getByTestId("picture-file").isDisabled());
    assert.ok(await page.getByTestId("picture-camera").isDisabled());
    assert.equal(await page.getByTestId("picture-remove").first().getAttribute("aria-disabled"), "true");
    await inspection.looks(desk, "pictures-edit-offline", [SIZES[0]]);
  });

  await stage.step("back in range they are drawn by themselves", async () => {
    await desk.offline(false);
    await untilDrawn(2);
    await page.getByTestId("pictures-offline").waitFor({ state: "hidden" });
  });

  await inspection.conclude();
}

/** A drawing in each format that is taken in. */
async function drawings(page) {
  const types = ["image/jpeg", "image/png", "image/webp"];
  const drawn = await page.evaluate(async (types) => {
    const all = [];
    for (const [at, type] of types.entries()) {
      const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 - at * 40 });
      const pen = canvas.getContext("2d");
      pen.fillStyle = `hsl(${at * 120} 60% 45%)`;
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.clearRect(40 + at * 30, 40, 80, 80);
      const blob = await new Promise((done) => canvas.toBlob(done, type));
      all.push([blob.type, [...new Uint8Array(await blob.arrayBuffer())]]);
    }
    return all;
  }, types);
  return drawn.map(([type, bytes], at) => {
    assert.equal(type, types[at], "the browser draws this format");
    return { name: `drawing-${at}`, mimeType: type, buffer: Buffer.from(bytes) };
  });
}
