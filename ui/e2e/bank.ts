import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Currency, the bank's id, nominal and value as the bank prints it. */
export type Listed = readonly [code: string, id: string, nominal: number, value: string];

/** Today in Moscow, so many days later. */
export function moscowDay(later = 0): string {
  return new Date(Date.now() + 3 * 3_600_000 + later * 86_400_000).toISOString().slice(0, 10);
}

const dotted = (date: string) => date.split("-").toReversed().join(".");
const HEAD = '<?xml version="1.0" encoding="windows-1251"?>';

/** A bank on loopback: it answers as the Bank of Russia does, or as it is told to. */
export class Bank {
  date = moscowDay();
  rates: readonly Listed[] = [];
  history: readonly (readonly [date: string, nominal: number, value: string])[] = [];
  /** Answers with this instead of rates. */
  trouble: { status: number; type: string; body: string } | null = null;
  /** Holds every answer back until it is let go. */
  gate: Promise<void> = Promise.resolve();
  asked = 0;
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Bank> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bank = new Bank(server);
    server.on("request", (request, response) => {
      bank.asked += 1;
      const asked = request.url ?? "";
      void bank.gate.then(() => {
        const { status, type, body } = bank.trouble ?? { status: 200, type: "application/xml; charset=windows-1251", body: bank.#list(asked) };
        response.writeHead(status, { "content-type": type, connection: "close" }).end(body);
      });
    });
    return bank;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  #list(asked: string): string {
    if (asked.includes("XML_dynamic")) {
      const id = new URL(asked, this.url).searchParams.get("VAL_NM_RQ") ?? "";
      const records = this.history.map(
        ([date, nominal, value]) => `<Record Date="${dotted(date)}" Id="${id}"><Nominal>${nominal}</Nominal><Value>${value}</Value></Record>`,
      );
      return `${HEAD}<ValCurs ID="${id}" name="Foreign Currency Market Dynamic">${records.join("")}</ValCurs>`;
    }
    const rows = this.rates.map(
      ([code, id, nominal, value]) =>
        `<Valute ID="${id}"><NumCode>000</NumCode><CharCode>${code}</CharCode><Nominal>${nominal}</Nominal><Name>${code}</Name><Value>${value}</Value></Valute>`,
    );
    const wanted = new URL(asked, this.url).searchParams.get("date_req")?.split("/").toReversed().join("-") ?? this.date;
    const date = wanted < this.date ? wanted : this.date;
    return `${HEAD}<ValCurs Date="${dotted(date)}" name="Foreign Currency Market">${rows.join("")}</ValCurs>`;
  }
}
