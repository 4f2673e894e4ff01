// Every page of the route table at a desk, by who may do everything.

import { PEOPLE } from "../harness.mjs";
import { DESK, NARROW, lookAround, pill, settled, signedIn, visit } from "../look.mjs";

export const title = "Look at every page at a desk";

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

  await inspection.conclude();
}
