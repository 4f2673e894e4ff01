// What every journey stands on: a real server with a data folder of its own, a real Chromium with a profile that
// survives restarts, and the faults that warehouses have. It knows nothing of single screens.
//
// Nothing here waits for a fixed time: it waits for the thing that it needs, up to a limit.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import fs from "node:fs/promises";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS } from "./chromium.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, "../..");
export const TARGET = process.env.QUAYSIDE_TARGET ?? path.join(ROOT, "target");
export const PROGRAM = process.env.QUAYSIDE_PROGRAM ?? path.join(TARGET, "debug/quayside");
const AMAZON = process.env.QUAYSIDE_AMAZON_PROGRAM;
export const SITE = process.env.QUAYSIDE_SITE ?? path.join(TARGET, "site");

/** The training company's people, by their role. */
const PASSWORD = "harbour-training";
const person = (name) => ({ email: `${name}@tidewater.example`, password: PASSWORD });
export const PEOPLE = {
  administrator: person("mairi"),
  office: person("owen"),
  supervisor: person("ishbel"),
  warehouse: person("tomasz"),
  counter: person("aisha"),
  otherCounter: person("callum"),
};

const START_MS = 120_000;
const WAIT_MS = 30_000;

/** Sizes and themes in which every screen is looked at (design section 12). */
export const SIZES = [
  { width: 1440, height: 900, touch: false },
  { width: 1024, height: 768, touch: true },
  { width: 800, height: 1280, touch: true },
];
export const THEMES = ["light", "dark"];

/** Waits until `probe` returns something true, and returns it. `what` names it, or is asked for the name at the end. */
export async function until(what, probe, limitMs = WAIT_MS) {
  const end = Date.now() + limitMs;
  let last;
  while (Date.now() < end) {
    try {
      const value = await probe();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited ${limitMs} ms in vain until ${typeof what === "function" ? what() : what}`, { cause: last });
}

export async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** The server's program with its data folder. Keeps port and data over restarts. */
export class Server {
  #child;
  #log = "";

  constructor({ folder, port, site = SITE, command = ["demo", "--products", "200"], env = {}, startMs = START_MS }) {
    Object.assign(this, { folder, port, site, command, env, startMs });
    this.url = `http://localhost:${port}`;
  }

  static async start(options) {
    await fs.mkdir(options.folder, { recursive: true });
    const server = new Server({ port: await freePort(), ...options });
    await server.up();
    return server;
  }

  get isUp() {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** What the program wrote, from the first start on. */
  get log() {
    return this.#log;
  }

  async up() {
    assert(!this.isUp, "the server runs already");
    const env = {
      ...process.env,
      QUAYSIDE_LISTEN: `127.0.0.1:${this.port}`,
      QUAYSIDE_DATA_DIR: this.folder,
      QUAYSIDE_SITE: this.site,
      ...this.env,
    };
    const child = spawn(PROGRAM, this.command, { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#child = child;
    const keep = (chunk) => (this.#log += chunk);
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const failed = once(child, "error").then(([error]) => Promise.reject(error));
    failed.catch(() => {});
    const ready = until(
      "the server is ready",
      async () => {
        if (!this.isUp) throw new Ended(`the server ended with ${child.exitCode ?? child.signalCode}:\n${this.#log}`);
        return (await fetch(`${this.url}/readyz`)).ok;
      },
      this.startMs,
    );
    const ended = once(child, "exit").then(() => {
      throw new Ended(`the server ended before it was ready:\n${this.#log}`);
    });
    ended.catch(() => {});
    await Promise.race([ready, ended, failed]);
  }

  /** Pulls the plug: no farewell, as in a power cut. */
  async kill() {
    await this.#end("SIGKILL");
  }

  async stop() {
    await this.#end("SIGTERM");
  }

  async restart() {
    await this.kill();
    await this.up();
  }

  async #end(signal) {
    if (!this.isUp) return;
    const gone = once(this.#child, "exit");
    this.#child.kill(signal);
    await gone;
  }

  /** Signs in and returns a client of the HTTP interface with that session. */
  async signIn({ email, password } = PEOPLE.administrator) {
    const client = new Client(this.url);
    await client.post("/api/v1/session", { email, password });
    return client;
  }
}

class Ended extends Error {}

/** A copy of the site, for a journey that publishes a new version of it. */
export async function siteOf(stage) {
  const site = path.join(stage.folder, "site");
  await fs.cp(SITE, site, { recursive: true });
  // A development build takes every new version over at once; the copy waits, as what is shipped does.
  const assets = path.join(site, "assets");
  for (const name of await fs.readdir(assets)) {
    if (/^boot-.*\.js$/.test(name)) await rewrite(path.join(assets, name), 'BUILD = "dev"', 'BUILD = "release"');
  }
  return site;
}

async function rewrite(file, before, after) {
  const text = await fs.readFile(file, "utf8");
  await fs.writeFile(file, text.replaceAll(before, after));
  for (const ending of ["br", "gz"]) await fs.rm(`${file}.${ending}`, { force: true });
  return text.includes(before);
}

/** What a deployment does: another version under the same names. */
export async function publish(site, before, after) {
  for (const name of ["index.html", "sw.js"]) {
    assert(await rewrite(path.join(site, name), before, after), `${name} names its version`);
  }
}

/**
 * The network between devices and a server, and what can be wrong with it. `answer` may answer a request in the
 * server's place; `calls` are what went through.
 */
export class Gateway {
  #listener;

  constructor(server) {
    this.server = server;
    this.calls = [];
    this.answer = () => undefined;
  }

  static async open(server) {
    const gateway = new Gateway(server);
    gateway.#listener = http.createServer((request, response) => gateway.#carry(request, response));
    gateway.#listener.listen(0, "127.0.0.1");
    await once(gateway.#listener, "listening");
    gateway.url = `http://localhost:${gateway.#listener.address().port}`;
    return gateway;
  }

  /** Calls to paths that begin so. */
  to(path) {
    return this.calls.filter((call) => call.path.startsWith(path));
  }

  #carry(request, response) {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const call = { at: Date.now(), method: request.method, path: request.url, sent: 0, received: 0, status: undefined };
      this.calls.push(call);
      const instead = this.answer(call);
      if (instead === "nothing") return void request.socket.destroy();
      if (instead) {
        call.status = instead.status ?? 200;
        const type = instead.type ?? "text/plain";
        response.writeHead(call.status, { "content-type": type, "cache-control": "no-store", ...instead.headers });
        return void response.end(instead.body ?? "");
      }
      const body = Buffer.concat(parts);
      call.sent = body.length;
      const { method, url, headers } = request;
      const length = body.length > 0 || headers["content-length"] ? { "content-length": body.length } : {};
      const { port } = this.server;
      const onward = { host: "127.0.0.1", port, method, path: url, headers: { ...headers, ...length } };
      const forward = http.request(onward, (answer) => {
        call.status = answer.statusCode;
        answer.on("data", (part) => (call.received += part.length));
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
        answer.on("error", () => response.destroy());
        response.on("close", () => answer.destroy());
      });
      // Whoever is behind is gone: so is this connection, as it would be without anything between.
      forward.on("error", () => response.destroy());
      forward.end(body);
    });
  }

  async close() {
    this.#listener.closeAllConnections();
    this.#listener.close();
    await once(this.#listener, "close");
  }
}

/** A signed-in client of the HTTP interface, for seeding and for looking at what the server knows. */
export class Client {
  #cookies = new Map();

  constructor(url) {
    this.url = url;
  }

  /** Sends a body as it is and answers whatever comes. */
  async send(method, address, body, headers = {}) {
    const response = await fetch(this.url + address, {
      method,
      headers: {
        ...(this.#cookies.size > 0 ? { cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; ") } : {}),
        ...(method === "GET" ? {} : { "idempotency-key": randomUUID(), origin: this.url }),
        ...headers,
      },
      body,
    });
    for (const set of response.headers.getSetCookie()) {
      const [name, value] = set.split(";")[0].split("=", 2);
      this.#cookies.set(name, value);
    }
    return response;
  }

  async request(method, address, body, headers = {}) {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const json = body === undefined ? undefined : JSON.stringify(body);
    const response = await this.send(method, address, json, { ...type, ...headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${address} answered ${response.status}: ${text.slice(0, 500)}`);
    return text ? JSON.parse(text) : undefined;
  }

  get(address) {
    return this.request("GET", address);
  }

  post(address, body = {}, headers = {}) {
    return this.request("POST", address, body, headers);
  }

  put(address, body, headers = {}) {
    return this.request("PUT", address, body, headers);
  }

  patch(address, body, headers = {}) {
    return this.request("PATCH", address, body, headers);
  }

  /** All items of a collection, page by page. */
  async all(address) {
    const items = [];
    let after = null;
    do {
      const join = address.includes("?") ? "&" : "?";
      const page = await this.get(address + (after === null ? "" : `${join}after=${encodeURIComponent(after)}`));
      items.push(...page.items);
      after = page.next;
    } while (after);
    return items;
  }
}

/** What a person feels and hears, by the pattern of the motor (app/src/sound). */
const CUES = {
  30: "counted",
  "30,40,30": "bin-changed",
  "60,60,60": "duplicate",
  "200,80,200": "wrong",
  "40,40,120": "finished",
  "120,80,120": "needs-attention",
};

/** A tablet or a desk: a browser with a profile in `folder`, which `restart` keeps. */
export class Device {
  #cdp = new WeakMap();

  /** `ahead` gives it a clock that runs so many milliseconds ahead, and that `setAhead` can set. */
  constructor({ folder, url, size = SIZES[1], theme = "light", flags = [], options = {}, ahead }) {
    Object.assign(this, { folder, url, size, theme, flags, options, ahead });
    this.complaints = [];
    /** Cues as they came, since the device was opened first. */
    this.cues = [];
  }

  static async open(options) {
    const device = new Device(options);
    await device.launch();
    return device;
  }

  async launch() {
    const { width, height, touch } = this.size;
    this.context = await chromium.launchPersistentContext(this.folder, {
      executablePath: CHROMIUM,
      headless: true,
      args: [...FLAGS, ...this.flags],
      chromiumSandbox: false,
      viewport: { width, height },
      hasTouch: touch,
      colorScheme: this.theme,
      locale: "en-GB",
      timezoneId: "Europe/London",
      acceptDownloads: true,
      ...this.options,
    });
    this.context.setDefaultTimeout(WAIT_MS);
    await this.context.exposeBinding("quaysideFelt", (_source, pattern) => this.cues.push(CUES[pattern] ?? pattern));
    await this.context.addInitScript(() => {
      Navigator.prototype.vibrate = (pattern) => {
        window.quaysideFelt([pattern].flat().join());
        return true;
      };
    });
    if (this.ahead !== undefined) await this.context.addInitScript(runAhead, this.ahead);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.watch(this.page);
    this.context.on("page", (page) => this.watch(page));
  }

  /** Remembers what a person at the screen would never see: errors, and what the content policy blocked. */
  watch(page) {
    page.on("pageerror", (error) => this.complaints.push(`error: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      const text = message.text();
      // A server that is away is part of many journeys.
      if (message.type() === "error" && !/net::ERR_|Failed to load resource/.test(text)) this.complaints.push(text);
    });
  }

  /** Opens an address of the application. */
  async goto(address) {
    await this.page.goto(this.url + address);
  }

  /** Signs in on the screen, and returns when that was asked for, in ms since the page began to load. */
  async signIn({ email, password } = PEOPLE.administrator) {
    await this.goto("/");
    await this.page.getByTestId("email").fill(email);
    await this.page.getByTestId("password").fill(password);
    const asked = await this.page.evaluate(() => performance.now());
    await this.page.getByTestId("sign-in").click();
    return asked;
  }

  /** Until the service worker holds the application and answers for this page. */
  async untilInstalled() {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller) return;
      await new Promise((resolve) =>
        navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
    });
  }

  /** Switches the device off and on again. */
  async restart() {
    await this.close();
    await this.launch();
  }

  async close() {
    await this.context?.close();
    this.context = undefined;
  }

  /** Ends the page's process at once, as the system does when memory runs out, and opens an empty tab. */
  async crash() {
    const gone = new Promise((resolve) => this.page.once("crash", resolve));
    const cdp = await this.cdp();
    cdp.send("Page.crash").catch(() => {});
    await gone;
    const crashed = this.page;
    this.page = await this.context.newPage();
    await crashed.close();
  }

  /** Ends the whole browser at once, as an empty battery does, and starts it again. */
  async kill() {
    const lock = await fs.readlink(path.join(this.folder, "SingletonLock"));
    const closed = new Promise((resolve) => this.context.once("close", resolve));
    process.kill(Number(lock.split("-").at(-1)), "SIGKILL");
    await closed;
    await this.launch();
  }

  /** Another tab of this device. */
  async tab(address) {
    const page = await this.context.newPage();
    await page.goto(this.url + address);
    return page;
  }

  /** What the device's database holds: by table a list of `{ key, value }`, bytes as lists of numbers. */
  stored(page = this.page) {
    return page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open("quayside");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const db = opening.result;
            const tables = {};
            const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
            const plain = (value) => (isBytes(value) ? [...new Uint8Array(value)] : value);
            const tx = db.transaction([...db.objectStoreNames]);
            for (const name of db.objectStoreNames) {
              tables[name] = [];
              tx.objectStore(name).openCursor().onsuccess = ({ target: { result: at } }) => {
                if (!at) return;
                tables[name].push({ key: plain(at.key), value: plain(at.value) });
                at.continue();
              };
            }
            tx.oncomplete = () => {
              db.close();
              resolve(tables);
            };
            tx.onabort = () => reject(tx.error);
          };
        }),
    );
  }

  /** Sets how far the device's clock is ahead, from now on and for pages to come. Needs the option `ahead`. */
  async setAhead(ms) {
    assert(this.ahead !== undefined, "this device has a clock that can be set");
    await this.page.evaluate((ms) => localStorage.setItem("clock-ahead", String(ms)), ms);
  }

  /** Cuts the network of this device only; `Server.kill` cuts it for all. */
  async offline(isOffline = true) {
    await this.context.setOffline(isOffline);
  }

  /**
   * Types like a scanner on the keyboard port: a burst into whatever has the focus, closed by Enter or Tab, a key every
   * `gap` milliseconds. Each key is stamped with the moment it was due, so that a busy machine makes no scanner slow.
   */
  async scan(code, { end = "Enter", gap = 5, page = this.page } = {}) {
    const cdp = await this.cdp(page);
    const sent = [];
    const send = (event) => {
      const sending = cdp.send("Input.dispatchKeyEvent", event);
      sending.catch(() => {}); // Told at the end; the page may go before.
      sent.push(sending);
    };
    const started = Date.now();
    for (const [at, key] of [...code, end].entries()) {
      const isEnd = at === code.length;
      const text = isEnd ? (end === "Enter" ? "\r" : "") : key;
      const due = started + at * gap;
      const common = {
        key,
        code: isEnd ? end : undefined,
        windowsVirtualKeyCode: isEnd ? { Enter: 13, Tab: 9 }[end] : key.toUpperCase().charCodeAt(0),
        timestamp: due / 1000,
      };
      while (Date.now() < due) await new Promise((resolve) => setTimeout(resolve, due - Date.now()));
      send({ type: text ? "keyDown" : "rawKeyDown", text, ...common });
      send({ type: "keyUp", ...common });
    }
    await Promise.all(sent);
  }

  async cdp(page = this.page) {
    if (!this.#cdp.has(page)) this.#cdp.set(page, await this.context.newCDPSession(page));
    return this.#cdp.get(page);
  }

  /** Slows the processor down, as a mid-range tablet would. */
  async throttle(rate) {
    await (await this.cdp()).send("Emulation.setCPUThrottlingRate", { rate });
  }

  /** When a User Timing mark was set, in ms since the page began to load; waits for it. */
  async mark(name, limitMs) {
    return until(
      `the page sets the mark ${name}`,
      () => this.page.evaluate((name) => performance.getEntriesByName(name, "mark").at(-1)?.startTime, name),
      limitMs,
    );
  }

  /** All times of a mark so far. */
  marks(name) {
    return this.page.evaluate((name) => performance.getEntriesByName(name, "mark").map((mark) => mark.startTime), name);
  }

  /** Fails with a list of what axe finds against WCAG 2.2 AA. */
  async axe({ within, except = [] } = {}) {
    if (!(await this.page.evaluate(() => "axe" in window))) {
      // The content policy forbids foreign scripts; the debugger's door does not ask it.
      await this.page.evaluate(await axeSource());
    }
    const violations = await this.page.evaluate(
      async ({ within, except }) => {
        const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const rules = Object.fromEntries(except.map((rule) => [rule, { enabled: false }]));
        const { violations } = await window.axe.run(within ?? document, { runOnly: tags, rules });
        return violations.map(({ id, help, nodes }) => ({
          id,
          help,
          nodes: nodes.map((node) => node.html.slice(0, 160)),
        }));
      },
      { within, except },
    );
    assert.deepEqual(violations, [], `axe finds something on ${this.page.url()}`);
  }

  /** No sideways scrolling of the page. */
  async fitsWidth() {
    const [content, window] = await this.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert(content <= window, `the page is ${content} px wide in a window of ${window} px at ${this.page.url()}`);
  }

  /** Pictures of the page in all sizes and themes, in target/screens. `check` runs on each before the picture. */
  async screens(name, check = async () => {}) {
    const folder = path.join(TARGET, "screens");
    await fs.mkdir(folder, { recursive: true });
    for (const { width, height } of SIZES) {
      await this.page.setViewportSize({ width, height });
      for (const theme of THEMES) {
        await this.page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await this.page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        await check({ width, height, theme });
        await this.page.screenshot({ path: path.join(folder, `${name}--${width}x${height}--${theme}.png`) });
      }
    }
    await this.page.setViewportSize({ width: this.size.width, height: this.size.height });
    await this.page.emulateMedia({ colorScheme: this.theme, reducedMotion: null });
  }
}

/** Runs in the page: a wall clock that is ahead of the machine's. */
function runAhead(ahead) {
  const RealDate = Date;
  const by = () => {
    try {
      return Number(localStorage.getItem("clock-ahead") ?? ahead);
    } catch {
      return ahead; // A page without an address has no storage.
    }
  };
  window.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length > 0 ? given : [RealDate.now() + by()]));
    }
    static now() {
      return RealDate.now() + by();
    }
  };
}

let axe;
async function axeSource() {
  axe ??= await fs.readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  return axe;
}

/** What a journey is given: servers and devices of its own, all put away afterwards. */
export class Stage {
  #servers = [];
  #gateways = [];
  #devices = [];
  #others = [];

  constructor(name) {
    this.name = name;
    this.folder = path.join(TARGET, "journeys", name);
  }

  async prepare() {
    await fs.rm(this.folder, { recursive: true, force: true });
    await fs.mkdir(this.folder, { recursive: true });
  }

  /** A running server with fresh data. */
  async server(options = {}) {
    const folder = path.join(this.folder, `server-${this.#servers.length + 1}`);
    const server = await Server.start({ folder, ...options });
    this.#servers.push(server);
    return server;
  }

  /** The simulated Amazon, always the same one: its address, and how a server finds it. */
  async amazon() {
    assert(AMAZON, "QUAYSIDE_AMAZON_PROGRAM names the simulated Amazon");
    const url = `http://127.0.0.1:${await freePort()}`;
    const state = path.join(this.folder, "amazon");
    const child = spawn(AMAZON, ["--listen", new URL(url).host, "--seed", "1", "--state", state], { stdio: "ignore" });
    this.#others.push(child);
    await until("the simulated Amazon answers", async () => (await fetch(`${url}/sim/accounts`)).ok, START_MS);
    const env = { QUAYSIDE_AMAZON_LWA_URL: `${url}/auth/o2/token` };
    for (const region of ["na", "eu", "fe"]) env[`QUAYSIDE_AMAZON_ENDPOINT_${region.toUpperCase()}`] = `${url}/${region}`;
    return { url, env };
  }

  /** A network in front of `server`, for devices to look at instead. */
  async gateway(server) {
    const gateway = await Gateway.open(server);
    this.#gateways.push(gateway);
    return gateway;
  }

  /** A browser with an empty profile, looking at `server`. */
  async device(server, options = {}) {
    const folder = path.join(this.folder, `device-${this.#devices.length + 1}`);
    const device = await Device.open({ folder, url: server.url, ...options });
    this.#devices.push(device);
    return device;
  }

  /** Names what happens next, for the log and for the message of a failure. */
  async step(what, work) {
    try {
      const started = Date.now();
      const result = await work();
      console.log(`    ${what} (${Date.now() - started} ms)`);
      return result;
    } catch (error) {
      throw new Error(`while: ${what}`, { cause: error });
    }
  }

  /** What went wrong unseen on any device. */
  get complaints() {
    return this.#devices.flatMap((device) => device.complaints);
  }

  /** Numbers between 0 and 1 that a failing run can be repeated with: `QUAYSIDE_SEED=… node run.mjs name`. */
  random() {
    let state = Number(process.env.QUAYSIDE_SEED ?? Math.floor(Math.random() * 2 ** 32)) >>> 0;
    console.log(`    QUAYSIDE_SEED=${state}`);
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  /** Pictures and logs of the moment, for whoever looks into a failure. */
  async record() {
    for (const [at, device] of this.#devices.entries()) {
      await device.page?.screenshot({ path: path.join(this.folder, `failed-device-${at + 1}.png`) }).catch(() => {});
    }
    for (const [at, server] of this.#servers.entries()) {
      await fs.writeFile(path.join(this.folder, `server-${at + 1}.log`), server.log);
    }
  }

  async close() {
    for (const device of this.#devices) await device.close().catch(() => {});
    for (const gateway of this.#gateways) await gateway.close();
    for (const server of this.#servers) await server.stop();
    for (const child of this.#others) child.kill();
  }
}
