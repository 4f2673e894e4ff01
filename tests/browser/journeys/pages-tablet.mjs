// Every page of the route table on a tablet, both ways round: nothing scrolls sideways, and everything that a finger has
// to hit is at least 44 px large.

import { PEOPLE } from "../harness.mjs";
import { AUDIT, TABLETS, lookAround, settled, signedIn, visit } from "../look.mjs";

export const title = "Look at every page on a tablet, both ways round";

// Proves OFF-48.
export default async function (stage) {
  const { server, inspection } = await lookAround(stage);
  const tablet = await stage.device(server, { size: TABLETS[0] });
  await stage.step("the administrator signs in", () => signedIn(tablet, PEOPLE.administrator));

  await inspection.each("on a tablet", async (name, address) => {
    await visit(tablet, address);
    await settled(tablet, name);
    await inspection.looks(tablet, `tablet-${name}`, TABLETS);
    await inspection.fingers(tablet, `on a tablet, ${name}`, AUDIT);
    await inspection.fits(tablet, `on a tablet, ${name}`, AUDIT);
  });

  await inspection.conclude();
}
