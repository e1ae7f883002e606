// The sliders: each goes through a list of values, in which the file's own stands as it is.

const INTERVALS = [0, 50, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 10000, 30000, 60000, Infinity];
const LOSSES = [0, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, null];

// Values with the same ratio between neighbours, in three digits.
function ladder(low, high, perDecade) {
  const steps = Math.round(Math.log10(high / low) * perDecade);
  return Array.from({ length: steps + 1 }, (unused, i) => Number((low * Math.pow(10, i / perDecade)).toPrecision(3)));
}

function withOwn(values, own) {
  return values.includes(own) ? values : [...values, own].sort((one, other) => (one ?? Infinity) - (other ?? Infinity));
}

// The value that all links leaving the device have; null where they differ.
function common(planner, field) {
  const left = new Set(planner.ways.flatMap(way => way.hops).filter(hop => planner.tier(hop.from) === planner.origin).map(hop => planner.links[hop.link][field]));
  return left.size === 1 ? [...left][0] : null;
}

function inWords(millis) {
  if (millis === 0) return "back to back";
  if (millis === Infinity) return "after long silence";
  return millis < 1000 ? millis + " ms" : millis / 1000 + " s";
}

// What the sliders are; where links differ, null stands first: "as each link is".
function slidersOf(planner) {
  const own = { bandwidth: common(planner, "megabitsPerSecond"), roundTrip: common(planner, "roundTripMillis") };
  const overLinks = (key, values) => (own[key] === null ? [null, ...values] : withOwn(values, own[key]));
  const unit = suffix => value => (value === null ? "as each link is" : value + " " + suffix);
  return [
    { key: "bandwidth", label: "Bandwidth", values: overLinks("bandwidth", ladder(0.1, 1000, 20)), own: own.bandwidth, words: unit("Mbit/s") },
    { key: "roundTrip", label: "Round trip", values: overLinks("roundTrip", [0, ...ladder(0.5, 500, 20)]), own: own.roundTrip, words: unit("ms") },
    { key: "speed", label: "Speed of the device", values: withOwn(ladder(0.1, 20, 20), 1), own: 1, words: value => value + " × as measured" },
    { key: "interval", label: "An image comes", values: withOwn(INTERVALS, planner.fixed.interval), own: planner.fixed.interval, words: value => (value === 0 || value === Infinity ? inWords(value) : "every " + inWords(value)) },
    { key: "mostLoss", label: "Accuracy lost, at most", values: withOwn(LOSSES, planner.fixed.mostLoss), own: planner.fixed.mostLoss, words: value => (value === null ? "any, known or not" : value + " points") },
  ];
}

// Puts the sliders into the page; tells every change.
function showSliders(planner, changed) {
  const setting = { ...planner.fixed };
  const sliders = slidersOf(planner);
  const resets = sliders.map(slider => {
    const input = el("input", { type: "range", id: "set-" + slider.key, min: 0, max: slider.values.length - 1, step: 1 });
    const output = el("output", { for: input.id });
    const own = slider.values.indexOf(slider.own);
    const show = () => {
      const value = slider.values[Number(input.value)];
      setting[slider.key] = value;
      output.textContent = slider.words(value);
      input.setAttribute("aria-valuetext", slider.words(value));
      output.classList.toggle("moved", Number(input.value) !== own);
    };
    const reset = () => {
      input.value = own;
      show();
    };
    input.addEventListener("input", () => {
      show();
      changed(setting);
    });
    at("sliders").append(el("div", { class: "slider" }, el("label", { for: input.id }, slider.label), output, input));
    reset();
    return reset;
  });
  at("reset").addEventListener("click", () => {
    resets.forEach(reset => reset());
    changed(setting);
  });
  changed(setting);
}
