// Changes made by others. One stream for all open tabs (a shared worker), each message {subject, type, version}:
// whatever carries data-subject="lead/…" on this page gets the event crm:changed, as does what carries data-subjects="lead
// employee" when any card of these kinds changes; the board gets crm:subjects, the bell and the day get crm:notified when
// one's own activities change. {type: resync}: some are missing, everything looks again.
import { isHeld } from './keep.js';

let waiting = new Map();
let timer = null;
let pressed = false;
addEventListener('pointerdown', () => { pressed = true; }, true);
for (const end of ['pointerup', 'pointercancel', 'dragend']) addEventListener(end, () => { pressed = false; }, true);

// What only a card's timeline shows; the card's own signals have a message of their own.
const onlyTimeline = type => /^(Activity|Comment|File|Call|Mail|Document)/.test(type);

function take({ subject, type }) {
  const key = type === 'resync' ? '*' : subject;
  waiting.set(key, (waiting.get(key) ?? true) && onlyTimeline(type));
  timer ??= setTimeout(() => { const changes = waiting; waiting = new Map(); timer = null; flush(changes); }, 300);
}

/** @param changes by subject: whether only its timeline changed */
function flush(changes) {
  const all = changes.has('*');
  if (all || [...changes.keys()].some(subject => subject.startsWith('activity/') || subject.startsWith('employee/'))) {
    document.body.dispatchEvent(new CustomEvent('crm:notified', { bubbles: true }));
  }
  for (const element of document.querySelectorAll('[data-subject]')) {
    const change = all ? false : changes.get(element.dataset.subject);
    if (change === undefined || (change && element.id === 'record-top')) continue;
    tell(element);
  }
  for (const element of document.querySelectorAll('[data-subjects]')) {
    const kinds = element.dataset.subjects.split(' ');
    if (all || [...changes].some(([subject, timeline]) => !timeline && kinds.includes(subject.split('/')[0]))) tell(element);
  }
  const cards = [...changes].filter(([, timeline]) => !timeline).map(([subject]) => subject);
  if (cards.length) document.dispatchEvent(new CustomEvent('crm:subjects', { detail: new Set(cards) }));
}

/**
 * Never under the finger, nor while a person is at something in it, nor while a request from there is on its way: its answer
 * would find no one. The top of a card says itself that it waits for a row to be saved.
 */
function tell(element) {
  const top = element.id === 'record-top';
  const within = top ? document.getElementById('main') : element;
  if (!pressed && !within.querySelector('.htmx-request') && !(top ? within.querySelector(':popover-open') : isHeld(within))) { element.dispatchEvent(new CustomEvent('crm:changed')); return; }
  setTimeout(() => { const there = element.isConnected ? element : document.getElementById(element.id); if (there) tell(there); }, 250);
}

// A redraw that was asked for before a button in it was pressed would take the button away, and with it what its answer says:
// it is given up and asked for again once that answer is there.
document.addEventListener('htmx:beforeSwap', event => {
  const { target, requestConfig } = event.detail;
  const element = requestConfig?.elt;
  if (requestConfig?.verb !== 'get' || !(element?.dataset?.subject || element?.dataset?.subjects)) return;
  if (![...target.querySelectorAll('.htmx-request')].some(other => other !== element)) return;
  event.detail.shouldSwap = false;
  setTimeout(() => { const there = document.getElementById(element.id); if (there) tell(there); }, 250);
});

// What this page itself changed: HX-Trigger: {"crm:changed-subject": {"subject": "lead/…"}}. What others make of it (the
// first call, the deal) comes by the stream.
document.addEventListener('crm:changed-subject', event => flush(new Map([[event.detail.subject, false]])));

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
