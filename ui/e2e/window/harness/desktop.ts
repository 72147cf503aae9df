import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./until";

/** The keychain of a desktop: open as after a sign-in, or no service at all. */
export type KeychainState = "unlocked" | "missing";

/** What a journey wants of its desktop. */
export interface DesktopOptions {
  keychain?: KeychainState;
  /** A desktop portal that is started and never answers. */
  hungPortal?: boolean;
}

/** Title of the dialog that opens a file. */
const FILE_DIALOG = "Open File|Open file|Открыть";
const KEYRING = "/usr/bin/gnome-keyring-daemon";

/** How long a process may take to end by itself. */
const GRACE_MS = 2_000;

/** A desktop of its own: home folder, screen, session bus, keychain. Nothing of it outlives `stop`. */
export class Desktop {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  #display = "";

  private constructor() {
    this.home = mkdtempSync(join(tmpdir(), "oferta-desktop-"));
    const folder = (name: string): string => {
      const path = join(this.home, name);
      mkdirSync(path, { recursive: true, mode: 0o700 });
      return path;
    };
    this.environment = {
      PATH: process.env["PATH"],
      LANG: "C.UTF-8",
      HOME: this.home,
      XDG_DATA_HOME: folder(".local/share"),
      XDG_CONFIG_HOME: folder(".config"),
      XDG_CACHE_HOME: folder(".cache"),
      XDG_RUNTIME_DIR: folder("run"),
      TAURI_WEBVIEW_AUTOMATION: "true",
    };
    writeFileSync(join(folder(".config"), "user-dirs.dirs"), 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n');
    folder("Documents");
  }

  static async start(options: DesktopOptions = {}): Promise<Desktop> {
    const desktop = new Desktop();
    try {
      await desktop.#startScreen();
      await desktop.#startBus(options);
      if (options.keychain !== "missing") desktop.#unlockKeychain();
      return desktop;
    } catch (error) {
      await desktop.stop();
      throw error;
    }
  }

  /** Where Oferta keeps its workspace on this desktop. */
  get dataDir(): string {
    return join(this.home, ".local/share/app.oferta.desktop");
  }

  get documentsDir(): string {
    return join(this.home, "Documents");
  }

  /** Starts a program; what it reads is `input`. */
  spawn(program: string, args: string[], input?: string): ChildProcess {
    const child = this.interact(program, args);
    child.stdin?.end(input ?? "");
    return child;
  }

  /** Starts a program that is told what to do while it runs. */
  interact(program: string, args: string[]): ChildProcess {
    const child = spawn(program, args, { env: this.environment, stdio: ["pipe", "pipe", "pipe"] });
    child.on("error", () => {}); // `exitCode` stays null and the waiting step tells what is missing
    child.stdin?.on("error", () => {}); // it may have ended before it read
    child.stderr?.resume();
    return child;
  }

  /** Runs a program to its end and returns what it printed. */
  run(program: string, args: string[]): string {
    return execFileSync(program, args, { env: this.environment, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  }

  /** Ids of the visible windows whose title contains `title`. */
  windows(title: string): string[] {
    try {
      return this.run("xdotool", ["search", "--onlyvisible", "--name", title]).split("\n").filter(Boolean);
    } catch {
      return []; // xdotool fails when it finds none
    }
  }

  /** Answers the system's file dialog with a path, as a person would type it. */
  async chooseFile(path: string): Promise<void> {
    const open = (): string | undefined => this.windows(FILE_DIALOG)[0];
    await until("the file dialog", open);
    // Keys that come before the dialog listens are lost, so the answer is repeated until it is taken.
    await until("the file dialog closes", async () => {
      const dialog = open();
      if (!dialog) return true;
      this.run("xdotool", ["windowfocus", dialog, "key", "ctrl+a"]);
      // In GTK's dialog a slash opens the field for the path.
      this.run("xdotool", ["type", "--delay", "20", path]);
      this.run("xdotool", ["key", "Return"]);
      return until("the dialog takes the path", () => !open(), 2_000).catch(() => false);
    });
  }

  /** A keychain that was reset: it works, and knows nothing any more. */
  async wipeKeychain(): Promise<void> {
    await until("the keychain stops", () => {
      const running = this.processes(KEYRING);
      for (const pid of running) kill(pid, "SIGKILL");
      return running.length === 0;
    });
    rmSync(join(this.home, ".local/share/keyrings"), { recursive: true, force: true });
    this.#unlockKeychain();
  }

  /** A file of the workspace as text. */
  read(name: string): string {
    return readFileSync(join(this.dataDir, name), "utf8");
  }

  /** Ids of the processes of this desktop that run `program`. */
  processes(program: string): number[] {
    return this.all().filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/exe`) === program;
      } catch {
        return false;
      }
    });
  }

  /** Ends every process of this desktop and removes its home folder. */
  async stop(): Promise<void> {
    // What has to end is known by its home folder, whoever started it: the bus starts services too.
    // They are asked first, because one of them has a file system to unmount.
    const started = Date.now();
    await until("the processes of the desktop end", () => {
      const left = this.all();
      const signal = Date.now() - started < GRACE_MS ? "SIGTERM" : "SIGKILL";
      for (const pid of left) kill(pid, signal);
      return left.length === 0;
    });
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Ids of all processes of this desktop. */
  all(): number[] {
    const mark = `HOME=${this.home}\0`;
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return readFileSync(`/proc/${pid}/environ`, "latin1").includes(mark);
        } catch {
          return false;
        }
      })
      .map(Number);
  }

  async #startScreen(): Promise<void> {
    const screen = this.spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
    this.#display = `:${(await firstLine(screen)).trim()}`;
    this.environment["DISPLAY"] = this.#display;
  }

  async #startBus({ keychain, hungPortal }: DesktopOptions): Promise<void> {
    if (keychain === "missing") this.#offer("org.freedesktop.secrets", "/bin/false");
    if (hungPortal) this.#offer("org.freedesktop.portal.Desktop", "/bin/sleep 600");
    const bus = this.spawn("dbus-daemon", ["--session", "--nofork", "--print-address=1"]);
    this.environment["DBUS_SESSION_BUS_ADDRESS"] = (await firstLine(bus)).trim();
  }

  /** Puts a service in front of the system's one of the same name. */
  #offer(name: string, program: string): void {
    const folder = join(this.home, ".local/share/dbus-1/services");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.service`), `[D-BUS Service]\nName=${name}\nExec=${program}\n`);
  }

  #unlockKeychain(): void {
    // The keyring of a person who has just signed in: the (empty) password comes on standard input.
    this.spawn(KEYRING, ["--foreground", "--unlock", "--components=secrets"], "\n");
  }
}

/** The exit code of a process, once it has ended. */
export function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once("exit", resolve);
  });
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8");
    child.stdout?.on("data", (part: string) => {
      text += part;
      if (text.includes("\n")) resolve(text);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}`)));
  });
}
