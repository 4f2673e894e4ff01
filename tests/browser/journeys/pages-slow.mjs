// Every page of the route table while the server takes its time: skeletons stand in, and axe finds nothing in them.

import { PEOPLE } from "../harness.mjs";
import { DESK, lookAround, signedIn, visit } from "../look.mjs";

export const title = "Look at every page while the server is slow";

export default async function (stage) {
  const { server, inspection } = await lookAround(stage);
  const desk = await stage.device(server, { size: DESK });
  await stage.step("the administrator signs in", () => signedIn(desk, PEOPLE.administrator));

  const slow = (route) => new Promise((resolve) => setTimeout(resolve, 2_000)).then(() => route.continue().catch(() => {}));
  await desk.context.route("**/api/v1/**", slow);
  await inspection.each("while the server is slow", async (name, address) => {
    await visit(desk, address);
    await desk.page.waitForTimeout(350); // Skeletons show after 300 ms.
    await inspection.looks(desk, `slow-${name}`, [DESK]);
    await inspection.axe(desk, `while the server is slow, ${name}`);
  });
  await inspection.conclude();
}
