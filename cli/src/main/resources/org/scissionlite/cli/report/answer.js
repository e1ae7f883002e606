// The best way: in a sentence, in tiles, and beside the others.

const NAMES = {
  device: "device", deviceTl: "DeviceTL", conversion: "conversion to bytes", transfer: "network", edgeTl: "EdgeTL", edge: "edge", cloud: "cloud",
};

const system = (planner, index) => el("span", {}, planner.tier(index) + " ", name(planner.systems[index].name));

function layerWords(hop) {
  return hop.transferLayer === "none" ? ["without a transfer layer"] : ["with ", name(hop.transferLayer)];
}

function placeOf(planner, hop) {
  const cut = planner.cuts[hop.cut];
  return cut.block === 0 ? ["the input is sent "] : ["cut after ", name(cut.name), " "];
}

// A way in words, as a list of nodes.
function wayWords(planner, way) {
  if (way.hops.length === 0) return [system(planner, way.segments[0].system), " alone"];
  const to = hop => (planner.systems.length > 2 ? [", to ", system(planner, hop.to)] : []);
  return way.hops.flatMap((hop, i) => [i > 0 ? ", then " : "", ...placeOf(planner, hop), ...layerWords(hop), ...to(hop)]);
}

function headline(planner, best) {
  const way = best.way;
  if (way.hops.length === 0) return ["Do not cut: the device answers alone"];
  if (way.segments.length === 1) return ["Do not cut: send the input ", ...layerWords(way.hops[0])];
  const words = wayWords(planner, way);
  return [words[1].charAt(0).toUpperCase() + words[1].slice(1), ...words.slice(2)];
}

function runsOn(planner, way) {
  return way.segments.flatMap((part, i) => [
    i > 0 ? "; " : "", system(planner, part.system),
    part.firstLayer === part.lastLayer ? " runs layer " + part.firstLayer : " runs layers " + part.firstLayer + " to " + part.lastLayer,
  ]);
}

function lossWords(loss) {
  if (loss === null) return "not known";
  return loss.images === 0 && loss.points === 0 ? "none" : points(loss.points);
}

function bestOf(ranked, kind, planner) {
  return ranked.find(each => each.allowed && planner.kind(each.way) === kind);
}

function showAnswer(planner, ranked) {
  const best = ranked[0];
  const alone = bestOf(ranked, "device alone", planner);
  const plain = bestOf(ranked, "cut without TL", planner);
  const tiles = [
    tile(ms(best.costs.latency) + " ms", "predicted, from input to answer"),
    tile(best.way.hops.length === 0 ? "nothing" : size(best.costs.bytes), best.way.hops.every(hop => hop.bytesKnown) ? "sent for an image" : "sent at most; nobody counted"),
    tile(lossWords(best.way.loss), best.way.loss?.images > 0 ? "of accuracy lost on " + grouped(best.way.loss.images) + " images" : "of accuracy lost"),
  ];
  if (alone && alone !== best) tiles.push(tile(times(alone.costs.latency / best.costs.latency), "faster than the device alone"));
  if (plain && plain !== best) tiles.push(tile(times(plain.costs.latency / best.costs.latency), "faster than the best cut without TL"));
  at("best").replaceChildren(
    el("h2", { id: "headline" }, ...headline(planner, best)),
    el("p", { class: "soft" }, ...runsOn(planner, best.way)),
    ...(best.allowed ? [] : [el("p", { class: "warning" }, "Nothing keeps all limits here (" + limitWords(planner) + "); this is what comes nearest by the objective.")]),
    el("div", { class: "tiles" }, ...tiles));
}

function limitWords(planner) {
  const limits = planner.asked.limits.map(limit => limit.metric + " at most " + (limit.metric === "bytes" ? size(limit.most) : ms(limit.most) + " ms"));
  const shares = planner.asked.shares.map(share => share.tier + " at most " + 100 * share.most + " % of the work");
  return [...limits, ...shares, "accuracy"].join(", ");
}

function bar(costs, most) {
  const used = PARTS.filter(part => costs.parts[part] > 0);
  return el("div", { class: "bar", "aria-hidden": "true" },
    ...used.map(part => el("i", { class: "part-" + part, title: NAMES[part] + " " + ms(costs.parts[part]) + " ms", style: { width: (100 * costs.parts[part]) / most + "%" } })));
}

// The best of each kind, each with its latency by part.
function showComparison(planner, ranked) {
  const best = ranked[0];
  const others = ["cut with TL", "cut without TL", "input sent", "device alone"].map(kind => bestOf(ranked, kind, planner));
  const shown = [best, ...others.filter(each => each && each !== best)].sort((one, other) => one.costs.latency - other.costs.latency);
  const most = Math.max(...shown.map(each => each.costs.latency));
  const used = PARTS.filter(part => shown.some(each => each.costs.parts[part] > 0));
  section("compare", "Where the time goes",
    legend(used),
    el("div", { class: "compared" }, ...shown.map(each =>
      el("div", { class: each === best ? "way best" : "way" },
        el("div", { class: "words" }, ...wayWords(planner, each.way)),
        el("div", { class: "figure" }, ms(each.costs.latency) + " ms"),
        bar(each.costs, most)))),
    details("In numbers, ms", table("Latency by part in milliseconds", ["way", ...used.map(part => "#" + NAMES[part]), "#together"],
      shown.map(each => [el("span", {}, ...wayWords(planner, each.way)), ...used.map(part => ms(each.costs.parts[part])), ms(each.costs.latency)]))));
}

function legend(parts) {
  return el("ul", { class: "legend" }, ...parts.map(part => el("li", {}, el("i", { class: "part-" + part }), NAMES[part])));
}

const MOST_ROWS = 100;

function showWays(planner, ranked) {
  const rows = ranked.slice(0, MOST_ROWS).map(each => [
    el("span", {}, ...wayWords(planner, each.way)), ms(each.costs.latency),
    each.way.hops.length === 0 ? "0" : grouped(each.costs.bytes), lossWords(each.way.loss), each.allowed ? "yes" : "no",
  ]);
  const title = ranked.length > MOST_ROWS ? "The first " + MOST_ROWS + " of " + grouped(ranked.length) + " ways" : "All " + ranked.length + " ways";
  section("ways", "All ways, best first", details(title, table(title, ["way", "#ms", "#bytes", "#accuracy lost", "keeps the limits"], rows)));
}
