// What the page knows of places, and the choice of one: model, device, pace, bandwidth and round trip.

const different = values => [...new Set(values)];
const ascending = values => different(values).sort((one, other) => one - other);

class Results {
  constructor(results) {
    this.rows = results.rows;
    this.predictions = results.predictions;
    this.winners = results.winners;
    this.goals = results.goals;
    this.names = new Map(Object.entries(results.words));
    const places = [...this.rows, ...this.predictions].map(each => each.place);
    this.models = different(places.map(place => place.model));
    this.devices = different(places.map(place => place.device));
    this.intervals = ascending(places.map(place => place.intervalMillis));
    this.bandwidths = ascending(places.map(place => place.link.megabits));
    this.roundTrips = ascending(places.map(place => place.link.roundTripMillis));
    this.strategies = different([...this.rows, ...this.predictions.flatMap(each => each.contenders)].map(each => each.contender));
  }

  words(id) {
    return this.names.get(id) ?? String(id);
  }

  // Its colour; the ninth looks like the first.
  style(strategy) {
    return "s" + (this.strategies.indexOf(strategy) % 8);
  }

  // The paper's example where it was measured, else whatever was, else what is predicted first.
  first() {
    const isExample = place => place.link.megabits === 60 && place.link.roundTripMillis === 27.4 && place.intervalMillis === 1000;
    const found = this.rows.find(row => isExample(row.place)) ?? this.rows[0] ?? this.predictions[0];
    const place = found.place;
    return { model: place.model, device: place.device, interval: place.intervalMillis, bandwidth: place.link.megabits, roundTrip: place.link.roundTripMillis };
  }

  // Of rows, predictions or winners those of a model, a device and a pace.
  ofGroup(list, setting) {
    return list.filter(each => each.place.model === setting.model && each.place.device === setting.device && each.place.intervalMillis === setting.interval);
  }

  at(list, setting) {
    return this.ofGroup(list, setting).filter(each => isAt(each.place.link, setting));
  }
}

const isAt = (link, setting) => link.megabits === setting.bandwidth && link.roundTripMillis === setting.roundTrip;
const paceWords = millis => (millis === 0 ? "back to back" : millis / 1000 + " s apart");

function selector(key, label, values, words, setting, changed) {
  const input = el("select", { id: "set-" + key }, ...values.map((value, i) => el("option", { value: i }, words(value))));
  input.value = values.indexOf(setting[key]);
  input.addEventListener("change", () => {
    setting[key] = values[Number(input.value)];
    changed();
  });
  return el("div", { class: "slider" }, el("label", { for: input.id }, label), input);
}

function slider(key, label, values, words, setting, changed) {
  const input = el("input", { type: "range", id: "set-" + key, min: 0, max: values.length - 1, step: 1 });
  const output = el("output", { for: input.id });
  const show = () => {
    output.textContent = words(setting[key]);
    input.setAttribute("aria-valuetext", words(setting[key]));
  };
  input.value = values.indexOf(setting[key]);
  input.addEventListener("input", () => {
    setting[key] = values[Number(input.value)];
    show();
    changed();
  });
  show();
  return el("div", { class: "slider" }, el("label", { for: input.id }, label), output, input);
}

// Puts the choices into the page; tells every change.
function showChoices(results, setting, told) {
  const changed = () => told(setting);
  at("choices").append(
    selector("model", "Model", results.models, value => value, setting, changed),
    selector("device", "Device", results.devices, value => results.words(value), setting, changed),
    selector("interval", "Images come", results.intervals, paceWords, setting, changed),
    slider("bandwidth", "Bandwidth", results.bandwidths, value => value + " Mbit/s", setting, changed),
    slider("roundTrip", "Round trip", results.roundTrips, value => value + " ms", setting, changed));
  changed();
}
