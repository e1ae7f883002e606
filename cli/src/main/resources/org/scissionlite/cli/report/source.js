// The bundle, and what the sliders leave as it is.

// The model's blocks, in the colours of device and edge.
function cutModel(scenario, model) {
  const cut = model.cuts.indexOf(scenario.cut);
  if (cut < 0) return [];
  const block = (unused, i) => svg("rect", { class: i < cut ? "part-device" : "part-edge", x: i + 0.06, y: 0, width: 0.88, height: 1 });
  const words = cut + " of " + model.blocks + " blocks on the device, cut after " + scenario.cut;
  return [
    el("div", { class: "words" }, name(scenario.name)), el("div", { class: "figure" }, cut + " + " + (model.blocks - cut) + " blocks"),
    svg("svg", { class: "model", viewBox: "0 0 " + model.blocks + " 1", preserveAspectRatio: "none", role: "img", "aria-label": words },
      ...Array.from({ length: model.blocks }, block)),
  ];
}

function showScenarios(data) {
  if (data.scenarios.length === 0) return;
  section("bundle", "In the bundle",
    ...(data.model.blocks > 0 ? [legend(["device", "edge"])] : []),
    el("div", { class: "compared" }, ...data.scenarios.map(each => el("div", { class: "way" }, ...cutModel(each, data.model)))),
    table("Scenarios of the bundle, the default first", ["scenario", "cut after", "TL", "crosses", "#device slice", "#edge slice"],
      data.scenarios.map(each => [name(each.name), name(each.cut), name(each.transferLayer), name(each.wire.join("; ")), size(each.deviceBytes), size(each.edgeBytes)])));
}

function linkWords(link) {
  const window = link.window;
  return [
    link.roundTripMillis + " ms, " + link.megabitsPerSecond + " Mbit/s there and " + link.backMegabitsPerSecond + " back; TCP begins with " + grouped(window.initialBytes) + " bytes, grows by " + window.growth + " a round trip",
    window.restartMillis === Infinity ? ", silence does not close it" : ", " + window.restartMillis + " ms of silence halve it",
    window.mostBytes === Infinity ? "" : ", at most " + grouped(window.mostBytes) + " bytes",
    "; framing " + link.framing.toLowerCase().replace("_", "-") + "; " + link.wakeMillis + " ms to wake; " + (link.bbr ? "BBR where it is faster" : "no BBR"),
  ].join("");
}

function fixedWords(planner, data) {
  return [
    data.considered > 0
      ? "Only the " + grouped(planner.ways.length) + " best ways of " + grouped(data.considered) + " that the planner considered are in this file, so others cannot win here: plan again with -r " + data.considered + " for all."
      : "All " + grouped(planner.ways.length) + " ways of the file compete.",
    "The least " + Object.entries(planner.asked.weights).map(([metric, weight]) => (weight === 1 ? metric : weight + " " + metric)).join(" + ") + " wins.",
    "A slider of the link changes every link that leaves the " + planner.origin + "; the way back changes in proportion. All else of a link stays:",
    ...planner.links.slice(0, 8).map(linkWords),
    "The speed of edge and cloud, the bytes that a layer sends and what it loses stay as they were measured; the device's speed scales its blocks, its half of a transfer layer and what it takes to begin.",
    ...data.asked.fixed.map(each => "Asked besides, and kept: " + each + "."),
  ];
}

function showFixed(planner, data) {
  section("fixed", "What the sliders leave as it is", el("ul", {}, ...fixedWords(planner, data).map(words => el("li", {}, words))));
}
