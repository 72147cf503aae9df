import type { Locale } from "~/paraglide/runtime";
import { fuzzyScore } from "./fuzzy";

/** ISO 3166-1 alpha-2. */
const CODES =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

/** The European Union, as dated tables name it: any member that has no row of its own. */
export const EUROPEAN_UNION = "EU";

/** The countries most often traded with stand first while nothing is typed. */
const USUAL = ["RU", "CN", "TR", "DE", "IT", "AE", "BY", "KZ"];

const names = new Map<Locale, Intl.DisplayNames>();

/** The name of a country in this language; its code when there is none. */
export function countryName(code: string, locale: Locale): string {
  let known = names.get(locale);
  if (!known) {
    known = new Intl.DisplayNames([locale], { type: "region", fallback: "code" });
    names.set(locale, known);
  }
  try {
    return known.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Codes of the countries whose name or code was typed, the best first; the usual ones while nothing is typed. */
export function findCountries(text: string, locale: Locale): string[] {
  const all = [...USUAL, EUROPEAN_UNION, ...CODES.filter((code) => !USUAL.includes(code))];
  const asked = text.trim();
  if (asked === "") return all;
  const scored = all.map((code) => ({
    code,
    score: code === asked.toUpperCase() ? 1000 : fuzzyScore(asked, [countryName(code, locale)]),
  }));
  const found = scored.filter((entry) => entry.score > 0);
  return found.toSorted((a, b) => b.score - a.score).map((entry) => entry.code);
}
