// Every page of the route table as somebody sees it who may only count: most of them say what they need. With the network
// on and off, on a tablet held upright.

import { PEOPLE } from "../harness.mjs";
import { AUDIT, TABLETS, lookAround, settled, signedIn, visit } from "../look.mjs";

export const title = "Look at every page as a counter, with the network on and off";

export default async function (stage) {
  const { server, inspection } = await lookAround(stage);
  const tablet = await stage.device(server, { size: TABLETS[1] });
  await stage.step("a counter signs in", () => signedIn(tablet, PEOPLE.counter));

  await inspection.each("as a counter", async (name, address) => {
    await visit(tablet, address);
    await settled(tablet, name);
    await inspection.looks(tablet, `counter-${name}`, TABLETS);
    await inspection.axe(tablet, `as a counter, ${name}`);
    await inspection.fingers(tablet, `as a counter, ${name}`, AUDIT);
  });

  await tablet.offline();
  await inspection.each("as a counter without a network", async (name, address) => {
    await visit(tablet, address);
    await settled(tablet, name);
    await inspection.axe(tablet, `as a counter without a network, ${name}`);
    await inspection.fits(tablet, `as a counter without a network, ${name}`, AUDIT);
  });
  await inspection.conclude();
}
