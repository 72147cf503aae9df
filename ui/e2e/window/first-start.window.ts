import { expect } from "vitest";
import type { Desktop } from "./harness/desktop";
import { journey } from "./harness/journey";
import { Oferta } from "./harness/oferta";
import { firstStart, RAIL } from "./harness/steps";

const PHRASE = "семь вёсен и одна зима";

async function reopened(desktop: Desktop): Promise<void> {
  const oferta = await Oferta.open(desktop);
  await oferta.find(RAIL);
  await oferta.quit();
}

journey("first start: the keychain keeps the key, and the recovery key brings it back", {}, async (desktop) => {
  const first = await Oferta.open(desktop);
  await first.find("[data-testid=first-start]");
  await first.shoot("first-start-1-keeper");
  const key = await firstStart(first);
  expect(key).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){13}$/);
  await first.shoot("first-start-2-list");
  await first.quit();
  await reopened(desktop);

  await desktop.wipeKeychain();
  const locked = await Oferta.open(desktop);
  await locked.find("[data-testid=key-needed]");
  await locked.shoot("first-start-3-key-needed");
  await locked.choose("recovery");
  await locked.fill("[data-testid=secret]", "0000-1111");
  await locked.click("[data-testid=unlock]");
  await locked.find("[data-testid=key-needed] .error[role=alert]");
  await locked.shoot("first-start-4-wrong-recovery-key");
  await locked.fill("[data-testid=secret]", key.toLowerCase());
  await locked.click("[data-testid=unlock]");
  await locked.find(RAIL);
  await locked.quit();
  // The key stands in the keychain again.
  await reopened(desktop);
});

journey("without a keychain a passphrase opens the store", { keychain: "missing" }, async (desktop) => {
  const first = await Oferta.open(desktop);
  await first.find("[data-testid=first-start]");
  await first.shoot("no-keychain-1-keeper");
  await first.fill("[data-testid=passphrase]", PHRASE);
  await first.fill("[data-testid=passphrase-again]", PHRASE);
  await firstStart(first);
  await first.quit();

  const second = await Oferta.open(desktop);
  await second.find("[data-testid=key-needed]");
  await second.choose("passphrase");
  await second.fill("[data-testid=secret]", "не та фраза");
  await second.click("[data-testid=unlock]");
  await second.find("[data-testid=key-needed] .error[role=alert]");
  await second.shoot("no-keychain-2-wrong-passphrase");
  await second.fill("[data-testid=secret]", PHRASE);
  await second.click("[data-testid=unlock]");
  await second.find(RAIL);
  await second.quit();
});
