// Where all comes from.

// What the page is of: pairs of a word and its elements.
function showSource(subject, data) {
  const source = data.provenance;
  const rows = source.files.map(file => [name(file.name), grouped(file.bytes), el("code", {}, file.sha256)]);
  const pair = ([word, ...content]) => [el("dt", {}, word), el("dd", {}, ...content)];
  section("source", "Where this comes from",
    el("dl", {}, ...subject.flatMap(pair),
      el("dt", {}, "made"), el("dd", {}, source.made + " by ScissionLite " + source.version),
      el("dt", {}, "on"), el("dd", {}, name(source.machine))),
    ...data.notes.map(note => el("p", { class: "soft" }, note)),
    details("Files and their SHA-256", table("Files that were read", ["file", "#bytes", "SHA-256"], rows)));
}
