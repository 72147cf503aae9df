import { gzipSync } from "node:zlib";
import type { Host } from "./host";
import { expect, expectAccessible, type Page, shot, test } from "./test";

const SCREENS = [
  ["customers", "#/customers"],
  ["customer-new", "#/customers/new"],
  ["products", "#/products"],
  ["suppliers", "#/suppliers"],
  ["bin", "#/bin"],
  ["settings-organisation", "#/settings/organisation"],
  ["settings-profile", "#/settings/profile"],
  ["settings-appearance", "#/settings/appearance"],
  ["settings-keyboard", "#/settings/keyboard"],
  ["settings-storage", "#/settings/storage"],
] as const;

async function fill(host: Host): Promise<{ customer: string; product: string }> {
  const { customer } = await host.call("customer.create", {
    set: { name: "Северная верфь", inn: "7707083893", phone: "+7 812 000-00-00", email: "snab@example.ru" },
  });
  await host.call("contact.create", { set: { customer_id: customer.id, first_name: "Ирина", last_name: "Белова", position: "Снабжение" } });
  for (const name of ["Волга Трейд", "Гидромаш", "Уралкомплект", "Сибирские насосы"]) await host.call("customer.create", { set: { name } });
  const supplier = await host.call("supplier.create", { set: { name: "ПромСнаб", country: "RU" } });
  let product = "";
  for (let at = 0; at < 24; at += 1) {
    const price = at % 7 === 0 ? null : `${1200 + at * 37}.50`;
    const made = await host.call("product.create", {
      set: { supplier_id: supplier.id, name: `Насос циркуляционный 25-${40 + at}`, article: `00${at}-K`, brand: "Вихрь", unit: "шт.", price },
    });
    product ||= made.id;
  }
  return { customer: customer.id, product };
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator(".skeleton")).toHaveCount(0);
}

for (const theme of ["light", "dark", "contrast"] as const) {
  for (const language of theme === "light" ? (["ru", "en"] as const) : (["ru"] as const)) {
    test.describe(`${theme}, ${language}`, () => {
      test.use({ prepared: { language, theme } });

      test("every screen is accessible and has its picture", async ({ page, open, host }) => {
        test.slow();
        const { customer, product } = await fill(host);
        const all = [...SCREENS, ["customer", `#/customers/${customer}`], ["product", `#/products/${product}`]] as const;
        for (const [name, address] of all) {
          await open(address);
          await settled(page);
          await expectAccessible(page, name);
          await shot(page, `${name}-${theme}-${language}`);
        }
        await page.keyboard.press("Control+k");
        await expectAccessible(page, "palette");
        await shot(page, `palette-${theme}-${language}`);
        await page.keyboard.press("Escape");
        await page.locator("main").focus();
        await page.keyboard.press("?");
        await expectAccessible(page, "keyboard map");
        await shot(page, `keyboard-map-${theme}-${language}`);
      });
    });
  }
}

test("the language changes on the spot", async ({ page, open }) => {
  await open("#/settings/appearance");
  await page.getByLabel("Язык").selectOption("en");
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
});

test("the rail collapses to icons in a narrow window, and rows are lower when compact", async ({ page, open, host }) => {
  await fill(host);
  await page.setViewportSize({ width: 1000, height: 700 });
  await open("#/customers");
  expect((await page.getByRole("navigation").boundingBox())?.width).toBeLessThan(60);
  await expect(page.getByRole("link", { name: "Клиенты" })).toBeVisible();
  await shot(page, "customers-narrow");
  const row = page.getByRole("row").filter({ hasText: "Гидромаш" });
  expect((await row.boundingBox())?.height).toBe(32);
  await host.call("settings.set", { density: "compact" });
  await page.reload();
  await expect(row).toBeVisible();
  expect((await row.boundingBox())?.height).toBe(28);
});

test("the first screen takes at most 150 KB of script and style", async ({ page, open }) => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    if (/\.(js|css)$/.test(response.url())) sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  // The page listens to the core for as long as it lives.
  await page.route("/events", (route) => route.abort());
  await open("#/quotes");
  await page.waitForLoadState("networkidle");
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeGreaterThan(20 * 1024);
  expect(total).toBeLessThanOrEqual(150 * 1024);
});
