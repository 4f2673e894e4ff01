// One label after the other is held before the tablet's camera while somebody counts without a network: each symbology
// is read by the decoder that is part of the application, and counted.

import assert from "node:assert/strict";
import fs from "node:fs/promises";
import path from "node:path";
import { until } from "../harness.mjs";
import { SHEET } from "../sheet.mjs";
import { Warehouse, enterBin, openCount, settle, untilOffline, untilSynced } from "../warehouse.mjs";

export const title = "Count by camera without a network, a label of each symbology";

const [WIDTH, HEIGHT] = [640, 480];
/** Frames a second; a label is in sight for some, then gone for longer than it takes to count it again. */
const FRAMES = { perSecond: 2, inSight: 2, gone: 3 };

// Proves OFF-41, OFF-42.
export default async function (stage) {
  const server = await stage.server();
  const office = await server.signIn();
  const warehouse = await Warehouse.of(office);
  const labelled = new Map();
  for (const [at, { format, text }] of SHEET.entries()) {
    const product = { sku: `TW-LABEL-${at}`, name: `Thing with ${format}`, barcodes: [{ code: text, pack: 1 }] };
    labelled.set((await office.post("/api/v1/products", product)).id, format);
  }
  const stocktake = await warehouse.stocktake();
  const film = path.join(stage.folder, "labels.y4m");
  await fs.writeFile(film, labels());
  const flags = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    `--use-file-for-fake-video-capture=${film}`,
  ];
  const device = await stage.device(server, { flags });
  const { page } = device;

  await stage.step("the count is open, and the network gone", async () => {
    await settle(device);
    await openCount(device, stocktake);
    await enterBin(device, warehouse.bins[1]);
    assert.equal(await page.evaluate(() => "BarcodeDetector" in window), false, "the browser reads no codes itself");
    await server.kill();
    await page.reload();
    await page.getByTestId("count-page").waitFor();
    await untilOffline(page);
  });

  await stage.step("each label that comes into sight is counted", async () => {
    await page.getByTestId("camera").click();
    await until("nine things are counted", async () => (await n_counted(page)) >= SHEET.length, 90_000);
    await page.getByTestId("camera-dialog").getByRole("button", { name: "Done" }).click();
  });

  await stage.step("the server has all nine", async () => {
    await server.up();
    await untilSynced(page);
    const events = (await warehouse.events(stocktake)).filter((event) => event.kind === "counted");
    const read = new Set(events.map(({ item }) => labelled.get(item.product) ?? JSON.stringify(item)));
    assert.deepEqual([...read].sort(), SHEET.map(({ format }) => format).sort());
    assert(events.every((event) => event.source === "camera"), "by camera");
    const doubles = (await warehouse.events(stocktake)).filter((event) => event.kind === "suspected-double");
    assert.deepEqual(doubles, [], "what came into sight again later is no double read");
  });
}

async function n_counted(page) {
  return Number.parseInt(await page.getByTestId("in-bin").textContent(), 10);
}

/** A film in which one label after the other comes into sight. */
function labels() {
  const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES.perSecond}:1 Ip A1:1 C420jpeg\n`;
  const parts = [Buffer.from(head)];
  for (const { rows } of SHEET) {
    const shown = frame(rows);
    const empty = frame([]);
    for (let n = 0; n < FRAMES.inSight; n += 1) parts.push(shown);
    for (let n = 0; n < FRAMES.gone; n += 1) parts.push(empty);
  }
  return Buffer.concat(parts);
}

/** A picture in shades of grey: ink on paper, as large as fits. Codes of one row are drawn as bars. */
function frame(rows) {
  const luma = Buffer.alloc(WIDTH * HEIGHT, 225);
  const colour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  if (rows.length > 0) {
    const isBars = rows.length === 1;
    const across = rows[0].length;
    const unit = Math.floor(isBars ? (WIDTH - 120) / across : 300 / across);
    const tall = isBars ? 200 : unit;
    const [left, top] = [(WIDTH - across * unit) >> 1, (HEIGHT - rows.length * tall) >> 1];
    for (const [y, row] of rows.entries()) {
      for (const [x, bit] of [...row].entries()) {
        if (bit !== "1") continue;
        for (let line = top + y * tall; line < top + (y + 1) * tall; line += 1) {
          luma.fill(30, line * WIDTH + left + x * unit, line * WIDTH + left + (x + 1) * unit);
        }
      }
    }
  }
  return Buffer.concat([Buffer.from("FRAME\n"), luma, colour]);
}
