// A counter photographs what no product is known for, out of reach. The page is ended at once and the tablet switched off:
// the photo is still there, goes by itself once the server is back, and whoever reviews the count sees what it was. Signing out in
// another tab asks about one, and what one person may not send goes when the next one signs in.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection } from "../look.mjs";
import { Warehouse, deliver, enterBin, finishBin, openCount, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "A photo of an unknown code survives the page, and is seen in the review";

const CODE = "4006381333955";
const LATER = "4006381333962";
const PHOTOS = "**/photos/**";
const PIN = "4711";

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [bin, second] = warehouse.bins;
  const stocktake = await warehouse.stocktake({ coverage: { bins: [bin.id, second.id] } });
  const tablet = await stage.device(server, { size: SIZES[2] });
  const photos = async (code = CODE) => (await warehouse.review(stocktake)).unknown.find((one) => one.code === code)?.photos ?? [];
  const waiting = async () => {
    await tablet.goto("/outbox");
    await tablet.page.getByTestId("outbox-page").waitFor();
    return tablet.page.getByTestId("outbox-photo");
  };

  let photograph;
  await stage.step("a code is scanned out of reach, and photographed", async () => {
    await settle(tablet, PEOPLE.counter);
    photograph = { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: await drawn(tablet.page, 3_200, 2_400) };
    await openCount(tablet, stocktake);
    await untilSynced(tablet.page);
    await tablet.offline();
    await untilOffline(tablet.page);
    await enterBin(tablet, bin);
    await tablet.scan(CODE);
    const { page } = tablet;
    await until("it is said", async () => /No product has barcode/.test(await text(page.getByTestId("said"))));
    await inspection.axe(tablet, "photo-offered");
    await inspection.looks(tablet, "photo-offered", [SIZES[2]]);
    await page.getByTestId("photo-file").setInputFiles(photograph);
    await page.getByText("Photo kept. It sends by itself.").waitFor();
  });

  await stage.step("what is no picture is not kept, and said so", async () => {
    const script = { name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<script>alert(1)</script>") };
    await tablet.page.getByTestId("photo-file").setInputFiles(script);
    await tablet.page.getByText(/no picture that can be shown/).waitFor();
    await finishBin(tablet);
  });

  await stage.step("the page is ended at once: the photo waits in the outbox", async () => {
    await tablet.crash();
    const rows = await waiting();
    await rows.first().waitFor();
    assert.equal(await rows.count(), 1);
    assert.match(await text(rows), new RegExp(`Photo of code ${CODE}`));
    assert.deepEqual(await photos(), []);
    await inspection.axe(tablet, "photo-waiting");
    await inspection.looks(tablet, "photo-waiting", [SIZES[2]]);
  });

  await stage.step("after a night without power it is sent, after its scan", async () => {
    await tablet.kill();
    await tablet.goto("/outbox");
    await deliver(tablet, PEOPLE.counter);
    await until("the server has it", async () => (await photos()).length === 1);
    await until("nothing waits", async () => (await tablet.page.getByTestId("outbox-photo").count()) === 0);
    const picture = await fetched(tablet.page, (await photos())[0]);
    assert.deepEqual([picture.width, picture.height], [1_600, 1_200], "it was made smaller");
    assert(picture.bytes < 1024 * 1024, `${picture.bytes} bytes`);
  });

  await stage.step("whoever reviews the count sees it", async () => {
    const desk = await stage.device(server, { size: SIZES[0] });
    await settle(desk, PEOPLE.supervisor);
    await desk.goto(`/stocktakes/${stocktake.id}/review`);
    const photo = desk.page.getByTestId("code-photo").getByTestId("picture");
    await until("it is drawn", () => photo.evaluate((node) => node.naturalWidth > 0));
    assert.match(await photo.getAttribute("alt"), new RegExp(`^Photo 1 of 1, code ${CODE}$`));
    await inspection.axe(desk, "photo-review");
    await inspection.looks(desk, "photo-review", SIZES);
  });

  const account = (page) => page.getByRole("button", { name: /account/ }).click();
  await stage.step("one that cannot be sent is asked about in another tab, which was open before it was taken", async () => {
    const { page } = tablet;
    await account(page);
    await page.getByTestId("set-pin").click();
    await page.locator("#pin-new").fill(PIN);
    await page.locator("#pin-again").fill(PIN);
    await page.getByTestId("pin-save").click();
    await page.getByTestId("pin-dialog").waitFor({ state: "hidden" });
    const other = await tablet.tab("/outbox");
    await other.getByTestId("outbox-page").waitFor();
    await tablet.context.route(PHOTOS, (route) => route.abort());
    await page.bringToFront();
    await openCount(tablet, stocktake);
    await enterBin(tablet, second);
    await tablet.scan(LATER);
    await until("it is said", async () => /No product has barcode/.test(await text(page.getByTestId("said"))));
    await page.getByTestId("photo-file").setInputFiles(photograph);
    await page.getByText("Photo kept. It sends by itself.").waitFor();
    await finishBin(tablet);
    await untilSynced(page);
    await other.bringToFront();
    await untilSynced(other);
    await account(other);
    await other.getByTestId("sign-out").click();
    const dialog = other.getByTestId("sign-out-dialog");
    await dialog.getByText("1 change is still on this device").first().waitFor();
    await dialog.getByTestId("sign-out-stay").click();
    await dialog.waitFor({ state: "hidden" });
    await other.close();
    assert.deepEqual(await photos(LATER), []);
  });

  await stage.step("who may not count does not send it, and who signs in next does", async () => {
    const role = (await office.all("/api/v1/roles")).find((one) => one.name === "Counter");
    await office.put(`/api/v1/roles/${role.id}`, { name: role.name, permissions: ["view-stock"] });
    await tablet.context.unroute(PHOTOS);
    const rows = await waiting();
    await rows.getByText(/waits for somebody who may count/).waitFor();
    assert.deepEqual(await photos(LATER), []);
    const { page } = tablet;
    await account(page);
    await page.getByTestId("lock").click();
    await page.getByTestId("other-person").click();
    await page.locator("#other-email").fill(PEOPLE.warehouse.email);
    await page.locator("#other-password").fill(PEOPLE.warehouse.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await until("the server has it", async () => (await photos(LATER)).length === 1);
    await page.getByTestId("outbox-page").waitFor();
    await until("nothing waits", async () => (await page.getByTestId("outbox-photo").count()) === 0);
  });
  await inspection.conclude();
}

/** A picture as a camera makes it, with noise that does not pack well. */
async function drawn(page, width, height) {
  const url = await page.evaluate(
    ([width, height]) => {
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      const context = canvas.getContext("2d");
      for (let y = 0; y < height; y += 20)
        for (let x = 0; x < width; x += 20) {
          context.fillStyle = `rgb(${(x * 7 + y) % 256} ${(y * 13) % 256} ${(x + y * 3) % 256})`;
          context.fillRect(x, y, 20, 20);
        }
      return canvas.toDataURL("image/jpeg", 0.9);
    },
    [width, height],
  );
  return Buffer.from(url.split(",")[1], "base64");
}

/** How large the picture at an address is. */
function fetched(page, address) {
  return page.evaluate(async (address) => {
    const blob = await (await fetch(address)).blob();
    const { width, height } = await createImageBitmap(blob);
    return { width, height, bytes: blob.size };
  }, address);
}
