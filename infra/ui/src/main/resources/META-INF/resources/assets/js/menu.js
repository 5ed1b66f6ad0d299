// Native popovers, put beside the button that opens them (data-place: bottom-start, bottom-end, top-end, right-end).
let opener = null;
document.addEventListener('click', event => { opener = event.target.closest('[popovertarget]') ?? opener; }, true);

document.addEventListener('toggle', event => {
  const popover = event.target;
  if (!(popover instanceof HTMLElement) || !popover.hasAttribute('popover') || event.newState !== 'open') return;
  const button = opener?.getAttribute('popovertarget') === popover.id ? opener : document.querySelector(`[popovertarget="${popover.id}"]`);
  if (button) place(popover, button.getBoundingClientRect());
  popover.dispatchEvent(new CustomEvent('crm:open'));
  popover.querySelector('[autofocus]')?.focus();
}, true);

export function place(popover, at) {
  const box = popover.getBoundingClientRect();
  const [side = 'bottom', align = 'start'] = (popover.dataset.place ?? 'bottom-start').split('-');
  let left = side === 'right' ? at.right + 6 : align === 'end' ? at.right - box.width : at.left;
  let top = side === 'right' ? at.bottom - box.height : side === 'top' ? at.top - box.height - 6 : at.bottom + 4;
  if (side === 'bottom' && top + box.height > innerHeight - 8 && at.top - box.height - 4 > 8) top = at.top - box.height - 4;
  left = Math.max(8, Math.min(left, innerWidth - box.width - 8));
  top = Math.max(8, Math.min(top, innerHeight - box.height - 8));
  popover.style.left = `${left}px`;
  popover.style.top = `${top}px`;
}

// Arrows walk a menu; the letters in a filter's search narrow its choices.
document.addEventListener('keydown', event => {
  const menu = event.target.closest?.('.c-menu');
  if (!menu || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  const items = [...menu.querySelectorAll('.c-hit:not([hidden])')];
  const at = items.indexOf(document.activeElement);
  items[(at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length]?.focus();
  event.preventDefault();
});
document.addEventListener('input', event => {
  if (!event.target.matches('[data-narrow]')) return;
  const wanted = fold(event.target.value);
  const list = event.target.closest('[data-narrow-scope], form, .c-dialog-body');
  for (const item of list.querySelectorAll('[data-narrow-item]')) item.hidden = !fold(item.textContent).includes(wanted);
});

/** Letters as people search for them: small, е for ё. */
export const fold = text => text.toLowerCase().replaceAll('ё', 'е').trim();
