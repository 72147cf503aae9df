import { cell } from "./quotes";
import { expect, type Page, shot, test } from "./test";

/** Walks with Tab until a field has the focus, as a person without a mouse does. */
async function tabTo(page: Page, label: string) {
  const field = page.getByLabel(label, { exact: true });
  for (let at = 0; at < 30; at += 1) {
    if (await field.evaluate((control) => control === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${label} is not reached with Tab`);
}

test("a quote is typed from nothing to a PDF without a mouse", async ({ page, open, host }) => {
  await open("#/quotes");
  await page.keyboard.press("Control+n");
  await expect(page.getByTestId("customer-combobox")).toBeFocused();
  await page.keyboard.type("Северная верфь");
  await expect(page.getByRole("option", { name: "Создать клиента" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("new-quote").getByLabel("Тема")).toBeFocused();
  await page.keyboard.type("Тепловой узел");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("quote-title")).toHaveValue("Тепловой узел");

  // Ten lines, each cell typed; the fifth is typed under a section.
  for (let at = 1; at <= 10; at += 1) {
    if (at === 5) {
      await page.keyboard.press("Control+Shift+S");
      await expect(page.getByTestId("cell-editor")).toBeFocused();
      await page.keyboard.press("Control+a");
      await page.keyboard.type("Арматура");
      await page.keyboard.press("Control+Enter");
    } else {
      await page.keyboard.press("Control+Enter");
    }
    for (const text of [`A-${at}`, `Товар ${at}`, "", "шт", String(at), "=250*4/10"]) {
      if (text !== "") {
        // Cyrillic has no keys here: it is typed into an editor that is open.
        await page.keyboard.press("F2");
        await expect(page.getByTestId("cell-editor")).toBeEditable();
        await expect(page.getByTestId("cell-editor")).toBeFocused();
        await page.keyboard.type(text);
      }
      await page.keyboard.press("Tab");
    }
    await expect(page.locator('[data-column="unit_price"]', { hasText: "100,00" })).toHaveCount(at);
  }
  await expect(page.getByTestId("totals-lines")).toContainText("10");
  await expect(cell(page, 4, "name")).toHaveText("Арматура");
  await expect(cell(page, 10, "name")).toHaveText("Товар 10");
  // 1 + … + 10 pieces at 100; the section has those from the fifth on.
  await expect(cell(page, 4, "net")).toHaveText(/4\s500,00/);

  // A discount on one line, one on the whole, and another VAT.
  await page.keyboard.press("Control+Home");
  for (let at = 0; at < 7; at += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.type("=10%*5");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, "discount")).toHaveText(/50\s%/);
  await page.keyboard.press("Shift+F6");
  await expect(page.getByTestId("customer-combobox")).toBeFocused();
  await tabTo(page, "Ставка НДС");
  for (let at = 0; at < 10 && (await page.getByLabel("Ставка НДС").inputValue()) !== "0.1"; at += 1) await page.keyboard.press(at < 5 ? "ArrowDown" : "ArrowUp");
  await expect(page.getByTestId("totals-rates")).toHaveText(/НДС\s*10\s%/);
  if (!(await page.getByLabel("Скидка", { exact: true }).evaluate((control) => control === document.activeElement))) {
    await page.keyboard.press("Control+Shift+C");
    await tabTo(page, "Скидка");
  }
  await page.keyboard.type("10");
  await page.keyboard.press("Enter");
  // (5500 − 50) − 10 % = 4905; with 10 % VAT 5395,50.
  await expect(page.getByTestId("totals-gross")).toHaveText(/5\s395,50\s₽/);

  await page.keyboard.press("Control+p");
  await expect(page.getByTestId("exported-name")).toContainText(".pdf", { timeout: 30_000 });
  await shot(page, "grid-quote-finished");
  const { rows } = await host.call("quote.list", {});
  expect(rows[0]?.line_count).toBe(10);
});
