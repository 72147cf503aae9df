import { cell, lines, openQuote, quoteWith, stored } from "./quotes";
import { expect, shot, test } from "./test";

test("the toast of a step goes when the step is undone by key, and undoing says what was done", async ({ page, open, host }) => {
  await host.call("customer.create", { set: { name: "Альтаир" } });
  await open("#/customers");
  const toasts = page.getByTestId("toast");
  await page.getByTestId("customers").press("Delete");
  await expect(toasts).toHaveText(/В корзине: Альтаир/);
  await page.keyboard.press("Control+z");
  await expect(toasts).toHaveText(/^Отменено: удаление клиента · Альтаир/);
  await expect(toasts.getByRole("button", { name: "Отменить" })).toHaveCount(0);
  await page.keyboard.press("Control+Shift+z");
  await expect(toasts).toHaveText(/^Возвращено: удаление клиента · Альтаир/);
});

test("toasts of undoing do not pile up and never cover the sums", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(3));
  await openQuote(page, open, id);
  for (const row of [0, 1, 2]) {
    await cell(page, row, "quantity").click();
    await page.keyboard.type("5");
    await page.keyboard.press("Enter");
    await expect(cell(page, row, "quantity")).toHaveText("5");
  }
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["5", "5", "5"]);
  for (const expected of [["5", "5", "1"], ["5", "1", "1"], ["1", "1", "1"]]) {
    await page.keyboard.press("Control+z");
    await expect.poll(() => stored(host, id, "quantity")).toEqual(expected);
  }
  const toast = page.getByTestId("toast");
  await expect(toast).toHaveText(/^Отменено: правка предложения · /);
  const sums = await page.getByLabel("Итоги", { exact: true }).boundingBox();
  await expect.poll(async () => {
    const box = await toast.boundingBox();
    return box && sums ? box.y + box.height <= sums.y : null;
  }).toBe(true);
  await shot(page, "undone");
});

test("what is not saved in a cell is said at the top, not that all is saved", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  const status = page.getByTestId("save-status");
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect(status).toHaveText("Есть несохранённое");
  await cell(page, 1, "quantity").click();
  await page.keyboard.type("3");
  await page.keyboard.press("Enter");
  await expect.poll(() => stored(host, id, "quantity")).toEqual(["1", "3"]);
  await expect(cell(page, 0, "quantity")).toHaveAttribute("aria-invalid", "true");
  await expect(status).toHaveText("Есть несохранённое");
  await shot(page, "something-unsaved");
  await cell(page, 0, "quantity").click();
  await page.keyboard.press("Escape");
  await expect(cell(page, 0, "quantity")).toHaveText("1");
  await expect(status).toHaveText("Сохранено");

  // A row takes its texts along, and so does the page.
  await cell(page, 0, "quantity").click();
  await page.keyboard.type("=1/0");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("cell-fault")).toContainText("Формула делит на ноль");
  await cell(page, 1, "name").click();
  await expect(status).toHaveText("Есть несохранённое");
  await page.getByTestId("nav-customers").click();
  await expect(page.getByRole("heading", { level: 1, name: "Клиенты" })).toBeVisible();
  await expect(status).not.toHaveText("Есть несохранённое");
});
