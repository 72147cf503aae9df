import { expect } from "vitest";
import { journey } from "./harness/journey";
import { Oferta } from "./harness/oferta";
import { until } from "./harness/until";

journey("a desktop portal that never answers does not keep the window away", { hungPortal: true }, async (desktop) => {
  const oferta = await Oferta.open(desktop);
  await until("the window is shown", () => desktop.windows("Oferta").length === 1);
  expect(desktop.read("oferta.log")).toMatch(/the desktop portal does not answer/);
  await oferta.shoot("hung-portal");
  await oferta.quit();
});
