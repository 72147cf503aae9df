import type { Host } from "./host";
import { cell, line, openQuote, quoteWith } from "./quotes";
import { expect, expectAccessible, type Page, shot, test } from "./test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const edit = (host: Host, id: string, edits: Record<string, unknown>[]) => host.call("quote.edit", { id, edits: edits as never });

/** A quote priced from cost with these lines. */
async function landed(host: Host, lines: Record<string, unknown>[], terms: Record<string, unknown> = { markup: "0.25" }): Promise<string> {
  const id = await quoteWith(host, []);
  await edit(host, id, [
    { edit: "terms", set: terms },
    { edit: "insert", after: null, lines },
  ]);
  return id;
}

const pump = { name: "Насос", quantity: "10", purchase_price: "1000", supplier_country: "CN" };

async function openWarning(page: Page, name: RegExp): Promise<void> {
  await expect(page.getByTestId("warnings")).toBeVisible();
  await page.keyboard.press("F8");
  await page.getByRole("menuitem", { name }).first().click();
}

test("a rate of VAT that changes before the last day of validity is said, and leads to the field", async ({ page, open, host }) => {
  await host.call("dated.create", { set: { kind: "vat", country: "RU", value: "0.24", valid_from: "2026-12-01" } });
  const dates = { edit: "header", set: { quote_date: "2026-11-20", valid_until: "2026-12-20" } };
  const id = await quoteWith(host, [line(1), line(2, { vat_rate: "0.1" })]);
  await edit(host, id, [dates]);
  await openQuote(page, open, id);
  await expect(page.getByTestId("warnings")).toContainText("1 предупреждение");
  await shot(page, "vat-changes");
  await openWarning(page, /НДС 22\s% с 01\.12\.2026 меняется на 24\s%/);
  const vat = page.locator('[data-field="vat_rate"] select');
  await expect(vat).toBeFocused();
  // Both rates that the table has between the two days can be chosen, and the others beside them.
  await expect(vat.locator("option")).toHaveText([/^22\s%/, /^24\s%/, /^10\s%/, /^7\s%/, /^5\s%/, /^0\s%/, "Без НДС"]);
  await vat.selectOption({ label: "24\u00a0%" });
  await expect(page.getByTestId("warnings")).toHaveCount(0);

  // A line takes its rate from the same table.
  await cell(page, 0, "vat_rate").click();
  await cell(page, 0, "vat_rate").click({ button: "right" });
  await page.getByRole("menuitem", { name: /^НДС 10\s%/ }).click();
  await expect(cell(page, 0, "vat_rate")).toHaveText(/^10\s%/);

  // With a costing, delivery counts, and the country of the supplier.
  const other = await landed(host, [pump]);
  await edit(host, other, [{ edit: "header", set: { quote_date: "2026-11-20", valid_until: "2026-11-25" } }]);
  await host.call("dated.create", { set: { kind: "internal_markup", country: "CN", region: "RU", value: "0.05", valid_from: "2026-12-10" } });
  await openQuote(page, open, other);
  await expect(page.getByTestId("totals-cost")).toBeVisible();
  await expect(page.getByTestId("warnings")).toHaveCount(0);
  await edit(host, other, [{ edit: "terms", set: { delivery_days: 30 } }]);
  await page.reload();
  await openWarning(page, /Внутренняя наценка \(Китай\) с 10\.12\.2026 меняется: 2\s% → 5\s%/);
  await expect(cell(page, 0, "internal_markup")).toHaveClass(/active/);
});

test("what has no known cost is left out of the profit, and nobody sends a price of nothing", async ({ page, open, host }) => {
  const id = await landed(host, [
    { name: "Известна", purchase_price: "100" },
    { name: "Введена", unit_price: "1000" },
    { name: "Без цены" },
  ]);
  await openQuote(page, open, id);
  await expect(page.getByTestId("totals-profit")).toHaveText(/^25,00/);
  await expect(page.getByTestId("totals-margin")).toHaveText(/20\s%/);
  await expect(page.getByTestId("totals-unknown")).toContainText("без 2 строк с неизвестной себестоимостью");
  await page.getByTestId("export-xlsx").click();
  const question = page.getByTestId("confirm");
  await expect(question).toContainText("У 1 строки нет цены");
  await expectAccessible(page, "lines without a price");
  await shot(page, "export-unpriced");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  await expect(page.getByTestId("exported")).toHaveCount(0);
  await page.getByTestId("status-menu").click();
  await page.getByRole("menuitem", { name: "Отметить отправленным" }).click();
  await expect(page.getByText("Есть строки без цены: 3 (E5021)")).toBeVisible();
  expect((await host.call("quote.get", { id })).quote.status).toBe("draft");
  await openWarning(page, /Строка 2: себестоимость неизвестна/);
  await expect(cell(page, 1, "purchase_price")).toHaveClass(/active/);
});

test("the customs fee is offered with its basis and brought up to date on demand", async ({ page, open, host }) => {
  const id = await landed(host, [pump]);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+K");
  const fee = page.getByTestId("customs-fee");
  await expect(fee).toContainText(/Таможенная стоимость 10\s200,00\s₽.*сбор 1\s231,00\s₽/);
  await page.getByTestId("customs-fee-add").click();
  const block = page.locator('[data-leg="after_border"] [data-cost]');
  await expect(block.getByLabel("Название расхода")).toHaveValue("Таможенный сбор");
  await expect(block.getByLabel("Сумма расхода")).toHaveValue(/1\s?231/);
  await expect(page.getByTestId("customs-fee-add")).toHaveCount(0);
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("500");
  await page.keyboard.press("Enter");
  await expect(fee).toContainText("сбора в справочнике нет");
  await page.getByTestId("customs-fee-add").click();
  await expect(page.getByText(/E5022/)).toBeVisible();
  await expect(block.getByLabel("Сумма расхода")).toHaveValue(/1\s?231/);
  await expectAccessible(page, "customs fee");
});

test("the way of calculating is chosen, explained and warned of", async ({ page, open, host }) => {
  const id = await landed(host, [{ name: "Насос", purchase_price: "100", discount: "0.1" }]);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+K");
  const policy = page.locator('[data-term="policy"] select');
  await policy.selectOption({ label: "Как в таблице Excel" });
  await expect(page.getByTestId("costing")).toContainText("НДС считается с цены единицы");
  await expect.poll(async () => (await host.call("quote.get", { id })).quote.policy).toBe("reference");
  await page.getByTestId("quote-grid").focus();
  await openWarning(page, /Расчёт «как в таблице Excel»/);
  await expect(policy).toBeFocused();
});

test("a discount below the least markup leads to the discount", async ({ page, open, host }) => {
  const id = await landed(host, [{ name: "Насос", purchase_price: "100" }], { markup: "0.2" });
  await edit(host, id, [{ edit: "header", set: { discount_rate: "0.15" } }]);
  await openQuote(page, open, id);
  await openWarning(page, /После скидок остаётся наценка 2\s% .* минимальная — 8\s%/);
  await expect(page.locator('[data-field="discount"] :is(input, select)').first()).toBeFocused();
});

test("lines without weight are counted and found", async ({ page, open, host }) => {
  const id = await landed(host, [
    { name: "С весом", purchase_price: "100", weight_kg: "2" },
    { name: "Без веса", purchase_price: "100" },
  ]);
  await edit(host, id, [{ edit: "cost_insert", after: null, set: { name: "Фрахт", amount: "50" } }]);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+K");
  await expect(page.getByTestId("costing")).toBeVisible();
  await page.keyboard.press("Shift+F6");
  await openWarning(page, /1 строка без веса/);
  await expect(cell(page, 1, "weight_kg")).toHaveClass(/active/);
});

test("a line may be without VAT in a quote that has a rate: chosen, typed, pasted and copied", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1), line(2), line(3), line(4)]);
  const vat = async () => (await host.call("quote.get", { id })).lines.map((row) => row.vat_rate);
  await edit(host, id, [{ edit: "header", set: { vat_rate: "0.2" } }]);
  await openQuote(page, open, id);
  await cell(page, 0, "vat_rate").click();
  await cell(page, 0, "vat_rate").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Без НДС" }).click();
  await expect(cell(page, 0, "vat_rate")).toHaveText("Без НДС");
  await cell(page, 1, "vat_rate").click();
  await page.keyboard.type("no vat");
  await page.keyboard.press("Enter");
  await expect(cell(page, 1, "vat_rate")).toHaveText("Без НДС");
  await cell(page, 2, "vat_rate").click();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect.poll(vat).toEqual(["none", "none", "0", null]);

  await cell(page, 0, "vat_rate").click();
  await page.keyboard.press("Control+c");
  await cell(page, 3, "vat_rate").click();
  await page.keyboard.press("Control+v");
  await expect.poll(vat).toEqual(["none", "none", "0", "none"]);
  await page.evaluate(() => navigator.clipboard.writeText("без\u00a0НДС"));
  await cell(page, 2, "vat_rate").click();
  await page.keyboard.press("Control+v");
  await expect.poll(vat).toEqual(["none", "none", "none", "none"]);
  await expect(page.getByTestId("totals-gross")).toHaveText(/410,00/);
  await cell(page, 0, "vat_rate").click();
  await page.keyboard.press("Delete");
  await expect(cell(page, 0, "vat_rate")).toHaveText(/^20\s%/);
  await expect.poll(vat).toEqual([null, "none", "none", "none"]);
  await expectAccessible(page, "lines without VAT");
});

test("the VAT of the quote looks inherited while it is what the quote would begin with", async ({ page, open, host }) => {
  const id = await landed(host, [pump]);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+K");
  const term = page.getByTestId("costing").locator('[data-term="vat_rate"]');
  await expect(term).toHaveClass(/inherited/);
  await expect(term).toContainText("Унаследовано: по настройкам организации");
  await term.locator("select").selectOption({ label: "10\u00a0%" });
  await expect(term).toHaveClass(/own/);
  await expect(term).toContainText("Задано в этом предложении");
  await expectAccessible(page, "own VAT");
  await term.getByRole("button").click();
  await expect(term).toHaveClass(/inherited/);
  await expect(term.locator("select")).toHaveValue("0.22");
});
