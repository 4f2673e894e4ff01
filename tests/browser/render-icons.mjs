// Draws the PNG icons of public/icons/ from their SVG sources. Run it after changing one, and commit the result:
// manifests and iPads still want bitmaps, and a build should not need a browser.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS } from "./chromium.mjs";

const ICONS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../public/icons");
const DRAWINGS = [
  ["icon.svg", "icon-192.png", 192],
  ["icon.svg", "icon-512.png", 512],
  ["icon-maskable.svg", "icon-maskable-192.png", 192],
  ["icon-maskable.svg", "icon-maskable-512.png", 512],
  ["icon-maskable.svg", "apple-touch-icon-180.png", 180],
];

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  for (const [source, target, size] of DRAWINGS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = await readFile(path.join(ICONS, source), "utf8");
    const sized = svg.replace("<svg ", `<svg width="${size}" height="${size}" style="display:block" `);
    await page.setContent(`<body style="margin:0;background:transparent">${sized}</body>`);
    await page.screenshot({ path: path.join(ICONS, target), omitBackground: true });
    await page.close();
  }
} finally {
  await browser.close();
}
