// A choice with search: the list of the page, or of GET data-url?q=, walked by arrows, chosen by Enter or a press.
// The hidden field holds the value; a text that is nobody's leaves it empty.
import { send } from './net.js';
import { fold } from './menu.js';

const parts = root => ({ hidden: root.querySelector('input[type=hidden]'), input: root.querySelector('[role=combobox]'), list: root.querySelector('[role=listbox]') });
const options = list => [...list.querySelectorAll('[role=option]:not([hidden])')];
const timers = new WeakMap();
let turn = 0;

async function suggest(root) {
  const { input, list } = parts(root);
  if (root.dataset.url) {
    const mine = ++turn;
    try {
      const url = `${root.dataset.url}${root.dataset.url.includes('?') ? '&' : '?'}q=${encodeURIComponent(input.value.trim())}`;
      const html = await (await send(url, { quiet: true })).text();
      if (mine !== turn) return;
      htmx.swap(list, html, { swapStyle: 'innerHTML' });
      if (!list.children.length) list.replaceChildren(Object.assign(document.createElement('p'), { className: 'c-quiet', textContent: input.value.trim() ? 'Ничего не нашлось' : 'Начните вводить' }));
    } catch {
      list.replaceChildren(Object.assign(document.createElement('p'), { className: 'c-quiet', textContent: 'Поиск временно недоступен' }));
    }
  } else {
    const wanted = input.dataset.typed ? fold(input.value) : '';
    for (const option of list.querySelectorAll('[role=option]')) option.hidden = !fold(option.textContent).includes(wanted);
  }
  open(root);
}

function open(root) {
  const { input, list } = parts(root);
  list.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  options(list).forEach((option, at) => { option.id ||= `${list.id}-${at}-${Math.random().toString(36).slice(2, 7)}`; });
}

function shut(root) {
  const { input, list } = parts(root);
  // what is still on its way would open it again
  clearTimeout(timers.get(root));
  turn++;
  list.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
  delete input.dataset.typed;
}

function choose(root, option) {
  const { hidden, input } = parts(root);
  if (root.dataset.multi) {
    pick(root, option.dataset.value, option.dataset.label);
    input.value = '';
    shut(root);
    return;
  }
  hidden.value = option.dataset.value;
  input.value = option.dataset.label;
  input.dataset.chosen = option.dataset.label;
  input.classList.remove('is-invalid');
  shut(root);
  hidden.dispatchEvent(new Event('change', { bubbles: true }));
}

function pick(root, value, label) {
  const place = root.querySelector('[data-picked]');
  if ([...place.querySelectorAll('input')].some(input => input.value === value)) return;
  const chip = Object.assign(document.createElement('span'), { className: 'c-chip is-set', textContent: label });
  const remove = Object.assign(document.createElement('button'), { type: 'button', className: 'c-chip-x', textContent: '×' });
  remove.dataset.unpick = '';
  remove.setAttribute('aria-label', `Убрать: ${label}`);
  chip.append(Object.assign(document.createElement('input'), { type: 'hidden', name: root.dataset.multi, value }), remove);
  place.append(chip);
}
document.addEventListener('click', event => event.target.closest?.('[data-unpick]')?.parentElement.remove());
document.addEventListener('reset', event => event.target.querySelectorAll('[data-picked]').forEach(place => place.replaceChildren()));

function walk(root, step) {
  const { input, list } = parts(root);
  const all = options(list);
  if (!all.length) return;
  const at = all.findIndex(option => option.classList.contains('is-cursor'));
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length];
  all.forEach(option => option.classList.toggle('is-cursor', option === next));
  input.setAttribute('aria-activedescendant', next.id);
  next.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('input', event => {
  const root = event.target.closest?.('[data-ahead]');
  if (!root || event.target.getAttribute('role') !== 'combobox') return;
  parts(root).hidden.value = '';
  event.target.dataset.typed = '1';
  clearTimeout(timers.get(root));
  timers.set(root, setTimeout(() => suggest(root), root.dataset.url ? 200 : 0));
});
document.addEventListener('focusin', event => {
  const root = event.target.closest?.('[data-ahead]');
  if (!root || event.target.getAttribute('role') !== 'combobox') return;
  event.target.select();
  // why a choice was refused stands where the list would open: it is read first, the list comes with the next key
  if (!event.target.classList.contains('is-invalid')) suggest(root);
});
document.addEventListener('focusout', event => {
  const root = event.target.closest?.('[data-ahead]');
  if (!root || root.contains(event.relatedTarget)) return;
  const { hidden, input } = parts(root);
  if (!hidden.value && !root.dataset.url) input.value = '';
  shut(root);
});
document.addEventListener('keydown', event => {
  const root = event.target.closest?.('[data-ahead]');
  if (!root || event.target.getAttribute('role') !== 'combobox') return;
  const { list } = parts(root);
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (list.hidden) suggest(root);
    else walk(root, event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Enter' && !list.hidden && !event.ctrlKey) {
    const option = list.querySelector('.is-cursor:not([hidden])') ?? (options(list).length === 1 ? options(list)[0] : null);
    if (option) { event.preventDefault(); choose(root, option); }
  } else if (event.key === 'Escape' && !list.hidden) {
    event.preventDefault();
    event.stopPropagation();
    shut(root);
  }
}, true);
document.addEventListener('mousedown', event => {
  const option = event.target.closest?.('[data-ahead] [role=option]');
  if (!option) return;
  event.preventDefault();
  choose(option.closest('[data-ahead]'), option);
});
