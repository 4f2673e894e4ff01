// What looking at every page of the application stands on: the pages with an address each, a server with something of
// everything, and an inspection: axe finds nothing, nothing scrolls sideways, what a finger has to hit is large enough.
// Pictures of all go to QUAYSIDE_SCREENS, or to target/screens.
//
// QUAYSIDE_PAGES names the pages to visit, apart by commas, for looking at a change; all of them otherwise.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { PEOPLE, SIZES, TARGET, THEMES, until } from "./harness.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const SCREENS = process.env.QUAYSIDE_SCREENS ?? path.join(TARGET, "screens");
const ONLY = process.env.QUAYSIDE_PAGES?.split(",");
export const [DESK, ...TABLETS] = SIZES;
/** The sizes of OFF-48's audit, beside those of the pictures. */
export const AUDIT = [
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
];
/** A phone, and a desk at 200 %: half of its pixels are left for the page. */
export const NARROW = [
  { width: 320, height: 640 },
  { width: 720, height: 450 },
];
const FINGER = 44;

/** The pages by name, each with an address, from what the server has. */
function pagesOf({ product, location, draft, sent, stocktake, run }) {
  return {
    dashboard: ["/", "/"],
    stock: ["/stock", "/stock"],
    "stock-value": ["/stock/value", "/stock/value"],
    products: ["/products", "/products"],
    "product-new": ["/products/new", "/products/new"],
    product: ["/products/:id", `/products/${product}`],
    "product-edit": ["/products/:id/edit", `/products/${product}/edit`],
    locations: ["/locations", "/locations"],
    location: ["/locations/:id", `/locations/${location}`],
    transfers: ["/transfers", "/transfers"],
    "transfer-new": ["/transfers/new", "/transfers/new"],
    transfer: ["/transfers/:id", `/transfers/${sent}`],
    "transfer-send": ["/transfers/:id/send", `/transfers/${draft}/send`],
    "transfer-receive": ["/transfers/:id/receive", `/transfers/${sent}/receive`],
    stocktakes: ["/stocktakes", "/stocktakes"],
    "stocktake-new": ["/stocktakes/new", "/stocktakes/new"],
    stocktake: ["/stocktakes/:id", `/stocktakes/${stocktake}`],
    count: ["/stocktakes/:id/count", `/stocktakes/${stocktake}/count`],
    review: ["/stocktakes/:id/review", `/stocktakes/${stocktake}/review`],
    "review-tasks": ["/review-tasks", "/review-tasks"],
    import: ["/import", "/import"],
    "import-run": ["/import/:id", `/import/${run}`],
    outbox: ["/outbox", "/outbox"],
    notifications: ["/notifications", "/notifications"],
    settings: ["/settings", "/settings"],
    catalogue: ["/settings/catalogue", "/settings/catalogue"],
    fba: ["/integrations/fba", "/integrations/fba"],
    users: ["/users", "/users"],
    roles: ["/users/roles", "/users/roles"],
    keys: ["/users/keys", "/users/keys"],
    devices: ["/devices", "/devices"],
    jobs: ["/jobs", "/jobs"],
    audit: ["/audit", "/audit"],
    nowhere: ["", "/nowhere"],
  };
}

/** The patterns that the application routes, but for those of who is not signed in and second names of a page. */
async function routed() {
  const source = await fs.readFile(path.join(ROOT, "app/src/shell/frame.rs"), "utf8");
  const others = ["/set-up", "/welcome/:token", "/sign-in", "/stocktake"];
  return [...source.matchAll(/\broute\("([^"]*)"/g)].map(([, pattern]) => pattern).filter((one) => !others.includes(one));
}

/** Something of everything: a stocktake with a conflict and an open bin, transfers, an import that was looked at. */
async function furnish(server) {
  const office = await server.signIn();
  const locations = await office.all("/api/v1/locations");
  const location = locations.find((one) => (one.n_bins ?? one.bins) > 0);
  const other = locations.find((one) => one.id !== location.id && one.kind !== "external");
  const products = (await office.get("/api/v1/products?limit=100")).items.filter((one) => one.kind === "stocked" || one.kind?.stocked !== undefined || typeof one.kind === "string");
  const lines = products.slice(0, 2).map((one) => ({ product: one.id, quantity: 3 }));
  const transfer = () => office.post("/api/v1/transfers", { from: location.id, to: other.id, lines });
  const draft = await transfer();
  const sent = await transfer();
  await office.post(`/api/v1/transfers/${sent.id}/send`, { lines: [] });
  const stocktake = await office.post("/api/v1/stocktakes", { location: location.id, title: "Before the audit" });
  const form = new Blob(["sku,name\nTW-NEW-1,Tin whistle\nTW-NEW-2,\n"], { type: "text/csv" });
  const run = await upload(server, form);
  const [role] = await office.all("/api/v1/roles");
  await office.post("/api/v1/api-keys", { name: "Parcel scales", role: role.id });
  return { product: products[0].id, location: location.id, draft: draft.id, sent: sent.id, stocktake: stocktake.id, run };
}

async function upload(server, blob) {
  const session = await fetch(`${server.url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url },
    body: JSON.stringify(PEOPLE.administrator),
  });
  const cookie = session.headers.getSetCookie()[0].split(";")[0];
  const answer = await fetch(`${server.url}/api/v1/imports?name=new-products.csv`, {
    method: "POST",
    headers: { cookie, origin: server.url, "content-type": "text/csv", "idempotency-key": crypto.randomUUID() },
    body: blob,
  });
  const text = await answer.text();
  assert(answer.ok, `the import was not taken: ${answer.status} ${text}`);
  return JSON.parse(text).id;
}

/** Goes to an address as a press on a link does: the application is not loaded anew. */
export async function visit(device, address) {
  await device.page.evaluate((address) => {
    history.pushState({}, "", address);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }, address);
  await drawn(device);
}

/** Until what changed is on screen and nothing moves or fades any more. */
async function drawn(device) {
  await device.page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const passing = document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity);
    await Promise.all(passing.map((one) => one.finished.catch(() => {})));
  });
}

/** Until nothing on the page is awaited any more. */
export async function settled(device, name) {
  await until(`${name} has what it asked for`, async () => (await device.page.locator("main [data-state=loading]:visible").count()) === 0);
  await drawn(device);
}

/** What a finger has to hit and cannot: controls whose sensitive area is under 44 px, links within text left out. */
function tooSmall(device) {
  return device.page.evaluate((finger) => {
    const controls = "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab]";
    const small = [];
    for (const control of document.querySelectorAll(controls)) {
      if (control.closest("[hidden], [inert], .sr, p, dialog:not([open])") && !control.matches("button")) continue;
      if (control.closest("[hidden], [inert], dialog:not([open])")) continue;
      const sensitive = control.closest("label") ?? control;
      const { width, height } = sensitive.getBoundingClientRect();
      const style = getComputedStyle(sensitive);
      const isSeen = width > 1 && height > 1 && style.visibility !== "hidden" && !sensitive.matches(".skip, .sr");
      if (isSeen && (width < finger - 0.5 || height < finger - 0.5)) {
        small.push(`${Math.round(width)}×${Math.round(height)} ${sensitive.outerHTML.slice(0, 110)}`);
      }
    }
    return small;
  }, FINGER);
}

/** Controls in tables that nobody sees without scrolling sideways: columns are dropped before actions are. */
function cutOff(device) {
  return device.page.evaluate(() => {
    const isCut = (control) => {
      const [own, wrap] = [control, control.closest(".table-wrap")].map((one) => one.getBoundingClientRect());
      return own.width > 0 && own.right > wrap.right + 1;
    };
    const controls = [...document.querySelectorAll(".table-wrap :is(a[href], button, input, select)")];
    return controls.filter(isCut).slice(0, 3).map((one) => one.outerHTML.slice(0, 90));
  });
}

export class Inspection {
  findings = [];
  #stage;
  #pages;

  constructor(stage, pages) {
    this.#stage = stage;
    this.#pages = pages;
  }

  /** The pages that are visited: name and address each. */
  get pages() {
    return this.#pages;
  }

  /** Does something on each page in turn, and goes on with the next one where that fails. */
  each(what, work) {
    return this.#stage.step(what, async () => {
      for (const [name, address] of this.#pages) await this.try(`${what}, ${name}`, () => work(name, address));
    });
  }

  /** Fails with everything that was found. */
  async conclude() {
    await fs.writeFile(path.join(SCREENS, `findings-${this.#stage.name}.txt`), this.findings.join("\n"));
    assert.deepEqual(this.findings, []);
  }

  async try(where, check) {
    try {
      await check();
    } catch (error) {
      const told = error.actual ? JSON.stringify(error.actual) : error.message;
      this.findings.push(`${where}: ${told.slice(0, 1500)}`);
    }
  }

  /** Axe once per theme. */
  async axe(device, where) {
    for (const theme of THEMES) {
      await device.page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await drawn(device);
      await this.try(`${where}, axe, ${theme}`, () => device.axe());
    }
  }

  /** Fits, can be hit, and a picture, in sizes and themes. */
  async looks(device, where, sizes) {
    for (const { width, height } of sizes) {
      await device.page.setViewportSize({ width, height });
      await drawn(device);
      await this.try(`${where}, ${width}×${height}`, () => device.fitsWidth());
      const cut = await cutOff(device);
      if (cut.length > 0) this.findings.push(`${where}, ${width}×${height}: cut off: ${cut.join(" | ")}`);
      for (const theme of THEMES) {
        await device.page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await drawn(device);
        await device.page.screenshot({ path: path.join(SCREENS, `${where}--${width}x${height}--${theme}.png`) });
      }
    }
  }

  async fits(device, where, sizes) {
    for (const size of sizes) {
      await device.page.setViewportSize(size);
      await drawn(device);
      await this.try(`${where}, ${size.width} px wide`, () => device.fitsWidth());
    }
  }

  async fingers(device, where, sizes) {
    for (const size of sizes) {
      await device.page.setViewportSize(size);
      await drawn(device);
      const small = await tooSmall(device);
      if (small.length > 0) this.findings.push(`${where}, ${size.width} px: too small to hit: ${small.slice(0, 6).join(" | ")}`);
    }
  }
}

export async function pill(device, wanted) {
  const text = await device.page.getByTestId("sync-pill").first().innerText();
  assert.match(text, wanted, "the state of syncing is not on the page");
}

export async function signedIn(device, person) {
  await device.signIn(person);
  await device.mark("quayside:first-sync-done");
  await device.untilInstalled();
}


/** Sets out to look at every page of a server that has something of everything. */
export async function lookAround(stage) {
  await fs.mkdir(SCREENS, { recursive: true });
  const server = await stage.server();
  const ids = await stage.step("something of everything is there", () => furnish(server));
  return { server, ids, inspection: new Inspection(stage, await pagesToVisit(ids)) };
}

/** Every page that the application routes, by name, with an address. */
export async function pagesToVisit(ids) {
  await fs.mkdir(SCREENS, { recursive: true });
  const all = pagesOf(ids);
  const patterns = Object.values(all).map(([pattern]) => pattern);
  assert.deepEqual(new Set(patterns.filter(Boolean)), new Set(await routed()), "every page is visited");
  return Object.entries(all)
    .filter(([name]) => !ONLY || ONLY.includes(name))
    .map(([name, [, address]]) => [name, address]);
}
