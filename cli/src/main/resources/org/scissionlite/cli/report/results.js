// Builds the page of an experiment from the data in it.

const data = JSON.parse(at("data").textContent);
const number = value => (value < 1 ? value.toFixed(2) : value.toFixed(1));

function way(cut, layer) {
  if (cut === "-") return ["nothing is sent"];
  const sent = layer === "none" ? ["as it is"] : ["as ", name(layer)];
  return cut === "input" ? ["the input is sent ", ...sent] : ["cut after ", name(cut), ", sent ", ...sent];
}

function showBest(results, setting) {
  const winner = results.at(results.winners, setting)[0];
  const rows = results.at(results.rows, setting);
  if (!winner) {
    at("best").replaceChildren(el("h2", { id: "headline" }, rows.length > 0 ? "Measured, as below" : "Nothing is known here"), el("p", { class: "soft" }, "This place is not one of the grid; choose another for who wins."));
    return;
  }
  const row = rows.find(each => each.cut === winner.cut && each.transferLayer === winner.transferLayer);
  const tiles = [tile(number(winner.millis) + " ms", winner.measured ? "measured, the median from input to answer" : "predicted, from input to answer")];
  if (winner.speedUp !== null) tiles.push(tile(times(winner.speedUp), "faster than the device alone"));
  if (row) tiles.push(tile(size(row.bytes), "sent for an image"));
  if (row && row.accuracy !== null) tiles.push(tile(points(row.accuracy.lostPoints), "of accuracy lost on " + grouped(row.accuracy.images) + " images"));
  at("best").replaceChildren(
    el("h2", { id: "headline" }, ...(winner.cut === "-" ? ["The device answers alone"] : capital(way(winner.cut, winner.transferLayer)))),
    el("p", { class: "soft" }, winner.measured ? "The fastest that was measured here, of those that lose at most 1 point." : "Nothing was measured here: the fastest as predicted, of layers that a search has confirmed elsewhere."),
    el("div", { class: "tiles" }, ...tiles));
}

const capital = words => [words[0].charAt(0).toUpperCase() + words[0].slice(1), ...words.slice(1)];

// In the order of their colours; another kind looks like one of them.
const WINNING = ["DEVICE_ALONE", "PICTURE", "OUR_PICTURE", "CUT", "CUT_WITH_TL"];

// Who wins at each bandwidth and round trip, for the model, the device and the pace that were chosen.
function showMap(results, setting) {
  const kinds = different([...WINNING, ...results.winners.map(each => each.kind)]);
  const here = results.ofGroup(results.winners, setting);
  const of = (bandwidth, roundTrip) => here.find(each => each.place.link.megabits === bandwidth && each.place.link.roundTripMillis === roundTrip);
  const field = (bandwidth, roundTrip) => {
    const winner = of(bandwidth, roundTrip);
    const isHere = isAt({ megabits: bandwidth, roundTripMillis: roundTrip }, setting);
    if (!winner) return el("td", { class: isHere ? "now" : null }, "-");
    const classes = "kind" + (kinds.indexOf(winner.kind) % 5) + (winner.measured ? " was-measured" : "") + (isHere ? " now" : "");
    return el("td", { class: classes, title: results.words(winner.kind) + (winner.measured ? ", measured" : ", predicted") }, number(winner.millis));
  };
  const used = kinds.filter(kind => here.some(each => each.kind === kind));
  at("map").replaceChildren(
    el("h3", {}, "Who wins where"),
    el("table", { class: "fields", "aria-label": "The fastest way at each bandwidth and round trip, in ms" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "ms"), ...results.bandwidths.map(value => el("th", { scope: "col" }, String(value))))),
      el("tbody", {}, ...[...results.roundTrips].reverse().map(roundTrip => el("tr", {}, el("th", { scope: "row" }, String(roundTrip)), ...results.bandwidths.map(bandwidth => field(bandwidth, roundTrip)))))),
    el("p", { class: "soft" }, "Columns: Mbit/s. Rows: ms round trip. Bold in a frame was measured, all else is predicted; underlined is the place that was chosen."),
    el("ul", { class: "legend" }, ...used.map(kind => el("li", {}, el("i", { class: "kind" + (kinds.indexOf(kind) % 5) }), results.words(kind)))));
}

// What is known of each strategy at a place: measured, or else predicted.
function strategiesAt(results, setting) {
  const rows = results.at(results.rows, setting);
  const predicted = results.at(results.predictions, setting).flatMap(each => each.contenders);
  return results.strategies.flatMap(strategy => {
    const row = rows.find(each => each.contender === strategy);
    const said = predicted.find(each => each.contender === strategy);
    if (row) return [{ strategy, ...row, isMeasured: true }];
    return said ? [{ strategy, cut: said.cut, transferLayer: said.transferLayer, predictedMillis: said.millis, bytes: said.bytes, accuracy: null, isMeasured: false }] : [];
  });
}

function bars(results, each, most) {
  const bar = (kind, value) => el("div", { class: "bar thin", "aria-hidden": "true" }, el("i", { class: results.style(each.strategy) + " " + kind, style: { width: (100 * value) / most + "%" } }));
  return [...(each.isMeasured ? [bar("solid", each.medianMillis)] : []), ...(each.predictedMillis === null ? [] : [bar("hollow", each.predictedMillis)])];
}

function figure(each) {
  const predicted = each.predictedMillis === null ? "no prediction" : number(each.predictedMillis) + " ms predicted";
  return each.isMeasured ? el("span", {}, el("b", {}, number(each.medianMillis) + " ms"), ", " + predicted) : predicted;
}

const shared = judged => (judged.labelled ? "" : "agrees ") + judged.percent.toFixed(1) + " % (" + judged.lowPercent.toFixed(1) + " to " + judged.highPercent.toFixed(1) + ")" + (judged.retrained ? ", retrained" : "");
const orNone = (value, words) => (value === null || value === undefined ? "-" : words(value));

const COLUMNS = ["strategy", "way", "#predicted ms", "#median ms", "#p95 ms", "#bytes", "#speed-up", "accuracy", "#points lost", "#device CPU s", "#edge CPU s", "#images"];

function line(results, each) {
  return [
    results.words(each.strategy), el("span", {}, ...way(each.cut, each.transferLayer)), orNone(each.predictedMillis, number), orNone(each.medianMillis, number), orNone(each.p95Millis, number),
    grouped(each.bytes), orNone(each.speedUp, value => value.toFixed(2)), orNone(each.accuracy, shared), orNone(each.accuracy, judged => judged.lostPoints.toFixed(2)),
    orNone(each.deviceCpuSeconds, value => value.toFixed(3)), orNone(each.edgeCpuSeconds, value => value.toFixed(3)), orNone(each.images, String),
  ];
}

function showComparison(results, setting) {
  const shown = strategiesAt(results, setting);
  if (shown.length === 0) return void (at("compare").hidden = true);
  const most = Math.max(...shown.flatMap(each => [each.medianMillis ?? 0, each.predictedMillis ?? 0]), 1e-9);
  section("compare", "Measured beside predicted",
    el("p", { class: "soft" }, "Latency from the input to the answer. Solid: the median that was measured. Hollow: predicted of the very same cut and layer."),
    el("div", { class: "compared" }, ...shown.map(each =>
      el("div", { class: "way" },
        el("div", { class: "words" }, results.words(each.strategy) + ": ", ...way(each.cut, each.transferLayer)),
        el("div", { class: "figure" }, figure(each)),
        ...bars(results, each, most)))),
    details("This place in numbers", wide("Strategies at this place", COLUMNS, shown.map(each => line(results, each)))));
}

function showGoals(results) {
  if (results.goals.length === 0) return;
  const verdict = goal => (goal.held === null ? "not measured" : goal.held ? "yes" : "no");
  section("goals", "Goals", table("Goals and whether they were reached", ["goal", "reached", "found"], results.goals.map(goal => [goal.words, verdict(goal), goal.found || "-"])));
}

const placeWords = (results, place) => [name(place.model), ", " + results.words(place.device) + ", " + place.link.megabits + " Mbit/s, " + place.link.roundTripMillis + " ms, " + paceWords(place.intervalMillis)];
const MOST_SHOWN = 400;

// A table that may be wider than the page.
const wide = (title, columns, rows) => el("div", { class: "scroll numbers", tabindex: "0", role: "region", "aria-label": title }, table(title, columns, rows));

function showMeasured(results) {
  if (results.rows.length === 0) return;
  const rows = results.rows.slice(0, MOST_SHOWN).map(row => [el("span", {}, ...placeWords(results, row.place)), ...line(results, { strategy: row.contender, ...row })]);
  const title = rows.length < results.rows.length ? "The first " + rows.length + " of " + grouped(results.rows.length) + " lines" : "All " + rows.length + " lines";
  section("measured", "All that was measured", details(title, wide(title, ["where", ...COLUMNS], rows)));
}

function start() {
  const results = new Results(data.results);
  const machine = data.results.machine;
  document.title = results.models[0] + " - ScissionLite results";
  at("title").replaceChildren("What was measured: ", ...results.models.flatMap((model, i) => [i > 0 ? ", " : "", name(model)]));
  at("kind").textContent = "latencies between two processes over a link, beside what the planner predicts; device and link are emulated on one machine";
  showGoals(results);
  showMeasured(results);
  showSource([["models", ...results.models.flatMap((model, i) => [i > 0 ? ", " : "", name(model)])],
    ["measured on", machine === null ? "not known" : name(machine.cpu + ", " + machine.cores + " cores, " + machine.os + ", Java " + machine.java)]], data);
  showChoices(results, results.first(), setting => {
    showBest(results, setting);
    showMap(results, setting);
    showComparison(results, setting);
    showCurves(results, setting);
    showAccuracy(results, setting);
  });
}

start();
