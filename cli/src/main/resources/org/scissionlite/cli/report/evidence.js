// What was measured on images: accuracy against bytes, and what an attacker rebuilt.

function decades(values) {
  const low = Math.floor(Math.log10(Math.max(1, Math.min(...values))));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(1, Math.max(...values)))));
  return Array.from({ length: high - low + 1 }, (unused, i) => Math.pow(10, low + i));
}

function losses(measured) {
  const low = Math.min(0, ...measured.map(each => each.lost));
  const high = Math.max(1, ...measured.map(each => each.lost));
  const step = niceStep((high - low) / 4);
  const ticks = [];
  for (let value = Math.floor(low / step) * step; value < high + step; value += step) ticks.push(Number(value.toPrecision(6)));
  return ticks;
}

const within = share => Math.min(100, Math.max(0, share));

function dot(each, x, y, isShipped) {
  const left = x(Math.log10(Math.max(1, each.bytes))) + "%";
  const from = within(y(each.low));
  const to = within(y(each.high));
  const title = each.cut + " with " + each.transferLayer + ": " + grouped(each.bytes) + " bytes, " + points(each.lost) + " lost (" + points(each.low) + " to " + points(each.high) + ")";
  return [
    el("i", { class: "whisker", style: { left, bottom: Math.min(from, to) + "%", height: Math.abs(to - from) + "%" } }),
    el("i", { class: "dot " + each.use + (isShipped ? " shipped" : ""), title, style: { left, bottom: y(each.lost) + "%" } }),
  ];
}

function scatter(measured, isShipped) {
  const bytes = decades(measured.map(each => each.bytes));
  const ticks = losses(measured);
  const x = scale(Math.log10(bytes[0]), Math.log10(bytes[bytes.length - 1]));
  const down = scale(ticks[0], ticks[ticks.length - 1]);
  const y = value => 100 - down(value);
  return el("div", { class: "chart scatter", role: "img", "aria-label": "Accuracy lost in points against bytes sent, a mark for each of " + measured.length + " measured transfer layers" },
    el("div", { class: "y" }, ...ticks.map(value => el("span", { style: { bottom: y(value) + "%" } }, String(value)))),
    el("div", { class: "plot" }, ...ticks.map(value => el("hr", { class: value === 0 ? "zero" : null, style: { bottom: y(value) + "%" } })), ...measured.flatMap(each => dot(each, x, y, isShipped(each)))),
    el("div", { class: "x" }, ...bytes.map(value => el("span", { style: { left: x(Math.log10(value)) + "%" } }, grouped(value)))));
}

const USES = { test: "images of a test", confirmation: "images that confirmed it", choice: "images that it was chosen on" };

function showMeasured(data) {
  const measured = data.measured;
  if (measured.length === 0) return;
  const shipped = new Set(data.scenarios.map(each => JSON.stringify([each.cut, each.transferLayer])));
  const isShipped = each => shipped.has(JSON.stringify([each.cut, each.transferLayer]));
  const uses = Object.keys(USES).filter(use => measured.some(each => each.use === use));
  const labelled = measured.every(each => each.labelled);
  section("measured", "Accuracy against bytes",
    el("p", { class: "soft" }, "Points lost against the uncut model (" + (labelled ? "of right answers" : "of answers that agree with it; the images have no labels") + "; higher is better) over bytes sent for an image, with the 95 % interval."),
    scatter(measured, isShipped),
    el("ul", { class: "legend" }, ...uses.map(use => el("li", {}, el("i", { class: "dot " + use }), USES[use])),
      ...(measured.some(isShipped) ? [el("li", {}, el("i", { class: "dot shipped" }), "in the bundle")] : [])),
    details("What was measured, in numbers", table("Transfer layers measured on images", ["cut and transfer layer", "#bytes", "#points lost", "#95 % interval", "#images"],
      measured.map(each => [el("span", {}, name(each.cut), " with ", name(each.transferLayer)), grouped(each.bytes), each.lost.toFixed(2), each.low.toFixed(2) + " to " + each.high.toFixed(2), grouped(each.images)]))));
}

function attackOn(attack) {
  const rows = attack.rows.map(row => [name(row.subject), grouped(row.meanBytes), row.ssim.toFixed(3) + " ± " + row.ssimHalfWidth.toFixed(3), row.largestSsim.toFixed(3), row.psnr.toFixed(1)]);
  const words = "Rows from above: originals, then what was rebuilt from each of " + attack.rows.map(row => row.subject).join(", ");
  return el("div", { class: "attack" },
    el("h3", {}, "Cut after ", name(attack.cut), " with ", name(attack.transferLayer)),
    el("p", { class: "soft" }, grouped(attack.rebuilt) + " pictures rebuilt by " + (attack.strength === "usual" ? "a decoder" : "a " + attack.strength + " attacker") + " that learnt from " + grouped(attack.known) + " others in " + grouped(attack.steps) + " steps."),
    table("What was rebuilt, and how like the originals it is", ["rebuilt from", "#bytes", "#SSIM", "#best picture", "#PSNR dB"], rows),
    ...(attack.sheet === null ? [] : [el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Rebuilt pictures" }, el("img", { src: attack.sheet, alt: words }))]));
}

function showPrivacy(data) {
  if (data.attacks.length === 0) return;
  section("privacy", "What an eavesdropper rebuilds",
    el("p", { class: "soft" }, "SSIM 1 is the picture itself; what counts is the way from the mean picture to there. A high value proves a leak. A low one proves nothing: a stronger attacker may see more."),
    ...data.attacks.map(attackOn));
}
