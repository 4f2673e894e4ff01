// Starts the application and looks after its service worker. It decides nothing for the person at the screen:
// a new version waits until the application says so.
//
//   quayside:update-waiting  (event, here -> application)  a new version is ready; <html data-update="waiting"> says so too
//   quayside:take-over       (event, application -> here)  let it take over now
//   quayside:update-taken    (event, here -> application)  it has, in this or in another tab; the page reloads
//                                                          unless the application calls preventDefault()

const HOUR_MS = 3_600_000;
const BUILD = "{{build}}";

// What the device keeps is read while the application is being compiled: the one waits for the disk, the other for the
// processor. The application takes it once (app/src/store) and finds by itself whether something was written since.
function readAhead() {
  return new Promise((resolve) => {
    const opening = indexedDB.open("quayside");
    // There is none yet: the application makes it, in its own layout.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
    opening.onsuccess = () => {
      const db = opening.result;
      const end = (stored) => {
        db.close();
        resolve(stored);
      };
      db.onversionchange = () => db.close();
      try {
        const tables = [...db.objectStoreNames].filter((name) => name !== "device");
        const reading = db.transaction(tables);
        const asked = tables.map((name) => {
          const table = reading.objectStore(name);
          return [name, table.getAllKeys(), table.getAll()];
        });
        reading.onabort = () => end(null);
        reading.oncomplete = () => {
          const rows = asked.map(([name, keys, values]) => [name, [keys.result, values.result]]);
          end({ version: db.version, tables: Object.fromEntries(rows) });
        };
      } catch {
        end(null);
      }
    };
  }).catch(() => null);
}

globalThis.quaysideStored = readAhead();

async function start() {
  try {
    const { default: init } = await import("{{app.js}}");
    await init({ module_or_path: "{{app.wasm}}" });
    document.getElementById("boot")?.remove();
  } catch (error) {
    console.error("quayside: could not start", error);
    document.getElementById("boot-shape")?.setAttribute("hidden", "");
    document.getElementById("boot-failed")?.removeAttribute("hidden");
  }
}

// A panic ends as a trap, and nothing on the page answers afterwards: that must not look like an application that waits.
function watchForTraps() {
  const tell = (error) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    const notice = document.getElementById("stopped");
    notice?.removeAttribute("hidden");
    notice?.scrollIntoView();
  };
  document.getElementById("open-again")?.addEventListener("click", () => location.reload());
  window.addEventListener("error", (event) => tell(event.error));
  window.addEventListener("unhandledrejection", (event) => tell(event.reason));
}

async function keepWorker() {
  if (!("serviceWorker" in navigator)) return;
  const container = navigator.serviceWorker;
  let controlled = container.controller !== null;

  // The first worker of a device claims an open page too: that is no update.
  container.addEventListener("controllerchange", () => {
    const isUpdate = controlled;
    controlled = true;
    if (!isUpdate) return;
    const taken = new Event("quayside:update-taken", { cancelable: true });
    if (window.dispatchEvent(taken)) location.reload();
  });

  const registration = await container.register("/sw.js", { updateViaCache: "none" });
  const takeOver = () => registration.waiting?.postMessage({ type: "take-over" });

  const announce = () => {
    if (!registration.waiting || !container.controller) return;
    if (BUILD === "dev") return takeOver();
    document.documentElement.dataset.update = "waiting";
    window.dispatchEvent(new Event("quayside:update-waiting"));
  };
  const watch = (worker) => worker?.addEventListener("statechange", announce);

  window.addEventListener("quayside:take-over", takeOver);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  watch(registration.installing);
  announce();

  // A tablet may stay on one page for weeks. An unanswered question costs nothing: the next one is asked anyway.
  const look = () => registration.update().catch(() => {});
  setInterval(look, HOUR_MS);
  window.addEventListener("online", look);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
}

watchForTraps();
await start();
keepWorker().catch((error) => console.warn("quayside: no service worker, so no work without a network", error));
