// Holds the one event stream of all tabs of this browser and passes its messages on. A page that joins is told what has
// come since it was asked for.
const REMEMBERED_MS = 60000;
const ports = new Set();
let messages = [];
let stream = null;
let last = null;
let wait = 2000;

function connect(since) {
  const from = last ? `from=${last}` : `age=${Math.max(0, Math.round(Date.now() - since))}`;
  stream = new EventSource(`/events/stream?${from}`);
  stream.onmessage = event => {
    wait = 2000;
    last = event.lastEventId;
    const message = JSON.parse(event.data);
    const now = Date.now();
    messages = messages.filter(each => now - each.at < REMEMBERED_MS);
    messages.push({ at: now, message });
    for (const port of ports) port.postMessage(message);
  };
  stream.onerror = () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    stream = null;
    setTimeout(() => { if (ports.size && !stream) connect(Date.now()); }, wait);
    wait = Math.min(wait * 2, 60000);
  };
}

onconnect = event => {
  const port = event.ports[0];
  port.onmessage = ({ data }) => {
    if (data === 'bye') {
      ports.delete(port);
      if (!ports.size) { stream?.close(); stream = null; last = null; messages = []; }
      return;
    }
    ports.add(port);
    if (stream) for (const each of messages) { if (each.at >= data.since) port.postMessage(each.message); }
    else connect(data.since);
  };
};
