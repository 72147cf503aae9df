import { expect, shot, test } from "./test";

test("a supplier and its product are made, filtered, copied and priced as people type", async ({ page, open, host }) => {
  await open("#/suppliers");
  await page.keyboard.press("Control+n");
  await page.getByTestId("supplier-panel").getByLabel("Название").fill("ПромСнаб");
  await page.getByTestId("supplier-create").click();
  await expect(page.getByRole("row").filter({ hasText: "ПромСнаб" })).toBeVisible();
  await shot(page, "suppliers");

  await page.getByRole("button", { name: "Товары поставщика" }).click();
  await expect(page.getByTestId("product-supplier")).toHaveValue("ПромСнаб");
  await page.getByTestId("product-new").click();
  const panel = page.getByTestId("product-panel");
  await panel.getByLabel("Название").fill('Кран шаровой 1½" Ду40');
  await panel.getByLabel("Артикул").fill("00042-К");
  await panel.getByLabel("Цена").fill("1 234,5");
  await page.getByTestId("product-create").click();
  const row = page.getByRole("row").filter({ hasText: "00042-К" });
  await expect(row).toContainText(/1\s234,50\s₽/);
  await expect(panel.getByRole("heading", { level: 2 })).toContainText("Кран шаровой");
  await shot(page, "product-panel");

  await panel.getByLabel("Цена").fill("дорого");
  await panel.getByLabel("Цена").press("Enter");
  await expect(panel.getByText("Это не число")).toBeVisible();
  await expect(panel.getByLabel("Цена")).toHaveValue("дорого");
  await panel.getByLabel("Цена").fill("2.000,75");
  await panel.getByLabel("Цена").press("Enter");
  await expect(row).toContainText(/2\s000,75/);

  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await page.getByTestId("products").press("Control+d");
  await expect(panel).toBeVisible();
  await expect.poll(async () => (await host.call("product.list")).total).toBe(2);
});

test("an arrow leads from the search into the list and Enter opens the row", async ({ page, open, host }) => {
  for (const name of ["Насос 25-40", "Насос 25-60", "Муфта"]) await host.call("product.create", { set: { name } });
  await open("#/products");
  await page.keyboard.press("/");
  await page.keyboard.type("насос");
  await expect(page.getByTestId("list-total")).toHaveText("2 записи");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("product-panel").getByRole("heading", { level: 2 })).toContainText("Насос");
  await page.keyboard.press("Escape");
  await page.getByTestId("products").press("Control+a");
  await page.getByTestId("products").press("Delete");
  await expect(page.getByTestId("toast")).toContainText("2 записи");
  await page.keyboard.press("Control+z");
  await expect(page.getByTestId("list-total")).toHaveText("2 записи");
});
