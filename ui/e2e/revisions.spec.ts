import type { Host } from "./host";
import { cell, line, lines, openQuote, quoteWith } from "./quotes";
import { expect, expectAccessible, type Page, shot, test } from "./test";

async function typeInto(page: Page, row: number, column: string, text: string): Promise<void> {
  await cell(page, row, column).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** A quote that was sent, and written on since. */
async function revised(host: Host): Promise<string> {
  const id = await quoteWith(host, lines(4));
  await host.call("quote.set_status", { id, command: "send" });
  const { lines: rows } = await host.call("quote.get", { id });
  const [first, second, , last] = rows.map((row) => row.id);
  await host.call("quote.edit", {
    id,
    edits: [
      { edit: "line", id: first ?? "", set: { unit_price: "95.5", note: "со склада" } },
      { edit: "delete", ids: [second ?? ""] },
      { edit: "move", ids: [last ?? ""], after: null },
      { edit: "header", set: { payment_text: "50/50" } },
    ],
  });
  return id;
}

test("an edit of a sent quote begins its next revision, asks nothing, and can be undone", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await page.getByTestId("status-menu").click();
  await page.getByRole("menuitem", { name: "Отметить отправленным" }).click();
  await expect(page.getByTestId("status")).toHaveAttribute("data-status", "sent");
  await expect(page.getByTestId("begins")).toContainText("ред. 2");
  await expect(page.getByTestId("last-revision")).toContainText("Ред. 1 отправлена");
  await expectAccessible(page, "sent quote");
  await shot(page, "revision-sent");

  await typeInto(page, 0, "quantity", "7");
  await expect(page.getByTestId("status")).toHaveAttribute("data-status", "draft");
  await expect(page.getByTestId("revision")).toHaveText("· ред. 2");
  await expect(page.getByTestId("last-revision")).toContainText("Ред. 1 отправлена");
  await expect(page.getByTestId("begins")).toHaveCount(0);
  await shot(page, "revision-draft");
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("status")).toHaveAttribute("data-status", "sent");
  await expect(cell(page, 0, "quantity")).toHaveText("1");
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByTestId("revision")).toHaveText("· ред. 2");

  await page.keyboard.press("Control+Shift+E");
  await expect(page.getByTestId("exported-name")).toContainText("ред. 2");
  await open("#/quotes");
  await expect(page.getByTestId("quotes").getByTestId("revision")).toHaveText("· ред. 2");
});

test("two revisions stand side by side, and one goes back to the first", async ({ page, open, host }) => {
  const id = await revised(host);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+R");
  const table = page.getByTestId("compared-lines");
  await expect(table).toBeVisible();
  await expect(page.getByTestId("compared-counts")).toHaveText("добавлено 0 · удалено 1 · изменено 1 · перемещено 1");
  await expect(page.getByTestId("compared-sums").locator('[data-sum="net"] .less')).toHaveText(/−107,50/);
  await expect(page.getByTestId("compared-fields").locator('[data-field="payment_text"]')).toContainText("50/50");
  await expect(table.locator('[data-change="changed"]')).toHaveCount(1);
  await expect(table.getByText("Товар 3")).toHaveCount(0);
  await expectAccessible(page, "comparison");
  await shot(page, "revision-compare");
  await page.getByTestId("only-changes").uncheck();
  await expect(table.getByText("Товар 3")).toBeVisible();
  await page.getByTestId("only-changes").check();

  await table.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const panel = page.getByTestId("line-change");
  await expect(panel.locator('[data-field="unit_price"]')).toContainText("101,00");
  await expect(panel.locator('[data-field="unit_price"]')).toContainText("95,50");
  await expect(panel.locator('[data-field="note"]')).toContainText("со склада");
  await expectAccessible(page, "changed line");
  await shot(page, "revision-compare-line");
  await page.keyboard.press("Escape");

  await page.getByTestId("revert").click();
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  await expect(cell(page, 0, "name")).toHaveText("Товар 1");
  await expect(page.getByTestId("revision")).toHaveText("· ред. 2");
  await expect(page.getByTestId("totals-lines")).toContainText("4");
  await page.getByTestId("toast").getByRole("button", { name: "Отменить" }).click();
  await expect(cell(page, 0, "name")).toHaveText("Товар 4");
});

test("a revision is looked at as it was, and its documents are written", async ({ page, open, host }) => {
  const id = await revised(host);
  await open(`#/quotes/${id}?view=revisions`);
  await page.getByRole("tab", { name: "Просмотр" }).click();
  await expect(page.getByTestId("edition-lines")).toContainText("Товар 2");
  await expect(page.getByTestId("edition-facts")).toContainText("Северная верфь");
  await expect(page.getByTestId("totals-net")).toHaveText(/410,00/);
  await expectAccessible(page, "revision");
  await shot(page, "revision-look");
  await page.getByTestId("revision-xlsx").click();
  await expect(page.getByTestId("toast")).toContainText(/^КП .*Северная верфь\.xlsx/);
});

test("a revision tells how the price of a line arose then, and checks its costing", async ({ page, open, host }) => {
  const id = await quoteWith(host, []);
  await host.call("quote.edit", {
    id,
    edits: [
      { edit: "terms", set: { markup: "0.25" } },
      { edit: "cost_insert", after: null, set: { name: "Фрахт до границы", amount: "300" } },
      { edit: "insert", after: null, lines: [{ article: "CN-1", name: "Насос", quantity: "10", purchase_price: "100", price_includes_vat: false }] },
    ],
  });
  await host.call("quote.set_status", { id, command: "send" });
  await host.call("quote.edit", { id, edits: [{ edit: "terms", set: { markup: "0.5" } }] });
  await open(`#/quotes/${id}?view=revisions`);
  await page.getByRole("tab", { name: "Просмотр" }).click();
  const table = page.getByTestId("edition-lines");
  await expect(table).toContainText("Насос");
  await table.focus();
  await page.keyboard.press("Enter");
  const panel = page.getByTestId("revision-trace");
  const markup = panel.locator('[data-step="markup_amount"]');
  await expect(panel.getByRole("heading", { name: "CN-1 · Насос" })).toBeVisible();
  await expect(markup.locator("strong")).toHaveText(/^325,00/);
  await expect(markup.locator(".inherited")).toContainText(/25\s%/);
  await expect(panel.locator('[data-step="quote.freight_to_border"]')).toContainText("Фрахт до границы");
  await expect(panel.locator(".banner")).toHaveCount(0);
  await expectAccessible(page, "derivation of a revision");
  await shot(page, "revision-trace");
  await panel.getByRole("button", { name: "Книга проверки расчёта (XLSX)" }).click();
  await expect(page.getByTestId("toast")).toContainText(/ред\. 1\.xlsx/);
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);

  // A version that computes otherwise says so.
  await page.route("**/rpc", async (route) => {
    const { command } = route.request().postDataJSON() as { command: string };
    if (command !== "quote.trace") return route.continue();
    const response = await route.fetch();
    const body = (await response.json()) as { ok: object };
    return route.fulfill({ response, json: { ...body, ok: { ...body.ok, as_kept: false } } });
  });
  await page.reload();
  await page.getByRole("tab", { name: "Просмотр" }).click();
  await table.getByText("Насос").click();
  await expect(panel.getByRole("status")).toContainText("Эта версия программы считает иначе");
  await expectAccessible(page, "derivation that differs");
});

test("a sent quote expires by itself, and another last day brings it back", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  const until = (valid_until: string) => host.call("quote.edit", { id, edits: [{ edit: "header", set: { valid_until } }] });
  await host.call("quote.edit", { id, edits: [{ edit: "header", set: { quote_date: "2020-01-01", valid_until: "2099-12-31" } }] });
  await host.call("quote.set_status", { id, command: "send" });
  // Each change of the last day is a revision.
  await until("2020-02-01");
  await open("#/quotes");
  await expect(page.getByRole("tab", { name: "Истекло" })).toContainText("1");
  await page.getByRole("tab", { name: "Истекло" }).click();
  await expect(page.getByTestId("list-total")).toHaveText("1 запись");
  await expect(page.getByTestId("quotes").getByTestId("status")).toHaveAttribute("data-status", "expired");
  await page.getByRole("tab", { name: "Отправлено" }).click();
  await expect(page.getByTestId("quotes")).toHaveCount(0);

  await openQuote(page, open, id);
  await expect(page.getByTestId("status")).toHaveAttribute("data-status", "expired");
  const valid = page.getByTestId("quote-fields").getByLabel("Действует до");
  await valid.fill("31.12.2099");
  await valid.press("Enter");
  await expect(page.getByTestId("status")).toHaveAttribute("data-status", "sent");
  await expect(page.getByTestId("revision")).toHaveText("· ред. 3");
});

test("alternatives stand under their line, are chosen in place, and count once", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(4));
  await openQuote(page, open, id);
  await cell(page, 2, "name").click();
  await page.keyboard.press("Control+Shift+B");
  await expect(cell(page, 2, "name")).toHaveText(/альтернатива · Товар 3/);
  await expect(page.getByTestId("totals-lines")).toContainText("альтернатив: 1");
  await expect(page.getByTestId("totals-net")).toHaveText(/307,00/);

  // Any other line, by its name.
  await cell(page, 3, "name").click();
  await page.getByTestId("row-menu").click();
  await page.getByRole("menuitem", { name: "Альтернатива другой строки" }).click();
  await expect(page.getByTestId("alternative-dialog")).toBeVisible();
  await page.getByTestId("alternative-line").fill("Товар 2");
  await expect(page.getByRole("option", { name: /Товар 2/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expectAccessible(page, "alternative to a line");
  await page.getByTestId("alternative-apply").click();
  await expect(cell(page, 3, "name")).toHaveText(/альтернатива · Товар 4/);
  await expect(page.getByTestId("totals-net")).toHaveText(/203,00/);
  await shot(page, "alternatives");

  await cell(page, 3, "name").click();
  await page.keyboard.press("Control+Shift+Y");
  await expect(cell(page, 1, "name")).toHaveText("Товар 4");
  await expect(cell(page, 2, "name")).toHaveText(/альтернатива · Товар 2/);
  await expect(cell(page, 3, "name")).toHaveText(/альтернатива · Товар 3/);
  await expect(page.getByTestId("totals-net")).toHaveText(/205,00/);
  await page.keyboard.press("Control+z");
  await expect(cell(page, 1, "name")).toHaveText("Товар 2");
  await cell(page, 2, "name").click();
  await page.keyboard.press("Control+Shift+B");
  await expect(page.getByTestId("totals-lines")).toContainText("альтернатив: 1");
});

test("a copy asks for its prices and says what changes", async ({ page, open, host }) => {
  const { id: product } = await host.call("product.create", { set: { name: "Насос", article: "N-1", unit: "шт", price: "100", currency: "RUB" } });
  const { quote } = await host.call("quote.create", { title: "Насосная", product_ids: [product] });
  await host.call("quote.edit", { id: quote.id, edits: [{ edit: "insert", after: null, lines: [line(1)] }] });
  await host.call("product.patch", { id: product, set: { price: "120" } });
  await openQuote(page, open, quote.id);
  await page.getByTestId("quote-more").click();
  await page.getByRole("menuitem", { name: "Создать копию предложения" }).click();
  const dialog = page.getByTestId("duplicate-dialog");
  await dialog.getByTestId("choice-refresh").check();
  await expect(dialog.getByTestId("price-counts")).toHaveText("Изменятся: 1 · Цена та же: 0 · Не найдено в каталоге: 1");
  await expect(dialog.getByTestId("price-changes")).toContainText("120,00");
  await expectAccessible(page, "copy of a quote");
  await shot(page, "quote-copy");
  await dialog.getByTestId("duplicate-create").click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId("totals-net")).toHaveText(/221,00/);
  expect(page.url()).not.toContain(quote.id);
});

test("lines become a template, go into another quote, and begin a new one", async ({ page, open, host }) => {
  const { id: product } = await host.call("product.create", { set: { name: "Насос", article: "N-1", unit: "шт", price: "100", currency: "RUB" } });
  const { quote } = await host.call("quote.create", { title: "Насосная", product_ids: [product] });
  await openQuote(page, open, quote.id);
  await cell(page, 0, "name").click();
  await page.getByTestId("row-menu").click();
  await page.getByRole("menuitem", { name: "Сохранить строки как шаблон" }).click();
  await page.getByTestId("save-lines").getByLabel("Название").fill("Набор насосной");
  await expectAccessible(page, "keep lines as a template");
  await shot(page, "line-template-save");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("toast")).toContainText("Набор насосной");
  await host.call("product.patch", { id: product, set: { price: "150" } });

  const other = await quoteWith(host, lines(2));
  await openQuote(page, open, other);
  await cell(page, 0, "name").click();
  await page.keyboard.press("Control+Shift+I");
  const dialog = page.getByTestId("insert-lines");
  await dialog.getByTestId("choice-refresh").check();
  await expect(dialog.getByTestId("price-changes")).toContainText("150,00");
  await expectAccessible(page, "insert from a template");
  await shot(page, "line-template-insert");
  await dialog.getByTestId("insert-lines-do").click();
  await expect(cell(page, 1, "name")).toHaveText("Насос");
  await expect(cell(page, 1, "unit_price")).toHaveText("150,00");

  await open("#/quotes");
  await page.keyboard.press("Control+n");
  await page.getByTestId("new-quote").getByLabel("Начать с шаблона").selectOption({ label: "Набор насосной · строк: 1" });
  await shot(page, "quote-new-template");
  await page.getByTestId("quote-create").click();
  await expect(cell(page, 0, "unit_price")).toHaveText("100,00");

  await open("#/settings/line_templates");
  await page.getByTestId("line-templates").press("Enter");
  const panel = page.getByTestId("line-template-panel");
  await expect(panel.getByTestId("line-template-rows")).toContainText("Насос");
  await expectAccessible(page, "line templates");
  await shot(page, "line-templates");
  await panel.getByLabel("Название").fill("Насосная, набор");
  await panel.getByLabel("Название").press("Enter");
  await expect(page.getByTestId("line-templates")).toContainText("Насосная, набор");
  await page.keyboard.press("Escape");
  await page.getByTestId("line-templates").press("Delete");
  await expect(page.getByTestId("toast").filter({ hasText: "Насосная, набор" })).toContainText("В корзине");
  await open("#/bin");
  await page.getByRole("tab", { name: "Шаблоны строк" }).click();
  await page.getByTestId("bin").press("Control+Enter");
  await expect.poll(async () => (await host.call("line_template.list")).templates.length).toBe(1);
});

for (const [language, theme] of [
  ["ru", "dark"],
  ["en", "light"],
  ["en", "dark"],
] as const) {
  test.describe(`${language}, ${theme}`, () => {
    test.use({ prepared: { language, theme } });

    test("revisions are accessible and have their pictures", async ({ page, open, host }) => {
      const id = await revised(host);
      await openQuote(page, open, id);
      await shot(page, `revision-draft-${theme}-${language}`);
      await page.keyboard.press("Control+Shift+R");
      await expect(page.getByTestId("compared-lines")).toBeVisible();
      await expectAccessible(page, "comparison");
      await shot(page, `revision-compare-${theme}-${language}`);
      await page.getByRole("tab").nth(1).click();
      await expect(page.getByTestId("edition-lines")).toBeVisible();
      await expectAccessible(page, "revision");
      await shot(page, `revision-look-${theme}-${language}`);
    });
  });
}
