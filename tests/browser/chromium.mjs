// Which browser the journeys drive, and how it is started. Debian's Chromium, so that nothing is downloaded.

export { chromium } from "playwright-core";

export const CHROMIUM = process.env.QUAYSIDE_CHROMIUM ?? "/usr/bin/chromium";

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-quic",
  "--disable-component-update",
  "--disable-sync",
];
