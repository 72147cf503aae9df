import { cell, line, lines, openQuote, quoteWith } from "./quotes";
import { expect, type Page, test } from "./test";

/** A click on the dimmed page beside a dialog. */
const beside = (page: Page) => page.mouse.click(8, 500);

async function newCustomer(page: Page, name: string) {
  await page.keyboard.press("Control+Shift+C");
  await page.keyboard.type(name);
  await expect(page.getByRole("option", { name: "Создать клиента" })).toBeVisible();
  await page.keyboard.press("Enter");
  return page.getByTestId("new-customer");
}

test("a click beside a dialog closes it only while nothing was typed", async ({ page, open, host }) => {
  const { quote } = await host.call("quote.create", { title: "Котельная" });
  await host.call("quote.edit", { id: quote.id, edits: [{ edit: "insert", after: null, lines: [line(1)] }] });
  await openQuote(page, open, quote.id);
  const dialog = await newCustomer(page, "Zavod Two");
  await expect(dialog.getByLabel("Название", { exact: true })).toBeFocused();
  await beside(page);
  await expect(dialog).toHaveCount(0);

  await newCustomer(page, "Zavod Two");
  await dialog.getByLabel("Телефон").fill("+7 812 000-00-00");
  await dialog.getByLabel("Юридический адрес").fill("Ленинская ул., 1");
  await beside(page);
  await expect(dialog.getByLabel("Телефон")).toHaveValue("+7 812 000-00-00");
  await expect(dialog.getByLabel("Юридический адрес")).toHaveValue("Ленинская ул., 1");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect((await host.call("customer.list")).total).toBe(0);
});

test("Enter in a dialog that has just opened goes on and does not close it", async ({ page, open, host }) => {
  const { quote } = await host.call("quote.create", { title: "Котельная" });
  await host.call("quote.edit", { id: quote.id, edits: [{ edit: "insert", after: null, lines: [line(1)] }] });
  await openQuote(page, open, quote.id);
  const dialog = await newCustomer(page, "Zavod Two");
  await expect(dialog.getByLabel("Название", { exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId("customer-combobox")).toHaveValue("Zavod Two");
});

test("the first focus of a dialog is its first field, also of one that comes later, and never the cross", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await cell(page, 0, "name").click();
  await page.keyboard.press("Control+Shift+I");
  const dialog = page.getByTestId("insert-lines");
  await expect(dialog).toContainText("Шаблонов строк пока нет");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");

  await host.call("line_template.save", { name: "Набор", quote_id: id, ids: null });
  await open("#/quotes");
  await openQuote(page, open, id);
  await cell(page, 0, "name").click();
  await page.keyboard.press("Control+Shift+I");
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  // What is for reading is scrolled by its keys at once.
  await cell(page, 0, "name").click();
  await page.keyboard.press("F1");
  await expect(page.getByTestId("keyboard-map").getByRole("button", { name: "Закрыть" })).not.toBeFocused();
});
