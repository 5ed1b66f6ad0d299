// Short messages at the foot of the page. A response shows one by the header
// HX-Trigger: {"crm:toast": {"text": …, "tone": "ok|bad|info", "undo": {"url": …, "values": {…}, "version": …}, "link": {"label": …, "url": …}}}.
import { freshKey, send } from './net.js';

const LIFE = { ok: 5000, info: 10000, bad: 12000 };
// With something to press in it.
const UNDO = 10000;
const TICK = 250;

export function toast({ text, tone = 'ok', undo, link, reload }) {
  const region = document.getElementById('toasts');
  if (!region || !text) return;
  if (region.popover !== undefined && !region.popover) region.popover = 'manual';
  const element = document.createElement('div');
  element.className = `c-toast is-${tone}`;
  element.setAttribute('role', tone === 'bad' ? 'alert' : 'status');
  const icon = document.querySelector('#toast-icons')?.content.querySelector(`[data-tone=${tone}] svg`);
  if (icon) element.append(icon.cloneNode(true));
  element.append(Object.assign(document.createElement('p'), { textContent: text }));
  if (undo) {
    // Of one card only the last move is taken back.
    for (const older of [...region.children]) if (older.dataset.undo === undo.url) older.remove();
    element.dataset.undo = undo.url;
    element.append(button('Отменить', () => { element.remove(); revert(undo); }));
  }
  if (reload) element.append(button('Показать', () => location.reload()));
  if (link) element.append(Object.assign(document.createElement('a'), { textContent: link.label, href: link.url }));
  region.append(element);
  // Shown again each time: the newest popover lies above an open dialog.
  try { region.hidePopover(); } catch { /* not shown */ }
  try { region.showPopover(); } catch { /* not supported: it is fixed in its place anyway */ }
  fade(element, undo || link ? Math.max(UNDO, LIFE[tone] ?? 0) : LIFE[tone] ?? LIFE.ok);
}

// Gone after so long of being seen: counted by ticks from the first frame that has it, so neither a page too busy to draw it nor a
// tab in the background nor the time one reads it under the pointer uses it up.
function fade(element, life) {
  requestAnimationFrame(() => {
    const clock = setInterval(() => {
      if (document.hidden || element.matches(':hover, :focus-within')) return;
      life -= TICK;
      if (life > 0 && element.isConnected) return;
      clearInterval(clock);
      element.remove();
    }, TICK);
  });
}

const button = (label, act) => {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
  made.addEventListener('click', act);
  return made;
};

// What is undone is what was done, and once: if the card is another one by now, whoever changed it keeps his change.
async function revert({ url, values, version, method = 'POST' }) {
  const headers = { 'Idempotency-Key': freshKey() };
  if (version) headers['If-Match'] = `"${version}"`;
  try {
    await send(url, { method, values, headers });
    document.dispatchEvent(new CustomEvent('crm:undone'));
  } catch (refusal) {
    toast({ text: refusal.message, tone: 'bad' });
  }
}

document.addEventListener('crm:toast', event => toast(event.detail ?? {}));
