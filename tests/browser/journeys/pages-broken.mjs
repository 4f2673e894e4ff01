// Every page of the route table while the server answers nothing but that it is broken: each page says so.

import { PEOPLE } from "../harness.mjs";
import { DESK, lookAround, settled, signedIn, visit } from "../look.mjs";

export const title = "Look at every page while the server is broken";

export default async function (stage) {
  const { server, inspection } = await lookAround(stage);
  const desk = await stage.device(server, { size: DESK });
  await stage.step("the administrator signs in", () => signedIn(desk, PEOPLE.administrator));

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
