import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Commands } from "../src/ipc/types";

const UI = fileURLToPath(new URL("..", import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(UI, "..", "target");

/** How the keychain of the test host behaves. */
export type Keychain = "ok" | "missing" | "locked" | "denied" | "empty" | "hung";

/** How a test host is started. */
export interface HostOptions {
  keychain?: Keychain;
  sample?: boolean;
  /** A data folder that another host used before; one of its own otherwise. */
  dataDir?: string;
}

/** A running core with its own port, data folder and keychain double. */
export class Host {
  private constructor(
    readonly url: string,
    readonly dataDir: string,
    private readonly process: ChildProcess,
    private readonly ownsFolder: boolean,
  ) {}

  /** Starts the test host and waits until it says where it listens. */
  static async start(options: HostOptions = {}): Promise<Host> {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), "oferta-e2e-"));
    const args = ["--data-dir", dataDir, "--ui", join(UI, "dist"), "--keychain", options.keychain ?? "ok"];
    if (options.sample) args.push("--sample");
    const started = spawn(join(TARGET, process.env.OFERTA_PROFILE ?? "debug", "oferta-testhost"), args, { stdio: ["ignore", "pipe", "inherit"] });
    // A test runner that is ended before its tests leaves no core behind.
    const end = () => started.kill("SIGKILL");
    process.once("exit", end);
    started.once("exit", () => process.off("exit", end));
    const url = await new Promise<string>((resolve, reject) => {
      let said = "";
      started.once("error", reject);
      started.once("exit", (code) => reject(new Error(`the test host ended with ${code}: ${said}`)));
      started.stdout.on("data", (chunk: Buffer) => {
        said += chunk.toString();
        const found = /listening (http:\/\/\S+)/.exec(said);
        if (found?.[1]) resolve(found[1]);
      });
    });
    return new Host(url, dataDir, started, options.dataDir === undefined);
  }

  /** Runs one command of the core and returns its envelope. */
  async envelope(command: string, payload: unknown): Promise<{ ok?: unknown; error?: { code: string } }> {
    const response = await fetch(`${this.url}/rpc`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ command, payload }),
    });
    return (await response.json()) as { ok?: unknown; error?: { code: string } };
  }

  /** Runs one command of the core; an error of the core fails the test. */
  async call<C extends keyof Commands>(command: C, payload: Partial<Commands[C]["request"]> = {}): Promise<Commands[C]["response"]> {
    const answer = await this.envelope(command, payload);
    if (answer.error) throw new Error(`${command}: ${JSON.stringify(answer.error)}`);
    return answer.ok as Commands[C]["response"];
  }

  /** Waits until the store is open. */
  async opened(): Promise<void> {
    while ((await this.call("app.state")).state === "opening");
  }

  /** Makes a store, past the start screens, in this language and theme. */
  async prepare(language: "ru" | "en" = "ru", theme = "system"): Promise<void> {
    await this.call("app.create", { keeper: "keychain" });
    await this.call("app.confirm_recovery_key");
    await this.call("settings.set", { language, theme });
  }

  /** Ends the process and waits until it is gone; `keep` leaves the data for another host. */
  async stop(keep = false): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const gone = new Promise((resolve) => this.process.once("exit", resolve));
      this.process.kill("SIGTERM");
      await gone;
    }
    if (!keep && this.ownsFolder) rmSync(this.dataDir, { recursive: true, force: true });
  }
}
