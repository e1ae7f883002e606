// Elements and numbers. Text of the data becomes text of the page, never HTML.

const SVG = "http://www.w3.org/2000/svg";
const at = id => document.getElementById(id);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "style") {
      for (const [property, set] of Object.entries(value)) element.style.setProperty(property, set);
    } else if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children);
  return element;
}

const el = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

// A name of the user's, whose letters may run the other way.
const name = text => el("bdi", { class: "name" }, text);

function grouped(value) {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

function ms(nanos) {
  const millis = nanos / 1e6;
  return millis >= 10 ? grouped(Math.floor((millis * 10 + 0.5) / 10)) + "." + (Math.round(millis * 10) % 10) : millis.toFixed(2);
}

const times = ratio => (ratio >= 100 ? ratio.toFixed(0) : ratio.toFixed(1)) + " ×";
const size = bytes => (bytes >= 1e6 ? (bytes / 1e6).toFixed(1) + " MB" : grouped(bytes) + " bytes");
const points = value => (Math.abs(value) < 0.005 ? "0" : value.toFixed(2)) + " points";

// A table; the first cell of a row is its header. Columns with "#" in front hold numbers.
function table(caption, columns, rows) {
  const isNumber = columns.map(column => column.startsWith("#"));
  const titles = columns.map(column => column.replace("#", ""));
  const cell = (content, i) =>
    el(i === 0 ? "th" : "td", { class: isNumber[i] ? "number" : null, scope: i === 0 ? "row" : null, "data-label": titles[i] }, content);
  return el("table", { "aria-label": caption },
    el("thead", {}, el("tr", {}, ...titles.map((title, i) => el("th", { scope: "col", class: isNumber[i] ? "number" : null }, title)))),
    el("tbody", {}, ...rows.map(row => el("tr", {}, ...row.map(cell)))));
}

function section(id, title, ...children) {
  at(id).replaceChildren(el("h2", {}, title), ...children);
  at(id).hidden = false;
}

const tile = (value, label) => el("div", { class: "tile" }, el("b", {}, value), el("span", {}, label));

// What can be opened stays open when the page is built again.
const opened = new Set();

function details(title, ...children) {
  const element = el("details", { open: opened.has(title) }, el("summary", {}, title), ...children);
  element.addEventListener("toggle", () => (element.open ? opened.add(title) : opened.delete(title)));
  return element;
}

// A round number that is at least so large.
function niceStep(raw) {
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  return power * [1, 2, 5, 10].find(factor => factor * power >= raw);
}

const MARGIN = 4;

// A scale from a value to per cent of the axis.
function scale(low, high) {
  return value => MARGIN + ((100 - 2 * MARGIN) * (value - low)) / (high - low);
}
