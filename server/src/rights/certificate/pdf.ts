import type { ErasureCertificate } from "@kept/contract";
import { type Language, type Policy, say } from "@kept/language";
import PDFDocument from "pdfkit";
import { fontFile } from "../../platform/page/index.js";
import { linesOf } from "./lines.js";
import { certificateWords as w } from "./words.js";

/** Colours of look/tokens.css, light: a paper is printed. */
const ink = "#19221f";
const soft = "#46514d";
const line = "#d8d8d0";
const jade = "#0a6853";
const left = 62;
const right = 533;
const column = 205;

type Weight = 400 | 600;

/** The certificate as a PDF (A4, fonts embedded, in one language). About 60 kB. */
export async function certificatePdf(c: ErasureCertificate, policy: Policy, lang: Language): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    pdfVersion: "1.7",
    lang,
    displayTitle: true,
    info: { Title: say(w.title, lang), Author: say(c.organisation.name, lang), CreationDate: new Date(c.erasure.at) },
  });
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => doc.on("end", resolve).on("error", reject));
  for (const weight of [400, 600] as const) {
    for (const set of ["latin", "vietnamese"] as const) doc.registerFont(`${set}-${weight}`, fontFile(set, weight));
  }
  const pen = new Pen(doc);
  seal(doc, 500, 88);
  pen.write(say(w.title, lang), { x: left, y: 70, width: 380, size: 22, weight: 600, colour: ink });
  pen.write(say(w.lead, lang), { x: left, y: 108, width: 380, size: 10, weight: 400, colour: soft });
  let y = Math.max(pen.y + 18, 150);
  doc.moveTo(left, y).lineTo(right, y).lineWidth(1.5).stroke(ink);
  for (const { term, said, code } of linesOf(c, policy, lang)) {
    if (y > 760) {
      doc.addPage();
      y = 60;
    }
    y += 9;
    pen.write(term, { x: left, y, width: column - left - 12, size: 9, weight: 600, colour: soft });
    const under = pen.y;
    pen.y = y;
    for (const text of said) pen.write(text, { x: column, y: pen.y, width: right - column, size: code ? 9 : 10, weight: 400, colour: ink });
    y = Math.max(under, pen.y) + 7;
    doc.moveTo(left, y).lineTo(right, y).lineWidth(0.5).stroke(line);
  }
  if (c.evidence.salt) pen.write(say(w.verify, lang), { x: left, y: y + 14, width: right - left, size: 9, weight: 400, colour: soft });
  doc.end();
  await ended;
  return Buffer.concat(parts);
}

/** One seal: two rings and a tick. */
function seal(doc: PDFKit.PDFDocument, x: number, y: number): void {
  doc.circle(x, y, 32).lineWidth(2).stroke(jade);
  doc.circle(x, y, 26).lineWidth(0.75).stroke(jade);
  doc
    .moveTo(x - 11, y + 1)
    .lineTo(x - 3, y + 9)
    .lineTo(x + 12, y - 8)
    .lineWidth(3.5)
    .lineCap("round")
    .lineJoin("round")
    .stroke(jade);
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly weight: Weight;
  readonly colour: string;
}

/** Writes text in two faces that share one alphabet: the letters of Vietnamese lie in a file apart from those of Latin. */
class Pen {
  readonly #doc: PDFKit.PDFDocument;
  /** Where the next line would begin. */
  y = 0;
  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
  }

  write(text: string, place: Place): void {
    const height = place.size * 1.45;
    this.y = place.y;
    for (const row of this.#rows(text, place)) {
      let x = place.x;
      for (const run of runsOf(row)) {
        this.#face(run, place);
        this.#doc.fillColor(place.colour).text(run.text, x, this.y, { lineBreak: false });
        x += this.#doc.widthOfString(run.text);
      }
      this.y += height;
    }
  }

  #rows(text: string, place: Place): string[] {
    const rows: string[] = [];
    let row = "";
    for (const word of text.normalize("NFC").split(" ")) {
      const longer = row === "" ? word : `${row} ${word}`;
      if (row !== "" && this.#width(longer, place) > place.width) {
        rows.push(row);
        row = word;
      } else row = longer;
      // A code longer than its column is cut where the column ends.
      while (this.#width(row, place) > place.width) {
        let most = row.length - 1;
        while (most > 1 && this.#width(row.slice(0, most), place) > place.width) most--;
        rows.push(row.slice(0, most));
        row = row.slice(most);
      }
    }
    return [...rows, row];
  }

  #width(text: string, place: Place): number {
    let sum = 0;
    for (const run of runsOf(text)) {
      this.#face(run, place);
      sum += this.#doc.widthOfString(run.text);
    }
    return sum;
  }

  #face(run: Run, { size, weight }: Place): void {
    this.#doc.font(`${run.set}-${weight}`).fontSize(size);
  }
}

interface Run {
  readonly set: "latin" | "vietnamese";
  readonly text: string;
}

/** Letters that the Vietnamese file holds, as its `unicode-range` says; everything else is in the Latin one. */
const vietnamese = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9\u20AB]/;

function runsOf(text: string): Run[] {
  const runs: { set: Run["set"]; text: string }[] = [];
  for (const letter of text) {
    const set = vietnamese.test(letter) ? "vietnamese" : "latin";
    const last = runs.at(-1);
    if (last?.set === set) last.text += letter;
    else runs.push({ set, text: letter });
  }
  return runs;
}
