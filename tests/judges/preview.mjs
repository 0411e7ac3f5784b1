// The text that docx-preview shows of each DOCX file named, form feeds between.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.env.ECOPARK_JUDGES, "package.json"));
const { JSDOM } = require("jsdom");
const window = new JSDOM("<!doctype html><body></body>").window;
for (const name of ["window", "document", "DOMParser", "XMLSerializer", "Node", "Blob", "FileReader", "MutationObserver"]) {
  globalThis[name] = name === "window" ? window : window[name];
}
globalThis.URL.createObjectURL = () => "blob:none";
const { renderAsync } = require("docx-preview");

for (const file of process.argv.slice(2)) {
  const body = window.document.createElement("div");
  await renderAsync(readFileSync(file), body, window.document.createElement("div"), {
    renderHeaders: false,
    renderFooters: false,
    ignoreLastRenderedPageBreak: true,
  });
  process.stdout.write(body.textContent + "\f");
}
