import { expect, shot, test } from "./test";

test("the palette finds commands in both languages and the wrong layout, and remembers", async ({ page, open }) => {
  await open("#/customers");
  await page.keyboard.press("Control+k");
  const palette = page.getByTestId("palette");
  await expect(palette).toBeVisible();
  await shot(page, "palette");

  const first = palette.getByRole("option").first();
  for (const text of ["поставщ", "open suppl", "gjcnfdob", "постващик"]) {
    await palette.getByRole("combobox").fill(text);
    await expect(first).toContainText(/поставщик/i);
  }
  await palette.getByRole("combobox").fill("открыть поставщиков");
  await expect(first).toContainText("GS");
  await page.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: "Поставщики" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await expect(palette.getByRole("group", { name: "Недавнее" }).getByRole("option")).toHaveText(/Открыть поставщиков/);
  await page.keyboard.press("Escape");
  await expect(palette).toHaveCount(0);
});

test("the palette opens customers and products", async ({ page, open, host }) => {
  await host.call("customer.create", { set: { name: "Гранит-Сервис" } });
  await host.call("product.create", { set: { name: "Задвижка чугунная", article: "ZD-100" } });
  await open();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("гранит");
  await expect(page.getByRole("option", { name: /Гранит-Сервис/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Гранит-Сервис" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("zd-1");
  await expect(page.getByRole("option", { name: /Задвижка/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("product-panel")).toBeVisible();
});

test("a search that finds nothing says so", async ({ page, open }) => {
  await open();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("щщщщ");
  await expect(page.getByTestId("palette").getByRole("status")).toContainText("щщщщ");
});
