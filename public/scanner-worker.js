// Reads barcodes off camera frames, away from the page's own thread. A module worker: the page starts it with
// new Worker(<meta name="quayside-scanner-worker">, { type: "module" }).
//
//   in   { id, rgba: ArrayBuffer, width, height, thorough }   (pass rgba in the transfer list)
//   out  { id, codes: [{ text, format }], rgba }              the buffer comes back for the next frame
//   out  { id, error, rgba }                                  the frame was refused, or the decoder did not load

import init, { decode } from "{{scanner.js}}";

const ready = init({ module_or_path: "{{scanner.wasm}}" });

self.addEventListener("message", async ({ data }) => {
  const { id, rgba, width, height, thorough } = data;
  try {
    await ready;
    const codes = decode(new Uint8Array(rgba), width, height, Boolean(thorough));
    self.postMessage({ id, codes, rgba }, [rgba]);
  } catch (error) {
    self.postMessage({ id, error: String(error), rgba }, [rgba]);
  }
});
