import { readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Host } from "./host";
import { expect, expectAccessible, shot, test } from "./test";

test.use({ prepared: null });

test("the first start makes a store, shows the recovery key, and the key opens it again", async ({ page, open, host }) => {
  await open();
  await expect(page.getByTestId("first-start")).toBeVisible();
  await expectAccessible(page, "first start");
  await shot(page, "start-first");
  await page.getByTestId("create-store").click();
  const shown = page.getByTestId("recovery-key");
  await expect(shown).toBeVisible();
  await expectAccessible(page, "recovery key");
  await shot(page, "start-recovery-key");
  const key = (await shown.locator("span").allTextContents()).join("-");
  await expect(page.getByTestId("recovery-continue")).toBeDisabled();
  await page.getByTestId("recovery-kept").check();
  await page.getByTestId("recovery-continue").click();
  await expect(page.getByRole("navigation")).toBeVisible();
  await host.call("customer.create", { set: { name: "Сохранённый" } });

  await page.goto("about:blank");
  await host.stop(true);
  const later = await Host.start({ dataDir: host.dataDir, keychain: "empty" });
  try {
    await page.goto(later.url);
    await expect(page.getByTestId("key-needed")).toContainText("E1001");
    await expectAccessible(page, "key needed");
    await shot(page, "start-key-missing");
    await page.getByTestId("secret").fill("AAAA-BBBB");
    await page.getByTestId("unlock").click();
    await expect(page.getByRole("alert")).toContainText("E1007");
    await page.getByTestId("secret").fill(key.toLowerCase());
    await page.getByTestId("unlock").click();
    await expect(page.getByRole("navigation")).toBeVisible();
    await page.getByTestId("nav-customers").click();
    await expect(page.getByRole("row").filter({ hasText: "Сохранённый" })).toBeVisible();
  } finally {
    await page.goto("about:blank");
    await later.stop(true);
  }
});

test.describe("without a keychain", () => {
  test.use({ hostOptions: { keychain: "missing" } });

  test("a passphrase guards the store and a wrong one is refused", async ({ page, open, host }) => {
    await open();
    await expect(page.getByTestId("first-start")).toContainText("E1004");
    await page.getByTestId("passphrase").fill("верная лошадь батарея");
    await page.getByTestId("passphrase-again").fill("верная лошадь");
    await expect(page.getByText("Пароли не совпадают")).toBeVisible();
    await expect(page.getByTestId("create-store")).toBeDisabled();
    await shot(page, "start-passphrase");
    await page.getByTestId("passphrase-again").fill("верная лошадь батарея");
    await page.getByTestId("create-store").click();
    await page.getByTestId("recovery-later").click();
    await expect(page.getByRole("navigation")).toBeVisible();

    await expect(page.getByRole("main")).toBeVisible();
    await page.goto("about:blank");
    await host.stop(true);
    const later = await Host.start({ dataDir: host.dataDir, keychain: "missing" });
    try {
      await page.goto(later.url);
      await page.getByTestId("secret").fill("неверная");
      await page.getByTestId("unlock").click();
      await expect(page.getByRole("alert")).toContainText("E1006");
      await shot(page, "start-wrong-passphrase");
      await page.getByTestId("choice-recovery").check();
      await expect(page.getByTestId("secret")).toHaveValue("");
      await expect(page.getByRole("alert")).toHaveCount(0);
      await page.getByTestId("choice-passphrase").check();
      await page.getByTestId("secret").fill("верная лошадь батарея");
      await page.getByTestId("unlock").click();
      await page.getByTestId("recovery-later").click();
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    } finally {
      await page.goto("about:blank");
      await later.stop(true);
    }
  });

  test("a key file is made only with consent", async ({ page, open }) => {
    await open();
    await page.getByTestId("choice-file").check();
    await expect(page.getByTestId("create-store")).toBeDisabled();
    await page.getByTestId("consent").check();
    await page.getByTestId("create-store").click();
    await expect(page.getByTestId("recovery-key")).toBeVisible();
  });
});

for (const [keychain, code] of [["locked", "E1002"], ["denied", "E1003"]] as const) {
  test(`a ${keychain} keychain is said and may be asked again`, async ({ page, host }) => {
    await host.prepare();
    await host.stop(true);
    const later = await Host.start({ dataDir: host.dataDir, keychain });
    try {
      await page.goto(later.url);
      await expect(page.getByTestId("key-needed")).toContainText(code);
      await page.getByTestId("choice-keychain").check();
      await page.getByTestId("unlock").click();
      await expect(page.getByTestId("key-needed")).toContainText(code);
      await expect(page.getByTestId("choice-recovery")).toBeVisible();
      await shot(page, `start-keychain-${keychain}`);
    } finally {
      await page.goto("about:blank");
      await later.stop(true);
    }
  });
}

test("a corrupt store is refused with what to do, and left as it is", async ({ page, host }) => {
  await host.call("app.create", { keeper: "file", consent: true });
  await host.stop(true);
  const store = readdirSync(host.dataDir, { recursive: true, encoding: "utf8" })
    .map((name) => join(host.dataDir, name))
    .find((path) => /\.(db|sqlite|oferta)$/.test(path) && statSync(path).isFile());
  if (!store) throw new Error(`no store in ${host.dataDir}`);
  const { size } = statSync(store);
  writeFileSync(store, Buffer.alloc(size, 7));
  truncateSync(store, size);
  const later = await Host.start({ dataDir: host.dataDir });
  try {
    await page.goto(later.url);
    await expect(page.getByRole("main")).toContainText(/E3002|E1005/);
    await shot(page, "start-corrupt");
    expect(statSync(store).size).toBe(size);
  } finally {
    await page.goto("about:blank");
    await later.stop(true);
  }
});
