// The decoder in its worker, with the network gone and without the browser's own detector.

import assert from "node:assert/strict";
import { createRequire } from "node:module";

export const title = "Read barcodes from camera frames without a network";

const EAN_13 = { text: "5012345678900", format: "EAN-13" };
const CODE_128 = { text: "X001ABC2DE", format: "Code 128" };

// Proves OFF-41.
export default async function (stage) {
  const server = await stage.server();
  const device = await stage.device(server);
  await device.goto("/");
  await device.untilInstalled();

  await stage.step("this browser has no detector of its own", async () => {
    assert.equal(await device.page.evaluate(() => "BarcodeDetector" in window), false);
  });

  await stage.step("the network is cut and the application opened again", async () => {
    await server.kill();
    await device.page.reload();
    await device.page.locator("#boot").waitFor({ state: "detached" });
  });

  await stage.step("an EAN-13 and a Code 128 are read", async () => {
    for (const expected of [EAN_13, CODE_128]) {
      const bars = expected === EAN_13 ? ean13(expected.text) : code128(expected.text);
      assert.deepEqual(await read(device.page, bars), [expected]);
    }
  });

  await stage.step("an empty frame is read as nothing", async () => {
    assert.deepEqual(await read(device.page, ""), []);
  });
  await server.up();
}

/** Draws bars ("1" is ink) on a canvas and lets the worker look at it. */
function read(page, bars) {
  return page.evaluate(async (bars) => {
    const [width, height, unit] = [640, 360, 3];
    const pen = new OffscreenCanvas(width, height).getContext("2d");
    pen.fillStyle = "white";
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = "black";
    [...bars].forEach((bar, at) => bar === "1" && pen.fillRect(60 + at * unit, 80, unit, 200));
    const rgba = pen.getImageData(0, 0, width, height).data.buffer;
    const url = document.querySelector('meta[name="quayside-scanner-worker"]').content;
    const worker = new Worker(url, { type: "module" });
    try {
      const answer = await new Promise((resolve, reject) => {
        worker.addEventListener("message", ({ data }) => resolve(data));
        worker.addEventListener("error", (event) => reject(new Error(event.message)));
        worker.postMessage({ id: 1, rgba, width, height, thorough: true }, [rgba]);
      });
      if (answer.error) throw new Error(answer.error);
      return answer.codes;
    } finally {
      worker.terminate();
    }
  }, bars);
}

/** The 95 modules of an EAN-13, from the tables of the standard. */
function ean13(digits) {
  const odd = [
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
  ];
  const right = odd.map((code) => [...code].map((bit) => (bit === "1" ? "0" : "1")).join(""));
  const even = right.map((code) => [...code].reverse().join(""));
  const parity = ["OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"];
  const [first, ...rest] = [...digits].map(Number);
  const left = rest.slice(0, 6).map((digit, at) => (parity[first][at] === "O" ? odd : even)[digit]);
  return ["101", ...left, "01010", ...rest.slice(6).map((digit) => right[digit]), "101"].join("");
}

/** Widths of bars and gaps by value, from the table of the standard; the last is the stop. */
const CODE_128_WIDTHS = `
  212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
  123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
  232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
  313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
  111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
  111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
  114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112
`
  .trim()
  .split(/\s+/);

/** Code 128, set B. */
function code128(text) {
  const values = [...text].map((character) => character.charCodeAt(0) - 32);
  const start = 104;
  const check = values.reduce((sum, value, at) => sum + value * (at + 1), start) % 103;
  const bars = (pattern) => [...pattern].map((width, at) => (at % 2 === 0 ? "1" : "0").repeat(Number(width))).join("");
  return [start, ...values, check, 106].map((value) => bars(CODE_128_WIDTHS[value])).join("");
}
