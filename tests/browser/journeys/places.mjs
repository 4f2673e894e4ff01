// A warehouse is set up by hand: a location, its bins in the order in which people walk, one bin and one location that are
// not for sale, labels to print, and what may be put away. Everything by the screens, with mouse and keyboard.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, settled, signedIn, visit } from "../look.mjs";
import { text } from "../warehouse.mjs";

export const title = "Make a location with bins in walking order, close some for sale, print labels";

const LOOKS = [SIZES[0], SIZES[2]];

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const looks = async (name) => {
    await inspection.looks(desk, `places-${name}`, LOOKS);
    await inspection.axe(desk, name);
    await page.setViewportSize(desk.size);
    await page.emulateMedia({ colorScheme: desk.theme, reducedMotion: null });
  };
  const dialog = page.locator("dialog[open]");
  const told = (words) => page.getByTestId("toasts").getByText(words).first().waitFor();
  const bins = async () => (await page.getByTestId("bin-row").locator(".bin").allInnerTexts()).map((one) => one.trim());
  const untilBins = (...names) => until(`the bins are ${names}`, async () => (await bins()).join() === names.join());
  /** Types as people do: quicker would be a scanner. */
  const type = (words) => page.keyboard.type(words, { delay: 60 });

  await stage.step("a location is made with the keyboard", async () => {
    await signedIn(desk, PEOPLE.administrator);
    await visit(desk, "/locations");
    await settled(desk, "locations");
    await looks("locations");
    await page.getByTestId("new-location").click();
    await page.locator("#location-name").click();
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").filter({ hasText: "The name is empty." }).waitFor();
    await type("Newhaven Shed");
    await looks("location-form");
    await page.locator("#location-name").click();
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await told("Location made");
    const row = page.getByTestId("location-row").filter({ hasText: "Newhaven Shed" });
    await row.getByRole("link").first().click();
    await page.getByText("No bins").first().waitFor();
    await looks("location-empty");
  });
  const shed = (await office.all("/api/v1/locations")).find((one) => one.name === "Newhaven Shed");

  await stage.step("a second location of the same name is refused, in the form", async () => {
    await visit(desk, "/locations");
    await page.getByTestId("new-location").click();
    await page.locator("#location-name").fill("Newhaven Shed");
    await page.getByTestId("location-save").click();
    await dialog.getByRole("alert").waitFor();
    assert.equal(await page.locator("#location-name").inputValue(), "Newhaven Shed", "what was typed is still there");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
  });

  await stage.step("bins are made one after the other", async () => {
    await visit(desk, `/locations/${shed.id}`);
    for (const name of ["S-01", "S-02", "S-03"]) {
      await page.getByTestId("new-bin").click();
      await page.locator("#bin-name").click();
      await type(name);
      await page.keyboard.press("Tab");
      await type("S");
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "hidden" });
      await page.getByTestId("bin-row").filter({ hasText: name }).waitFor();
    }
    await untilBins("S-01", "S-02", "S-03");
  });

  await stage.step("the name of another bin is refused, and can be corrected in the form", async () => {
    await page.getByTestId("new-bin").click();
    await page.locator("#bin-name").fill("S-02");
    await page.getByTestId("bin-save").click();
    await dialog.getByRole("alert").waitFor();
    await looks("bin-refused");
    await page.locator("#bin-name").fill("S-04");
    await page.getByTestId("bin-save").click();
    await dialog.waitFor({ state: "hidden" });
    await untilBins("S-01", "S-02", "S-03", "S-04");
  });

  await stage.step("the walk goes by the gate first", async () => {
    await page.getByRole("button", { name: "S-03: earlier in the walk" }).click();
    await untilBins("S-01", "S-03", "S-02", "S-04");
    await page.getByRole("button", { name: "S-03: earlier in the walk" }).focus();
    await page.keyboard.press("Enter");
    await untilBins("S-03", "S-01", "S-02", "S-04");
    const walk = async () => (await office.all(`/api/v1/locations/${shed.id}/bins`)).map((one) => one.name).join();
    await until("the server walks so", async () => (await walk()) === "S-03,S-01,S-02,S-04");
    await looks("walk");
  });

  await stage.step("what lies in a bin that is not for sale is on hand and not available", async () => {
    await page.getByRole("button", { name: "Edit S-04" }).click();
    await dialog.getByRole("switch", { name: /Not for sale/ }).click();
    await looks("bin-form");
    await page.getByTestId("bin-save").click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByTestId("bin-row").filter({ hasText: "S-04" }).getByText("Not for sale").waitFor();
    const [product] = (await office.all("/api/v1/products?limit=100")).filter((one) => one.kind === "stocked");
    await visit(desk, `/products/${product.id}`);
    await page.getByTestId("receive").click();
    await page.locator("#receive-location").selectOption({ label: "Newhaven Shed" });
    await page.locator("#receive-bin").selectOption({ label: "S-04" });
    await page.locator("#receive-quantity").fill("6");
    await page.locator("#receive-quantity").press("Enter");
    await told("Received");
    const place = page.getByTestId("places").locator("tr", { hasText: "S-04" });
    await place.waitFor();
    const cells = (await place.locator("td.num").allInnerTexts()).map((one) => one.trim());
    assert.equal(cells[0], "6", `on hand in ${cells}`);
    assert.equal(cells[2], "0", `available in ${cells}`);
    await looks("not-for-sale");
  });

  await stage.step("a whole location is closed for sale, and says so in the list", async () => {
    await visit(desk, `/locations/${shed.id}`);
    await page.getByTestId("edit-location").click();
    await dialog.getByRole("switch", { name: /Not for sale/ }).click();
    await page.getByTestId("location-save").click();
    await dialog.waitFor({ state: "hidden" });
    await visit(desk, "/locations");
    await page.getByTestId("location-row").filter({ hasText: "Newhaven Shed" }).getByText("Not for sale").waitFor();
  });

  await stage.step("labels of all its bins are a PDF to print", async () => {
    await visit(desk, `/locations/${shed.id}`);
    const href = await page.getByTestId("bin-labels").getAttribute("href");
    const [type, head, size] = await page.evaluate(async (href) => {
      const answer = await fetch(href);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return [answer.headers.get("content-type"), new TextDecoder().decode(bytes.slice(0, 5)), bytes.length];
    }, href);
    assert.equal(type, "application/pdf");
    assert.equal(head, "%PDF-");
    assert(size > 1_000, `${size} bytes`);
  });

  await stage.step("an empty bin is put away; one with goods in it is not, and says why", async () => {
    await page.getByRole("button", { name: "Edit S-02" }).click();
    await dialog.getByRole("button", { name: "Archive" }).click();
    await dialog.waitFor({ state: "hidden" });
    await untilBins("S-03", "S-01", "S-04");
    await page.getByRole("button", { name: "Edit S-04" }).click();
    await dialog.getByRole("button", { name: "Archive" }).click();
    await dialog.getByRole("alert").waitFor();
    await looks("bin-with-goods");
    await page.keyboard.press("Escape");
    assert((await text(page.getByTestId("bin-list"))).includes("S-04"));
  });

  await stage.step("a count there walks the same way", async () => {
    const stocktake = await office.post("/api/v1/stocktakes", { location: shed.id });
    await until("the tablet knows it", async () => {
      await visit(desk, `/stocktakes/${stocktake.id}/count`);
      return (await page.getByTestId("count-page").count()) === 1;
    });
    await until("it begins at the gate", async () => (await text(page.getByTestId("bin"))) === "S-03");
  });
  await inspection.conclude();
}
