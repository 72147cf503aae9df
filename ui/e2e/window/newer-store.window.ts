import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { journey } from "./harness/journey";
import { Oferta, newerStore } from "./harness/oferta";

journey("a store of a newer version is refused and left as it is", { keychain: "missing" }, async (desktop) => {
  const first = await Oferta.open(desktop);
  await first.find("[data-testid=first-start]");
  await first.choose("file");
  await first.click("[data-testid=consent]");
  await first.click("[data-testid=create-store]");
  await first.click("[data-testid=recovery-later]");
  await first.find("nav.rail");
  await first.quit();

  desktop.run(newerStore, [desktop.dataDir]);
  const store = (): Buffer => readFileSync(join(desktop.dataDir, "oferta.db"));
  const before = store();
  const second = await Oferta.open(desktop);
  await second.find("[data-testid=start-refused]");
  await second.sees(/E\d{4}/);
  await second.shoot("newer-store-refused");
  await second.quit();
  expect(store().equals(before)).toBe(true);
});
