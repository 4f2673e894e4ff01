// A list of products with titles of its own is brought in: what it is about, which column is what, the first rows, each
// error with its row, a check that changes nothing, the import with its progress, and what came of it. Then the rows that
// were left out, mended; the same file again; and a workbook.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, settled, signedIn, visit } from "../look.mjs";
import { text } from "../warehouse.mjs";

export const title = "Import a list with its own titles and errors, mend it, import a workbook";

const LOOKS = [SIZES[0], SIZES[2]];
const GOOD_ROWS = 2_500;

/** Semicolons, titles that mean nothing here, three rows that are wrong. */
function list(rows) {
  const head = "Artikel;Was es ist;Code auf der Packung;Melden ab";
  return [head, ...rows.map((row) => row.join(";"))].join("\r\n") + "\r\n";
}
const good = Array.from({ length: GOOD_ROWS }, (_, n) => [`QI-${n}`, `Rope, ${n} m`, `QI-CODE-${n}`, n % 7]);
const wrong = [
  ["QI-W1", "", "QI-CODE-W1", 3],
  ["QI-W2", "Lamp", "QI-CODE-W2", "several"],
  ["QI-0", "Rope once more", "QI-CODE-W3", 1],
];
const mended = [
  ["QI-W1", "Hook", "QI-CODE-W1", 3],
  ["QI-W2", "Lamp", "QI-CODE-W2", 4],
];

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const desk = await stage.device(server, { size: SIZES[0] });
  const { page } = desk;
  const looks = async (name) => {
    await inspection.looks(desk, `import-${name}`, LOOKS);
    await inspection.axe(desk, name);
    await page.setViewportSize(desk.size);
    await page.emulateMedia({ colorScheme: desk.theme, reducedMotion: null });
  };
  const file = async (name, content) => {
    const at = path.join(stage.folder, name);
    await fs.writeFile(at, content);
    return at;
  };
  const bring = async (at) => {
    await visit(desk, "/import");
    await settled(desk, "import");
    await page.getByTestId("import-file").setInputFiles(at);
    await page.getByRole("heading", { name: "The first rows" }).waitFor();
  };
  const map = (field, column) => page.getByTestId(`map-${field}`).selectOption({ label: column });
  const plan = async () => {
    await page.getByTestId("import-check").click();
    await page.getByTestId("plan").waitFor();
    const tiles = await page.getByTestId("plan").locator(".tile").allInnerTexts();
    return Object.fromEntries(tiles.map((tile) => [tile.split("\n")[0].trim(), Number(tile.split("\n")[1].replaceAll(/\D/g, ""))]));
  };
  const products = () => office.all("/api/v1/products?limit=200");
  const blocked = async (testid) => (await page.getByTestId(testid).getAttribute("aria-disabled")) === "true";

  await stage.step("a list is chosen, and nothing has happened yet", async () => {
    await signedIn(desk, PEOPLE.administrator);
    await visit(desk, "/import");
    await settled(desk, "import");
    await looks("begin");
    await bring(await file("liste.csv", list([...good, ...wrong])));
    await looks("unknown-columns");
    assert(await blocked("import-check"), "it asks first what the columns are");
  });

  await stage.step("columns are named one by one", async () => {
    const products = page.getByRole("radio", { name: /^Products/ });
    if (!(await products.isChecked())) await products.locator("xpath=ancestor::label").click();
    await map("sku", "Artikel");
    await map("name", "Was es ist");
    await map("barcode", "Code auf der Packung");
    await map("reorder_level", "Melden ab");
    await until("it can be checked", async () => !(await blocked("import-check")));
    assert(await blocked("import-run"), "not before it was checked");
    await looks("mapped");
  });

  const before = (await products()).length;
  await stage.step("the check tells every error with its row, and changes nothing", async () => {
    const found = await plan();
    assert.deepEqual([found.New, found["Left out"]], [GOOD_ROWS, wrong.length], JSON.stringify(found));
    const findings = await page.getByTestId("findings").first().locator("li").allInnerTexts();
    const told = findings.map((one) => one.replaceAll(/\s+/g, " "));
    const rowOf = (n) => GOOD_ROWS + 2 + n; // The titles are row 1.
    assert(told.some((one) => one.includes(`Row ${rowOf(0)}`) && /name/i.test(one)), told.join(" | "));
    assert(told.some((one) => one.includes(`Row ${rowOf(1)}`) && /several|number/i.test(one)), told.join(" | "));
    assert(told.some((one) => one.includes(`Row ${rowOf(2)}`)), told.join(" | "));
    assert.equal((await products()).length, before);
    assert(await blocked("import-run"), "errors anywhere refuse the file");
    await looks("errors");
  });

  await stage.step("all errors come as a file", async () => {
    const coming = page.waitForEvent("download");
    await page.getByTestId("error-file").click();
    const text = await fs.readFile(await (await coming).path(), "utf8");
    assert(text.includes(String(GOOD_ROWS + 2)), text.slice(0, 300));
  });

  await stage.step("the good rows are taken in while the page shows how far it is", async () => {
    await page.getByTestId("skip-errors").click();
    await until("it may be imported", async () => !(await blocked("import-run")));
    await page.getByTestId("import-run").click();
    await page.getByTestId("import-running").waitFor();
    await looks("running");
    await page.getByText("Imported.").waitFor({ timeout: 120_000 });
    await looks("done");
    assert.equal((await products()).length, before + GOOD_ROWS);
  });

  await stage.step("they are on the screen, and found by what was typed in the list", async () => {
    await page.getByRole("link", { name: "Products" }).last().click();
    await page.getByTestId("product-search").or(page.getByRole("searchbox")).first().fill("QI-1234");
    await page.getByTestId("product-row").filter({ hasText: "Rope, 1234 m" }).waitFor();
  });

  await stage.step("what was left out is mended and brought in", async () => {
    await bring(await file("rest.csv", list(mended)));
    const products = page.getByRole("radio", { name: /^Products/ });
    if (!(await products.isChecked())) await products.locator("xpath=ancestor::label").click();
    await map("sku", "Artikel");
    await map("name", "Was es ist");
    await map("barcode", "Code auf der Packung");
    await map("reorder_level", "Melden ab");
    const found = await plan();
    assert.deepEqual([found.New, found["Left out"]], [2, 0], JSON.stringify(found));
    await page.getByTestId("import-run").click();
    await page.getByText("Imported.").waitFor();
  });

  await stage.step("the same file once more is told, and changes nothing", async () => {
    await bring(path.join(stage.folder, "rest.csv"));
    await page.getByText("The very same file was imported").waitFor();
    await looks("repeated");
  });

  await stage.step("a workbook is read as it is, and what is so already stays", async () => {
    const book = await office.send("GET", "/api/v1/exports/products?format=xlsx");
    await bring(await file("products.xlsx", Buffer.from(await book.arrayBuffer())));
    const found = await plan();
    assert.deepEqual([found.New, found.Changed, found["Left out"]], [0, 0, 0], JSON.stringify(found));
    assert(found["As it is"] >= GOOD_ROWS);
    await looks("workbook");
  });

  await stage.step("every import is listed with what became of it", async () => {
    await visit(desk, "/import");
    await settled(desk, "import");
    const listed = await text(page.getByTestId("import-list"));
    for (const name of ["liste.csv", "rest.csv", "products.xlsx"]) assert(listed.includes(name), listed);
    await looks("list");
    await page.getByTestId("import-list").getByText("liste.csv").click();
    await page.getByTestId("plan").waitFor();
    assert((await page.getByTestId("findings").first().innerText()).includes(`Row ${GOOD_ROWS + 2}`), "its errors are still told");
  });
  await inspection.conclude();
}
