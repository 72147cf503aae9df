import { expect, expectAccessible, shot, test } from "./test";

test("a row of the bin comes back by its button and its key, not by being looked at", async ({ page, open, host }) => {
  const made = [];
  for (const name of ["Альтаир", "Вега", "Денеб"]) made.push((await host.call("customer.create", { set: { name } })).customer.id);
  await host.call("customer.delete", { ids: made });
  const left = async () => (await host.call("customer.list", { bin: true })).total;
  await open("#/bin");
  await page.getByRole("tab", { name: "Клиенты" }).click();
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  await row("Вега").getByText("Вега").click();
  await expect(row("Вега")).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await expect(row("Вега")).toHaveCount(0);
  await expect(page.getByTestId("toast")).toContainText("Вега");
  expect(await left()).toBe(2);

  await page.getByTestId("bin").press("Control+a");
  await page.keyboard.press("Control+Enter");
  await expect.poll(left).toBe(0);
  await expect(page.getByTestId("toast")).toContainText("выбранные записи (2)");
});

test("an empty tab of the bin says where there is something", async ({ page, open, host }) => {
  const { customer } = await host.call("customer.create", { set: { name: "Альтаир" } });
  await host.call("customer.delete", { ids: [customer.id] });
  await open("#/bin");
  await expect(page.getByRole("heading", { name: "На этой вкладке пусто" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Удалённое есть на других вкладках: Клиенты.");
  await expect(page.getByRole("tab", { name: "Клиенты" })).toHaveText(/Клиенты\s*1/);
  await expectAccessible(page, "an empty tab of the bin");
  await shot(page, "bin-tab-empty");
  await page.getByRole("tab", { name: "Клиенты" }).click();
  await page.getByRole("button", { name: "Восстановить" }).click();
  await expect(page.getByRole("heading", { name: "Корзина пуста" })).toBeVisible();
});
