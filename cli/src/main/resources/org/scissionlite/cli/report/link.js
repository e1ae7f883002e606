// How long a message takes over a link: docs/link.md, as the planner counts it.

const BYTES_PER_MEGABIT = 125000;
const STEADY_MILLIS = 100;
const LEARNT = 2;
const BURST_BYTES = 3 * 1448;
const GAIN = 2;

// A link of the data, as it is under a setting; null stands for what the link has itself.
function linkUnder(link, bandwidth, roundTrip) {
  const forth = bandwidth ?? link.megabitsPerSecond;
  return {
    ...link,
    roundTripNanos: (roundTrip ?? link.roundTripMillis) * 1e6,
    forth: 1e9 / Math.round(forth * BYTES_PER_MEGABIT),
    back: 1e9 / Math.round((forth * link.backMegabitsPerSecond / link.megabitsPerSecond) * BYTES_PER_MEGABIT),
  };
}

// The window that a message finds after others of its size and a silence.
function windowAfter(window, silenceMillis, bytes) {
  const learnt = Math.min(Math.max(window.initialBytes, LEARNT * bytes), window.mostBytes);
  const halvings = window.restartMillis === Infinity ? 0 : Math.max(0, silenceMillis / window.restartMillis - 0.5);
  return halvings === 0 ? learnt : Math.max(window.initialBytes, learnt * Math.pow(2, -halvings));
}

// What a message waits for acknowledgements, round by round, while the window does not fill the link.
function windowWait(window, start, bytes, roundTripNanos, nanosPerByte) {
  const fills = roundTripNanos / nanosPerByte;
  let wait = 0;
  let left = bytes;
  let size = start;
  while (left > size && size < fills) {
    const idle = roundTripNanos - size * nanosPerByte;
    if (size >= window.mostBytes) {
      return wait + (Math.ceil(left / size) - 1) * idle;
    }
    wait += idle;
    left -= size;
    size = Math.min(size * window.growth, window.mostBytes);
  }
  return wait;
}

// What a sender with BBR holds a message back.
function pacedWait(bytes, roundTripNanos, nanosPerByte) {
  const atFullRate = bytes * nanosPerByte;
  const paced = Math.max(0, bytes - BURST_BYTES) / bytes;
  return Math.max(0, (paced * (roundTripNanos + atFullRate)) / GAIN - atFullRate);
}

function sentNanos(link, bytes, silenceMillis, nanosPerByte) {
  const nanos = bytes * nanosPerByte;
  if (bytes <= link.window.initialBytes) {
    return nanos;
  }
  const start = windowAfter(link.window, silenceMillis, bytes);
  return nanos + windowWait(link.window, start, bytes, link.roundTripNanos, nanosPerByte);
}

function thereNanos(link, bytes, silenceMillis) {
  const sent = sentNanos(link, bytes, silenceMillis, link.forth);
  return link.bbr && bytes > link.window.initialBytes
    ? Math.min(sent, bytes * link.forth + pacedWait(bytes, link.roundTripNanos, link.forth))
    : sent;
}

// From the first byte sent to the answer received; bytes are those that TCP carries.
function transferNanos(link, there, back, silenceMillis) {
  const wake = silenceMillis > STEADY_MILLIS ? link.wakeMillis * 1e6 : 0;
  return Math.round(
    link.roundTripNanos + wake + thereNanos(link, there, silenceMillis) + sentNanos(link, back, silenceMillis, link.back));
}
