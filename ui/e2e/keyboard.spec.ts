import { cell, lines, openQuote, quoteWith } from "./quotes";
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

test("F1 shows the keys while a field or a choice has the focus", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  await openQuote(page, open, id);
  const map = page.getByTestId("keyboard-map");
  for (const field of [page.getByTestId("quote-title"), page.getByLabel("Валюта", { exact: true })]) {
    await field.focus();
    await page.keyboard.press("F1");
    await expect(map).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(map).toHaveCount(0);
    await expect(field).toBeFocused();
  }
  // A sign that is typed is text.
  await page.getByTestId("quote-title").fill("");
  await page.keyboard.press("?");
  await expect(page.getByTestId("quote-title")).toHaveValue("?");
});

test("the focus follows a tab that is chosen by a shortcut", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+P");
  await expect(page.getByRole("tab", { name: "Просмотр" })).toBeFocused();
  await page.keyboard.press("Control+Shift+G");
  await expect(page.getByRole("tab", { name: "История" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "Просмотр" })).toBeFocused();
  // Who works on the lines stays there.
  await cell(page, 0, "name").click();
  await page.keyboard.press("Control+Shift+G");
  await expect(page.getByRole("tab", { name: "История" })).toHaveAttribute("aria-selected", "true");
  await expect(cell(page, 0, "name")).toBeFocused();
});

test("beside a panel the whole header is a key away", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  const until = page.getByLabel("Действует до", { exact: true });
  await page.keyboard.press("Control+Shift+P");
  await expect(until).toBeHidden();
  await page.keyboard.press("Control+Shift+U");
  for (const label of ["Дата", "Действует до", "Скидка", "Условия поставки"]) await expect(page.getByTestId("quote-fields").getByLabel(label, { exact: true })).toBeVisible();
  await expect(page.getByTestId("desk")).toBeVisible();
  await shot(page, "header-beside-panel");
  await page.keyboard.press("Control+Shift+U");
  await expect(until).toBeHidden();

  // Without a panel the key shows the terms, as before.
  await page.keyboard.press("Escape");
  await expect(until).toBeVisible();
  await expect(page.getByLabel("Условия поставки")).toBeHidden();
  await page.keyboard.press("Control+Shift+U");
  await expect(page.getByLabel("Условия поставки")).toBeVisible();
});
