// Who wins, over the bandwidth and the round trip of the links that leave the device; all else as the sliders say.

const MAP_BANDWIDTHS = ladder(0.1, 1000, 5);
const MAP_ROUND_TRIPS = ladder(0.5, 500, 4);
const MOST_COSTS = 200000;
const KINDS = { "device alone": "device", "cut with TL": "transfer", "cut without TL": "conversion", "input sent": "edge" };

// Where a value stands on the axis of a map, in per cent.
function alongLadder(values, value) {
  const share = Math.log(value / values[0]) / Math.log(values[values.length - 1] / values[0]);
  return Math.min(100, Math.max(0, (100 * (share * (values.length - 1) + 0.5)) / values.length));
}

function cell(planner, setting, column, row) {
  const place = { x: column, y: MAP_ROUND_TRIPS.length - 1 - row, width: 1.02, height: 1.02 };
  const best = planner.winner({ ...setting, bandwidth: MAP_BANDWIDTHS[column], roundTrip: MAP_ROUND_TRIPS[row] });
  return svg("rect", { class: best === null ? "nobody" : "part-" + KINDS[planner.kind(best)], ...place });
}

function here(planner, setting) {
  const bandwidth = setting.bandwidth ?? common(planner, "megabitsPerSecond");
  const roundTrip = setting.roundTrip ?? common(planner, "roundTripMillis");
  if (bandwidth === null || roundTrip === null) return [];
  return [el("i", { class: "here", title: "now", style: { left: alongLadder(MAP_BANDWIDTHS, bandwidth) + "%", bottom: alongLadder(MAP_ROUND_TRIPS, Math.max(0.5, roundTrip)) + "%" } })];
}

function ends(values, unit) {
  return [el("span", {}, String(values[0])), el("span", {}, unit), el("span", {}, grouped(values[values.length - 1]))];
}

function showMap(planner, setting) {
  const cells = MAP_BANDWIDTHS.flatMap((unused, column) => MAP_ROUND_TRIPS.map((other, row) => cell(planner, setting, column, row)));
  const present = new Set(cells.map(each => each.getAttribute("class")));
  const drawing = svg("svg", { viewBox: "0 0 " + MAP_BANDWIDTHS.length + " " + MAP_ROUND_TRIPS.length, preserveAspectRatio: "none", role: "img", "aria-label": "Which kind of way wins at each bandwidth and round trip" }, ...cells);
  at("map").replaceChildren(
    el("h3", {}, "Who wins where"),
    el("div", { class: "map" },
      el("div", { class: "up" }, ...ends(MAP_ROUND_TRIPS, "ms").reverse()),
      el("div", { class: "plot" }, drawing, ...here(planner, setting)),
      el("div", { class: "along" }, ...ends(MAP_BANDWIDTHS, "Mbit/s"))),
    el("ul", { class: "legend" },
      ...Object.entries(KINDS).filter(([, part]) => present.has("part-" + part)).map(([kind, part]) => el("li", {}, el("i", { class: "part-" + part }), kind)),
      ...(present.has("nobody") ? [el("li", {}, el("i", { class: "nobody" }), "nothing keeps the limits")] : []),
      el("li", {}, el("i", { class: "here" }), "now")));
}

let waiting = 0;

// Draws the map once the sliders rest; not at all where there are too many ways.
function drawMapSoon(planner, setting) {
  if (planner.ways.length * MAP_BANDWIDTHS.length * MAP_ROUND_TRIPS.length > MOST_COSTS) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => showMap(planner, setting), 60);
}
