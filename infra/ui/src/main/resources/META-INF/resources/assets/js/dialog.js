// One dialog for the whole page. data-dialog="url" on anything opens it with what that address answers. A form in it is
// sent by htmx: 204 closes it, 200 or 422 with HTML replaces the form (next step, or the same with what is wrong).
import { send } from './net.js';
import { toast } from './toast.js';

const dialog = () => document.getElementById('dialog');
let cancelled = null;
let back = null;

/**
 * Opens the dialog an address answers with; the promise tells whether it ended in «done» (true) or «cancelled» (false).
 * Its form takes along the inputs given.
 */
export async function ask(url, along = []) {
  let html;
  try {
    html = await (await send(url, { headers: { 'HX-Target': 'dialog' } })).text();
  } catch (refusal) {
    if (!refusal.html) {
      toast({ text: refusal.message, tone: 'bad' });
      return false;
    }
    html = refusal.html;
  }
  const ended = show(html);
  dialog().querySelector('form')?.append(...along);
  return ended;
}

/** Shows this HTML in the dialog. */
export function show(html) {
  const element = dialog();
  finish(false);
  back = document.activeElement;
  htmx.swap(element, html, { swapStyle: 'innerHTML' });
  element.setAttribute('aria-label', element.querySelector('h2')?.textContent ?? 'Окно');
  if (!element.open) element.showModal();
  (element.querySelector('[autofocus]') ?? element.querySelector('.is-invalid, .c-dialog-body input:not([type=hidden]), .c-dialog-body textarea, .c-dialog-body select, .btn-primary'))?.focus();
  return new Promise(resolve => { cancelled = resolve; });
}

export function close(done = false) {
  const element = dialog();
  finish(done);
  if (element.open) element.close();
  element.replaceChildren();
  if (back?.isConnected) back.focus({ preventScroll: true });
}

function finish(done) {
  const resolve = cancelled;
  cancelled = null;
  resolve?.(done);
}

document.addEventListener('click', event => {
  const opener = event.target.closest('[data-dialog]');
  if (opener) {
    event.preventDefault();
    opener.closest('[popover]')?.hidePopover();
    ask(opener.dataset.dialog);
    return;
  }
  const closer = event.target.closest('[data-close]');
  if (closer) {
    event.preventDefault();
    if (closer.closest('#dialog')) close(false);
    else closer.closest('dialog')?.close();
    return;
  }
  // A press on the ground behind closes what holds nothing typed.
  if (event.target instanceof HTMLDialogElement && event.target.id !== 'dialog') event.target.close();
});

document.addEventListener('cancel', event => {
  if (event.target.id !== 'dialog') return;
  event.preventDefault();
  close(false);
}, true);

document.addEventListener('htmx:afterRequest', event => {
  const { elt, xhr, successful } = event.detail;
  if (!successful || xhr?.status !== 204 || !elt.closest?.('#dialog')) return;
  close(true);
});
document.addEventListener('crm:close', () => close(true));
