// «@» in a comment (data-mentions="suggestions url"): colleagues are suggested, the chosen one's id goes with the form as «mentions».
import { send } from './net.js';
import { place } from './menu.js';

const list = Object.assign(document.createElement('div'), { className: 'c-menu c-dialog', popover: 'manual', id: 'mentions' });
list.setAttribute('role', 'listbox');
list.setAttribute('aria-label', 'Коллеги');
document.body.append(list);
let field = null;
let turn = 0;

const word = () => field.value.slice(0, field.selectionStart).match(/(?:^|\s)@([\p{L}\- ]{0,40})$/u)?.[1];
const hide = () => { if (list.matches(':popover-open')) list.hidePopover(); };

document.addEventListener('input', async event => {
  if (!event.target.matches?.('[data-mentions]')) return;
  field = event.target;
  const typed = word();
  if (typed === undefined) { hide(); return; }
  const mine = ++turn;
  try {
    const url = field.dataset.mentions;
    const html = await (await send(`${url}${url.includes('?') ? '&' : '?'}q=${encodeURIComponent(typed.trim())}`, { quiet: true })).text();
    if (mine !== turn || word() === undefined) return;
    htmx.swap(list, html, { swapStyle: 'innerHTML' });
    const options = list.querySelectorAll('[role=option]');
    if (!options.length) { hide(); return; }
    options[0].classList.add('is-cursor');
    if (!list.matches(':popover-open')) list.showPopover();
    const box = field.getBoundingClientRect();
    place(list, { left: box.left, right: box.left, top: box.top, bottom: box.top + 26 });
  } catch { hide(); }
});

function choose(option) {
  const before = field.value.slice(0, field.selectionStart).replace(/@[\p{L}\- ]{0,40}$/u, `@${option.dataset.label} `);
  const after = field.value.slice(field.selectionStart);
  field.value = before + after;
  field.setSelectionRange(before.length, before.length);
  field.form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'mentions', value: option.dataset.value }));
  hide();
  field.focus();
}
document.addEventListener('keydown', event => {
  if (event.target !== field || !list.matches(':popover-open')) return;
  const options = [...list.querySelectorAll('[role=option]')];
  const at = options.findIndex(option => option.classList.contains('is-cursor'));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const next = options[(at + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % options.length];
    options.forEach(option => option.classList.toggle('is-cursor', option === next));
  } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey) {
    event.preventDefault();
    choose(options[Math.max(at, 0)]);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    hide();
  }
}, true);
list.addEventListener('mousedown', event => {
  const option = event.target.closest('[role=option]');
  if (option) { event.preventDefault(); choose(option); }
});
document.addEventListener('focusout', event => { if (event.target === field) setTimeout(hide, 100); });
document.addEventListener('reset', event => event.target.querySelectorAll('[name=mentions]').forEach(input => input.remove()));
