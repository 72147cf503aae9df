import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { Capabilities, WebDriver, type WebElement } from "selenium-webdriver";
import { Executor, HttpClient } from "selenium-webdriver/http";
import type { Desktop } from "./desktop";
import { until } from "./until";

/** The root of the project. */
export const project = resolve(import.meta.dirname, "../../../..");
/** Where cargo puts what it builds. */
export const target = resolve(project, process.env["CARGO_TARGET_DIR"] ?? "target");
/** The program under test: the build of the tests, or the released one for the benchmarks. */
export const binary = join(target, process.env["OFERTA_PROFILE"] ?? "debug", "oferta");

/** A tool that makes a store look as if a newer Oferta had written it. */
export const newerStore = join(target, "debug/examples/newer_store");

/** A notification service that says what it is asked to show. */
export const notificationDaemon = join(target, "debug/examples/notification_daemon");

/** Suppliers' price lists as they come. */
export const priceLists = join(project, "samples/price-lists");

const shots = join(project, "ui/e2e/shots/window");

/** WebKit takes its picture at the next frame: a page at rest would keep it waiting for ever. */
const REPAINT = `const end = performance.now() + 2000, { style } = document.body;
  let odd = false;
  (function frame() {
    odd = performance.now() < end && !odd;
    style.outline = odd ? "1px solid transparent" : "";
    if (performance.now() < end) requestAnimationFrame(frame);
  })();`;

/** One run of Oferta on a desktop, driven through its real window. */
export class Oferta {
  private constructor(
    readonly desktop: Desktop,
    readonly page: WebDriver,
    readonly pid: number,
    private readonly server: ChildProcess,
  ) {}

  static async open(desktop: Desktop, args: string[] = []): Promise<Oferta> {
    if (!existsSync(binary)) throw new Error(`${binary} is missing: cargo build --workspace`);
    const port = await freePort();
    const server = desktop.spawn("WebKitWebDriver", ["--host=127.0.0.1", `--port=${port}`]);
    server.stdout?.resume();
    const address = `http://127.0.0.1:${port}`;
    await until("the driver answers", async () => (await fetch(`${address}/status`)).ok);
    const wanted = new Capabilities({ "webkitgtk:browserOptions": { binary, args: ["--offline", ...args] } });
    const page = WebDriver.createSession(new Executor(new HttpClient(address)), wanted);
    await page.getSession();
    const pid = await until("Oferta runs", () => desktop.processes(binary)[0]);
    return new Oferta(desktop, page, pid, server);
  }

  /** The first visible element of this selector, and of this name where one is given. */
  async find(selector: string, name?: string | RegExp): Promise<WebElement> {
    const look = async (): Promise<WebElement | undefined> => {
      for (const element of await this.page.findElements({ css: selector })) {
        if (!(await element.isDisplayed())) continue;
        if (name === undefined || matches(await this.#nameOf(element), name)) return element;
      }
      return undefined;
    };
    try {
      return await until(`${selector} ${name ?? ""}`, look);
    } catch (error) {
      throw new Error(`${String(error)}\nThe page shows:\n${await this.text()}`, { cause: error });
    }
  }

  /** Clicks as soon as nothing lies above: a page that is being laid out may still move. */
  async click(selector: string, name?: string | RegExp): Promise<void> {
    await until(`a click on ${selector}`, async () => {
      const element = await this.find(`:is(${selector}):not(:disabled)`, name);
      await element.click();
      return true;
    });
  }

  /** Replaces the text of a field. */
  async fill(selector: string, text: string): Promise<void> {
    const field = await this.find(selector);
    await field.clear();
    await field.sendKeys(text);
  }

  /** Picks one of a set of cards. A set of one card is not shown: then there is nothing to pick. */
  async choose(value: string): Promise<void> {
    for (const card of await this.page.findElements({ css: `[data-testid="choice-${value}"]` })) await card.click();
  }

  /** Presses keys wherever the focus is. */
  async press(...keys: string[]): Promise<void> {
    const actions = this.page.actions();
    for (const key of keys) actions.keyDown(key);
    for (const key of keys.toReversed()) actions.keyUp(key);
    await actions.perform();
  }

  /** Types text wherever the focus is. */
  async type(text: string): Promise<void> {
    await this.page.actions().sendKeys(text).perform();
  }

  /** What the page shows as text. */
  text(selector = "body"): Promise<string> {
    return this.page.executeScript("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
  }

  /** The test id of the element that has the keyboard. */
  focused(): Promise<string | null> {
    return this.page.executeScript("return document.activeElement?.dataset.testid ?? null");
  }

  sees(text: string | RegExp, selector = "body"): Promise<true> {
    return until(`the page shows ${text}`, async () => matches(await this.text(selector), text));
  }

  /** Calls a command of the core as the page would: to prepare data, or to look behind the screen. */
  async call(command: string, request: unknown = {}): Promise<unknown> {
    const script = `const [command, payload, done] = arguments;
      window.__TAURI_INTERNALS__.invoke("rpc", { command, payload }).then(done, (error) => done({ error: String(error) }));`;
    const answer = await this.page.executeAsyncScript<{ ok?: unknown; error?: unknown }>(
      script,
      command,
      JSON.stringify(request),
    );
    if (answer.error) throw new Error(`${command}: ${JSON.stringify(answer.error)}`);
    return answer.ok;
  }

  /** Saves what the window shows, light and dark, where a person can look at it. */
  async shoot(name: string): Promise<void> {
    mkdirSync(shots, { recursive: true });
    const theme = await this.#theme();
    for (const shown of ["light", "dark"]) {
      await this.#theme(shown);
      await this.page.executeScript(REPAINT);
      writeFileSync(join(shots, `${name}-${shown}.png`), await this.page.takeScreenshot(), "base64");
    }
    await this.#theme(theme);
  }

  /** Ends Oferta as the desktop does at sign-out. */
  quit(): Promise<void> {
    return this.#end("SIGTERM");
  }

  /** Ends Oferta as a power failure does. */
  crash(): Promise<void> {
    return this.#end("SIGKILL");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    process.kill(this.pid, signal);
    await until("Oferta ends", () => !this.desktop.processes(binary).includes(this.pid));
    this.server.kill("SIGKILL");
  }

  #theme(change?: string): Promise<string> {
    const script = `const root = document.documentElement, before = root.dataset.theme ?? "light";
      if (arguments[0]) root.dataset.theme = arguments[0];
      return before;`;
    return this.page.executeScript(script, change ?? null);
  }

  #nameOf(element: WebElement): Promise<string> {
    const script = `const element = arguments[0];
      const labels = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
        .map((id) => document.getElementById(id)?.textContent ?? "");
      const own = element.getAttribute("aria-label") ?? (labels.join(" ") || [...(element.labels ?? [])].map((label) => label.textContent).join(" "));
      return (own || element.innerText || element.getAttribute("title") || element.getAttribute("placeholder") || "").trim();`;
    return this.page.executeScript(script, element);
  }
}

function matches(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? text.includes(wanted) : wanted.test(text);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? found(address.port) : failed(new Error("no port"))));
    });
  });
}
