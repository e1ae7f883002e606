// What each way costs under a setting, and which is the best.
// A setting: bandwidth (Mbit/s) and roundTrip (ms) of the links that leave the device, null for as they are; speed of the
// device; interval (ms, Infinity for long silence); mostLoss (points, null for any).

const PARTS = ["device", "deviceTl", "conversion", "transfer", "edgeTl", "edge", "cloud"];

class Planner {
  constructor(data) {
    this.asked = data.asked;
    this.systems = data.table.systems;
    this.cuts = data.table.cuts;
    this.links = data.table.links.map(link => ({ ...link, window: numbers(link.window) }));
    this.ways = data.table.ways;
    const tiers = ["device", "edge", "cloud"];
    this.origin = tiers.find(tier => this.systems.some(system => system.tier === tier));
    this.fixed = { bandwidth: null, roundTrip: null, speed: 1, interval: Number(data.asked.intervalMillis), mostLoss: data.asked.mostLossPoints };
  }

  tier(system) {
    return this.systems[system].tier;
  }

  // Each link twice: as it is, and as those are that leave the device.
  linksUnder(setting) {
    return this.links.map(link => [linkUnder(link, null, null), linkUnder(link, setting.bandwidth, setting.roundTrip)]);
  }

  // The best way that keeps every limit; null where none does.
  winner(setting) {
    const links = this.linksUnder(setting);
    let best = null;
    let least = Infinity;
    for (const way of this.ways) {
      const costs = this.costs(way, setting, links);
      const objective = this.objective(costs);
      if (objective < least && this.allows(way, costs, setting)) {
        best = way;
        least = objective;
      }
    }
    return best;
  }

  // All ways with their costs, the best that keep every limit first, then those that do not.
  plan(setting) {
    const links = this.linksUnder(setting);
    const all = this.ways.map(way => {
      const costs = this.costs(way, setting, links);
      return { way, costs, allowed: this.allows(way, costs, setting), objective: this.objective(costs) };
    });
    return all.sort((one, other) => other.allowed - one.allowed || one.objective - other.objective);
  }

  costs(way, setting, links) {
    const parts = Object.fromEntries(PARTS.map(part => [part, 0]));
    const works = this.systems.map(() => 0);
    const took = (system, nanos) => (this.tier(system) === "device" ? Math.round(nanos / setting.speed) : nanos);
    for (const segment of way.segments) {
      const nanos = took(segment.system, segment.nanos);
      parts[this.tier(segment.system)] += nanos;
      works[segment.system] += nanos;
    }
    let bytes = 0;
    let tail = 0;
    let slowest = 0;
    for (const hop of way.hops) {
      const plain = hop.transferLayer === "none";
      const send = took(hop.from, hop.sendNanos);
      const receive = took(hop.to, hop.receiveNanos);
      const link = links[hop.link][this.tier(hop.from) === this.origin ? 1 : 0];
      const transfer = transferNanos(link, hop.there, hop.back, setting.interval);
      parts[plain ? "conversion" : "deviceTl"] += send;
      parts[plain ? "conversion" : "edgeTl"] += receive;
      parts.transfer += transfer;
      tail += transferNanos(link, hop.tail, hop.back, setting.interval) - transfer;
      works[hop.from] += send;
      works[hop.to] += receive;
      bytes += hop.bytes;
      slowest = Math.max(slowest, transfer);
    }
    const latency = PARTS.reduce((sum, part) => sum + parts[part], 0);
    const work = tier => works.reduce((sum, nanos, system) => sum + (this.tier(system) === tier ? nanos : 0), 0);
    return {
      parts, latency, bytes,
      tail: latency + tail,
      "device-time": work("device"), "edge-time": work("edge"), "cloud-time": work("cloud"),
      bottleneck: Math.max(slowest, ...works),
    };
  }

  objective(costs) {
    return Object.entries(this.asked.weights).reduce((sum, [metric, weight]) => sum + weight * costs[metric], 0);
  }

  allows(way, costs, setting) {
    const lossFits = setting.mostLoss === null || (way.loss !== null && way.loss.judged <= setting.mostLoss + 1e-9);
    return lossFits && this.asked.limits.every(limit => costs[limit.metric] <= limit.most) && this.asked.shares.every(share => sharesFit(costs, share));
  }

  kind(way) {
    if (way.hops.length === 0) return "device alone";
    if (way.segments.length === 1) return "input sent";
    return way.hops.some(hop => hop.transferLayer !== "none") ? "cut with TL" : "cut without TL";
  }
}

function sharesFit(costs, share) {
  const all = costs["device-time"] + costs["edge-time"] + costs["cloud-time"];
  return costs[share.tier + "-time"] - share.most * all <= 1e-3;
}

// Numbers that JSON cannot hold stand there as text: "Infinity".
function numbers(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Number(value)]));
}
