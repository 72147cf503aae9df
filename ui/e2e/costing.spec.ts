import type { Host } from "./host";
import { cell, line, openQuote, quoteWith } from "./quotes";
import { expect, expectAccessible, type Page, shot, test } from "./test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const term = (page: Page, name: string) => page.locator(`[data-term="${name}"]`);
const input = (page: Page, name: string) => term(page, name).locator("input, select");

/** A number as the core has it, from a text of the screen. */
const plain = (text: string) => text.replace(/[^\d,.\u2212-]/g, "").replace(",", ".").replace("\u2212", "-");

async function typeTerm(page: Page, name: string, text: string): Promise<void> {
  await input(page, name).fill(text);
  await input(page, name).press("Enter");
}

/** A quote priced from cost: two lines bought in yuan at a rate of 13, with a markup of a quarter. */
async function costed(host: Host): Promise<string> {
  const id = await quoteWith(host, []);
  await host.call("quote.edit", {
    id,
    edits: [
      { edit: "terms", set: { markup: "0.25" } },
      { edit: "rate", currency: "CNY", value: "13", nominal: "1", rate_date: "2026-11-20" },
      {
        edit: "insert",
        after: null,
        lines: [
          { article: "CN-1", name: "Насос", quantity: "10", purchase_price: "100", purchase_currency: "CNY", supplier_country: "CN" },
          { article: "CN-2", name: "Клапан", quantity: "4", purchase_price: "250", purchase_currency: "CNY", supplier_country: "CN" },
        ],
      },
    ],
  });
  return id;
}

/** A quote of eighty lines that share a freight. */
async function shared(host: Host): Promise<string> {
  const id = await quoteWith(host, []);
  const freight = { name: "Фрахт", amount: "1000", currency: "RUB", leg: "before_border" as const };
  const bought = (at: number) => ({ name: `Кран ${at}`, purchase_price: `${100 + at}`, purchase_currency: "RUB" });
  const lines = Array.from({ length: 80 }, (_, at) => bought(at));
  await host.call("quote.edit", {
    id,
    edits: [{ edit: "terms", set: { markup: "0.25" } }, { edit: "cost_insert", after: null, set: freight }, { edit: "insert", after: null, lines }],
  });
  return id;
}

async function openCosting(page: Page): Promise<void> {
  await page.keyboard.press("Control+Shift+K");
  await expect(page.getByTestId("costing")).toBeVisible();
}

test("a plain quote shows nothing of the costing and asks the core nothing about it", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1), line(2)]);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/rpc")) asked.push((request.postDataJSON() as { command: string }).command);
  });
  await openQuote(page, open, id);
  await expect(page.getByTestId("totals-gross")).toBeVisible();
  for (const column of ["purchase_price", "purchase_currency", "markup", "margin", "cost", "duty_rate"]) {
    await expect(page.locator(`[data-column="${column}"]`)).toHaveCount(0);
  }
  for (const sum of ["totals-cost", "totals-profit", "totals-markup", "totals-margin", "warnings"]) {
    await expect(page.getByTestId(sum)).toHaveCount(0);
  }
  await page.getByTestId("column-menu").click();
  await expect(page.getByRole("menuitemcheckbox", { name: "Вес, кг" })).toBeVisible();
  await expect(page.getByRole("menuitemcheckbox", { name: "Маржа", exact: true })).toHaveCount(0);
  expect(asked.filter((command) => /^(terms|template|dated)\.|trace/.test(command))).toEqual([]);
});

test("from a plain quote to prices from cost: products in yuan, a rate, a markup, a margin", async ({ page, open, host }) => {
  const supplier = await host.call("supplier.create", { set: { name: "Нинбо", country: "CN" } });
  for (const at of [1, 2]) {
    await host.call("product.create", {
      set: { supplier_id: supplier.id, article: `CN-${at}`, name: `Редуктор ${at}`, unit: "шт", price: `${at * 100}`, currency: "CNY" },
    });
  }
  const id = await quoteWith(host, []);
  await openQuote(page, open, id);
  await openCosting(page);
  await expect(page.getByTestId("costing-on")).toBeFocused();
  await expectAccessible(page, "costing, off");
  await shot(page, "costing-off");
  await page.keyboard.press("Enter");
  await expect(term(page, "markup")).toBeVisible();
  await expect(page.getByTestId("totals-cost")).toBeVisible();

  await page.keyboard.press("Control+Shift+A");
  await page.keyboard.type("редуктор");
  await expect(page.getByText("Найдено: 2")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("totals-lines")).toContainText("2");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("product-picker")).toHaveCount(0);
  await expect(cell(page, 0, "purchase_price")).toHaveText("100,00");
  await expect(cell(page, 0, "purchase_currency")).toHaveText("CNY");

  // The rate is missing: the count leads to it.
  await expect(page.getByTestId("warnings")).toBeVisible();
  await shot(page, "costing-rate-missing");
  await page.keyboard.press("F8");
  await page.getByRole("menuitem", { name: /Нет курса CNY/ }).first().click();
  await expect(page.getByTestId("costing")).toBeVisible();
  const rate = page.locator('[data-rate="CNY"]').getByLabel("Рублей за CNY");
  await rate.fill("13");
  await rate.press("Enter");
  await expect(page.getByTestId("totals-cost")).toHaveText(/3\s900,00/);
  await typeTerm(page, "markup", "25");
  await expect(input(page, "margin")).toHaveValue("20");
  await expect(cell(page, 0, "unit_price")).toHaveText(/1\s625,00/);
  await expect(page.getByTestId("totals-profit")).toHaveText(/975,00/);
  await expect(page.getByTestId("totals-markup")).toHaveText(/25\s%/);
  await expect(page.getByTestId("totals-margin")).toHaveText(/20\s%/);

  await typeTerm(page, "margin", "50");
  await expect(input(page, "markup")).toHaveValue("100");
  await expect(cell(page, 0, "unit_price")).toHaveText(/2\s600,00/);

  await typeTerm(page, "margin", "100");
  await expect(term(page, "margin").getByRole("alert")).toContainText("меньше 100");
  await page.keyboard.press("Escape");
  await expect(input(page, "margin")).toHaveValue("50");

  await expect(term(page, "markup")).toHaveClass(/own/);
  await input(page, "markup").press("Alt+Delete");
  await expect(input(page, "markup")).toHaveValue("0");
  await expect(term(page, "markup")).not.toHaveClass(/own/);
  await expect(term(page, "markup")).toContainText("Встроенное значение");
  const { terms } = await host.call("quote.get", { id });
  expect(terms?.own.markup).toBeNull();
});

test("a line overrides the markup, types a margin, fixes its price, and goes back to what is inherited", async ({ page, open, host }) => {
  const id = await costed(host);
  await openQuote(page, open, id);
  await expect(cell(page, 0, "markup")).toHaveText(/^25/);
  await expect(cell(page, 0, "markup")).toHaveClass(/quiet/);
  await cell(page, 0, "markup").click();
  await page.keyboard.type("100");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, "markup")).toHaveClass(/own/);
  await expect(cell(page, 0, "unit_price")).toHaveText(/2\s600,00/);
  await cell(page, 0, "markup").click();
  await page.keyboard.press("Delete");
  await expect(cell(page, 0, "markup")).toHaveClass(/quiet/);
  await expect(cell(page, 0, "unit_price")).toHaveText(/1\s625,00/);

  await page.getByTestId("column-menu").click();
  await page.getByRole("menuitemcheckbox", { name: "Маржа", exact: true }).click();
  await page.keyboard.press("Escape");
  await cell(page, 0, "margin").click();
  await page.keyboard.type("50");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, "markup")).toHaveText(/^100/);
  await cell(page, 0, "margin").click();
  await page.keyboard.press("Delete");
  await expect(cell(page, 0, "markup")).toHaveText(/^25/);

  await expect(cell(page, 0, "unit_price")).toHaveClass(/computed/);
  await cell(page, 0, "unit_price").click();
  await page.keyboard.type("1950");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, "unit_price")).toHaveText(/1\s950,00/);
  await expect(cell(page, 0, "unit_price")).toHaveClass(/own/);
  await expect(cell(page, 0, "markup")).toHaveText(/^50/);
  await cell(page, 0, "unit_price").click();
  await page.keyboard.press("Delete");
  await expect(cell(page, 0, "unit_price")).toHaveText(/1\s625,00/);
  await expect(cell(page, 0, "unit_price")).toHaveClass(/computed/);
  // One step each: two steps back the price is the typed one, and the markup of the line is gone before.
  await page.keyboard.press("Control+z");
  await expect(cell(page, 0, "unit_price")).toHaveText(/1\s950,00/);

  // A markup typed into a line with a fixed price makes the price follow again.
  await cell(page, 0, "markup").click();
  await page.keyboard.type("10");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, "unit_price")).toHaveText(/1\s430,00/);
  await cell(page, 0, "purchase_currency").click();
  await page.keyboard.type("yuan");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-fault")).toContainText("трёх букв");
});

test("a value the core refuses stands at its field, and an approved quote shows its costing and changes nothing", async ({ page, open, host }) => {
  const id = await costed(host);
  await openQuote(page, open, id);
  await openCosting(page);
  await typeTerm(page, "client_advance", "60");
  await typeTerm(page, "milestones", "50");
  await expect(term(page, "milestones").getByRole("alert")).toContainText("E2030");
  await typeTerm(page, "milestones", "40");
  await expect(term(page, "milestones").getByRole("alert")).toHaveCount(0);
  await expect(term(page, "milestones")).toHaveClass(/own/);
  await expect.poll(async () => (await host.call("quote.get", { id })).terms?.own.milestones).toBe("0.4");

  await host.call("quote.set_status", { id, command: "submit" });
  await host.call("quote.set_status", { id, command: "approve" });
  await openQuote(page, open, id);
  await page.reload();
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  await openCosting(page);
  await expect(input(page, "milestones")).toHaveValue("40");
  await expect(input(page, "milestones")).toBeDisabled();
  await expect(page.locator('[data-rate="CNY"]').getByLabel("Рублей за CNY")).toBeDisabled();
  await page.getByRole("tab", { name: "Как получилась цена" }).click();
  await expect(page.getByTestId("trace").locator('[data-step="cost"] strong')).toHaveText(/13\s000,00/);
});

test("a cost block is added, changed and removed with the keyboard", async ({ page, open, host }) => {
  const id = await costed(host);
  await openQuote(page, open, id);
  await openCosting(page);
  await page.getByRole("button", { name: "Добавить расход до границы" }).press("Enter");
  const name = page.locator("[data-cost]").first().getByLabel("Название расхода");
  await expect(name).toBeFocused();
  await page.keyboard.type("Море");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1000");
  await page.keyboard.press("Tab");
  await expect(page.getByTestId("totals-cost")).toHaveText(/27\s000,00/);
  await page.locator("[data-cost]").getByRole("button", { name: "Перенести за границу" }).click();
  await expect(page.locator('[data-leg="after_border"] [data-cost]')).toHaveCount(1);
  await page.locator("[data-cost]").getByLabel("Название расхода").press("Alt+Delete");
  await expect(page.locator("[data-cost]")).toHaveCount(0);
  await expect(page.getByTestId("totals-cost")).toHaveText(/26\s000,00/);
  await expect(page.locator('[data-leg="after_border"] .add')).toBeFocused();
});

test("the costs of a shipment are derived from their blocks, each at its rate", async ({ page, open, host }) => {
  const id = await costed(host);
  const cost = (name: string, amount: string, currency: string) => ({ edit: "cost_insert" as const, after: null, set: { name, amount, currency, leg: "before_border" as const } });
  await host.call("quote.edit", { id, edits: [{ edit: "rate", currency: "USD", value: "92.5", nominal: "1", rate_date: null }, cost("Фрахт", "1500", "USD"), cost("Склад", "200", "USD"), cost("Порт", "300", "CNY")] });
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+H");
  const step = page.getByTestId("trace").locator('[data-step="quote.freight_to_border"]');
  await expect(step).toContainText(/161\s150,00\s₽/);
  for (const part of [/1\s500,00\s\$/, /200,00\s\$/, /300,00\s¥/, /1\sUSD = 92,5\sRUB/, /1\sCNY = 13\sRUB/]) await expect(step).toContainText(part);
});

test("the trace of a price follows the selected line and is copied", async ({ page, open, host }) => {
  const id = await costed(host);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+H");
  const trace = page.getByTestId("trace");
  await expect(trace.getByRole("heading", { name: "CN-1 · Насос" })).toBeVisible();
  await expect(trace.locator('[data-step="cost"] strong')).toHaveText(/13\s000,00/);
  await expect(trace.locator('[data-step="markup_amount"]')).toContainText("себестоимость × наценка");
  await expect(trace.locator('[data-step="purchase"]')).toContainText(/1\sCNY = 13\sRUB/);
  await expect(trace.locator('[data-step="purchase"]')).toContainText(/100,00\s¥/);
  await expect(trace.locator('[data-step="markup_amount"] .inherited')).toContainText(/25\s%/);
  await expectAccessible(page, "trace");

  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("ArrowDown");
  await expect(trace.getByRole("heading", { name: "CN-2 · Клапан" })).toBeVisible();
  await cell(page, 1, "quantity").click();
  await page.keyboard.type("8");
  await page.keyboard.press("Enter");
  await expect(trace.locator('[data-step="cost"] strong')).toHaveText(/26\s000,00/);
  await page.keyboard.press("Control+Shift+J");
  await expect(page.getByTestId("toast")).toContainText("скопирован");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("CN-2 · Клапан");
  expect(copied).toMatch(/Себестоимость\t26\s000,00/);
});

test("another currency: both previews are what comes of it, to the kopeck, and one undo takes it back", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1, { quantity: "3", unit_price: "1234.56" }), line(2, { unit_price: "99.99" })]);
  await openQuote(page, open, id);
  const before = await page.getByTestId("totals-gross").textContent();
  for (const how of ["convert", "keep"] as const) {
    await page.getByLabel("Валюта", { exact: true }).selectOption("USD");
    const dialog = page.getByTestId("currency-dialog");
    await expect(dialog.getByTestId("currency-before")).toHaveText(before ?? "");
    await expect(page.getByLabel("Валюта", { exact: true })).toHaveValue("RUB");
    if (how === "convert") {
      await expect(dialog.getByTestId("currency-apply")).toBeDisabled();
      await expectAccessible(page, "currency dialog");
    }
    const rate = dialog.getByLabel("Рублей за USD");
    await rate.fill("93,9181");
    await rate.press("Enter");
    await dialog.getByTestId(`choice-${how}`).check();
    const card = dialog.locator("label", { has: page.getByTestId(`choice-${how}`) });
    await expect(card).toContainText("станет");
    const promised = /станет (.+)$/.exec((await card.innerText()).replaceAll("\n", " "))?.[1]?.trim() ?? "";
    if (how === "convert") await shot(page, "currency-change");
    await dialog.getByTestId("currency-apply").click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByTestId("totals-gross")).toHaveText(promised);
    const { quote, totals } = await host.call("quote.get", { id });
    expect(quote.currency).toBe("USD");
    expect(Number(totals.gross)).toBe(Number(plain(promised)));
    await page.getByTestId("toast").getByRole("button", { name: "Отменить" }).last().click();
    await expect(page.getByTestId("totals-gross")).toHaveText(before ?? "");
  }
});

test("turning the costing off keeps the prices, and one undo brings it back", async ({ page, open, host }) => {
  const id = await costed(host);
  await openQuote(page, open, id);
  await openCosting(page);
  const gross = await page.getByTestId("totals-gross").textContent();
  const price = await cell(page, 0, "unit_price").textContent();
  await page.getByTestId("costing-menu").click();
  await page.getByRole("menuitem", { name: "Отключить расчёт" }).click();
  await expect(page.getByTestId("costing-start")).toBeVisible();
  await expect(page.getByTestId("totals-cost")).toHaveCount(0);
  await expect(page.locator('[data-column="purchase_price"]')).toHaveCount(0);
  await expect(page.getByTestId("totals-gross")).toHaveText(gross ?? "");
  await expect(cell(page, 0, "unit_price")).toHaveText(price ?? "");
  await page.getByTestId("toast").getByRole("button", { name: "Отменить" }).click();
  await expect(page.getByTestId("totals-cost")).toBeVisible();
  await expect(cell(page, 0, "unit_price")).toHaveClass(/computed/);
});

test("terms are kept as a template and loaded into another quote", async ({ page, open, host }) => {
  const first = await costed(host);
  await openQuote(page, open, first);
  await openCosting(page);
  await page.getByTestId("costing-menu").click();
  await page.getByRole("menuitem", { name: "Сохранить как шаблон" }).click();
  await page.keyboard.type("Китай морем");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("toast")).toContainText("Китай морем");
  const second = await quoteWith(host, [], "Вторая");
  await openQuote(page, open, second);
  await openCosting(page);
  await page.getByLabel("Начать с").selectOption({ label: "Китай морем" });
  await page.getByTestId("costing-on").click();
  await expect(input(page, "markup")).toHaveValue("25");
  await expect(term(page, "markup")).toHaveClass(/own/);
});

test("the organisation sets what quotes inherit, cost blocks with it", async ({ page, open, host }) => {
  await open("#/settings/costing");
  await typeTerm(page, "markup", "30");
  await expect(term(page, "markup")).toHaveClass(/own/);
  await typeTerm(page, "forex_reserve_rate", "3");
  await page.getByRole("button", { name: "Добавить расход после границы" }).press("Enter");
  await expect(page.locator("[data-cost]").getByLabel("Название расхода")).toBeFocused();
  await page.keyboard.type("Брокер");
  await page.keyboard.press("Tab");
  await page.keyboard.type("15000");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await host.call("terms.defaults")).costs.map((cost) => [cost.name, Number(cost.amount), cost.leg])).toEqual([["Брокер", 15000, "after_border"]]);
  await expectAccessible(page, "settings, costing");
  await shot(page, "settings-costing");
  const id = await costed(host);
  await openQuote(page, open, id);
  await openCosting(page);
  await expect(input(page, "forex_reserve_rate")).toHaveValue("3");
  await expect(term(page, "forex_reserve_rate")).toContainText("Из настроек организации");
  await expect(term(page, "forex_reserve_rate")).not.toHaveClass(/own/);
  await page.getByTestId("costing-menu").click();
  await page.getByRole("menuitem", { name: "Взять расходы" }).click();
  await expect(page.locator("[data-cost]")).toHaveCount(1);
});

for (const [language, theme] of [["ru", "light"], ["ru", "dark"], ["en", "light"], ["en", "dark"], ["ru", "contrast"]] as const) {
  test.describe(`${language}, ${theme}`, () => {
    test.use({ prepared: { language, theme } });

    test("the costing is accessible and has its pictures", async ({ page, open, host }) => {
      test.slow();
      const id = await costed(host);
      await host.call("quote.edit", {
        id,
        edits: [
          { edit: "terms", set: { client_advance: "0.5", supplier_advance: "1", delivery_days: 45, deferral_days: 30, loan_rate: "0.25", commission_rate: "0.01" } },
          { edit: "cost_insert", after: null, set: { name: "Море", amount: "1500", currency: "USD", leg: "before_border" } },
          { edit: "insert", after: null, lines: [{ name: "Без закупочной цены" }, { name: "Своя цена", quantity: "2", unit_price: "900", purchase_price: "50", purchase_currency: "CNY" }] },
          { edit: "rate", currency: "USD", value: "92.5", nominal: "1", rate_date: "2026-11-20" },
        ],
      });
      await openQuote(page, open, id);
      await expect(page.getByTestId("totals-cost")).toBeVisible();
      await expectAccessible(page, "quote with costing");
      await shot(page, `costing-grid-${theme}-${language}`);
      await openCosting(page);
      await expect(page.getByTestId("rates")).toBeVisible();
      await expectAccessible(page, "costing");
      await shot(page, `costing-terms-${theme}-${language}`);
      await page.getByTestId("rates").scrollIntoViewIfNeeded();
      await shot(page, `costing-rates-${theme}-${language}`);
      await page.keyboard.press("F8");
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page, "warnings");
      await shot(page, `costing-warnings-${theme}-${language}`);
      await page.keyboard.press("Escape");
      await cell(page, 3, "name").click();
      await page.keyboard.press("Control+Shift+H");
      await expect(page.getByTestId("trace").locator("[data-step]").first()).toBeVisible();
      await expectAccessible(page, "trace");
      await shot(page, `costing-trace-${theme}-${language}`);
    });
  });
}

test("a cost changes the lines out of sight as well, and nobody copies what they cost before", async ({ page, open, host }) => {
  const id = await shared(host);
  await openQuote(page, open, id);
  await expect(page.getByTestId("quote-grid")).toHaveAttribute("aria-rowcount", "81");
  await openCosting(page);
  await cell(page, 0, "unit_price").click();
  await page.keyboard.press("Control+Space");
  const saved = async () => (await host.call("quote.get", { id })).lines.map(({ amounts, unit_price }) => amounts.unit_price ?? unit_price);
  const before = (await saved())[79];
  const amount = page.locator("[data-cost] input[inputmode=decimal]");
  // The copy is asked for while the answer is on its way.
  await amount.evaluate((field: HTMLInputElement) => {
    field.focus();
    field.value = "90000";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    const grid = document.querySelector<HTMLElement>("[data-testid=quote-grid] [tabindex='0']");
    grid?.focus();
    grid?.dispatchEvent(new KeyboardEvent("keydown", { key: "c", code: "KeyC", ctrlKey: true, bubbles: true, cancelable: true }));
  });
  const prices = async () => (await page.evaluate(() => navigator.clipboard.readText())).split("\n").map((text) => plain(text.trim()));
  await expect.poll(async () => (await saved())[79]).not.toBe(before);
  await expect.poll(async () => (await prices()).map(Number)).toEqual((await saved()).map(Number));
  await page.keyboard.press("Control+End");
  const last = (await saved())[79];
  await expect.poll(async () => Number(plain((await cell(page, 79, "unit_price").textContent()) ?? ""))).toBe(Number(last));
});

test("sums that could not be read are told of, and are read before anything is copied", async ({ page, open, host }) => {
  const id = await shared(host);
  await openQuote(page, open, id);
  await expect(page.getByTestId("quote-grid")).toHaveAttribute("aria-rowcount", "81");
  await openCosting(page);
  let refused = 1;
  await page.route("**/rpc", (route) => {
    const { command } = route.request().postDataJSON() as { command: string };
    return command === "quote.sums" && (refused -= 1) >= 0 ? route.fulfill({ json: { error: { code: "E3099" } } }) : route.continue();
  });
  const amount = page.locator("[data-cost] input[inputmode=decimal]");
  await amount.fill("90000");
  await amount.press("Enter");
  await expect(page.getByRole("alert")).toContainText("E3099");
  await cell(page, 0, "unit_price").click();
  await page.keyboard.press("Control+Space");
  await page.keyboard.press("Control+c");
  const saved = (await host.call("quote.get", { id })).lines.map(({ amounts, unit_price }) => Number(amounts.unit_price ?? unit_price));
  const prices = async () => (await page.evaluate(() => navigator.clipboard.readText())).split("\n").map((text) => Number(plain(text.trim())));
  await expect.poll(prices).toEqual(saved);
});
