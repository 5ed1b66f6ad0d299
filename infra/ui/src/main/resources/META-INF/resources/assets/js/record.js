// A record's page: rows edited in place, the tabs of a narrow screen, the composer's tabs, its sheet.
import { toast } from './toast.js';

document.addEventListener('click', event => {
  const row = event.target.closest('.c-field:not(.is-editing):not(.is-locked)');
  if (row && !event.target.closest('a, button, input') && !String(getSelection())) row.querySelector('[data-edit]')?.click();

  const tab = event.target.closest('[data-show]');
  if (tab) {
    const tabs = [...tab.parentElement.querySelectorAll('[data-show]')];
    for (const other of tabs) {
      other.setAttribute('aria-selected', String(other === tab));
      other.tabIndex = other === tab ? 0 : -1;
      const panel = document.getElementById(other.dataset.show);
      if (panel && other.dataset.showClass) panel.classList.toggle(other.dataset.showClass, other !== tab);
      else if (panel) panel.hidden = other !== tab;
    }
    const panel = document.getElementById(tab.dataset.show);
    if (panel && !tab.dataset.showClass) panel.querySelector('textarea, input:not([type=hidden]):not([type=file])')?.focus();
  }

  const sheet = event.target.closest('[data-sheet]');
  if (sheet) {
    const composer = document.getElementById(sheet.dataset.sheet);
    composer?.classList.toggle('is-sheet');
    composer?.querySelector('textarea')?.focus();
  }
});
document.addEventListener('keydown', event => {
  const tab = event.target.closest?.('[role=tab][data-show]');
  if (tab && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
    const tabs = [...tab.parentElement.querySelectorAll('[data-show]')];
    const next = tabs[(tabs.indexOf(tab) + (event.key === 'ArrowRight' ? 1 : tabs.length - 1)) % tabs.length];
    next.focus();
    next.click();
  }
  if (event.key === 'Escape') {
    const editing = event.target.closest?.('.c-field.is-editing');
    if (editing) { event.stopPropagation(); editing.querySelector('[data-cancel]')?.click(); }
    document.querySelector('.c-composer.is-sheet')?.classList.remove('is-sheet');
  }
});
document.addEventListener('htmx:afterRequest', event => {
  if (event.detail.successful && event.detail.xhr?.status === 204) event.detail.elt.closest?.('.c-composer.is-sheet')?.classList.remove('is-sheet');
});
document.addEventListener('htmx:load', event => {
  const editing = event.detail.elt.closest?.('.c-field.is-editing');
  editing?.querySelector('.form-control, .form-select')?.focus();
});

// A change made elsewhere waits while a row is being edited here: the person decides when to look.
document.addEventListener('htmx:beforeRequest', event => {
  const top = event.detail.elt;
  if (top.id !== 'record-top' || !document.querySelector('.c-field.is-editing')) return;
  event.preventDefault();
  if (top.dataset.told) return;
  top.dataset.told = '1';
  toast({ text: 'Карточку изменили, пока вы правили.', tone: 'info', reload: true });
});

// A link to one row (#row-inn) shows it, on a narrow screen too, and begins to edit it.
addEventListener('load', () => {
  const row = location.hash.startsWith('#row-') ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!row) return;
  const panel = row.closest('#record-fields, #record-feed, #record-aside');
  if (panel) document.querySelector(`[data-show="${panel.id}"]`)?.click();
  row.scrollIntoView({ block: 'center' });
  row.querySelector('[data-edit]')?.click();
});
