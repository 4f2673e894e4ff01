// Every page of the route table on a tablet without a network: each says where it stands, axe finds nothing in either
// theme, and everything that a finger has to hit is at least 44 px large.

import { PEOPLE, until } from "../harness.mjs";
import { AUDIT, TABLETS, lookAround, pill, settled, signedIn, visit } from "../look.mjs";

export const title = "Look at every page on a tablet without a network";

export default async function (stage) {
  const { server, inspection } = await lookAround(stage);
  const tablet = await stage.device(server, { size: TABLETS[0] });
  await stage.step("the administrator signs in", () => signedIn(tablet, PEOPLE.administrator));

  await tablet.offline();
  await inspection.each("without a network", async (name, address) => {
    await visit(tablet, address);
    await settled(tablet, name);
    await until(`${name} shows that it is offline`, () => pill(tablet, /Offline/).then(() => true));
    await inspection.looks(tablet, `offline-${name}`, TABLETS);
    await inspection.axe(tablet, `without a network, ${name}`);
    await inspection.fingers(tablet, `without a network, ${name}`, AUDIT);
  });
  await inspection.conclude();
}
