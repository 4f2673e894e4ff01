// Every page of the route table before there is anything: the server is set up, and nobody has made or imported a thing.

import assert from "node:assert/strict";
import { DESK, Inspection, TABLETS, pagesToVisit, settled, signedIn, visit } from "../look.mjs";

export const title = "Set the company up, and look at every page before there is anything";

/** Things that are not there; each in the form of its id. */
const nothing = (kind) => `${kind}_${"0".repeat(31)}1`;
const IDS = {
  product: nothing("prd"),
  location: nothing("loc"),
  draft: nothing("trf"),
  sent: nothing("trf"),
  stocktake: nothing("stk"),
  run: nothing("imp"),
};

export default async function (stage) {
  const inspection = new Inspection(stage, await pagesToVisit(IDS));
  const server = await stage.server({ command: ["serve"] });
  const desk = await stage.device(server, { size: DESK });

  await stage.step("the set-up is looked at", async () => {
    await desk.goto("/");
    await desk.page.getByTestId("set-up").waitFor();
    await inspection.axe(desk, "setting up");
    await inspection.looks(desk, "empty-set-up", [DESK, ...TABLETS]);
  });

  const founder = { email: "founder@example.com", password: "harbour-training" };
  await stage.step("the company is set up, and its founder signs in", async () => {
    const company = { company: "Tidewater", time_zone: "Europe/London", base_currency: "GBP", name: "Mairi Sinclair" };
    const answer = await fetch(`${server.url}/api/v1/setup`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url },
      body: JSON.stringify({ ...company, ...founder }),
    });
    assert(answer.ok, `setting up answered ${answer.status}`);
    await desk.goto("/");
    await desk.page.getByTestId("email").waitFor();
    await inspection.axe(desk, "signing in");
    await inspection.looks(desk, "empty-sign-in", [DESK, ...TABLETS]);
    await desk.page.setViewportSize(DESK);
    await signedIn(desk, founder);
  });

  await inspection.each("before there is anything", async (name, address) => {
    await visit(desk, address);
    await settled(desk, name);
    await inspection.looks(desk, `empty-${name}`, [DESK]);
    await inspection.axe(desk, `before there is anything, ${name}`);
  });
  await inspection.conclude();
}
