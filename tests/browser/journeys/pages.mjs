// Every page of the route table at a desk, by who may do everything: as it is, while the server is slow, and while it is
// broken. Axe finds nothing in either theme, and nothing scrolls sideways, also on 320 px and at 200 %.

import { PEOPLE } from "../harness.mjs";
import { DESK, NARROW, lookAround, pill, settled, signedIn, visit } from "../look.mjs";

export const title = "Look at every page at a desk, also while the server is slow or broken";

export default async function (stage) {
  const { server, inspection } = await lookAround(stage);
  const desk = await stage.device(server, { size: DESK });
  await stage.step("the administrator signs in", () => signedIn(desk, PEOPLE.administrator));

  await inspection.each("at a desk", async (name, address) => {
    await visit(desk, address);
    await settled(desk, name);
    await inspection.looks(desk, `desk-${name}`, [DESK]);
    await inspection.axe(desk, `at a desk, ${name}`);
    await inspection.fits(desk, `at a desk, ${name}`, NARROW);
    await desk.page.setViewportSize(DESK);
    await pill(desk, /Synced/);
  });

  await stage.step("lists, searches and what came from others set their marks", async () => {
    await visit(desk, "/stock");
    for (const mark of ["list-painted", "search-ready", "revealed", "first-sync-done"]) await desk.mark(`quayside:${mark}`);
  });

  const slow = (route) => new Promise((resolve) => setTimeout(resolve, 2_000)).then(() => route.continue().catch(() => {}));
  await desk.context.route("**/api/v1/**", slow);
  await inspection.each("while the server is slow", async (name, address) => {
    await visit(desk, address);
    await desk.page.waitForTimeout(350); // Skeletons show after 300 ms.
    await inspection.looks(desk, `slow-${name}`, [DESK]);
    await inspection.axe(desk, `while the server is slow, ${name}`);
  });
  await desk.context.unroute("**/api/v1/**", slow);

  const isSync = (route) => new URL(route.request().url()).pathname.startsWith("/api/v1/sync");
  const broken = (route) => (isSync(route) ? route.continue() : route.fulfill({ status: 500, body: "" }));
  await desk.context.route("**/api/v1/**", broken);
  await inspection.each("while the server is broken", async (name, address) => {
    await visit(desk, address);
    await settled(desk, name);
    await inspection.looks(desk, `broken-${name}`, [DESK]);
    await inspection.axe(desk, `while the server is broken, ${name}`);
  });
  await inspection.conclude();
}
