import { cell, line, lines, openQuote, quoteWith, stored } from "./quotes";
import { expect, expectAccessible, shot, test } from "./test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("quotes are found, filtered by status, copied, and deleted with a way back", async ({ page, open, host }) => {
  const first = await quoteWith(host, lines(2), "Котельная");
  await quoteWith(host, lines(1), "Насосная");
  await host.call("quote.set_status", { id: first, command: "submit" });
  await open("#/quotes");
  await expect(page.getByTestId("list-total")).toHaveText("2 записи");
  await expect(page.getByRole("tab", { name: "На согласовании" })).toContainText("1");
  await page.getByRole("tab", { name: "На согласовании" }).click();
  await expect(page.getByTestId("list-total")).toHaveText("1 запись");
  await expect(page.getByTestId("quotes")).toContainText("Котельная");
  await page.getByRole("tab", { name: "Все" }).click();

  await page.keyboard.press("/");
  await page.keyboard.type("насос");
  await expect(page.getByTestId("list-total")).toHaveText("1 запись");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await expect(page.getByTestId("toast")).toContainText("Насосная");
  await page.getByTestId("toast").getByRole("button", { name: "Отменить" }).click();
  await expect(page.getByTestId("quotes")).toContainText("Насосная");
  await page.getByTestId("quotes").press("Enter");
  await expect(page.getByTestId("quote-title")).toHaveValue("Насосная");
});

test("a quote of ten lines goes from nothing to a PDF without a mouse", async ({ page, open, host }) => {
  const supplier = await host.call("supplier.create", { set: { name: "ПромСнаб" } });
  for (let at = 1; at <= 8; at += 1) {
    await host.call("product.create", {
      set: { supplier_id: supplier.id, article: `004${at}`, name: `Кран шаровой Ду${at * 5}`, unit: "шт", price: `${at * 100}.50`, currency: "RUB" },
    });
  }
  // What the search leaves out tells its answer from the list before.
  await host.call("product.create", { set: { supplier_id: supplier.id, article: "0099", name: "Труба", unit: "м", price: "9.90", currency: "RUB" } });
  await open("#/quotes");
  await page.keyboard.press("Control+n");
  await expect(page.getByTestId("customer-combobox")).toBeFocused();
  await page.keyboard.type("Северная верфь");
  await expect(page.getByRole("option", { name: "Создать клиента" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("new-quote").getByLabel("Тема")).toBeFocused();
  await page.keyboard.type("Запорная арматура");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("quote-title")).toHaveValue("Запорная арматура");
  await expect(page.getByTestId("customer-combobox")).toHaveValue("Северная верфь");
  await shot(page, "quote-empty");

  await page.keyboard.press("Control+Shift+A");
  await page.keyboard.type("кран");
  await expect(page.getByText("Найдено: 8")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByTestId("picker-list")).toBeFocused();
  for (let at = 0; at < 7; at += 1) await page.keyboard.press("Shift+ArrowDown");
  await shot(page, "product-picker");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("totals-lines")).toContainText("8");
  // The first Escape empties the search, the second one closes the panel.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("product-picker")).toHaveCount(0);

  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("X-9");
  await page.keyboard.press("Tab");
  await page.keyboard.press("F2");
  await page.keyboard.type("Доставка");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2");
  await page.keyboard.press("Tab");
  await page.keyboard.type("=1000*1,5");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.type("X-10");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("totals-lines")).toContainText("10");
  await expect(cell(page, 8, "net")).toHaveText(/3\s000,00/);
  await expect(page.getByTestId("totals-gross")).toHaveText(/₽$/);

  // The last line has no price yet: Enter agrees.
  const question = page.getByTestId("confirm");
  await page.keyboard.press("Control+p");
  await expect(question).toContainText("У 1 строки нет цены");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("exported-name")).toContainText(".pdf", { timeout: 30_000 });
  await expect(page.getByTestId("exported-open")).toBeFocused();
  await shot(page, "quote-exported");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Shift+E");
  await expect(question).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("exported-name")).toContainText(".xlsx", { timeout: 30_000 });
});

test("a table from a spreadsheet is pasted over cells and beyond the end, and one undo takes it back", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await cell(page, 1, "article").click();
  const table = ["N-1\tКран 1/2\"\tVik\tшт\t3\t1 234,50", "N-2\t\"две\nстроки\"\tVik\tм\tмного\t99", "N-3\tТрётий\tVik\tшт\t5\t1,5"].join("\n");
  await page.evaluate((text) => navigator.clipboard.writeText(text), table);
  await page.keyboard.press("Control+v");
  await expect(cell(page, 3, "article")).toHaveText("N-3");
  await expect(cell(page, 1, "unit_price")).toHaveText(/1\s234,50/);
  await expect(cell(page, 2, "name")).toHaveText("две строки");
  await expect(cell(page, 2, "quantity")).toHaveText("много");
  await expect(cell(page, 2, "quantity")).toHaveAttribute("aria-invalid", "true");
  expect(await stored(host, id, "quantity")).toEqual(["1", "3", "1", "5"]);

  await cell(page, 2, "quantity").click();
  await expect(page.getByTestId("cell-fault")).toContainText("Это не число");
  await shot(page, "quote-paste-fault");
  await page.keyboard.press("F2");
  await expect(page.getByTestId("cell-editor")).toHaveValue("много");
  await page.getByTestId("cell-editor").fill("4");
  await page.keyboard.press("Enter");
  await expect(cell(page, 2, "quantity")).toHaveText("4");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(cell(page, 1, "article")).toHaveText("A-2");
  expect(await stored(host, id, "article")).toEqual(["A-1", "A-2"]);
  await page.keyboard.press("Control+Shift+z");
  await expect(cell(page, 3, "article")).toHaveText("N-3");
});

test("what is copied is pasted elsewhere as it was", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1, { quantity: "2.5", unit_price: "1234.5", discount: "0.05" }), line(2)]);
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Control+c");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe("2,5\t1234,5\t5");
  await cell(page, 1, "quantity").click();
  await page.keyboard.press("Control+v");
  await expect(cell(page, 1, "discount")).toHaveText(/5\s%/);
  await expect(cell(page, 1, "net")).toHaveText(await cell(page, 0, "net").innerText());
});

test("a wrong text stays in its cell with the reason, and nothing is lost", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  const editor = page.getByTestId("cell-editor");
  await expect(editor).toHaveValue("0");
  await expect(editor).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByTestId("cell-fault")).toContainText("больше нуля");
  await shot(page, "quote-cell-fault");
  await cell(page, 2, "name").click();
  await expect(cell(page, 0, "quantity")).toHaveText("0");
  await expect(cell(page, 0, "quantity")).toHaveAttribute("aria-invalid", "true");
  expect((await stored(host, id, "quantity"))[0]).toBe("1");
  await cell(page, 0, "quantity").click();
  await page.keyboard.press("Escape");
  await expect(cell(page, 0, "quantity")).toHaveText("1");
  await page.keyboard.type("=2*3");
  await page.keyboard.press("Enter");
  await expect(cell(page, 0, "quantity")).toHaveText("6");
  await expect(cell(page, 1, "quantity")).toBeFocused();
});

test("rows are filled down, copied, moved, put into sections and deleted from the keyboard", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(4));
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("7");
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowUp");
  for (let at = 0; at < 3; at += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Control+d");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["7", "7", "7", "7"]);

  await cell(page, 3, "article").click();
  await page.keyboard.press("Alt+ArrowUp");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "A-2", "A-4", "A-3"]);
  await expect(cell(page, 2, "article")).toBeFocused();
  await page.keyboard.press("Control+Shift+D");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "A-2", "A-4", "A-4", "A-3"]);
  await page.keyboard.press("Control+Delete");
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "A-2", "A-4", "A-3"]);

  await cell(page, 0, "article").click();
  await page.keyboard.press("Control+Shift+S");
  await expect(page.getByTestId("cell-editor")).toBeFocused();
  await page.getByTestId("cell-editor").fill("Узел ввода");
  await page.keyboard.press("Enter");
  await expect(cell(page, 1, "name")).toHaveText("Узел ввода");
  await expect(cell(page, 2, "ordinal")).toHaveText("2");
  await cell(page, 3, "ordinal").click();
  await page.keyboard.press("Control+Shift+O");
  await expect(cell(page, 3, "name")).toContainText("опция");
  await expect(page.getByTestId("totals-lines")).toContainText("опций: 1");
  await cell(page, 3, "name").click({ button: "right" });
  await expect(page.getByRole("menuitem", { name: "Удалить строки" })).toBeVisible();
  await shot(page, "quote-row-menu");
  await page.getByRole("menuitem", { name: "Удалить строки" }).click();
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "", "A-2", "A-3"]);
  await page.getByTestId("toast").filter({ hasText: "Удалена 1 строка" }).last().getByRole("button", { name: "Отменить" }).click();
  await expect.poll(() => stored(host, id, "article")).toEqual(["A-1", "", "A-2", "A-4", "A-3"]);
});

test("the header changes the sums; a refused value stands at its field", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1, { quantity: "2", unit_price: "500" })]);
  const { customer } = await host.call("customer.create", { set: { name: "Гидромаш" } });
  await host.call("contact.create", { set: { customer_id: customer.id, first_name: "Ирина", last_name: "Белова" } });
  await openQuote(page, open, id);
  await page.getByLabel("Ставка НДС").selectOption("0.1");
  await expect(page.getByTestId("totals-gross")).toHaveText(/1\s100,00\s₽/);
  await page.getByLabel("Скидка", { exact: true }).fill("10");
  await page.getByLabel("Скидка", { exact: true }).press("Enter");
  await expect(page.getByTestId("totals-gross")).toHaveText(/990,00\s₽/);
  await page.getByLabel("В чём скидка").selectOption("amount");
  await expect(page.getByTestId("totals-net")).toHaveText(/990,00\s₽/);
  await page.getByLabel("Ставка НДС").selectOption("none");
  await expect(page.getByTestId("totals-gross")).toHaveText(/990,00\s₽/);

  await page.keyboard.press("Control+Shift+C");
  await page.keyboard.type("гидро");
  await expect(page.getByRole("option", { name: "Гидромаш" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("contact-combobox")).toHaveValue("Ирина Белова");

  const until = page.getByLabel("Действует до");
  await until.fill("когда-нибудь");
  await until.press("Enter");
  await expect(page.getByText("Это не дата")).toBeVisible();
  await expect(until).toHaveValue("когда-нибудь");
  await until.fill("01.01.2001");
  await until.press("Enter");
  await expect(page.getByText(/E2027/)).toBeVisible();
  await until.fill("+30");
  await until.press("Enter");
  await expect(until).toHaveValue(/^\d{2}\.\d{2}\.\d{4}$/);
});

test("a document is not made of other numbers than the screen shows", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-editor")).toHaveAttribute("aria-invalid", "true");
  await cell(page, 1, "name").click();
  await page.keyboard.press("Control+p");
  await expect(page.getByTestId("toast")).toContainText("Есть несохранённые ячейки");
  await expect(cell(page, 0, "quantity")).toBeFocused();
  await expect(page.getByTestId("exported")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.getByLabel("Скидка", { exact: true }).fill("много");
  await page.keyboard.press("Control+p");
  await expect(page.getByTestId("toast").last()).toContainText("Поле не сохранено");
  await expect(page.getByLabel("Скидка", { exact: true })).toBeFocused();
  await page.getByLabel("Скидка", { exact: true }).fill("10");
  await page.keyboard.press("Control+Shift+E");
  await expect(page.getByTestId("exported-name")).toContainText(".xlsx", { timeout: 30_000 });
  expect((await host.call("quote.get", { id })).quote.discount_rate).toBe("0.1");
  await expect(page.getByTestId("exported-outdated")).toHaveCount(0);
  await cell(page, 1, "quantity").click();
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("exported-outdated")).toBeVisible();
});

test("Enter in the search of products adds what belongs to its text, and nothing for an empty one", async ({ page, open, host }) => {
  const supplier = await host.call("supplier.create", { set: { name: "ПромСнаб" } });
  for (const name of ["Болт", "Кран"]) await host.call("product.create", { set: { supplier_id: supplier.id, name, unit: "шт", price: "10", currency: "RUB" } });
  const id = await quoteWith(host, []);
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+A");
  await expect(page.getByText("Найдено: 2")).toBeVisible();
  await expect(page.getByLabel("Валюта")).toBeHidden();
  await page.keyboard.press("Enter");
  await page.keyboard.type("кран");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored(host, id, "name")).toEqual(["Кран"]);
});

test("a window of 1280 pixels shows price and sums beside the products", async ({ page, open, host }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const id = await quoteWith(host, [line(1, { vat_rate: "0.2" }), line(2, { vat_rate: "0.1" })]);
  await openQuote(page, open, id);
  await expect(cell(page, 0, "gross")).toBeInViewport({ ratio: 1 });
  await expect(page.getByTestId("totals-rates")).toHaveText(/НДС\s*10\s%: 10,20\s₽ · 20\s%: 20,20\s₽|НДС\s*20\s%: 20,20\s₽ · 10\s%: 10,20\s₽/);
  await page.keyboard.press("Control+Shift+A");
  await expect(page.getByTestId("product-picker")).toBeVisible();
  await expect(cell(page, 0, "unit_price")).toBeInViewport({ ratio: 1 });
  await expect(cell(page, 0, "gross")).toBeInViewport({ ratio: 1 });
  await shot(page, "quote-picker-1280");
});

test("a quote without VAT has one sum", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1)]);
  await host.call("quote.edit", { id, edits: [{ edit: "header", set: { vat_rate: null } }] });
  await openQuote(page, open, id);
  await expect(page.getByText("Итого, без НДС", { exact: true })).toBeVisible();
  await expect(page.getByTestId("totals-gross")).toHaveText(/101,00\s₽/);
  await expect(page.getByTestId("totals-vat")).toHaveCount(0);
});

test("a text that was being typed comes back after a crash", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await cell(page, 1, "unit_price").click();
  await page.keyboard.type("4321");
  await expect.poll(async () => (await host.call("draft.list", { prefix: "quote_line/" })).drafts.length).toBe(1);
  await page.evaluate(() => window.addEventListener("blur", (event) => event.stopImmediatePropagation(), true));
  await page.goto("about:blank");
  await openQuote(page, open, id);
  await expect(cell(page, 1, "unit_price")).toHaveText("4321");
  await page.getByRole("button", { name: "Показать", exact: true }).click();
  await expect(page.getByTestId("cell-fault")).toContainText("Не сохранено");
  await shot(page, "quote-draft-restored");
  await page.keyboard.press("F2");
  await page.keyboard.press("Enter");
  await expect(cell(page, 1, "unit_price")).toHaveText(/4\s321,00/);
  expect(await stored(host, id, "unit_price")).toEqual(["101", "4321"]);
  await expect.poll(async () => (await host.call("draft.list", { prefix: "quote_line/" })).drafts.length).toBe(0);
});

test("an accepted quote can be read but not changed, and is taken back", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await host.call("quote.set_status", { id, command: "send" });
  await openQuote(page, open, id);
  await page.getByTestId("status-menu").click();
  await page.getByRole("menuitem", { name: "Клиент принял" }).click();
  await expect(page.getByTestId("locked")).toBeVisible();
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("9");
  await expect(page.getByTestId("cell-editor")).toHaveCount(0);
  await expectAccessible(page, "locked quote");
  await shot(page, "quote-locked");
  await page.getByTestId("reopen").click();
  await expect(page.getByTestId("locked")).toHaveCount(0);
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["9", "1"]);
});

test("a price of nothing is said, and asked about before a document or a status takes it out", async ({ page, open, host }) => {
  const id = await quoteWith(host, [line(1), line(2, { unit_price: "0" })]);
  await openQuote(page, open, id);
  await expect(page.getByTestId("warnings")).toBeVisible();
  await page.keyboard.press("F8");
  await page.getByRole("menuitem", { name: "Строка 2: цена 0,00" }).click();
  await expect(cell(page, 1, "unit_price")).toHaveClass(/active/);
  const question = page.getByTestId("confirm");
  await page.getByTestId("export-xlsx").click();
  await expect(question).toContainText("У 1 строки нет цены");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("exported")).toHaveCount(0);

  const send = async () => {
    await page.getByTestId("status-menu").click();
    await page.getByRole("menuitem", { name: "Отметить отправленным" }).click();
    await expect(question).toContainText("У 1 строки нет цены");
  };
  await send();
  await expectAccessible(page, "prices of nothing");
  await page.keyboard.press("Escape");
  await expect(question).toHaveCount(0);
  expect((await host.call("quote.get", { id })).quote.status).toBe("draft");
  await send();
  await question.getByRole("button", { name: "Отметить отправленным" }).click();
  await expect.poll(async () => (await host.call("quote.get", { id })).quote.status).toBe("sent");
});

test("a quote of 1,200 lines is there at both ends, and stays so after an edit and an undo", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1200));
  await openQuote(page, open, id);
  await expect(page.getByTestId("quote-grid")).toHaveAttribute("aria-rowcount", "1201");
  await cell(page, 0, "article").click();
  await page.keyboard.press("Control+End");
  await expect(cell(page, 1199, "gross")).toBeFocused();
  await cell(page, 1199, "quantity").click();
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect(cell(page, 1199, "net")).toHaveText(/3\s900,00/);
  await page.keyboard.press("Control+z");
  await expect(cell(page, 1199, "net")).toHaveText(/1\s300,00/);
  await expect(page.getByTestId("quote-grid")).toHaveAttribute("aria-rowcount", "1201");
  await page.keyboard.press("Control+Home");
  await expect(cell(page, 0, "ordinal")).toBeFocused();
  expect(await page.locator("*").count()).toBeLessThan(1500);
});

test("columns are hidden, widened and remembered", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  await openQuote(page, open, id);
  await page.getByTestId("column-menu").click();
  await page.getByRole("menuitemcheckbox", { name: "Бренд" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Вес, кг" }).click();
  await page.keyboard.press("Escape");
  await cell(page, 0, "article").click();
  const before = (await cell(page, 0, "article").boundingBox())?.width ?? 0;
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect.poll(async () => (await cell(page, 0, "article").boundingBox())?.width).toBe(before + 16);
  await page.reload();
  await expect(cell(page, 0, "weight_kg")).toBeVisible();
  await expect(cell(page, 0, "brand")).toHaveCount(0);
  await expect.poll(async () => (await cell(page, 0, "article").boundingBox())?.width).toBe(before + 16);
});

for (const [language, theme] of [
  ["ru", "light"],
  ["ru", "dark"],
  ["en", "light"],
  ["en", "dark"],
] as const) {
  test.describe(`${language}, ${theme}`, () => {
    test.use({ hostOptions: { sample: true }, prepared: null });

    test("the quote screens are accessible and have their pictures", async ({ page, open, host }) => {
      await expect.poll(async () => (await host.call("app.state")).state).toBe("ready");
      await host.call("settings.set", { language, theme });
      const { rows } = await host.call("quote.list", { status: "draft", limit: 10 });
      const id = rows.toSorted((a, b) => b.line_count - a.line_count)[0]?.id ?? "";
      await open("#/quotes");
      await expect(page.getByTestId("quotes")).toBeVisible();
      await expectAccessible(page, "quotes");
      await shot(page, `quotes-${theme}-${language}`);
      await page.keyboard.press("Control+n");
      await expectAccessible(page, "new quote");
      await shot(page, `quote-new-${theme}-${language}`);
      await page.keyboard.press("Escape");
      await openQuote(page, open, id);
      await cell(page, 2, "quantity").click();
      await expectAccessible(page, "quote");
      await shot(page, `quote-${theme}-${language}`);
      await page.keyboard.press("Control+Shift+U");
      await page.keyboard.press("Control+Shift+A");
      await expect(page.getByTestId("picker-list")).toBeVisible();
      await expectAccessible(page, "quote with products");
      await shot(page, `quote-picker-${theme}-${language}`);
    });
  });
}
