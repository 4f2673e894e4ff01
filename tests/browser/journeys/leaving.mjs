// Acting and leaving at once, while the server takes its time: in the same turn, in the next frame, and while the call is
// on its way. The page is gone then, and what was done in it is not: the server has it, and whoever did it is told so
// wherever they are. Dialogs are also opened and left in the same turn.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { lookAround, settled, signedIn, visit } from "../look.mjs";
import { Warehouse, enterBin, text } from "../warehouse.mjs";

export const title = "Act on every page and leave at once: nothing stops, nothing is lost";
export const limitMs = 600_000;

const DELAY_MS = 700;
/** How long after the press the page is left. */
const WHEN = ["in the same turn", "in the next frame", "on its way"];
/** Where it is left for. */
const AWAY = "/notifications";

/** Dialogs and drawers of pages: the page, what opens it, and what it is called. */
const LAYERS = [
  ["stock", "why", "why-drawer"],
  ["product", "ask", "why-drawer"],
  ["product", "adjust", "adjust-dialog"],
  ["product", "receive", "receive-dialog"],
  ["product", "move", "move-dialog"],
  ["location", "edit-location", "place-edit"],
  ["location", "new-bin", "place-edit"],
  ["locations", "new-location", "location-dialog"],
  ["stocktake", "assign-open", "assign-dialog"],
  ["stocktake", "void", "void-dialog"],
  ["count", "leave-count", "leave-dialog"],
  ["users", "invite", "user-dialog"],
  ["users", "edit-user", "user-dialog"],
  ["roles", "new-role", "role-dialog"],
  ["keys", "new-key", "key-dialog"],
  ["devices", "revoke", "revoke-dialog"],
  ["jobs", "job-runs", "runs-dialog"],
  ["catalogue", "new-entry", "entry-dialog"],
  ["outbox", "place", "place-dialog"],
];

export default async function (stage) {
  const { server, inspection, ids } = await lookAround(stage);
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const { location, bins, products, locations } = warehouse;
  const other = locations.find((one) => one.id !== location.id && !one.not_for_sale);
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  await stage.step("the administrator signs in", () => signedIn(desk, PEOPLE.administrator));
  const addresses = new Map(inspection.pages);
  const slow = (route) => new Promise((resolve) => setTimeout(resolve, DELAY_MS)).then(() => route.continue().catch(() => {}));

  /** Presses, and is on another page before anything of it is done. */
  const leave = (control, when, away = AWAY) =>
    control.evaluate(
      async (control, [when, away]) => {
        control.click();
        if (when === "in the next frame") await new Promise(requestAnimationFrame);
        if (when === "on its way") await new Promise((resolve) => setTimeout(resolve, 150));
        history.pushState({}, "", away);
        dispatchEvent(new PopStateEvent("popstate", { state: {} }));
      },
      [when, away],
    );
  const away = () => until("another page is shown", async () => /Notifications/.test(await text(page.getByTestId("page-title"))));
  /** What was said, wherever it stood. */
  const told = (words) => page.getByTestId("toasts").getByText(words).first().waitFor();
  const open = async (address) => {
    await visit(desk, address);
    await until("the page has what it asked for", async () => (await page.locator("main [data-state=loading]:visible").count()) === 0);
  };
  const noComplaint = () => assert.deepEqual(desk.complaints, [], "a page stopped");

  let turn = 0;
  /** Does something, leaves at once, and looks whether it was done. */
  const act = (what, { begin, press, said, landed, when = WHEN[turn++ % WHEN.length] }) =>
    stage.step(`${what}, left ${when}`, async () => {
      await begin();
      const control = typeof press === "string" ? page.getByTestId(press).first() : press();
      await control.waitFor();
      await leave(control, when);
      await away();
      if (said) await told(said);
      await until(`the server has it: ${what}`, landed);
      noComplaint();
    });
  const has = async (address, wanted) => (await office.all(address)).some(wanted);
  const onHand = async (product) => (await office.all(`/api/v1/stock?q=${product.sku}`)).filter((one) => one.product === product.id).reduce((sum, one) => sum + one.on_hand, 0);

  await desk.context.route("**/api/v1/**", slow);

  for (const when of WHEN.slice(0, 2)) {
    await stage.step(`dialogs and drawers are opened, and left ${when}`, async () => {
      for (const [name, opener] of LAYERS) {
        await open(addresses.get(name));
        const control = page.getByTestId(opener).first();
        await control.waitFor();
        await leave(control, when);
        await away();
        await page.keyboard.press("Escape"); // A drawer of the shell stays, as it would over any page.
        assert.deepEqual(desk.complaints, [], `${name}, ${opener}`);
      }
    });
  }

  // ---- Counting ----

  const counted = await warehouse.stocktake({ coverage: { bins: [bins[0].id] } });
  await stage.step("a bin is finished with scans still waiting, and left in the same turn", async () => {
    await page.setViewportSize(SIZES[1]);
    await visit(desk, `/stocktakes/${counted.id}/count`);
    await page.getByTestId("count-page").waitFor();
    await enterBin(desk, bins[0]);
    await desk.scan(products[0].code);
    await until("one is counted", async () => (await text(page.getByTestId("count"))) === "1");
    await page.getByTestId("bin-done").first().click();
    await page.getByTestId("done-confirm").waitFor();
    await page.evaluate((away) => {
      const plus = document.querySelector("[data-testid=plus]");
      for (let n = 0; n < 9; n += 1) plus.click();
      document.querySelector("[data-testid=done-confirm]").click();
      history.pushState({}, "", away);
      dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    }, AWAY);
    await away();
    await told(/is done/);
    await until("all ten are on the server", async () => {
      const events = (await warehouse.events(counted)).filter((one) => one.kind === "counted" && !one.voided);
      return events.reduce((sum, one) => sum + one.quantity, 0) === 10;
    });
    await until("the bin is closed there", async () => !(await warehouse.review(counted)).blocks.some((one) => ["uncounted", "open_pass"].includes(one.kind) && one.blocking));
    noComplaint();
    await page.setViewportSize(SIZES[0]);
  });

  // ---- Products and goods ----

  await act("a product is saved", {
    begin: async () => {
      await open(`/products/${products[0].id}/edit`);
      await page.locator("#name").fill("Left behind");
    },
    press: "product-save",
    said: "Saved",
    landed: async () => (await office.get(`/api/v1/products/${products[0].id}`)).name === "Left behind",
  });
  await act("a product is made", {
    begin: async () => {
      await open("/products/new");
      await page.locator("#sku").fill("LEFT-1");
      await page.locator("#name").fill("Left at once");
    },
    press: "product-save",
    said: "Saved",
    landed: () => has("/api/v1/products?limit=200", (one) => one.sku === "LEFT-1"),
  });
  const before = await onHand(products[1]);
  await act("goods are received", {
    begin: async () => {
      await open(`/products/${products[1].id}`);
      await page.getByTestId("receive").click();
      await page.locator("#receive-location").selectOption(location.id);
      await page.locator("#receive-quantity").fill("7");
    },
    press: "receive-record",
    said: "Received",
    landed: async () => (await onHand(products[1])) === before + 7,
  });
  await act("stock is adjusted", {
    begin: async () => {
      await open(`/products/${products[1].id}`);
      await page.getByTestId("adjust").click();
      await page.locator("#adjust-location").selectOption(location.id);
      await page.locator("#adjust-delta").fill("-2");
      await page.locator("#adjust-reason").fill("Broken on the way out");
    },
    press: "adjust-post",
    said: "Adjusted",
    landed: async () => (await onHand(products[1])) === before + 5,
  });
  const there = async () => (await warehouse.inBin(bins[1])).get(products[1].id) ?? 0;
  const lay = await there();
  await act("goods are moved to a bin", {
    begin: async () => {
      await open(`/products/${products[1].id}`);
      await page.getByTestId("move").click();
      await page.locator("#move-location").selectOption(location.id);
      await page.locator("#move-to").selectOption(bins[1].id);
      await page.locator("#move-quantity").fill("3");
    },
    press: "move-record",
    said: /^Moved/,
    landed: async () => (await there()) === lay + 3,
  });
  await act("products are changed together", {
    begin: async () => {
      await open("/products");
      await page.getByTestId("product-row").first().locator("label.check").click();
      await page.getByTestId("bulk-edit").click();
      await page.locator("#bulk-reorder").fill("17");
    },
    press: "bulk-apply",
    said: "1 product changed",
    landed: () => has("/api/v1/products?limit=200", (one) => one.reorder_level === 17),
  });
  await act("a category is made", {
    begin: async () => {
      await open("/settings/catalogue");
      await page.getByRole("button", { name: "Categories" }).click();
      await page.getByTestId("new-entry").click();
      await page.locator("#entry-name").fill("Left things");
    },
    press: "entry-save",
    said: "Saved",
    landed: () => has("/api/v1/categories", (one) => one.name === "Left things"),
  });

  // ---- Transfers ----

  await act("a transfer is made of a product that was typed", {
    begin: async () => {
      await open("/transfers/new");
      await page.locator("#from").selectOption(location.id);
      await page.locator("#to").selectOption(other.id);
      await page.getByTestId("add-product").fill(products[2].sku);
      await page.getByTestId("offer").first().click();
      const units = page.getByTestId("transfer-lines").getByLabel("Units");
      await units.waitFor();
      assert.equal(await page.getByTestId("offer").count(), 0, "the offers are gone");
      await units.fill("4");
    },
    press: "make-transfer",
    said: "Transfer made",
    landed: () => has("/api/v1/transfers", (one) => one.lines.some((line) => line.product === products[2].id && line.quantity === 4)),
  });
  await office.post("/api/v1/adjustments", { product: products[2].id, location: location.id, delta: 50, reason: "Found" });
  const transfer = (await office.all("/api/v1/transfers")).find((one) => one.lines.some((line) => line.product === products[2].id));
  const status = async () => (await office.get(`/api/v1/transfers/${transfer.id}`)).status;
  await act("a transfer is put on hold", {
    begin: () => open(`/transfers/${transfer.id}`),
    press: "hold-transfer",
    said: /^On Hold/,
    landed: async () => /^on.hold$/.test(await status()),
  });
  await act("a transfer is sent", {
    begin: async () => {
      await visit(desk, `/transfers/${transfer.id}/send`);
      await page.getByTestId("fill").click();
    },
    press: "task-finish",
    said: "Sent",
    landed: async () => (await status()) === "sent",
  });
  await act("a transfer is received", {
    begin: async () => {
      await visit(desk, `/transfers/${transfer.id}/receive`);
      await page.getByTestId("fill").click();
    },
    press: "task-finish",
    said: "Received",
    landed: async () => (await status()) === "received",
  });

  // ---- Places ----

  await act("a location is made", {
    begin: async () => {
      await open("/locations");
      await page.getByTestId("new-location").click();
      await page.locator("#location-name").fill("Left Bank");
    },
    press: "location-save",
    said: "Location made",
    landed: () => has("/api/v1/locations", (one) => one.name === "Left Bank"),
  });
  await act("a location is renamed", {
    begin: async () => {
      await open(`/locations/${other.id}`);
      await page.getByTestId("edit-location").click();
      await page.locator("#location-name").fill("Renamed and left");
    },
    press: "location-save",
    said: "Saved",
    landed: () => has("/api/v1/locations", (one) => one.name === "Renamed and left"),
  });
  await act("a bin is made", {
    begin: async () => {
      await open(`/locations/${location.id}`);
      await page.getByTestId("new-bin").click();
      await page.locator("#bin-name").fill("LEFT-01");
    },
    press: "bin-save",
    said: "Bin made",
    landed: () => has(`/api/v1/locations/${location.id}/bins?limit=200`, (one) => one.name === "LEFT-01"),
  });
  await stage.step("a dialog is closed by Esc while it saves, and another one opened stays open", async () => {
    await open(`/locations/${location.id}`);
    await page.getByTestId("new-bin").click();
    await page.locator("#bin-name").fill("LEFT-02");
    await page.getByTestId("bin-save").click();
    await page.keyboard.press("Escape");
    await page.getByTestId("place-edit").waitFor({ state: "hidden" });
    await page.getByTestId("new-bin").click();
    await page.locator("#bin-name").fill("LEFT-03");
    await told("Bin made");
    assert.equal(await page.locator("#bin-name").inputValue(), "LEFT-03");
    await page.keyboard.press("Escape");
    noComplaint();
  });
  await stage.step("what is refused after its form was closed is told all the same", async () => {
    await page.getByTestId("new-bin").click();
    await page.locator("#bin-name").fill("LEFT-01");
    await page.getByTestId("bin-save").click();
    await page.keyboard.press("Escape");
    await told(/^Not done\./);
    noComplaint();
  });

  // ---- People and devices ----

  await act("somebody is invited", {
    begin: async () => {
      await open("/users");
      await page.getByTestId("invite").click();
      await page.locator("#user-name").fill("Lena Left");
      await page.locator("#user-email").fill("lena@example.com");
    },
    press: "invite-send",
    said: /link for Lena Left was made and not shown/,
    landed: () => has("/api/v1/users", (one) => one.email === "lena@example.com"),
  });
  await act("a user is renamed", {
    begin: async () => {
      await open("/users");
      await page.getByTestId("user-row").filter({ hasText: "lena@example.com" }).getByTestId("edit-user").click();
      await page.locator("#user-name").fill("Lena Gone");
    },
    press: "user-save",
    said: "Saved",
    landed: () => has("/api/v1/users", (one) => one.name === "Lena Gone"),
  });
  await act("a role is made", {
    begin: async () => {
      await open("/users/roles");
      await page.getByTestId("new-role").click();
      await page.locator("#role-name").fill("Leavers");
    },
    press: "role-save",
    said: "Role saved",
    landed: () => has("/api/v1/roles", (one) => one.name === "Leavers"),
  });
  await act("an API key is made", {
    begin: async () => {
      await open("/users/keys");
      await page.getByTestId("new-key").click();
      await page.locator("#key-name").fill("Left key");
      await page.locator("#key-role").selectOption({ index: 1 });
    },
    press: "key-make",
    said: /key of Left key was made and not shown/,
    landed: () => has("/api/v1/api-keys", (one) => one.name === "Left key"),
  });
  await act("a device is renamed", {
    begin: async () => {
      await open("/devices");
      await page.getByTestId("device-row").filter({ hasText: "this one" }).getByText("Rename").click();
      await page.locator("#device-name").fill("Left desk");
    },
    press: () => page.getByTestId("rename-dialog").getByRole("button", { name: "Save" }),
    said: "Renamed",
    landed: () => has("/api/v1/devices", (one) => one.name === "Left desk"),
  });

  // ---- The office ----

  await act("the company is saved", {
    begin: async () => {
      await open("/settings");
      await page.locator("#company-name").fill("Left and Daughters");
    },
    press: "company-save",
    said: "Saved",
    landed: async () => (await office.get("/api/v1/company")).name === "Left and Daughters",
  });
  await act("a job is started", {
    begin: () => open("/jobs"),
    press: "run-job",
    said: /Started|runs already/,
    landed: async () => true,
  });
  await stage.step("a file is chosen, and left in the same turn", async () => {
    await open("/import");
    const field = page.getByTestId("import-file");
    await field.evaluate((field, away) => {
      const files = new DataTransfer();
      files.items.add(new File(["sku,name\nLEFT-2,Left in a file\n"], "left.csv", { type: "text/csv" }));
      field.files = files.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      history.pushState({}, "", away);
      dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    }, AWAY);
    await away();
    await told(/^left\.csv is read/);
    await until("the server has the file", () => has("/api/v1/imports", (one) => one.name === "left.csv"));
    noComplaint();
  });
  const file = (await office.all("/api/v1/imports")).find((one) => one.name === "left.csv");
  await act("a file is checked", { begin: () => open(`/import/${file.id}`), press: "import-check", landed: async () => true });
  await act("a file is imported", {
    begin: async () => {
      await open(`/import/${file.id}`);
      await page.getByTestId("import-check").click();
      await page.getByTestId("plan").waitFor();
    },
    press: "import-run",
    said: /^Running/,
    landed: async () => (await office.get(`/api/v1/imports/${file.id}`)).status === "finished" && has("/api/v1/products?limit=200", (one) => one.sku === "LEFT-2"),
  });

  // ---- Stocktakes ----

  await act("a stocktake is started", {
    begin: async () => {
      await open("/stocktakes/new");
      await page.locator("#location").selectOption(other.id);
      await page.locator("#title").fill("Left count");
    },
    press: "start",
    said: "Stocktake started",
    landed: () => has("/api/v1/stocktakes", (one) => one.title === "Left count"),
  });
  const begun = (await office.all("/api/v1/stocktakes")).find((one) => one.title === "Left count");
  await act("bins are given to people", {
    begin: async () => {
      await open(`/stocktakes/${ids.stocktake}`);
      await page.getByTestId("assign-open").click();
      await page.getByTestId("assign-bins").locator("select").first().selectOption({ index: 1 });
    },
    press: "assign-save",
    said: "Bins assigned",
    landed: async () => (await office.get(`/api/v1/stocktakes/${ids.stocktake}`)).assignments.length === 1,
  });
  await act("a stocktake is voided", {
    begin: async () => {
      await open(`/stocktakes/${begun.id}`);
      await page.getByTestId("void").click();
      await page.locator("#void-reason").fill("Somebody left");
    },
    press: "void-confirm",
    said: "Voided",
    landed: async () => /^void/.test((await office.get(`/api/v1/stocktakes/${begun.id}`)).status),
  });
  await act("a stocktake is completed", {
    begin: () => open(`/stocktakes/${counted.id}/review`),
    press: "complete",
    said: /^Completed/,
    landed: async () => (await office.get(`/api/v1/stocktakes/${counted.id}`)).status === "completed",
  });

  await stage.step("a unit cost is typed, and the page left by the way back", async () => {
    const made = await office.post("/api/v1/products", { sku: "LEFT-3", name: "Never bought", barcodes: [{ code: "LEFT-3-CODE", pack: 1 }] });
    const fresh = await warehouse.stocktake({ coverage: { bins: [bins[2].id] } });
    await page.setViewportSize(SIZES[1]);
    await visit(desk, `/stocktakes/${fresh.id}/count`);
    await page.getByTestId("count-page").waitFor();
    await enterBin(desk, bins[2]);
    await until("the product is known here", async () => {
      await desk.scan("LEFT-3-CODE");
      return (await text(page.getByTestId("in-hand"))).includes(made.name);
    });
    await page.getByTestId("bin-done").first().click();
    await page.getByTestId("done-confirm").click();
    await told(/is done/);
    await until("the server has its count", async () => (await warehouse.review(fresh)).lines.some((one) => one.product === made.id && one.needs_cost));
    await page.setViewportSize(SIZES[0]);
    await visit(desk, AWAY);
    await open(`/stocktakes/${fresh.id}/review`);
    const field = page.getByTestId("cost-row").locator("input").first();
    await field.click();
    await page.keyboard.type("4.35", { delay: 80 }); // Quicker would be a scanner.
    await page.goBack();
    await away();
    await told("Unit cost saved");
    const cost = async () => (await warehouse.review(fresh)).lines.find((one) => one.product === made.id)?.unit_cost;
    await until("the server has it", async () => Number(await cost()) === 4.35);
    noComplaint();
  });

  // ---- Drawers that go on asking ----

  await stage.step("older movements are asked for, and the drawer is closed and the page left", async () => {
    for (let n = 0; n < 55; n += 1) {
      await office.post("/api/v1/adjustments", { product: products[3].id, location: location.id, delta: 1, reason: `Found ${n}` });
    }
    await open(`/products/${products[3].id}?why=1`);
    await page.getByTestId("why-older").waitFor();
    await page.getByTestId("why-older").evaluate((older) => older.click());
    await page.keyboard.press("Escape");
    await page.getByTestId("why-drawer").waitFor({ state: "hidden" });
    await visit(desk, AWAY);
    await page.waitForTimeout(2 * DELAY_MS); // The answer finds nobody.
    noComplaint();
  });
}
