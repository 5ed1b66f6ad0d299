// What a person has opened or folded stays so when the card is drawn anew, and what he is at is not drawn away from him.
const folds = new Map();
const bodies = new Map();
const key = details => details.querySelector('summary')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
const fetched = details => details.querySelector('summary[hx-get]');

document.addEventListener('click', event => {
  const details = event instanceof MouseEvent && event.target.closest?.('summary')?.closest('details');
  if (details) folds.set(key(details), !details.open);
});

// What was fetched into an opened one stays in sight until it is fetched anew.
function remember(event) {
  for (const details of event.detail.target?.querySelectorAll?.('details[open]') ?? []) {
    const body = fetched(details) && details.querySelector('.c-group-body');
    if (body) bodies.set(key(details), [...body.childNodes].map(node => node.cloneNode(true)));
  }
}
function restore() {
  for (const details of document.querySelectorAll('main details')) {
    const open = folds.get(key(details));
    if (open === undefined || open === details.open) continue;
    details.open = open;
    if (open && fetched(details)) details.querySelector('.c-group-body')?.replaceChildren(...bodies.get(key(details)) ?? []);
  }
}
for (const event of ['htmx:beforeSwap', 'htmx:oobBeforeSwap']) document.addEventListener(event, remember);
for (const event of ['htmx:afterSwap', 'htmx:oobAfterSwap']) document.addEventListener(event, restore);
document.addEventListener('htmx:load', event => {
  const { elt } = event.detail;
  for (const details of elt.querySelectorAll ? [elt, ...elt.querySelectorAll('details')] : []) {
    if (details.matches('details[open]') && folds.get(key(details)) && fetched(details)) htmx.trigger(fetched(details), 'crm:again');
  }
});

/** Whether a person is at something in it: a menu of it is open, a row of it is being edited, a word is half typed. */
export function isHeld(element) {
  const typed = document.activeElement?.matches('input, textarea') && element.contains(document.activeElement) ? document.activeElement : null;
  return Boolean(element.querySelector(':popover-open, .c-field.is-editing')) || (typed !== null && typed.value !== typed.defaultValue);
}

/** As soon as nothing of it is held; of what was drawn anew meanwhile the one that has its id. */
export function whenFree(element, act) {
  const there = element.isConnected ? element : element.id ? document.getElementById(element.id) : null;
  if (!there) return;
  if (isHeld(there)) setTimeout(() => whenFree(there, act), 250);
  else act(there);
}

// A part that draws itself anew, as the day does every minute, waits for its open menu.
document.addEventListener('htmx:beforeSwap', event => {
  const { target, requestConfig } = event.detail;
  const element = requestConfig?.elt;
  if (requestConfig?.verb !== 'get' || element !== target || !target.querySelector(':popover-open')) return;
  event.detail.shouldSwap = false;
  whenFree(target, there => htmx.ajax('GET', requestConfig.path, { source: there, target: there, swap: 'outerHTML' }));
});
