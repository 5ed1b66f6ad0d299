// Holds the one event stream of all tabs of this browser and passes its messages on.
const ports = new Set();
let stream = null;
let wait = 2000;

function connect() {
  stream = new EventSource('/events/stream');
  stream.onmessage = event => {
    wait = 2000;
    const message = JSON.parse(event.data);
    for (const port of ports) port.postMessage(message);
  };
  stream.onerror = () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    stream = null;
    setTimeout(() => { if (ports.size && !stream) connect(); }, wait);
    wait = Math.min(wait * 2, 60000);
  };
}

onconnect = event => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = message => {
    if (message.data !== 'bye') return;
    ports.delete(port);
    if (!ports.size) { stream?.close(); stream = null; }
  };
  if (!stream) connect();
};
