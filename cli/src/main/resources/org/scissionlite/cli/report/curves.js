// Latency against bandwidth, and accuracy beside latency.

const MOST_TICKS = 6;

// 1, 2 and 5 of each decade around values, or fewer.
function logTicks(values) {
  const low = Math.log10(Math.min(...values));
  const high = Math.log10(Math.max(...values));
  const all = [];
  for (let decade = Math.floor(low); decade <= Math.ceil(high); decade++) all.push(...[1, 2, 5].map(factor => factor * Math.pow(10, decade)));
  const from = all.findLastIndex(tick => Math.log10(tick) <= low + 1e-9);
  const to = all.findIndex(tick => Math.log10(tick) >= high - 1e-9);
  const ticks = all.slice(from, Math.max(to, from + 1) + 1);
  const isRound = tick => /^1e/.test(tick.toExponential());
  const shown = ticks.length > MOST_TICKS ? ticks.filter((tick, i) => isRound(tick) || i === 0 || i === ticks.length - 1) : ticks;
  return { ends: [ticks[0], ticks[ticks.length - 1]], shown: shown.map(tick => Number(tick.toPrecision(3))) };
}

// Left out where they would stand too close.
function apart(values, where, least) {
  const kept = [];
  for (const value of values) if (kept.length === 0 || Math.abs(where(value) - where(kept[kept.length - 1])) >= least) kept.push(value);
  return kept;
}

function logChart(words, xs, ys, drawn) {
  const across = scale(Math.log10(Math.min(...xs)), Math.log10(Math.max(...xs)) + (xs.length > 1 ? 0 : 1));
  const { ends, shown } = logTicks(ys);
  const up = scale(Math.log10(ends[0]), Math.log10(ends[1]));
  const x = value => across(Math.log10(value));
  const y = value => up(Math.log10(value));
  return el("div", { class: "chart scatter", role: "img", "aria-label": words },
    el("div", { class: "y" }, ...shown.map(value => el("span", { style: { bottom: y(value) + "%" } }, value >= 1000 ? grouped(value) : String(value)))),
    el("div", { class: "plot" }, ...shown.map(value => el("hr", { style: { bottom: y(value) + "%" } })), ...drawn(x, y)),
    el("div", { class: "x" }, ...apart(xs, x, 8).map(value => el("span", { style: { left: x(value) + "%" } }, String(value)))));
}

function showCurves(results, setting) {
  const here = list => results.ofGroup(list, setting).filter(each => each.place.link.roundTripMillis === setting.roundTrip);
  const predicted = here(results.predictions).sort((one, other) => one.place.link.megabits - other.place.link.megabits);
  const lines = results.strategies.map(strategy => ({
    strategy,
    points: predicted.flatMap(each => each.contenders.filter(found => found.contender === strategy && found.millis > 0).map(found => [each.place.link.megabits, found.millis])),
  }));
  const dots = here(results.rows).filter(row => row.medianMillis > 0);
  const ys = [...lines.flatMap(line => line.points.map(point => point[1])), ...dots.map(row => row.medianMillis)];
  if (ys.length === 0) return void (at("curves").hidden = true);
  const path = (line, x, y) => svg("polyline", { class: results.style(line.strategy) + (line.strategy === "OURS" ? " main" : ""), points: line.points.map(point => x(point[0]) + "," + (100 - y(point[1]))).join(" ") });
  const dot = (row, x, y) => el("i", { class: "mark " + results.style(row.contender), title: results.words(row.contender) + ": " + number(row.medianMillis) + " ms measured", style: { left: x(row.place.link.megabits) + "%", bottom: y(row.medianMillis) + "%" } });
  const used = results.strategies.filter(strategy => lines.some(line => line.strategy === strategy && line.points.length > 0) || dots.some(row => row.contender === strategy));
  section("curves", "Latency against bandwidth",
    el("p", { class: "soft" }, "ms over Mbit/s at " + setting.roundTrip + " ms round trip, both on a logarithmic scale. Lines are predicted at " + predicted.length + " bandwidths, dots were measured."),
    logChart("Latency of each strategy against bandwidth: lines predicted, dots measured", results.bandwidths, ys, (x, y) => [
      svg("svg", { class: "lines", viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }, ...lines.filter(line => line.points.length > 1).reverse().map(line => path(line, x, y))),
      ...dots.map(row => dot(row, x, y))]),
    strategyLegend(results, used));
}

function strategyLegend(results, strategies) {
  return el("ul", { class: "legend" }, ...strategies.map(strategy => el("li", {}, el("i", { class: results.style(strategy) }), results.words(strategy))));
}

// Accuracy beside latency, on the same slices, where they were measured.
function showAccuracy(results, setting) {
  const rows = results.at(results.rows, setting).filter(row => row.accuracy !== null && row.medianMillis > 0);
  if (rows.length === 0) return void (at("accuracy").hidden = true);
  const low = Math.min(...rows.map(row => row.accuracy.lowPercent));
  const step = niceStep(Math.max(1, 100 - low) / 4);
  const bottom = Math.max(0, Math.floor(low / step) * step);
  const ticks = [];
  for (let value = bottom; value < 100 + step / 2; value += step) ticks.push(Math.min(100, Number(value.toPrecision(6))));
  const up = scale(bottom, Math.max(100, ticks[ticks.length - 1]));
  const { ends, shown } = logTicks(rows.map(row => row.medianMillis));
  const across = scale(Math.log10(ends[0]), Math.log10(ends[1]));
  const x = row => across(Math.log10(row.medianMillis)) + "%";
  const whisker = row => el("i", { class: "whisker", style: { left: x(row), bottom: up(row.accuracy.lowPercent) + "%", height: up(row.accuracy.highPercent) - up(row.accuracy.lowPercent) + "%" } });
  const dot = row => el("i", { class: "mark " + results.style(row.contender), title: results.words(row.contender) + ": " + number(row.accuracy.percent) + " %, " + number(row.medianMillis) + " ms", style: { left: x(row), bottom: up(row.accuracy.percent) + "%" } });
  section("accuracy", "Accuracy beside latency",
    el("p", { class: "soft" }, (rows.every(row => row.accuracy.labelled) ? "Per cent right" : "Per cent that agree with the uncut model") + ", with the 95 % interval, over the median latency in ms of the same slices; up and to the left is better." + trainedWords(rows)),
    el("div", { class: "chart scatter", role: "img", "aria-label": "Accuracy of each strategy against its latency" },
      el("div", { class: "y" }, ...different(ticks).map(value => el("span", { style: { bottom: up(value) + "%" } }, value + " %"))),
      el("div", { class: "plot" }, ...different(ticks).map(value => el("hr", { style: { bottom: up(value) + "%" } })), ...rows.map(whisker), ...rows.map(dot)),
      el("div", { class: "x" }, ...shown.map(value => el("span", { style: { left: across(Math.log10(value)) + "%" } }, grouped(value))))),
    strategyLegend(results, rows.map(row => row.contender)));
}

function trainedWords(rows) {
  const trained = rows.filter(row => row.accuracy.retrained);
  return trained.length === 0 ? "" : " ScissionTL's layer was trained at its cut; its latency is that of the same slices with other weights.";
}
