import { expect, test } from "vitest";
import { type Block, formatHtml, formatTsv, parseHtmlTable, parseTsv, readPaste } from "./clipboard";
import { EXCEL, EXCEL_TEXT, LIBREOFFICE, SHEETS } from "./clipboard-samples";

function checkRead(text: string, expected: Block) {
  expect(parseTsv(text), JSON.stringify(text)).toEqual(expected);
}

test("tab-separated text is read as spreadsheets write it", () => {
  checkRead("", [[""]]);
  checkRead("a", [["a"]]);
  checkRead("a\tb\nc\td", [["a", "b"], ["c", "d"]]);
  checkRead("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]);
  checkRead("a\rb", [["a"], ["b"]]);
  checkRead("a\n\nb", [["a"], [""], ["b"]]);
  checkRead("\t\n", [["", ""]]);
  checkRead('"two\nlines"\tb', [["two\nlines", "b"]]);
  checkRead('"a ""quoted"" word"\tb', [['a "quoted" word', "b"]]);
  checkRead('"with\ttab"', [["with\ttab"]]);
  checkRead('""\tb', [["", "b"]]);
});

test("inch marks survive", () => {
  checkRead('Кран 1/2"\t3/4"', [['Кран 1/2"', '3/4"']]);
  checkRead('"1/2" кран\tb', [['"1/2" кран', "b"]]);
  checkRead('"не закрыто\tb', [['"не закрыто', "b"]]);
});

function checkRoundTrip(block: Block) {
  expect(parseTsv(formatTsv(block))).toEqual(block);
}

test("what is written is read back the same", () => {
  checkRoundTrip([["a", "b"], ["c", ""]]);
  checkRoundTrip([['1/2"', '"1/2"', 'a""b']]);
  checkRoundTrip([["two\nlines", "tab\there", "cr\r\nlf"]]);
  checkRoundTrip([[""], ["x"]]);
  expect(formatTsv([['1/2"', "1 234,50"]])).toBe('1/2"\t1 234,50');
});

function checkTable(html: string, expected: Block | null) {
  expect(parseHtmlTable(html)).toEqual(expected);
}

test("an HTML table is read", () => {
  checkTable("<p>no table</p>", null);
  checkTable("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", [["a", "b"], ["c", "d"]]);
  checkTable("<table><thead><tr><th>A</th></tr></thead><tbody><tr><td> b &amp; c </td></tr></tbody></table>", [["A"], ["b & c"]]);
  checkTable("<table><tr><td>one<br>two</td><td><b>x</b></td></tr></table>", [["one\ntwo", "x"]]);
  checkTable("<table><tr><td colspan=2>wide</td><td>c</td></tr></table>", [["wide", "", "c"]]);
  checkTable("<table><tr><td>1&nbsp;234&#44;50 &#x20BD;</td></tr></table>", [["1\u00a0234,50 ₽"]]);
  checkTable("<table><tr><td>unclosed<td>cells<tr><td>next</table>", [["unclosed", "cells"], ["next"]]);
});

test("a paste prefers plain text and falls back to the table when columns are lost", () => {
  expect(readPaste("a\tb", "<table><tr><td>x</td></tr></table>")).toEqual([["a", "b"]]);
  expect(readPaste("a\nb", "<table><tr><td>a</td><td>b</td></tr></table>")).toEqual([["a", "b"]]);
  expect(readPaste("a", "<b>a</b>")).toEqual([["a"]]);
  expect(readPaste("a", "")).toEqual([["a"]]);
});

test("the tables of Excel, LibreOffice and Google are read, merged cells included", () => {
  checkTable(EXCEL, [["Узел ввода", "", "шт", "1\u00a0234,50"], ["0041", 'Кран\n1/2" & фланец', "", "2 000"]]);
  checkRead(EXCEL_TEXT, [["Узел ввода", "", "шт", "1 234,50"], ["0041", 'Кран\n1/2" & фланец', "", "2 000"]]);
  checkTable(LIBREOFFICE, [["0041", "Кран\nшаровой", "1 234,50", ""], ["Итого", "", "5%", ""]]);
  checkTable(SHEETS, [["Насос <ВК>", "12,5"]]);
  checkTable("<table><tr><td rowspan=3>a</td><td>b</td></tr><tr><td>c</td></tr><tr></tr><tr><td>d</td><td>e</td></tr></table>", [["a", "b"], ["", "c"], [""], ["d", "e"]]);
});

test("what is written as a table is read back the same, and articles stay text", () => {
  const block = [["0041", 'Кран <1/2"> & т. п.'], ["две\nстроки", "1 234,50"]];
  expect(parseHtmlTable(formatHtml(block, [true, false]))).toEqual(block);
  expect(formatHtml([["0041", "5"]], [true, false])).toContain("<td style=\"mso-number-format:'\\@'\" sdnum=\"1033;0;@\">0041</td><td>5</td>");
});
