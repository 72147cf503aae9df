import { type ChildProcess, spawn } from "node:child_process";
import { expect } from "vitest";
import type { Desktop } from "./harness/desktop";
import { journey } from "./harness/journey";
import { notificationDaemon, Oferta } from "./harness/oferta";
import { firstStart } from "./harness/steps";
import { until } from "./harness/until";

interface Shown {
  id: number;
  summary: string;
  body: string;
  actions: string[];
}

/** Starts the notification service of a desktop and waits until it is on the bus; what it shows is added to `shown`. */
async function notifications(desktop: Desktop, args: string[] = []): Promise<{ daemon: ChildProcess; shown: Shown[] }> {
  const daemon = spawn(notificationDaemon, args, { env: desktop.environment, stdio: ["pipe", "pipe", "inherit"] });
  const lines: Shown[] = [];
  let text = "";
  daemon.stdout?.setEncoding("utf8");
  daemon.stdout?.on("data", (part: string) => {
    text += part;
    const whole = text.split("\n");
    text = whole.pop() ?? "";
    lines.push(...whole.map((line) => JSON.parse(line) as Shown));
  });
  await until("the notification service", () => lines.length > 0);
  lines.length = 0;
  return { daemon, shown: lines };
}

async function dueQuote(oferta: Oferta, text: string): Promise<{ id: string; label: string }> {
  const { quote } = (await oferta.call("quote.create", { title: "Котельная" })) as { quote: { id: string; label: string } };
  await oferta.call("reminder.create", { set: { quote_id: quote.id, due_at: Date.now() + 1_000, text } });
  return quote;
}

journey("a reminder that is due is told by the desktop, and a click opens its quote", {}, async (desktop) => {
  const { daemon, shown } = await notifications(desktop);
  const oferta = await Oferta.open(desktop);
  await firstStart(oferta);
  await oferta.click("[data-testid=nav-customers]");
  const quote = await dueQuote(oferta, "Позвонить <Иванову> & Ко");
  const told = await until("the notification", () => shown[0]);
  expect(told.summary).toBe(`${quote.label} · Котельная`);
  expect(told.body).toBe("Позвонить <Иванову> & Ко");
  expect(told.actions).toEqual(["default", "Открыть"]);
  daemon.stdin?.write(`click ${told.id}\n`);
  await oferta.find("[data-testid=quote-grid]");
  await oferta.find("[data-testid=reminder-chip]");
  await oferta.shoot("reminder");
  expect(shown).toHaveLength(1);
  await oferta.quit();
});

journey("a notification service that hangs holds nothing up", {}, async (desktop) => {
  await notifications(desktop, ["--hang"]);
  const oferta = await Oferta.open(desktop);
  await firstStart(oferta);
  await oferta.click("[data-testid=nav-customers]");
  const quote = await dueQuote(oferta, "Позвонить");
  // The screens learn that it is due, whatever becomes of the notification.
  await until("the reminder is due", async () => {
    const { reminders } = (await oferta.call("reminder.list", {})) as { reminders: { due_at: number }[] };
    return (reminders[0]?.due_at ?? Infinity) < Date.now();
  });
  await oferta.call("quote.edit", { id: quote.id, edits: [{ edit: "header", set: { title: "Насосная" } }] });
  await oferta.click("[data-testid=nav-quotes]");
  await oferta.sees("Насосная");
  await oferta.quit();
});
