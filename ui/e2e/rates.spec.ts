import { Bank, type Listed, moscowDay } from "./bank";
import type { Host } from "./host";
import { openQuote } from "./quotes";
import { expect, expectAccessible, type Page, shot, test as base } from "./test";

const RATES: readonly Listed[] = [
  ["USD", "R01235", 1, "80,8548"],
  ["EUR", "R01239", 1, "93,9181"],
  ["CNY", "R01375", 10, "112,8160"],
  ["INR", "R01270", 100, "91,0735"],
];

/** A test with a bank on loopback, which the core asks. */
const test = base.extend<{ bank: Bank }>({
  bank: async ({ host }, use) => {
    const bank = await Bank.open();
    bank.rates = RATES;
    await host.call("settings.set", { rates_cbr: bank.url, rates_mirror: bank.url, rates_ecb: bank.url });
    await use(bank);
    await bank.close();
  },
});

const rowOf = (page: Page, code: string) => page.getByTestId("rates").getByRole("row").filter({ has: page.locator(".code", { hasText: code }) });

/** Two days of rates, so that there is a change to see. */
async function twoDays(host: Host, bank: Bank): Promise<void> {
  bank.date = moscowDay(-1);
  bank.rates = [["USD", "R01235", 1, "81,1898"], ["EUR", "R01239", 1, "94,0491"], ["CNY", "R01375", 1, "11,3626"], ["INR", "R01270", 100, "91,5413"]];
  await host.call("rates.refresh");
  bank.date = moscowDay();
  bank.rates = RATES;
  await host.call("rates.refresh");
}

/** A year of dollars, a day a week. */
function year(): [string, number, string][] {
  return Array.from({ length: 53 }, (_, week) => [moscowDay((week - 52) * 7), 1, `${78 + (week % 9)},${1000 + week * 37}`]);
}

async function dollarQuote(host: Host): Promise<string> {
  const product = await host.call("product.create", { set: { name: "Насос", article: "N-1", unit: "шт", currency: "USD", price: "100" } });
  const { customer } = await host.call("customer.create", { set: { name: "Северная верфь" } });
  return (await host.call("quote.create", { customer_id: customer.id, title: "Насосная", product_ids: [product.id] })).quote.id;
}

for (const theme of ["light", "dark", "contrast"] as const) {
  for (const language of theme === "contrast" ? (["ru"] as const) : (["ru", "en"] as const)) {
    test.describe(`${theme}, ${language}`, () => {
      test.use({ prepared: { language, theme } });

      test("rates, a currency, its chart, a quote and the settings are accessible and have their pictures", async ({ page, open, host, bank }) => {
        test.slow();
        await open("#/rates");
        await expect(page.getByRole("heading", { level: 2 })).toBeVisible();
        await expectAccessible(page, "no rates");
        await shot(page, `rates-empty-${theme}-${language}`);
        await twoDays(host, bank);
        await host.call("rates.set_manual", { id: null, set: { currency: "EUR", value: "95", reason: language === "ru" ? "Договор поставки 12" : "Supply contract 12" } });
        bank.history = year();
        await host.call("rates.load_history", { currency: "USD", from: moscowDay(-364), to: moscowDay() });
        await open("#/rates/USD");
        await expect(page.getByTestId("rate-chart")).toBeVisible();
        await expectAccessible(page, "rates");
        await shot(page, `rates-${theme}-${language}`);
        await open("#/rates/new");
        await expect(page.getByTestId("rate-create")).toBeVisible();
        await expectAccessible(page, "own rate");
        await shot(page, `rate-new-${theme}-${language}`);
        await open("#/settings/rates");
        await expect(page.getByTestId("settings-rates").getByRole("combobox")).toBeVisible();
        await expectAccessible(page, "settings");
        await shot(page, `settings-rates-${theme}-${language}`);
        const id = await dollarQuote(host);
        bank.rates = [["USD", "R01235", 1, "82,5000"]];
        await openQuote(page, open, id);
        await page.getByTestId("quote-rates-refresh").click();
        await expect(page.getByTestId("rates-after")).toBeVisible();
        await expect(page.getByTestId("rates-coming")).toHaveCount(0);
        await expectAccessible(page, "quote rates");
        await shot(page, `quote-rates-${theme}-${language}`);
        bank.trouble = { status: 200, type: "text/html", body: "<html>Sign in</html>" };
        await open("#/rates");
        await page.getByTestId("rates-refresh").click();
        await expect(page.getByTestId("rates-failure")).toBeVisible();
        await expectAccessible(page, "failure");
        await shot(page, `rates-failure-${theme}-${language}`);
      });
    });
  }
}

test("rates come at a click, and the page shows them per nominal, per unit and against the day before", async ({ page, open, host, bank }) => {
  await open("#/rates");
  await expect(page.getByText("Курсов пока нет")).toBeVisible();
  let letGo = () => undefined as void;
  bank.gate = new Promise((resolve) => (letGo = () => resolve()));
  await page.getByTestId("rates-refresh").click();
  await expect(page.getByTestId("rates-refresh")).toHaveAttribute("aria-busy", "true");
  letGo();
  await expect(rowOf(page, "CNY")).toContainText("112,8160");
  await expect(rowOf(page, "CNY")).toContainText("за 10");
  await expect(rowOf(page, "CNY")).toContainText("11,2816");
  await expect(page.getByTestId("rates-freshness")).toContainText("Обновлено");
  await expect(page.getByTestId("rates-stale")).toHaveCount(0);
  await expect(page.getByTestId("rates-card").locator("a")).toHaveCount(3);
  // The next day stands beside the one before, though the nominal changed.
  await twoDays(host, bank);
  await expect(rowOf(page, "CNY")).toContainText("(−0,71 %)");
  await page.getByRole("searchbox").or(page.getByRole("textbox")).first().fill("рупия");
  await expect(page.getByTestId("rates").getByRole("row")).toHaveCount(2);
});

test("currencies in use come first", async ({ page, open, host, bank }) => {
  void bank;
  await host.call("product.create", { set: { name: "Кран", currency: "USD", price: "1" } });
  await host.call("rates.refresh");
  await open("#/rates");
  await expect(page.getByTestId("rates").getByRole("row").nth(1)).toContainText("USD");
});

test("the history of a currency is loaded, drawn, read by the arrow keys and as a table", async ({ page, open, host, bank }) => {
  await host.call("rates.refresh");
  bank.history = year();
  await open("#/rates");
  await rowOf(page, "USD").click();
  await expect(page.getByText("сохранено меньше двух курсов")).toBeVisible();
  await page.getByTestId("rate-load-history").click();
  const chart = page.getByTestId("rate-chart");
  await expect(chart).toHaveAttribute("aria-label", /Курс USD с .* по .*: сначала .* самый низкий .* самый высокий/);
  await chart.focus();
  await page.keyboard.press("Home");
  await expect(page.locator("figcaption")).toContainText("78,1");
  await page.getByText("Таблица").click();
  await expect(page.getByTestId("rate-history").locator("tbody tr")).toHaveCount(53);
});

test("an own rate needs a reason, holds over the bank's, and is undone", async ({ page, open, host, bank }) => {
  void bank;
  await host.call("rates.refresh");
  await open("#/rates/USD");
  await page.getByTestId("own-rate-new").click();
  const own = page.getByTestId("own-rates");
  await own.getByLabel("Рублей").fill("85,5");
  await page.getByTestId("own-rate-create").click();
  await expect(own.getByLabel("Почему не курс банка")).toHaveAttribute("aria-invalid", "true");
  await own.getByLabel("Почему не курс банка").fill("Договор 12");
  await page.getByTestId("own-rate-create").click();
  await expect(page.getByTestId("own-rate")).toContainText("Договор 12");
  await expect(rowOf(page, "USD")).toContainText("85,5000");
  expect((await host.call("rates.list")).rates.find(({ currency }) => currency === "USD")?.source).toBe("organisation");
  await page.getByRole("button", { name: "Убрать свой курс USD" }).click();
  await expect(rowOf(page, "USD")).toContainText("80,8548");
  await page.getByTestId("toast").getByRole("button", { name: "Отменить" }).last().click();
  await expect(rowOf(page, "USD")).toContainText("85,5000");
});

test("a bank that fails leaves the last rates, and says quietly what to do", async ({ page, open, host, bank }) => {
  await host.call("rates.refresh");
  await open("#/rates");
  const failure = page.getByTestId("rates-failure");
  for (const [trouble, code] of [
    [{ status: 404, type: "text/plain", body: "" }, "E4004"],
    [{ status: 200, type: "text/html", body: "<html>Sign in</html>" }, "E4005"],
    [{ status: 200, type: "application/xml", body: "<other></other>" }, "E4006"],
  ] as const) {
    bank.trouble = trouble;
    await page.getByTestId("rates-refresh").click();
    await expect(failure).toContainText(code);
    await expect(rowOf(page, "USD")).toContainText("80,8548");
  }
  // Nothing of it is a toast, a banner or a failed save.
  await expect(page.getByTestId("toast")).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await expect(page.getByTestId("save-status")).toHaveText("");
  bank.trouble = null;
  await failure.getByRole("button", { name: "Повторить" }).click();
  await expect(failure).toHaveCount(0);
});

test("rates that come by themselves appear without a reload", async ({ page, open, host, bank }) => {
  await host.call("rates.refresh");
  await open("#/rates");
  await expect(rowOf(page, "USD")).toContainText("80,8548");
  bank.rates = [["USD", "R01235", 1, "82,5000"]];
  // Not by this page: the core tells it.
  await host.call("rates.refresh");
  await expect(rowOf(page, "USD")).toContainText("82,5000");
});

test("a product in dollars is converted, and the quote keeps the rate until somebody asks", async ({ page, open, host, bank }) => {
  await host.call("rates.refresh");
  await host.call("product.create", { set: { name: "Насос", article: "N-1", unit: "шт", currency: "USD", price: "100" } });
  const id = (await host.call("quote.create", { title: "Насосная" })).quote.id;
  await openQuote(page, open, id);
  await expect(page.getByTestId("quote-rates")).toHaveCount(0);
  await page.getByTestId("add-products").click();
  await page.getByRole("option").first().click();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("toast").filter({ hasText: "Пересчитана 1 цена" })).toContainText("1 USD = 80,8548");
  await expect(page.getByTestId("quote-rates")).toContainText("1 USD = 80,8548");
  await expect(page.getByTestId("totals-gross")).toContainText("9 864,29");

  bank.rates = [["USD", "R01235", 1, "82,5000"]];
  await page.keyboard.press("Escape");
  await page.getByTestId("quote-rates-refresh").click();
  const dialog = page.getByTestId("quote-rates-dialog");
  await expect(dialog.locator('[data-rate="USD"]')).toContainText("82,5000");
  await expect(dialog.getByTestId("rates-before")).toContainText("9 864,29");
  await expect(dialog.getByTestId("rates-after")).toContainText("10 065,00");
  // Looking changes nothing.
  expect((await host.call("quote.get", { id })).rates[0]?.value).toBe("80.8548");
  await dialog.getByTestId("rates-apply").click();
  await expect(page.getByTestId("totals-gross")).toContainText("10 065,00");
  await page.getByTestId("toast").getByRole("button", { name: "Отменить" }).last().click();
  await expect(page.getByTestId("totals-gross")).toContainText("9 864,29");
});

test("the dialog of a quote shows what is known at once, follows the bank, and applies only what it shows", async ({ page, open, host, bank }) => {
  await host.call("rates.refresh");
  const id = await dollarQuote(host);
  await openQuote(page, open, id);
  bank.rates = [["USD", "R01235", 1, "82,5000"]];
  let letGo = () => undefined as void;
  bank.gate = new Promise((resolve) => (letGo = () => resolve()));
  await page.getByTestId("quote-rates-refresh").click();
  const dialog = page.getByTestId("quote-rates-dialog");
  const usd = dialog.locator('[data-rate="USD"]');
  await expect(usd).toContainText("80,8548");
  await expect(dialog.getByTestId("rates-coming")).toBeVisible();
  letGo();
  await expect(usd).toContainText("82,5000");
  await expect(dialog.getByTestId("rates-coming")).toHaveCount(0);
  // Others that come behind its back are shown, too.
  bank.rates = [["USD", "R01235", 1, "83,0000"]];
  await host.call("rates.refresh");
  await expect(usd).toContainText("83,0000");
  expect((await host.call("quote.get", { id })).rates[0]?.value).toBe("80.8548");
  // And so is why none come.
  bank.trouble = { status: 500, type: "text/html", body: "" };
  await expect(host.call("rates.refresh")).rejects.toThrow();
  await expect(dialog).toContainText("E4004");
  await dialog.getByTestId("rates-apply").click();
  await expect(dialog).toHaveCount(0);
  expect((await host.call("quote.get", { id })).rates[0]?.value).toBe("83");
});

test("a purchase currency brings its rate along, and a rate that is left out stays", async ({ page, open, host, bank }) => {
  await host.call("rates.refresh");
  const { quote } = await host.call("quote.create", { title: "Арматура" });
  await openQuote(page, open, quote.id);
  await host.call("quote.edit", { id: quote.id, edits: [
    { edit: "terms", set: {} },
    { edit: "insert", after: null, lines: [{ name: "Кран", purchase_price: "5", purchase_currency: "CNY" }] },
  ] });
  await page.reload();
  await expect(page.getByTestId("quote-rates")).toContainText("10 CNY = 112,816");
  bank.rates = [["CNY", "R01375", 10, "120,0000"]];
  await page.getByTestId("quote-rates-refresh").click();
  const dialog = page.getByTestId("quote-rates-dialog");
  await dialog.getByRole("checkbox", { name: "CNY" }).uncheck();
  await expect(dialog.getByText("менять нечего")).toBeVisible();
  await expect(dialog.getByTestId("rates-apply")).toBeDisabled();
});

test("the currency of a quote changes at the rate of the bank, which the dialog shows", async ({ page, open, host, bank }) => {
  void bank;
  await host.call("rates.refresh");
  const { quote } = await host.call("quote.create", { title: "Арматура" });
  await host.call("quote.edit", { id: quote.id, edits: [{ edit: "insert", after: null, lines: [{ name: "Кран", unit_price: "8085.48" }] }] });
  await openQuote(page, open, quote.id);
  await page.getByLabel("Валюта", { exact: true }).selectOption("USD");
  const dialog = page.getByTestId("currency-dialog");
  await expect(dialog.getByLabel("Рублей за USD")).toHaveValue("80,8548");
  await expect(dialog).toContainText("ЦБ РФ");
  await dialog.getByTestId("currency-apply").click();
  await expect(page.getByTestId("totals-net")).toContainText("100,00");
  expect((await host.call("quote.get", { id: quote.id })).rates[0]?.source).toBe("cbr_xml");
});

test("an address that is none is refused at its field", async ({ page, open, bank }) => {
  void bank;
  await open("#/settings/rates");
  const field = page.getByLabel("Банк России", { exact: true });
  await field.fill("bank");
  await field.press("Tab");
  await expect(page.getByText("(E2034)")).toBeVisible();
  await field.fill("");
  await field.press("Tab");
  await expect(field).toHaveValue("http://127.0.0.1:9");
});

test.describe("the sample workspace without a network", () => {
  test.use({ hostOptions: { sample: true } });

  test("shows real rates of long ago as what they are, and says that the bank cannot be reached", async ({ page, open }) => {
    await open("#/rates");
    await expect(rowOf(page, "USD")).toContainText("80,8548");
    await expect(page.getByTestId("rates-stale")).toContainText("14.10.2025");
    await expect(page.getByTestId("rates-freshness")).toContainText("Ещё не обновлялись");
    await shot(page, "rates-sample");
  });
});
