// The model as blocks with the cut drawn in, and above it the latency of every cut.

const HEIGHT = 100;
const STRIP = 12;
const MOST_TIMES = 4;

// The best way of each column: a column stands for the first cut of a way, the last one for the device alone.
function columns(planner, ranked, blocks) {
  const best = new Map();
  for (const each of ranked) {
    const column = each.way.hops.length === 0 ? blocks : planner.cuts[each.way.hops[0].cut].block;
    const known = best.get(column);
    if (!known || (each.allowed && !known.allowed) || (each.allowed === known.allowed && each.costs.latency < known.costs.latency)) best.set(column, each);
  }
  return [...best.entries()].map(([column, each]) => ({ column, ...each })).sort((one, other) => one.column - other.column);
}

function stack(column, most, isBest) {
  const group = svg("g", { class: isBest ? "best" : column.allowed ? null : "out" });
  let top = HEIGHT;
  for (const part of PARTS) {
    const height = (HEIGHT * column.costs.parts[part]) / most;
    if (height > 0) {
      top -= height;
      group.append(svg("rect", { class: "part-" + part, x: column.column + 0.12, y: top, width: 0.76, height }));
    }
  }
  return group;
}

// Blocks coloured by the tier that runs them; a line at each cut.
function strip(planner, way, blocks) {
  const group = svg("g", { class: "strip" });
  for (const part of way.segments) {
    for (let block = part.firstBlock; block <= part.lastBlock; block++) {
      group.append(svg("rect", { class: "part-" + planner.tier(part.system), x: block + 0.56, y: HEIGHT + 4, width: 0.88, height: STRIP }));
    }
  }
  for (const hop of way.hops) {
    group.append(svg("rect", { class: "knife", x: planner.cuts[hop.cut].block + 0.5 - blocks / 500, y: HEIGHT + 1, width: blocks / 250, height: STRIP + 6 }));
  }
  return group;
}

function axis(most) {
  const step = niceStep(most / 4);
  const ticks = [];
  for (let value = 0; value <= most; value += step) ticks.push(value);
  return ticks;
}

// The top of the axis: what is far slower than the answer and the device alone would press the rest flat.
function ceiling(shown, best) {
  const alone = shown.find(each => each.way.hops.length === 0);
  const worth = Math.max(best.costs.latency, alone ? alone.costs.latency : 0);
  return Math.min(Math.max(...shown.map(each => each.costs.latency)), MOST_TIMES * worth);
}

function picture(planner, shown, best, blocks, most) {
  const ticks = axis(most / 1e6);
  const top = value => 100 - (100 * value * 1e6) / most;
  const drawing = svg("svg", { viewBox: "0 0 " + (blocks + 1) + " " + (HEIGHT + STRIP + 8), preserveAspectRatio: "none", role: "img", "aria-label": "Latency of the best way at each cut, by part, and the blocks of the model" },
    ...shown.map(each => stack(each, most, each.way === best.way)), strip(planner, best.way, blocks));
  const share = HEIGHT / (HEIGHT + STRIP + 8);
  return el("div", { class: "chart cuts" },
    el("div", { class: "y" }, ...ticks.map(value => el("span", { style: { top: top(value) * share + "%" } }, value >= 1000 ? grouped(value) : String(Number(value.toPrecision(6)))))),
    el("div", { class: "plot" }, ...ticks.map(value => el("hr", { style: { top: top(value) * share + "%" } })), drawing));
}

function columnWords(planner, column) {
  const used = PARTS.filter(part => column.costs.parts[part] > 0);
  return [
    ...wayWords(planner, column.way), ": ", el("b", {}, ms(column.costs.latency) + " ms"), " = ",
    used.map(part => NAMES[part] + " " + ms(column.costs.parts[part])).join(" + "),
    column.way.hops.length > 0 ? "; " + size(column.costs.bytes) : "", column.allowed ? "" : "; not within the limits",
  ];
}

// A slider to look at each column, as a finger and a keyboard can.
function looker(planner, shown, best) {
  const input = el("input", { type: "range", id: "look", min: 0, max: shown.length - 1, step: 1 });
  const words = el("p", { class: "looked", "aria-live": "polite" });
  const show = () => {
    const column = shown[Number(input.value)];
    words.replaceChildren(...columnWords(planner, column));
    input.setAttribute("aria-valuetext", words.textContent);
  };
  input.value = shown.findIndex(each => each.way === best.way);
  input.addEventListener("input", show);
  show();
  return el("div", { class: "look" }, el("label", { for: "look" }, "Look at a cut"), input, words);
}

function showCuts(planner, ranked, model) {
  const best = ranked[0];
  const shown = columns(planner, ranked, model.blocks);
  const most = ceiling(shown, best);
  const goesOn = shown.some(each => each.costs.latency > most) ? " Bars that reach the top go on." : "";
  const used = PARTS.filter(part => shown.some(each => each.costs.parts[part] > 0));
  section("cuts", "The model, and what each cut takes",
    el("p", { class: "soft" }, "ms from input to answer, for the best way at each of the " + shown.length + " places that are known; on the left the input is sent, on the right the device answers alone. Below, the " + model.blocks + " blocks of the model, in the colour of the machine that runs them." + goesOn),
    picture(planner, shown, best, model.blocks, most), legend(used), looker(planner, shown, best));
}
