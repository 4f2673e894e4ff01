// The office lets somebody in: a role is made, a person invited with it, who sets a password in a browser of their own and
// may do what the role says and nothing else. The role is widened, another one given, a new password asked for, and in the
// end the person is switched off. Everything by the screens, with mouse and keyboard.

import assert from "node:assert/strict";
import { PEOPLE, SIZES, until } from "../harness.mjs";
import { Inspection, settled, signedIn, visit } from "../look.mjs";
import { text } from "../warehouse.mjs";

export const title = "Invite somebody, give and change their role, reset the password, switch them off";

const LOOKS = [SIZES[0], SIZES[2]];
const ROSA = { name: "Rosa Reed", email: "rosa@tidewater.example", password: "a-quiet-harbour" };
const NEW_PASSWORD = "another-quiet-harbour";

export default async function (stage) {
  const inspection = new Inspection(stage, []);
  const server = await stage.server();
  const office = await server.signIn();
  const desk = await stage.device(server, { size: SIZES[0] });
  const tablet = await stage.device(server, { size: SIZES[2], theme: "dark" });
  const { page } = desk;
  const looks = async (device, name) => {
    await inspection.looks(device, `administration-${name}`, LOOKS);
    await inspection.axe(device, name);
    await device.page.setViewportSize(device.size);
    await device.page.emulateMedia({ colorScheme: device.theme, reducedMotion: null });
  };
  const told = (words) => page.getByTestId("toasts").getByText(words).first().waitFor();
  const dialog = page.locator("dialog[open]");
  const tick = (name, on) => dialog.getByRole("checkbox", { name, exact: true }).setChecked(on);
  const rosas = page.getByTestId("user-row").filter({ hasText: ROSA.email });

  await stage.step("a role is made with the keyboard", async () => {
    await signedIn(desk, PEOPLE.administrator);
    await visit(desk, "/users");
    await settled(desk, "users");
    await looks(desk, "users");
    await page.getByRole("link", { name: "Roles" }).click();
    await page.getByTestId("new-role").click();
    await dialog.waitFor();
    await page.getByTestId("role-save").click();
    await dialog.getByRole("alert").filter({ hasText: "The name is empty." }).waitFor();
    await page.locator("#role-name").click();
    await page.keyboard.type("Packer", { delay: 80 }); // Quicker would be a scanner.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await looks(desk, "role-form");
    assert.equal(await dialog.getByRole("checkbox", { name: "See stock", exact: true }).isChecked(), true, "the first permission was ticked");
    await page.getByTestId("role-save").click();
    await dialog.waitFor({ state: "hidden" });
    await told("Role saved");
    await page.getByTestId("role-row").filter({ hasText: "Packer" }).filter({ hasText: /1 of \d+ permissions · 0 users/ }).waitFor();
    await looks(desk, "roles");
  });

  let link;
  await stage.step("somebody is invited with it, and the link is handed over", async () => {
    await visit(desk, "/users");
    await page.getByTestId("invite").click();
    await page.locator("#user-name").fill(ROSA.name);
    await page.locator("#user-email").fill("rosa");
    await page.getByTestId("invite-send").click();
    await dialog.getByRole("alert").filter({ hasText: "Enter an e-mail address." }).waitFor();
    await page.locator("#user-email").fill(ROSA.email);
    await page.locator("#user-role").selectOption({ label: "Packer" });
    await looks(desk, "invitation");
    await page.keyboard.press("Enter");
    link = new URL(await page.getByTestId("link").inputValue());
    await looks(desk, "link");
    await dialog.getByRole("button", { name: "Done" }).click();
    await rosas.filter({ hasText: "Packer" }).filter({ hasText: "Invited" }).waitFor();
  });

  await stage.step("the same address is not invited twice", async () => {
    await page.getByTestId("invite").click();
    await page.locator("#user-name").fill("Rosa again");
    await page.locator("#user-email").fill(ROSA.email.toUpperCase());
    await page.getByTestId("invite-send").click();
    await dialog.getByRole("alert").waitFor();
    await page.keyboard.press("Escape");
    assert.equal((await office.all("/api/v1/users")).filter((one) => one.email === ROSA.email).length, 1);
  });

  const hers = tablet.page;
  await stage.step("the invited one sets a password and is in", async () => {
    await tablet.goto(link.pathname);
    await hers.getByText("Welcome to").waitFor();
    await looks(tablet, "welcome");
    await hers.locator("#password").fill("short");
    await hers.getByTestId("set-password").click();
    await hers.getByRole("alert").filter({ hasText: "at least" }).waitFor();
    await hers.locator("#password").fill(ROSA.password);
    await hers.keyboard.press("Enter");
    await hers.getByTestId("nav").waitFor();
    await until("the dashboard is shown", async () => new URL(hers.url()).pathname === "/");
    await looks(tablet, "first-page");
    await visit(desk, "/users/roles");
    await visit(desk, "/users");
    await rosas.filter({ hasText: "Active" }).waitFor();
  });

  await stage.step("the link works once", async () => {
    const page = await tablet.tab(link.pathname);
    await page.close();
    const again = await stage.device(server, { size: SIZES[2] });
    await again.goto(link.pathname);
    await again.page.getByText("This link does not work any more.").waitFor();
    await looks(again, "link-used");
    await again.close();
  });

  const denied = async (address) => {
    await visit(tablet, address);
    await hers.getByTestId("denied").waitFor();
  };
  await stage.step("she sees what the role allows, and is told what it does not", async () => {
    await visit(tablet, "/stock");
    await settled(tablet, "stock");
    assert.equal(await hers.getByTestId("denied").count(), 0);
    await denied("/transfers/new");
    await looks(tablet, "denied");
    await denied("/users");
  });

  await stage.step("the role is widened, and she may do it", async () => {
    await visit(desk, "/users/roles");
    await page.getByTestId("role-row").filter({ hasText: "Packer" }).getByTestId("edit-role").click();
    await tick("Transfer stock", true);
    await page.getByTestId("role-save").click();
    await told("Role saved");
    await visit(tablet, "/transfers/new");
    await hers.getByTestId("make-transfer").waitFor();
  });

  await stage.step("another role is given, and what the first one allowed is gone", async () => {
    await visit(desk, "/users");
    await rosas.getByTestId("edit-user").click();
    await page.locator("#user-role").selectOption({ label: "Counter" });
    await looks(desk, "user");
    await page.getByTestId("user-save").click();
    await rosas.filter({ hasText: "Counter" }).waitFor();
    await tablet.goto("/transfers/new"); // Otherwise it is asked every quarter of an hour.
    await hers.getByTestId("denied").waitFor();
  });

  await stage.step("a role that somebody has cannot be removed; one that nobody has can", async () => {
    await visit(desk, "/users/roles");
    await page.getByTestId("role-row").filter({ hasText: "Counter" }).getByTestId("edit-role").click();
    assert.equal(await dialog.getByRole("button", { name: /^Remove/ }).getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Escape");
    await page.getByTestId("role-row").filter({ hasText: "Packer" }).getByTestId("edit-role").click();
    await dialog.getByRole("button", { name: "Remove" }).click();
    await told("Role removed");
    await page.getByTestId("role-row").filter({ hasText: "Packer" }).waitFor({ state: "detached" });
  });

  await stage.step("a new password is asked for, and the old one opens nothing", async () => {
    await visit(desk, "/users");
    await rosas.getByTestId("edit-user").click();
    await page.getByTestId("reset-link").click();
    const reset = new URL(await page.getByTestId("link").inputValue());
    await dialog.getByRole("button", { name: "Done" }).click();
    const other = await stage.device(server, { size: SIZES[2] });
    await other.goto(reset.pathname);
    await other.page.getByText("A new password").waitFor();
    await looks(other, "reset");
    await other.page.locator("#password").fill(NEW_PASSWORD);
    await other.page.getByTestId("set-password").click();
    await other.page.getByTestId("nav").waitFor();
    await assert.rejects(server.signIn(ROSA), /401/);
    await server.signIn({ ...ROSA, password: NEW_PASSWORD });
    await other.close();
  });

  await stage.step("she is switched off: her devices may nothing more, and she cannot sign in", async () => {
    await visit(desk, "/users");
    await rosas.getByTestId("edit-user").click();
    await page.getByTestId("user-off").click();
    await page.getByTestId("user-save").click();
    await rosas.filter({ hasText: "Switched off" }).waitFor();
    await looks(desk, "switched-off");
    await assert.rejects(server.signIn({ ...ROSA, password: NEW_PASSWORD }), /40[13]/);
    await tablet.goto("/");
    await hers.getByTestId("sign-in-again").or(hers.getByTestId("email")).first().waitFor();
    await looks(tablet, "after-switching-off");
  });

  await inspection.conclude();
}
