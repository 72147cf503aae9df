import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Host } from "./host";
import { cell, line, lines, openQuote, quoteWith } from "./quotes";
import { expect, expectAccessible, type Page, shot, test } from "./test";

/** The notifications that a desktop would have shown. */
async function notices(host: Host): Promise<{ title: string; body: string }[]> {
  return (await (await fetch(`${host.url}/notices`)).json()) as { title: string; body: string }[];
}

const entry = (page: Page, action: string) => page.getByTestId("history").locator(`[data-action="${action}"]`);

test("the preview follows the selected line and the edits", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(90));
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+P");
  const preview = page.getByTestId("preview");
  await expect(preview).toHaveAttribute("data-page", "1");
  await expect(page.getByTestId("preview-image")).toBeVisible();
  const image = () => page.getByTestId("preview-image").getAttribute("src");
  expect(await page.getByTestId("preview-image").evaluate((shown: HTMLImageElement) => shown.naturalWidth > 0)).toBe(true);
  await shot(page, "desk-preview");

  await page.keyboard.press("Shift+F6");
  await page.keyboard.press("Control+End");
  await expect(preview).not.toHaveAttribute("data-page", "1");
  const last = await preview.getAttribute("data-page");
  await expect(page.getByTestId("preview-page")).toHaveText(`Страница ${last} из ${last}`);
  await page.keyboard.press("Control+Home");
  await expect(preview).toHaveAttribute("data-page", "1");

  // An edit is on the page once the quote stands still.
  const before = await image();
  await cell(page, 0, "name").click();
  await page.keyboard.type("Насос циркуляционный");
  await page.keyboard.press("Enter");
  await expect.poll(image).not.toBe(before);

  await page.getByRole("button", { name: "Следующая страница" }).click();
  await expect(preview).toHaveAttribute("data-page", "2");
  await preview.press("PageUp");
  await expect(preview).toHaveAttribute("data-page", "1");
  const width = async () => (await page.getByTestId("preview-image").boundingBox())?.width ?? 0;
  const fit = await width();
  await page.getByRole("button", { name: "Увеличить страницу" }).click();
  await expect.poll(width).toBeGreaterThan(fit * 1.4);
  await expectAccessible(page, "preview");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("desk")).toHaveCount(0);
});

test("a quote without lines has no document yet", async ({ page, open, host }) => {
  await openQuote(page, open, await quoteWith(host, []));
  await page.getByTestId("desk-toggle").click();
  await expect(page.getByTestId("preview")).toContainText("Добавьте строку");
});

test("F6 leads from the lines to the panel, to the header and back", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  const grid = cell(page, 0, "name");
  const panel = page.getByTestId("desk");
  const header = page.getByTestId("customer-combobox");
  await page.keyboard.press("Control+Shift+G");
  await expect(page.getByTestId("history")).toBeVisible();
  await grid.click();
  for (const place of [panel, header, grid, panel]) {
    await page.keyboard.press("F6");
    await expect(place).toBeFocused();
  }
  for (const place of [grid, header, panel]) {
    await page.keyboard.press("Shift+F6");
    await expect(place).toBeFocused();
  }
  await page.keyboard.press("Escape");
  for (const place of [header, grid]) {
    await page.keyboard.press("F6");
    await expect(place).toBeFocused();
  }
});

test("the buttons over the lines stay in one row beside the widest panel", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+P");
  await expect(page.getByTestId("preview-image")).toBeVisible();
  const middleOf = async (button: string) => {
    const box = await page.getByTestId(button).boundingBox();
    return box && box.y + box.height / 2;
  };
  expect(await middleOf("column-menu")).toBeCloseTo((await middleOf("add-products")) ?? 0, 0);
  await expect(page.getByTestId("desk-toggle")).toHaveAccessibleName("Просмотр");
  await expect(page.getByTestId("desk-toggle")).toHaveAttribute("title", /Ctrl\+Shift\+P/);
  await expectAccessible(page, "folded bar");
  await shot(page, "desk-bar");
});

test("the history says who changed what, and shows values before and after", async ({ page, open, host }) => {
  await host.call("profile.patch", { id: "profile", set: { first_name: "Мария", last_name: "Орлова" } });
  const id = await quoteWith(host, lines(2));
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+G");
  await expect(entry(page, "quote.create")).toContainText("Предложение создано");
  await expect(entry(page, "quote.create")).toContainText("Мария Орлова");

  await cell(page, 0, "unit_price").click();
  await page.keyboard.type("250");
  await page.keyboard.press("Enter");
  const edit = entry(page, "quote.edit").first();
  await expect(edit).toContainText("Строки: изменено 1 — цена без НДС");
  await edit.getByRole("button").click();
  await expect(edit).toContainText("Товар 1");
  await expect(edit.locator("del")).toHaveText("101");
  await expect(edit.locator("ins")).toHaveText("250");
  await shot(page, "desk-history");
  await expectAccessible(page, "history");

  for (let at = 0; at < 60; at += 1) {
    await host.call("note.create", { set: { quote_id: id, text: `Заметка ${at}` } });
  }
  await page.keyboard.press("Control+Shift+G");
  await page.keyboard.press("Control+Shift+G");
  await expect(page.getByTestId("history").getByRole("listitem")).toHaveCount(50);
  await page.getByTestId("history-more").click();
  await expect(entry(page, "quote.create")).toBeVisible();
  await expect(page.getByTestId("history-more")).toHaveCount(0);
});

test("notes are written, changed and removed, and survive a crash while being written", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+N");
  await expect(page.getByLabel("Новая заметка")).toBeFocused();
  await page.keyboard.type("Просили скидку 5 %");
  await page.keyboard.press("Control+Enter");
  const note = page.getByTestId("note");
  await expect(note).toContainText("Просили скидку 5 %");
  await note.getByRole("button", { name: "Изменить заметку" }).click();
  await expect(page.getByLabel("Текст заметки")).toBeFocused();
  await page.getByLabel("Текст заметки").fill("Просили 7 %");
  await page.keyboard.press("Control+Enter");
  await expect(note).toContainText("Просили 7 %");
  await shot(page, "desk-notes");
  await expectAccessible(page, "notes");
  await note.getByRole("button", { name: "Удалить заметку" }).click();
  await expect(note).toHaveCount(0);
  await page.getByTestId("toast").getByRole("button", { name: "Отменить" }).click();
  await expect(note).toContainText("Просили 7 %");

  const kept = page.waitForResponse((response) => (response.request().postData() ?? "").includes("Недописанная"));
  await page.getByLabel("Новая заметка").fill("Недописанная");
  await kept;
  await page.reload();
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  await page.keyboard.press("Control+Shift+N");
  await expect(page.getByLabel("Новая заметка")).toHaveValue("Недописанная");
});

test("files are added, opened, copied out and removed", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  const folder = mkdtempSync(join(tmpdir(), "oferta-files-"));
  const path = join(folder, "Запрос клиента.pdf");
  writeFileSync(path, "%PDF-1.7 запрос");
  writeFileSync(join(folder, "пусто.txt"), "");
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+F");
  await expect(page.getByTestId("file-add")).toBeFocused();
  const choose = async (file: string) => {
    const chooser = page.waitForEvent("filechooser");
    await page.getByTestId("file-add").click();
    await (await chooser).setFiles(file);
  };
  await choose(path);
  const file = page.getByTestId("file");
  await expect(file).toContainText("Запрос клиента.pdf");
  await expect(file).toContainText("1 КБ");
  await choose(join(folder, "пусто.txt"));
  await expect(page.getByTestId("files")).toContainText("Файл пуст (E2061)");
  await shot(page, "desk-files");
  await expectAccessible(page, "files");
  await page.getByRole("button", { name: "Сохранить копию: Запрос клиента.pdf" }).click();
  await expect(page.getByTestId("toast").last()).toContainText("Копия сохранена: Запрос клиента.pdf");
  await page.getByRole("button", { name: "Убрать файл: Запрос клиента.pdf" }).click();
  await expect(file).toHaveCount(0);
  await page.getByTestId("toast").last().getByRole("button", { name: "Отменить" }).click();
  await expect(file).toContainText("Запрос клиента.pdf");
  rmSync(folder, { recursive: true });
});

test("a reminder is set from a preset, told, and leads to its quote", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(1));
  await openQuote(page, open, id);
  await page.keyboard.press("Control+Shift+M");
  const dialog = page.getByTestId("reminder");
  await expect(dialog.getByTestId("preset-tomorrow")).toBeFocused();
  await dialog.getByTestId("preset-week").click();
  await page.getByTestId("reminder-time").fill("10:30");
  await page.getByTestId("reminder-text").fill("Позвонить и уточнить сроки");
  // A time that is over is refused where it stands.
  await page.getByTestId("reminder-day").fill("01.02.2020");
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("Это время уже прошло (E2052)");
  await dialog.getByTestId("preset-week").click();
  await expect(dialog).not.toContainText("E2052");
  await page.getByTestId("reminder-time").fill("10:30");
  await page.getByTestId("reminder-text").focus();
  await shot(page, "reminder-dialog");
  await expectAccessible(page, "reminder");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId("reminder-chip")).toContainText("10:30");

  // One that is due at once: the desktop tells it, and a click leads here from wherever the person is.
  await host.call("reminder.create", { set: { quote_id: id, due_at: Date.now() + 1000, text: "Сейчас" } });
  await expect.poll(() => notices(host)).toEqual([{ title: expect.stringContaining("Северная верфь") as unknown as string, body: "Сейчас" }]);
  await open("#/quotes");
  await expect(page.getByTestId("quotes").getByTestId("reminder-mark")).toContainText("сегодня");
  await shot(page, "reminder-list");
  await fetch(`${host.url}/notices/click?n=0`, { method: "POST" });
  await expect(page.getByTestId("quote-grid")).toBeVisible();
  expect(page.url()).toContain(id);

  await page.getByTestId("reminder-chip").click();
  await dialog.getByTestId("reminder-done").first().click();
  await expect(dialog.getByTestId("reminder-done")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("reminder-chip")).toContainText("10:30");
});

test("a customer is made in place with all its fields, and never by leaving the field", async ({ page, open, host }) => {
  const { quote } = await host.call("quote.create", { title: "Котельная" });
  await host.call("quote.edit", { id: quote.id, edits: [{ edit: "insert", after: null, lines: [line(1)] }] });
  await openQuote(page, open, quote.id);
  await page.keyboard.press("Control+Shift+C");
  await page.keyboard.type("Новый клиент");
  await expect(page.getByRole("option", { name: "Создать клиента" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByTestId("customer-combobox")).toHaveValue("");
  expect((await host.call("customer.list")).total).toBe(0);

  await page.keyboard.press("Control+Shift+C");
  await page.keyboard.type("Новый клиент");
  await expect(page.getByRole("option", { name: "Создать клиента" })).toBeVisible();
  await page.keyboard.press("Enter");
  const dialog = page.getByTestId("new-customer");
  await expect(dialog.getByLabel("Название", { exact: true })).toHaveValue("Новый клиент");
  await dialog.getByLabel("ИНН").fill("7707083893");
  await dialog.getByLabel("КПП").fill("770701001");
  await dialog.getByLabel("Юридический адрес").fill("Санкт-Петербург, Ленинская ул., 1");
  await shot(page, "new-customer-in-quote");
  await page.keyboard.press("Control+Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId("customer-combobox")).toHaveValue("Новый клиент");
  await expect(page.getByTestId("requisites")).toHaveText("ИНН 7707083893 · КПП 770701001 · Санкт-Петербург, Ленинская ул., 1");

  await page.getByTestId("contact-combobox").fill("Ирина Белова");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("new-contact").getByLabel("Фамилия")).toHaveValue("Белова");
  await page.getByTestId("contact-make").click();
  await expect(page.getByTestId("contact-combobox")).toHaveValue("Ирина Белова");
  expect((await host.call("quote.get", { id: quote.id })).quote.contact_id).not.toBeNull();
  await shot(page, "quote-header");
});

test("a row of the bin says when it goes, and is deleted for ever only after a question", async ({ page, open, host }) => {
  const id = await quoteWith(host, lines(2), "Старое предложение");
  await host.call("quote.delete", { ids: [id] });
  await open("#/bin");
  const row = page.getByRole("row").filter({ hasText: "Старое предложение" });
  const on = new Date(Date.now() + 30 * 24 * 60 * 60 * 1000);
  const two = (part: number) => String(part).padStart(2, "0");
  await expect(row).toContainText(`${two(on.getDate())}.${two(on.getMonth() + 1)}.${on.getFullYear()}`);
  await shot(page, "bin-goes");
  await row.getByTestId("purge").click();
  const question = page.getByTestId("confirm");
  await expect(question).toContainText("Отменить это нельзя");
  await page.keyboard.press("Escape");
  await expect(row).toBeVisible();
  await row.getByTestId("purge").click();
  await question.getByRole("button", { name: "Стереть навсегда" }).click();
  await expect(row).toHaveCount(0);
  expect((await host.envelope("quote.get", { id })).error?.code).toBe("E3006");

  await open("#/settings/storage");
  await page.getByLabel("Хранить в корзине").selectOption("0");
  await expect.poll(async () => (await host.call("settings.get")).bin_days).toBe(0);
});

for (const theme of ["dark"] as const) {
  test.describe(`${theme}, en`, () => {
    test.use({ prepared: { language: "en", theme } });

    test("the panels have their pictures", async ({ page, open, host }) => {
      const id = await quoteWith(host, lines(30), "Boiler house");
      await host.call("note.create", { set: { quote_id: id, text: "They asked for 5 %" } });
      await host.call("reminder.create", { set: { quote_id: id, due_at: Date.now() + 3_600_000, text: "Call" } });
      await openQuote(page, open, id);
      for (const [keys, name] of [
        ["Control+Shift+P", "preview"],
        ["Control+Shift+G", "history"],
        ["Control+Shift+N", "notes"],
        ["Control+Shift+F", "files"],
      ] as const) {
        await page.keyboard.press(keys);
        await expect(page.getByTestId(name)).toBeVisible();
        if (name === "preview") await expect(page.getByTestId("preview-image")).toBeVisible();
        await expectAccessible(page, `${name} ${theme}`);
        await shot(page, `desk-${name}-${theme}-en`);
      }
      await page.keyboard.press("Control+Shift+M");
      await expect(page.getByTestId("reminder")).toBeVisible();
      await expectAccessible(page, `reminder ${theme}`);
      await shot(page, `reminder-${theme}-en`);
    });
  });
}
