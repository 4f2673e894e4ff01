// What a finger has to hit above and between the pages: the number pads and every dialog and drawer, on a tablet both ways
// round. The pages themselves are looked at by `pages-tablet`.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { AUDIT, TABLETS, lookAround, settled, signedIn, visit } from "../look.mjs";

export const title = "Hit every key of the pads and every control of the dialogs with a finger";

/** Dialogs and drawers of pages: the page, what opens it, and what it is called. */
const LAYERS = [
  ["stock", "why", "why-drawer"],
  ["product", "ask", "why-drawer"],
  ["product", "adjust", "adjust-dialog"],
  ["product", "receive", "receive-dialog"],
  ["product", "move", "move-dialog"],
  ["location", "edit-location", "place-edit"],
  ["location", "new-bin", "place-edit"],
  ["stocktake", "assign-open", "assign-dialog"],
  ["stocktake", "void", "void-dialog"],
  ["review", "row-history-open", "row-history"],
  ["users", "edit-user", "user-dialog"],
  ["devices", "revoke", "revoke-dialog"],
  ["jobs", "job-runs", "runs-dialog"],
  ["outbox", "place", "place-dialog"],
];

/** What the shell opens by keys, wherever somebody is. */
const KEYS = [
  ["Control+k", "palette"],
  ["Alt+o", "outbox-drawer"],
  ["Alt+n", "notification-drawer"],
  ["?", "keys-dialog"],
];

// Proves OFF-48.
export default async function (stage) {
  const { server, inspection, ids } = await lookAround(stage);
  const tablet = await stage.device(server, { size: TABLETS[0] });
  const { page } = tablet;
  const office = await server.signIn();
  await stage.step("the administrator signs in", () => signedIn(tablet, PEOPLE.administrator));

  const addresses = new Map(inspection.pages);
  const look = async (where) => {
    await inspection.looks(tablet, `fingers-${where.replaceAll(" ", "-")}`, AUDIT);
    await inspection.fingers(tablet, where, AUDIT);
  };
  const isOpen = (layer) => page.locator(`dialog[open][data-testid=${layer}]`);

  await stage.step("the pad of counting and its dialogs", async () => {
    const [bin] = await office.all(`/api/v1/locations/${ids.location}/bins`);
    const products = await office.all("/api/v1/products?limit=100");
    const product = products.find((one) => one.barcodes.length > 0 && one.barcodes[0].pack === 1);
    await visit(tablet, addresses.get("count"));
    await page.getByTestId("count-page").waitFor();
    await tablet.scan(bin.name);
    await until("the bin is on the plate", async () => (await page.getByTestId("bin").textContent()).includes(bin.name));
    await tablet.scan(product.barcodes[0].code);
    await until("one is counted", async () => (await page.getByTestId("count").textContent()).trim() === "1");
    for (const size of AUDIT) {
      await page.setViewportSize(size);
      assert.equal(await page.getByTestId("keypad").locator("button:visible").count(), 12, `the pad is whole at ${size.width}`);
    }
    await look("the pad of counting");
    for (const [opener, layer] of [["leave-count", "leave-dialog"], ["bin-done", "done-dialog"]]) {
      await page.getByTestId(opener).first().click();
      await isOpen(layer).waitFor();
      await look(`counting, ${layer}`);
      await page.keyboard.press("Escape");
      await isOpen(layer).waitFor({ state: "hidden" });
    }
    await page.getByTestId("bin-done").first().click();
    await page.getByTestId("done-confirm").click();
    await until("the count is on the server", async () => {
      const events = await office.all(`/api/v1/stocktakes/${ids.stocktake}/events`);
      return JSON.stringify(events).includes(product.id);
    });
  });

  await stage.step("every dialog and drawer of a page", async () => {
    for (const [name, opener, layer] of LAYERS) {
      await inspection.try(`${name}, ${layer}`, async () => {
        await visit(tablet, addresses.get(name));
        await settled(tablet, name);
        await page.getByTestId(opener).first().click();
        await isOpen(layer).waitFor();
        await until(`${layer} has what it asked for`, async () => (await page.locator("dialog[open] [data-state=loading]").count()) === 0);
        await look(`${name}, ${layer} by ${opener}`);
        await page.keyboard.press("Escape");
        await isOpen(layer).waitFor({ state: "hidden" });
      });
    }
  });

  await stage.step("what the shell opens", async () => {
    await visit(tablet, "/settings");
    for (const [key, layer] of KEYS) {
      await inspection.try(layer, async () => {
        await page.keyboard.press(key);
        await isOpen(layer).waitFor();
        await look(layer);
        await page.keyboard.press("Escape");
        await isOpen(layer).waitFor({ state: "hidden" });
      });
    }
  });

  await stage.step("the pad of the PIN, which opens a locked screen", async () => {
    await page.getByTestId("account").first().click();
    await page.getByTestId("set-pin").first().click();
    await isOpen("pin-dialog").waitFor();
    await look("pin-dialog");
    for (const field of await isOpen("pin-dialog").locator("input").all()) await field.fill("4711");
    await page.getByTestId("pin-save").click();
    await isOpen("pin-dialog").waitFor({ state: "hidden" });
    await page.getByTestId("account").first().click();
    await page.getByTestId("lock").first().click();
    await page.getByTestId("pin-pad").waitFor();
    await look("the pad of the PIN");
    for (const digit of "4711") await page.getByTestId("pin-pad").getByRole("button", { name: digit, exact: true }).click();
    await page.getByTestId("pin-enter").click();
    await page.getByTestId("nav").waitFor();
  });

  await inspection.conclude();
}
