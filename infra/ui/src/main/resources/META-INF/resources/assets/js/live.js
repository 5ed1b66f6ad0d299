// Changes made by others. One stream for all open tabs (a shared worker), each message {subject, type, version}:
// whatever carries data-subject="lead/…" on this page gets the event crm:changed, the board gets crm:subject.
let waiting = new Set();
let timer = null;

function take(message) {
  if (message.type === 'resync') { flush(new Set(['*'])); return; }
  if (String(message.subject).startsWith('notification')) document.body.dispatchEvent(new CustomEvent('crm:notified', { bubbles: true }));
  waiting.add(message.subject);
  timer ??= setTimeout(() => { const subjects = waiting; waiting = new Set(); timer = null; flush(subjects); }, 400);
}

function flush(subjects) {
  for (const element of document.querySelectorAll('[data-subject]')) {
    if (subjects.has('*') || subjects.has(element.dataset.subject)) element.dispatchEvent(new CustomEvent('crm:changed'));
  }
  document.dispatchEvent(new CustomEvent('crm:subjects', { detail: subjects }));
}

// What this page itself changed: HX-Trigger: {"crm:changed-subject": {"subject": "lead/…"}}.
// What other services make of it (the first call, the deal) is there a moment later: hence the second and third look.
document.addEventListener('crm:changed-subject', event => {
  const subjects = new Set([event.detail.subject]);
  flush(subjects);
  for (const later of [700, 2500]) setTimeout(() => { if (!document.querySelector('.c-field.is-editing')) flush(subjects); }, later);
});

function direct() {
  let wait = 2000;
  const connect = () => {
    const stream = new EventSource('/events/stream');
    stream.onmessage = event => { wait = 2000; take(JSON.parse(event.data)); };
    stream.onerror = () => { if (stream.readyState === EventSource.CLOSED) { setTimeout(connect, wait); wait = Math.min(wait * 2, 60000); } };
  };
  connect();
}

if (document.body.dataset.user && document.querySelector('[data-subject], [data-board]')) {
  if ('SharedWorker' in window) {
    const worker = new SharedWorker(new URL('live-worker.js', import.meta.url), { name: 'crm-live' });
    worker.port.onmessage = event => take(event.data);
    worker.port.start();
    addEventListener('pagehide', () => worker.port.postMessage('bye'));
  } else {
    direct();
  }
}
