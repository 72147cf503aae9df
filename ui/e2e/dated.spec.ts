import type { Host } from "./host";
import { expect, expectAccessible, type Page, shot, test } from "./test";

const KINDS = ["vat", "supplier_vat", "internal_markup", "customs_fee", "minimum_markup"] as const;

const rowOf = (page: Page, text: string | RegExp) => page.getByTestId("dated").getByRole("row").filter({ hasText: text });

async function kept(host: Host, kind: (typeof KINDS)[number], country: string) {
  const { values } = await host.call("dated.list", { kind, bin: false });
  return values.filter((row) => row.country === country);
}

/** A template made of a quote, as the quote makes them. */
async function template(host: Host, name: string): Promise<string> {
  const made = await host.call("quote.create", {});
  const id = made.quote.id;
  await host.call("quote.edit", {
    id,
    edits: [
      { edit: "terms", set: { deal: "supply", incoterms: "DDP", markup: "0.25", delivery_days: 80, client_advance: "0.3" } },
      { edit: "cost_insert", after: null, set: { name: "Фрахт Стамбул — Новороссийск", amount: "1500", currency: "USD", leg: "before_border" } },
    ],
  });
  return (await host.call("template.save", { quote_id: id, name, id: null })).terms.id;
}

for (const theme of ["light", "dark", "contrast"] as const) {
  for (const language of theme === "contrast" ? (["ru"] as const) : (["ru", "en"] as const)) {
    test.describe(`${theme}, ${language}`, () => {
      test.use({ prepared: { language, theme } });

      test("every table is accessible and has its picture", async ({ page, open, host }) => {
        test.slow();
        const name = language === "ru" ? "Турция, DDP, аванс 30 %" : "Türkiye, DDP, 30% advance";
        const id = await template(host, name);
        for (const kind of KINDS) {
          await open(`#/settings/tables?kind=${kind}`);
          await expect(page.getByTestId("dated")).toBeVisible();
          await expectAccessible(page, kind);
          await shot(page, `dated-${kind}-${theme}-${language}`);
        }
        const [russia] = await kept(host, "supplier_vat", "TR");
        await open(`#/settings/tables?kind=supplier_vat&row=${russia?.id ?? ""}`);
        await expect(page.getByTestId("dated-panel")).toBeVisible();
        await expectAccessible(page, "row");
        await shot(page, `dated-row-${theme}-${language}`);
        await open("#/settings/tables?kind=customs_fee&row=new");
        await expect(page.getByTestId("dated-create")).toBeVisible();
        await expectAccessible(page, "new row");
        await shot(page, `dated-new-${theme}-${language}`);
        await open(`#/settings/templates?row=${id}`);
        await expect(page.getByTestId("template-panel").getByRole("heading", { name })).toBeVisible();
        await expectAccessible(page, "template");
        await shot(page, `templates-${theme}-${language}`);
      });
    });
  }
}

test("what applies today stands out, what did is quiet", async ({ page, open }) => {
  await open("#/settings/tables");
  await expect(page.getByRole("tab", { name: "НДС", exact: true })).toHaveAttribute("aria-selected", "true");
  await expect(rowOf(page, "22 %")).toContainText("действует");
  await expect(rowOf(page, "22 %")).toContainText("01.01.2026");
  await expect(rowOf(page, "20 %")).toContainText("до 31.12.2025");
  await page.getByRole("tab", { name: "Таможенный сбор" }).click();
  await expect(page.getByTestId("dated-gaps")).toContainText("200 000 – 4 200 000 ₽");
  await expect(rowOf(page, "свыше 10 000 000 ₽")).toContainText("73 860,00 ₽");
});

test("a figure changes from a day on: the row before it ends the day before, and both steps are undone", async ({ page, open, host }) => {
  await open("#/settings/tables?kind=supplier_vat");
  await rowOf(page, "Турция").click();
  await page.getByTestId("dated-from-date").click();
  await page.getByLabel("Ставка", { exact: true }).fill("18,5");
  await page.getByLabel("Первый день").fill("01.01.2027");
  await page.getByTestId("dated-create").click();
  await expect(page.getByTestId("dated-panel").getByRole("heading", { name: "Турция" })).toBeVisible();
  await expect(rowOf(page, "18,5 %")).toContainText("с 01.01.2027");
  await expect(rowOf(page, /Турция.*20\s%/)).toContainText("31.12.2026");
  expect((await kept(host, "supplier_vat", "TR")).map((row) => [row.value, row.valid_from, row.valid_until])).toEqual([
    ["0.2", null, "2026-12-31"],
    ["0.185", "2027-01-01", null],
  ]);
  await page.getByTestId("toast").filter({ hasText: "Создано" }).getByRole("button", { name: "Отменить" }).click();
  await expect.poll(async () => (await kept(host, "supplier_vat", "TR")).map((row) => row.valid_until)).toEqual([null]);
});

test("a row is made by the keyboard, refused at its field, corrected in place", async ({ page, open, host }) => {
  await open("#/settings/tables?kind=supplier_vat");
  await expect(page.getByTestId("dated")).toBeVisible();
  await page.keyboard.press("Control+n");
  const country = page.getByRole("combobox", { name: "Страна поставщика" });
  await expect(country).toBeFocused();
  await country.fill("казах");
  await expect(page.getByRole("option").first()).toContainText("Казахстан");
  await country.press("Enter");
  await page.getByLabel("Первый день").fill("01.01.2026");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("E2010")).toBeVisible();
  await page.getByLabel("Ставка", { exact: true }).fill("120");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("E2021")).toBeVisible();
  await shot(page, "dated-refused");
  await page.getByLabel("Ставка", { exact: true }).fill("12");
  await page.getByLabel("Источник").fill("НК РК");
  await page.keyboard.press("Control+Enter");
  await expect(rowOf(page, "Казахстан")).toContainText("12 %");
  await expect.poll(() => kept(host, "supplier_vat", "KZ")).toMatchObject([{ value: "0.12", valid_from: "2026-01-01", source: "НК РК" }]);

  await page.getByLabel("Последний день").fill("31.12.2025");
  await page.getByLabel("Последний день").press("Enter");
  await expect(page.getByText("E2032")).toBeVisible();
  await page.getByLabel("Последний день").fill("31.02.2027");
  await page.getByLabel("Последний день").press("Enter");
  await expect(page.getByText("20.11.2026")).toBeVisible();
  await page.getByLabel("Последний день").fill("31.12.2026");
  await page.getByLabel("Последний день").press("Enter");
  await expect.poll(async () => (await kept(host, "supplier_vat", "KZ"))[0]?.valid_until).toBe("2026-12-31");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("dated-panel")).toHaveCount(0);
  await expect(page.getByTestId("dated")).toBeFocused();
});

test("a row is deleted, undone, deleted again and comes out of the bin", async ({ page, open, host }) => {
  await open("#/settings/tables?kind=minimum_markup");
  await expect(rowOf(page, "12,5 %")).toBeVisible();
  const before = (await host.call("dated.list", { kind: "minimum_markup", bin: false })).values.length;
  await page.getByTestId("dated").press("End");
  await page.getByTestId("dated").press("Delete");
  const toast = page.getByTestId("toast").filter({ hasText: "В корзине: Минимальная наценка · Транзит" });
  await toast.getByRole("button", { name: "Отменить" }).click();
  await expect.poll(async () => (await host.call("dated.list", { kind: "minimum_markup", bin: false })).values.length).toBe(before);
  await page.getByTestId("dated").press("End");
  await page.getByTestId("dated").press("Delete");
  await expect.poll(async () => (await host.call("dated.list", { kind: "minimum_markup", bin: false })).values.length).toBe(before - 1);
  await open("#/bin");
  await page.getByRole("tab", { name: "Справочники" }).click();
  const binned = page.getByRole("row").filter({ hasText: "Минимальная наценка" });
  await binned.getByRole("button", { name: "Восстановить" }).click();
  await expect(page.getByRole("heading", { name: "Корзина пуста" })).toBeVisible();
  expect((await host.call("dated.list", { kind: "minimum_markup", bin: false })).values.length).toBe(before);
});

test("a template is looked at, renamed, deleted and brought back", async ({ page, open, host }) => {
  await open("#/settings/templates");
  await expect(page.getByRole("heading", { name: "Шаблонов пока нет" })).toBeVisible();
  await expectAccessible(page, "no templates");
  await shot(page, "templates-empty");
  await template(host, "Турция");
  await open("#/bin");
  await expect(page.getByRole("heading", { level: 1, name: "Корзина" })).toBeVisible();
  await open("#/settings/templates");
  const grid = page.getByTestId("templates");
  await expect(grid.getByRole("row").filter({ hasText: "Турция" })).toContainText("25 %");
  await expect(grid.getByRole("row").filter({ hasText: "Турция" })).toContainText("20 %");
  await grid.press("Enter");
  const panel = page.getByTestId("template-panel");
  await expect(panel).toContainText("Фрахт Стамбул — Новороссийск");
  await expect(panel).toContainText("1 500,00 $");
  await expect(panel).toContainText("80 дн.");
  const name = panel.getByLabel("Название");
  await name.fill("");
  await name.press("Enter");
  await expect(panel.getByText("E2010")).toBeVisible();
  await name.fill("Турция, DDP");
  await name.press("Enter");
  await expect(panel.getByRole("heading", { name: "Турция, DDP" })).toBeVisible();
  await page.keyboard.press("Escape");
  await grid.press("Delete");
  await expect(page.getByRole("heading", { name: "Шаблонов пока нет" })).toBeVisible();
  await page.getByTestId("toast").filter({ hasText: "Турция, DDP" }).last().getByRole("button", { name: "Отменить" }).click();
  await expect(grid.getByRole("row").filter({ hasText: "Турция, DDP" })).toBeVisible();
});
