// Changes made by others. One stream for all open tabs (a shared worker), each message {subject, type, version}:
// whatever carries data-subject="lead/…" on this page gets the event crm:changed, the board gets crm:subjects, the bell and
// the day get crm:notified when one's own activities change. {type: resync}: some are missing, everything looks again.
let waiting = new Set();
let timer = null;

function take(message) {
  if (message.type === 'resync') waiting.add('*');
  else waiting.add(message.subject);
  timer ??= setTimeout(() => { const subjects = waiting; waiting = new Set(); timer = null; flush(subjects); }, 300);
}

function flush(subjects) {
  const all = subjects.has('*');
  if (all || [...subjects].some(subject => subject.startsWith('activity/'))) {
    document.body.dispatchEvent(new CustomEvent('crm:notified', { bubbles: true }));
  }
  for (const element of document.querySelectorAll('[data-subject]')) {
    if (all || subjects.has(element.dataset.subject)) element.dispatchEvent(new CustomEvent('crm:changed'));
  }
  document.dispatchEvent(new CustomEvent('crm:subjects', { detail: subjects }));
}

// What this page itself changed: HX-Trigger: {"crm:changed-subject": {"subject": "lead/…"}}. What others make of it (the
// first call, the deal) comes by the stream.
document.addEventListener('crm:changed-subject', event => flush(new Set([event.detail.subject])));

// A browser without shared workers, as on some phones, has one stream a page.
function direct() {
  let wait = 2000;
  let last = null;
  const connect = () => {
    const from = last ? `from=${last}` : `age=${Math.round(performance.now())}`;
    const stream = new EventSource(`/events/stream?${from}`);
    stream.onmessage = event => { wait = 2000; last = event.lastEventId; take(JSON.parse(event.data)); };
    stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { setTimeout(connect, wait); wait = Math.min(wait * 2, 60000); } };
  };
  connect();
}

function shared() {
  const worker = new SharedWorker(new URL('live-worker.js', import.meta.url), { name: 'crm-live' });
  let since = performance.timeOrigin;
  const hello = () => worker.port.postMessage({ since });
  worker.port.onmessage = event => { since = Date.now(); take(event.data); };
  worker.port.start();
  hello();
  addEventListener('pagehide', () => { since = Date.now(); worker.port.postMessage('bye'); });
  addEventListener('pageshow', event => { if (event.persisted) hello(); });
}

if (document.body.dataset.user) {
  if ('SharedWorker' in window) shared();
  else direct();
}
