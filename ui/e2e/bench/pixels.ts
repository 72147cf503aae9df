import { createInterface, type Interface } from "node:readline";
import { join } from "node:path";
import type { Oferta } from "../window/harness/oferta";
import { target } from "../window/harness/oferta";

/** Keysyms of the keys that are pressed, as the tool takes them. */
export const KEY = { enter: "ff0d", delete: "ffff", home: "ff50", down: "ff54", up: "ff52" } as const;

const tool = join(target, process.env["OFERTA_PROFILE"] ?? "debug", "examples/pixels");

/** Presses real keys and waits until a part of the screen looks different. */
export class Pixels {
  private constructor(
    private readonly answers: Interface,
    private readonly ask: (line: string) => void,
    readonly end: () => void,
  ) {}

  /** Watches a part of the page, given as a rectangle in the page. The window is put in front first. */
  static async over(oferta: Oferta, rectangle: readonly [x: number, y: number, width: number, height: number]): Promise<Pixels> {
    const [window] = oferta.desktop.windows("Oferta");
    if (!window) throw new Error("there is no window");
    oferta.desktop.run("xdotool", ["windowfocus", "--sync", window]);
    const place = oferta.desktop.run("xdotool", ["getwindowgeometry", "--shell", window]);
    const origin = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)`, "m").exec(place)?.[1]);
    const [x, y, width, height] = rectangle;
    const part = [origin("X") + x, origin("Y") + y, width, height].map((it) => String(Math.round(it)));
    const started = oferta.desktop.interact(tool, part);
    if (!started.stdout || !started.stdin) throw new Error(`${tool} has no pipes`);
    const { stdin } = started;
    return new Pixels(createInterface(started.stdout), (line) => stdin.write(`${line}\n`), () => stdin.end());
  }

  /** Milliseconds from the last of these keys to the first changed pixel; `null` when nothing changed. */
  async press(...keys: string[]): Promise<number | null> {
    const answer = new Promise<string>((resolve) => this.answers.once("line", resolve));
    this.ask(keys.join(" "));
    const text = await answer;
    return text === "-" ? null : Number(text);
  }
}
