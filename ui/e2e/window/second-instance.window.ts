import { expect } from "vitest";
import { journey } from "./harness/journey";
import { binary, Oferta } from "./harness/oferta";
import { ended } from "./harness/desktop";
import { until } from "./harness/until";

journey("a second start brings the first window to the front and ends", {}, async (desktop) => {
  const oferta = await Oferta.open(desktop);
  const hasFocus = (): Promise<boolean> => oferta.page.executeScript("return document.hasFocus()");
  await until("the window is shown", () => desktop.windows("Oferta").length === 1);

  // Another program takes the keyboard.
  desktop.spawn("xev", []);
  const other = await until("another window", () => desktop.windows("Event Tester")[0]);
  desktop.run("xdotool", ["windowfocus", "--sync", other]);
  await until("the window has lost the keyboard", async () => !(await hasFocus()));

  const second = desktop.spawn(binary, ["--offline"]);
  expect(await ended(second)).toBe(0);
  await until("the first window has the keyboard", hasFocus);
  expect(desktop.windows("Oferta")).toHaveLength(1);
  expect(desktop.processes(binary)).toEqual([oferta.pid]);
  await oferta.shoot("second-instance");

  // A workspace elsewhere is another instance, not this one.
  const elsewhere = desktop.spawn(binary, ["--offline", "--data-dir", `${desktop.home}/elsewhere`]);
  await until("a second workspace has a window of its own", () => desktop.windows("Oferta").length === 2);
  elsewhere.kill("SIGTERM");
  expect(await ended(elsewhere)).toBe(0);
  await oferta.quit();
});
