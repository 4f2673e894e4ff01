// A transfer is received by scan out of reach: goods and bins are scanned, the page is killed in between, nothing that was
// scanned is gone, and back in range the books have it once.

import assert from "node:assert/strict";
import { PEOPLE, until } from "../harness.mjs";
import { visit } from "../look.mjs";
import { Warehouse, settle, text, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Receive a transfer by scan without a network, with the page killed in between";

// Proves OFF-10 as far as transfers go.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const [product, second, stranger] = warehouse.products;
  const [bin] = warehouse.bins;
  const other = warehouse.locations.find((one) => one.id !== warehouse.location.id && !one.not_for_sale);
  const lines = [product, second].map((one) => ({ product: one.id, quantity: 3 }));
  const transfer = await office.post("/api/v1/transfers", { from: other.id, to: warehouse.location.id, lines });
  await office.post(`/api/v1/transfers/${transfer.id}/send`, { lines: [] });
  const inBin = async (one) => (await warehouse.inBin(bin)).get(one.id) ?? 0;
  const before = [await inBin(product), await inBin(second)];
  const tablet = await stage.device(server);
  const page = () => tablet.page;
  const task = `/transfers/${transfer.id}/receive`;
  const counts = async () => {
    const all = await page().getByTestId("task-line").locator(".task-count").allInnerTexts();
    return all.map((one) => Number(one.split("/")[0].trim()));
  };
  const scanned = async (one, wanted) => {
    await tablet.scan(one.code);
    await until(`${wanted} scanned`, async () => (await counts()).join() === wanted);
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve, 500)); // Quicker would be a double read.

  await stage.step("the bin and three of one product are scanned out of reach", async () => {
    await settle(tablet, PEOPLE.warehouse);
    await visit(tablet, task);
    await page().getByTestId("transfer-task").waitFor();
    await untilSynced(page());
    await tablet.offline();
    await untilOffline(page());
    await tablet.scan(bin.name);
    await until("the bin is chosen", async () => (await page().getByTestId("task-bin").inputValue()) === bin.id);
    for (const n of [1, 2, 3]) {
      await scanned(product, `${n},0`);
      await settled();
    }
  });

  await stage.step("what is not on the transfer is refused aloud and counts for nothing", async () => {
    const cues = tablet.cues.length;
    await tablet.scan(stranger.code);
    await until("it is said", async () => /not on this transfer/.test(await text(page().getByTestId("said"))));
    assert.deepEqual(await counts(), [3, 0]);
    assert(tablet.cues.slice(cues).includes("wrong"), tablet.cues.slice(cues).join());
  });

  await stage.step("the page is killed, and what was scanned is there again", async () => {
    await tablet.crash();
    await tablet.goto(task);
    await page().getByTestId("taken-up").waitFor();
    assert.deepEqual(await counts(), [3, 0]);
    await page().getByTestId("task-bin").selectOption(bin.id);
    await scanned(second, "3,1");
    await page().getByTestId("task-finish").dblclick(); // An impatient thumb receives once.
    await page().waitForURL(new RegExp(`/transfers/${transfer.id}$`));
  });

  await stage.step("back in range the books have it once", async () => {
    assert.deepEqual([await inBin(product), await inBin(second)], before, "nothing was sent yet");
    await tablet.offline(false);
    await untilSynced(page());
    assert.deepEqual([await inBin(product), await inBin(second)], [before[0] + 3, before[1] + 1]);
    const now = await office.get(`/api/v1/transfers/${transfer.id}`);
    assert.deepEqual(now.lines.map((line) => line.received), [3, 1]);
  });

  await stage.step("the task begins anew with what is left", async () => {
    await visit(tablet, task);
    await page().getByTestId("transfer-task").waitFor();
    assert.equal(await page().getByTestId("taken-up").count(), 0);
    assert.deepEqual(await counts(), [0, 0]);
  });

  await stage.step("scans that may have been recorded meanwhile are asked about", async () => {
    await page().getByTestId("task-bin").selectOption(bin.id);
    await scanned(second, "0,1");
    const line = transfer.lines[1].id;
    await office.post(`/api/v1/transfers/${transfer.id}/receive`, { lines: [{ line, bin: bin.id, quantity: 1 }] });
    await untilSynced(page());
    await until("the tablet knows it", async () => {
      await tablet.goto(task);
      await page().getByTestId("transfer-task").waitFor();
      return (await page().getByTestId("doubtful").count()) === 1;
    });
    assert.deepEqual(await counts(), [0, 0]);
    await page().getByTestId("drop-draft").click();
    await tablet.goto(task);
    await page().getByTestId("transfer-task").waitFor();
    assert.equal(await page().getByTestId("doubtful").count(), 0);
  });
}
