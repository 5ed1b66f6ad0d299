// The board. A card goes where its data-allowed says. Stages in data-ask open their dialog (GET moveUrl?to=STAGE), the
// others are posted (POST moveUrl, to=STAGE). 200 answers with the card (and heads out of band), 204 with nothing: the
// card is fetched anew then. A refusal puts the card back and says why. «m» is the keyboard's drag.
import { send } from './net.js';
import { toast } from './toast.js';
import { ask, show } from './dialog.js';
import { place } from './menu.js';
import '../lib/Sortable.min.js';

const wrap = document.querySelector('[data-board]');
const board = wrap.querySelector('.c-board');
const words = element => (element?.dataset ?? {});
const list = key => (key ?? '').split(' ').filter(Boolean);
const url = (template, id) => template.replace('{id}', encodeURIComponent(id));
const column = stage => board.querySelector(`.c-cards[data-stage="${CSS.escape(stage)}"]`);
const zones = wrap.querySelector('.c-dropzones');
const ANIMATION_MS = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120;
const ANIMATED_CARDS = 60;
let dragging = null;
// The card under the finger, lifted or not yet: it is not drawn anew, else what is lifted would be a card no longer there.
let held = null;
// What changed while a card was in the hand: looked at when it is let go.
const missed = new Set();
addEventListener('pointerdown', event => { held = event.target.closest?.('.c-card') ?? null; }, true);
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(letGo), true);
function letGo() {
  held = null;
  if (dragging || !missed.size) return;
  const subjects = new Set(missed);
  missed.clear();
  document.dispatchEvent(new CustomEvent('crm:subjects', { detail: subjects }));
}

function bind() {
  for (const cards of board.querySelectorAll('.c-cards')) sortable(cards);
  for (const zone of wrap.querySelectorAll('.c-dropzone')) sortable(zone);
}

function sortable(element) {
  if (!wrap.dataset.moveUrl) return;
  self.Sortable.create(element, {
    group: { name: 'board', put: (to, from, card) => list(card.dataset.allowed).includes(to.el.dataset.stage) },
    sort: false,
    draggable: '.c-card',
    filter: '.c-icon-btn, .is-waiting',
    preventOnFilter: false,
    delay: 200,
    delayOnTouchOnly: true,
    touchStartThreshold: 4,
    animation: ANIMATION_MS,
    ghostClass: 'is-ghost',
    dragClass: 'is-lifted',
    forceFallback: true,
    fallbackOnBody: true,
    fallbackTolerance: 4,
    scroll: true,
    scrollSensitivity: 60,
    bubbleScroll: true,
    onStart: event => start(event.item),
    onMove: event => { for (const each of wrap.querySelectorAll('.c-dropzone')) each.classList.toggle('is-over', each === event.to); },
    onEnd: event => end(event),
  });
}

function start(card) {
  // an animation measures every card of both columns at each move
  for (const cards of board.querySelectorAll('.c-cards')) self.Sortable.get(cards)?.option('animation', cards.childElementCount > ANIMATED_CARDS ? 0 : ANIMATION_MS);
  dragging = { card, from: card.parentElement, next: card.nextElementSibling };
  wrap.classList.add('is-dragging');
  const allowed = list(card.dataset.allowed);
  for (const each of board.querySelectorAll('.c-col')) {
    each.classList.toggle('is-yes', allowed.includes(each.dataset.stage));
    each.classList.toggle('is-no', !allowed.includes(each.dataset.stage) && each.dataset.stage !== card.dataset.stage);
  }
  for (const each of wrap.querySelectorAll('.c-dropzone')) each.classList.toggle('is-no', !allowed.includes(each.dataset.stage));
  if (zones) zones.hidden = !wrap.querySelector('.c-dropzone:not(.is-no)');
}

/** The stage whose column or zone lies under the pointer: where the card was really let go. */
function under(event) {
  const point = event?.changedTouches?.[0] ?? event;
  return point && document.elementFromPoint(point.clientX, point.clientY)?.closest('.c-col, .c-dropzone')?.dataset.stage;
}

function end(event) {
  const over = under(event.originalEvent);
  wrap.classList.remove('is-dragging');
  for (const each of board.querySelectorAll('.c-col')) each.classList.remove('is-yes', 'is-no');
  for (const each of wrap.querySelectorAll('.c-dropzone')) each.classList.remove('is-over');
  if (zones) zones.hidden = true;
  const to = event.to.dataset.stage;
  const home = dragging;
  dragging = null;
  if (missed.size) { document.dispatchEvent(new CustomEvent('crm:subjects', { detail: new Set(missed) })); missed.clear(); }
  if (!to || event.to === event.from) return;
  const putBack = () => home.from.insertBefore(home.card, home.next?.parentElement === home.from ? home.next : null);
  // Passing over an allowed column puts the card there; let go elsewhere, it goes home.
  if (over !== to) putBack();
  else move(home.card, to, putBack);
}

async function move(card, to, putBack = () => {}) {
  const address = url(wrap.dataset.moveUrl, card.dataset.id);
  if (list(card.dataset.ask).includes(to)) {
    putBack();
    if (await ask(`${address}${address.includes('?') ? '&' : '?'}to=${to}`)) await refresh(card.dataset.id);
    return;
  }
  card.classList.add('is-waiting');
  try {
    const response = await send(address, { method: 'POST', values: { to } });
    const html = response.status === 204 ? '' : await response.text();
    card.classList.remove('is-waiting');
    if (html.trim()) draw(card.dataset.id, html);
    else await refresh(card.dataset.id);
  } catch (refusal) {
    card.classList.remove('is-waiting');
    putBack();
    card.querySelector('.c-card-title a')?.focus();
    if (refusal.html) { show(refusal.html); return; }
    toast({ text: refusal.network ? refusal.message : `Не перенесён: ${lower(refusal.message)}`, tone: 'bad', link: words(refusal.problem).link });
  }
}
const lower = text => (/^[А-ЯЁ][^А-ЯЁ]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);

/** Fetches a card anew: it changes in place, goes to its column, or leaves a board it no longer belongs to. */
async function refresh(id) {
  if (!wrap.dataset.cardUrl) return;
  try {
    const response = await send(url(wrap.dataset.cardUrl, id), { quiet: true });
    draw(id, response.status === 204 ? '' : await response.text());
  } catch (refusal) {
    if (refusal.status === 404 || refusal.status === 410) {
      document.getElementById(`card-${id}`)?.remove();
      if (refusal.html) oob(refusal.html);
    }
  }
}

function draw(id, html) {
  if (held?.id === `card-${id}`) { missed.add(`${wrap.dataset.board}/${id}`); return; }
  const fragment = new DOMParser().parseFromString(html, 'text/html');
  const fresh = fragment.getElementById(`card-${id}`);
  const old = document.getElementById(`card-${id}`);
  const focused = old?.contains(document.activeElement);
  oob(html);
  if (!fresh) { old?.remove(); return; }
  const target = column(fresh.dataset.stage);
  const card = document.importNode(fresh, true);
  if (old && (!target || old.parentElement === target) && target) old.replaceWith(card);
  else { old?.remove(); target?.prepend(card); }
  if (!card.isConnected) return;
  htmx.process(card);
  card.classList.add('is-fresh');
  setTimeout(() => card.classList.remove('is-fresh'), 1500);
  if (focused) card.querySelector('.c-card-title a')?.focus({ preventScroll: true });
}

/** Column heads that came beside a card. */
function oob(html) {
  const fragment = new DOMParser().parseFromString(html, 'text/html');
  for (const head of fragment.querySelectorAll('.c-col-head[id]')) {
    const old = document.getElementById(head.id);
    if (!old) continue;
    old.replaceChildren(...[...head.childNodes].map(node => document.importNode(node, true)));
    htmx.process(old);
  }
}

/** Everything anew, but never while something is being typed. */
function reload() {
  const dialog = document.querySelector('dialog[open]');
  if (dialog) dialog.addEventListener('close', () => setTimeout(reload, 500), { once: true });
  else location.reload();
}

// Changes of others, and of this page's own dialogs.
document.addEventListener('crm:subjects', event => {
  const subjects = event.detail;
  if (dragging || held) { for (const subject of subjects) missed.add(subject); return; }
  if (subjects.has('*') || subjects.size > 25) { reload(); return; }
  for (const subject of subjects) {
    const [kind, id] = subject.split('/');
    if (kind === wrap.dataset.board) refresh(id);
  }
});
document.addEventListener('crm:undone', () => { /* the answer's crm:changed-subject redraws the card */ });

// «Переместить в…» by the keyboard.
const menu = Object.assign(document.createElement('div'), { className: 'c-menu c-dialog', popover: 'auto', id: 'move-menu' });
menu.setAttribute('role', 'menu');
menu.setAttribute('aria-label', 'Переместить в');
document.body.append(menu);
function openMenu(card) {
  const stages = [...wrap.querySelectorAll('.c-col[data-stage], .c-dropzone[data-stage]')].filter(each => list(card.dataset.allowed).includes(each.dataset.stage));
  if (!stages.length || !wrap.dataset.moveUrl) { toast({ text: 'Эту карточку отсюда не переместить.', tone: 'info' }); return; }
  menu.replaceChildren(...stages.map((stage, at) => {
    const item = Object.assign(document.createElement('button'), { type: 'button', className: 'c-hit' });
    item.setAttribute('role', 'menuitem');
    const dot = Object.assign(document.createElement('span'), { className: `c-dot s-${stage.dataset.stage.toLowerCase()}` });
    const label = Object.assign(document.createElement('span'), { textContent: stage.dataset.label + (list(card.dataset.ask).includes(stage.dataset.stage) ? '…' : '') });
    item.append(dot, label, Object.assign(document.createElement('kbd'), { textContent: at + 1 }));
    item.addEventListener('click', () => { menu.hidePopover(); move(card, stage.dataset.stage); });
    return item;
  }));
  menu.showPopover();
  place(menu, card.getBoundingClientRect());
  menu.querySelector('button').focus();
}
menu.addEventListener('keydown', event => {
  const item = menu.querySelectorAll('button')[Number(event.key) - 1];
  if (item) { event.preventDefault(); item.click(); }
});
document.addEventListener('keydown', event => {
  if (event.code !== 'KeyM' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select') || document.querySelector('dialog[open]')) return;
  const card = document.activeElement?.closest('.c-card') ?? document.querySelector('.c-card:hover');
  if (card) { event.preventDefault(); openMenu(card); }
});
board.addEventListener('contextmenu', event => {
  const card = event.target.closest('.c-card');
  if (card && !event.target.closest('a[href^="tel:"]') && event.shiftKey) { event.preventDefault(); openMenu(card); }
});

// Quick add: «+» in a head puts the form on top of its column.
document.addEventListener('click', async event => {
  const plus = event.target.closest('[data-quick]');
  if (plus) {
    const cards = plus.closest('.c-col').querySelector('.c-cards');
    const open = cards.querySelector('.c-quick');
    if (open) { open.querySelector('input')?.focus(); return; }
    try {
      const html = await (await send(plus.dataset.quick)).text();
      const holder = document.createElement('div');
      cards.prepend(holder);
      htmx.swap(holder, html, { swapStyle: 'outerHTML' });
      cards.scrollTop = 0;
      cards.querySelector('.c-quick input')?.focus();
    } catch (refusal) {
      toast({ text: refusal.message, tone: 'bad' });
    }
  }
  if (event.target.closest('[data-quick-close]')) event.target.closest('.c-quick').remove();
});
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  const form = event.target.closest?.('.c-quick');
  if (form) { event.preventDefault(); form.remove(); }
});
document.addEventListener('htmx:afterRequest', event => {
  const form = event.detail.elt;
  if (form.classList?.contains('c-quick') && event.detail.successful && event.detail.xhr.status === 204) form.remove();
});

// Narrow: one column at a time.
document.addEventListener('click', event => {
  const tab = event.target.closest('.c-stage-tab');
  if (!tab) return;
  for (const other of document.querySelectorAll('.c-stage-tab')) other.setAttribute('aria-selected', String(other === tab));
  for (const each of board.querySelectorAll('.c-col')) each.classList.toggle('is-current', each.dataset.stage === tab.dataset.stage);
});

bind();
