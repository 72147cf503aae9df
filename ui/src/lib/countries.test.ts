import { expect, test } from "vitest";
import { countryName, findCountries } from "./countries";

test("countries are named in the language of the screen", () => {
  expect(countryName("TR", "ru")).toBe("Турция");
  expect(countryName("CN", "en")).toBe("China");
  expect(countryName("EU", "ru")).toBe("Европейский союз");
  expect(countryName("x", "ru")).toBe("x");
});

test("a country is found by its name, its code and in the other layout", () => {
  expect(findCountries("тур", "ru")[0]).toBe("TR");
  expect(findCountries("pl", "en")[0]).toBe("PL");
  expect(findCountries("nehwbz", "ru")[0]).toBe("TR");
  expect(findCountries("", "ru").slice(0, 3)).toEqual(["RU", "CN", "TR"]);
  expect(new Set(findCountries("", "ru")).size).toBe(250);
  expect(findCountries("йййй", "ru")).toEqual([]);
});
