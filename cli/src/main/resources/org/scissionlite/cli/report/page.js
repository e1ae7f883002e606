// Builds the page from the data in it.

const data = JSON.parse(at("data").textContent);

function start() {
  document.title = data.model.name + " - ScissionLite report";
  at("model").replaceChildren(name(data.model.name));
  at("kind").textContent = data.source === "plan" ? "a plan: predicted ways to run it across machines" : "a bundle: prepared to run across device and edge";
  if (data.verdict !== "") {
    at("verdict").textContent = data.verdict;
    at("verdict").hidden = false;
  }
  if (data.table !== null && data.table.ways.length > 0) startPlanning();
  showMeasured(data);
  showPrivacy(data);
  showScenarios(data);
  showSource([["model", name(data.model.name), ", SHA-256 ", el("code", {}, data.model.sha256)]], data);
}

let planner = null;

function startPlanning() {
  planner = new Planner(data);
  at("whatif").hidden = false;
  at("answer").hidden = false;
  showSliders(planner, setting => {
    const ranked = planner.plan(setting);
    showAnswer(planner, ranked);
    showCuts(planner, ranked, data.model);
    showComparison(planner, ranked);
    showWays(planner, ranked);
    drawMapSoon(planner, setting);
  });
  showFixed(planner, data);
}

start();
