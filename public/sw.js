// Keeps the whole application on the device, so that it opens without a network.
// It holds no data: what the server answers under /api/ never passes through here.
// A new version fills a cache of its own beside the old one and then waits. It takes over when the last page of the old
// one is closed, or when the application asks: never by itself, since a count may be open.

const VERSION = "{{version}}";
const PREFIX = "quayside-";
const CACHE = PREFIX + VERSION;
const SHELL = "/";
const MANIFEST = "/manifest.webmanifest";
const ASSETS = "/assets/";
const PRECACHE = {{precache}};

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(settle()));

self.addEventListener("message", (event) => {
  if (event.data?.type === "take-over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!isServers(pathname)) event.respondWith(shell(request));
  } else if (pathname.startsWith(ASSETS) || pathname === MANIFEST) {
    event.respondWith(asset(request));
  }
});

/** Whether the server answers a navigation to this path itself. */
function isServers(pathname) {
  return /^\/(api|healthz|readyz|metrics|sw\.js)(\/|$)/.test(pathname) || pathname.startsWith(ASSETS);
}

async function fill() {
  const cache = await caches.open(CACHE);
  await Promise.all(PRECACHE.map((url) => keep(cache, url)));
  await cache.put(MANIFEST, await download(MANIFEST, "reload"));
  const page = await download(SHELL, "reload");
  // The server may have been replaced since it sent this file: a shell of another version would ask for other assets.
  if (!(await page.clone().text()).includes(VERSION)) throw new Error(`the shell is not of version ${VERSION}`);
  await cache.put(SHELL, page);
}

/** Puts one asset into the cache. Its name holds its hash, so any copy on the device is as good as a new one. */
async function keep(cache, url) {
  if (await cache.match(url)) return;
  await cache.put(url, (await caches.match(url)) ?? (await download(url, "default")));
}

async function download(url, cache) {
  const response = await fetch(url, { cache });
  if (!response.ok || response.redirected) throw new Error(`${url} answered ${response.status}`);
  return response;
}

async function settle() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function shell(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(SHELL)) ?? fetch(request);
}

/** From the cache; what is not precached (rare faces, the largest icons) is kept once it was asked for. */
async function asset(request) {
  const cache = await caches.open(CACHE);
  const held = await cache.match(request, { ignoreVary: true });
  if (held) return held;
  const response = await fetch(request);
  if (response.ok && response.type === "basic") await cache.put(request, response.clone());
  return response;
}
