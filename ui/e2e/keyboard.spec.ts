import { lines, openQuote, quoteWith } from "./quotes";
import { expect, shot, test } from "./test";

test("the keyboard map shows every shortcut, and letters work in the Russian layout", async ({ page, open }) => {
  await open("#/customers");
  await page.keyboard.press("?");
  const map = page.getByTestId("keyboard-map");
  await expect(map).toContainText("Палитра команд");
  await shot(page, "keyboard-map");
  await page.keyboard.press("Escape");
  await expect(map).toHaveCount(0);

  await page.evaluate(() =>
    document.body.dispatchEvent(
      new KeyboardEvent("keydown", { key: "л", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true }),
    ),
  );
  await expect(page.getByTestId("palette")).toBeVisible();
});

test("keys are remapped, refused where taken, and reset", async ({ page, open }) => {
  await open("#/settings/keyboard");
  const row = page.getByTestId("keys-go.customers");
  const keys = row.getByRole("button").first();
  await keys.click();
  await page.keyboard.press("Control+k");
  await expect(row.getByRole("alert")).toContainText("Палитра команд");
  await page.keyboard.press("Alt+c");
  await expect(keys).toContainText("AltC");
  await shot(page, "settings-keyboard");
  await page.getByTestId("nav-products").click();
  await page.keyboard.press("Alt+c");
  await expect(page.getByRole("heading", { level: 1, name: "Клиенты" })).toBeVisible();

  await page.reload();
  await open("#/settings/keyboard");
  await expect(keys).toContainText("AltC");
  await row.getByRole("button", { name: /Вернуть/ }).click();
  await expect(keys).toContainText("GC");
});

test("typing into a field gives no commands", async ({ page, open }) => {
  await open("#/customers/new");
  await page.getByLabel("Название", { exact: true }).fill("");
  await page.keyboard.type("gc?/");
  await expect(page.getByLabel("Название", { exact: true })).toHaveValue("gc?/");
  await expect(page).toHaveURL(/customers\/new/);
});

test("a Mac is shown its own keys", async ({ page, open, host }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "platform", { get: () => "MacIntel" }));
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await expect(page.getByText("⌘Enter")).toBeVisible();
  await page.getByTestId("column-menu").click();
  await expect(page.getByRole("menuitem").first()).toContainText("⌥⇧←");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Meta+f");
  await expect(page.getByTestId("grid-find").getByRole("button").first()).toHaveAttribute("title", /⇧Enter/);
});
