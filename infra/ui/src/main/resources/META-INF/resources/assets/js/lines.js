// The products of a deal: rows come and go, sums follow what is typed, all lines are sent together. What is shown here is
// for the eye; the service counts for itself.
const NBSP = '\u00a0';
const panel = element => element.closest?.('[data-lines]');
const rows = of => [...of.querySelectorAll('tbody > tr')];
const field = (row, name) => row.querySelector(`[name$=".${name}"]`);
const FIELDS = ['price', 'quantity', 'discount', 'cost'];

/** The number typed, as a whole number of its last decimals; null when it is none. */
function whole(text, decimals) {
  const plain = text.replace(/[\s\u00a0\u202f₽%]/g, '').replace(',', '.');
  const parts = /^(\d{1,12})(?:\.(\d*))?$/.exec(plain);
  if (!parts || (parts[2] ?? '').length > decimals) return null;
  return BigInt(parts[1] + (parts[2] ?? '').padEnd(decimals, '0'));
}

/** price × quantity × (1 − discount) in kopecks, half up. */
function total(row) {
  const price = whole(field(row, 'price').value, 2);
  const quantity = whole(field(row, 'quantity').value, 3);
  const discount = field(row, 'discount').value.trim() ? whole(field(row, 'discount').value, 2) : 0n;
  if (price === null || quantity === null || discount === null || discount > 10000n) return null;
  return (price * quantity * (10000n - discount) + 5000000n) / 10000000n;
}

function amount(kopecks) {
  const digits = String(kopecks).padStart(3, '0');
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, NBSP)},${digits.slice(-2)}`;
}

function plural(n) {
  const tens = n % 100, units = n % 10;
  return `${n}${NBSP}${tens > 10 && tens < 20 ? 'строк' : units === 1 ? 'строка' : units > 1 && units < 5 ? 'строки' : 'строк'}`;
}

/** After every change: names in order, sums, what can be pressed. */
function settle(of) {
  const all = rows(of);
  let sum = 0n;
  all.forEach((row, at) => {
    for (const named of row.querySelectorAll('[name^="lines["]')) named.name = named.name.replace(/^lines\[\d+\]/, `lines[${at}]`);
    for (const about of row.querySelectorAll('[data-about^="lines["]')) about.dataset.about = about.dataset.about.replace(/^lines\[\d+\]/, `lines[${at}]`);
    const line = total(row);
    row.querySelector('[data-line-total]').textContent = line === null ? '—' : amount(line);
    sum += line ?? 0n;
  });
  of.querySelector('[data-lines-total]').textContent = `${amount(sum)}${NBSP}₽`;
  of.querySelector('[data-lines-count]').textContent = plural(all.length);
  of.querySelector('[data-lines-empty]').hidden = all.length > 0;
  of.querySelector('[data-line-add]').disabled = all.length >= Number(of.querySelector('form').dataset.most);
}

function changed(of) {
  of.dataset.changed = '1';
  for (const button of of.querySelectorAll('[data-lines-save], [data-lines-undo]')) button.hidden = false;
  settle(of);
}

function add(of) {
  const fresh = of.querySelector('[data-line-new]')?.content.querySelector('tr');
  if (!fresh || of.querySelector('[data-line-add]').disabled) return;
  const row = document.importNode(fresh, true);
  of.querySelector('tbody').append(row);
  changed(of);
  row.querySelector('select')?.focus();
}

function remove(row) {
  const of = panel(row);
  const near = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  changed(of);
  (near ? field(near, 'price') : of.querySelector('[data-line-add]')).focus();
}

document.addEventListener('click', event => {
  const of = panel(event.target);
  if (!of) return;
  if (event.target.closest('[data-line-add]')) add(of);
  const button = event.target.closest('[data-line-remove]');
  if (button) remove(button.closest('tr'));
});
document.addEventListener('input', event => {
  const of = panel(event.target);
  if (of && event.target.name?.startsWith('lines[')) changed(of);
});

// ↑ and ↓ walk a column, ↓ in the last row adds one, Ctrl+Delete takes the row away, Enter saves.
document.addEventListener('keydown', event => {
  const row = panel(event.target) && event.target.matches('input, select') ? event.target.closest('tr') : null;
  if (!row) return;
  if (event.key === 'Delete' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); remove(row); return; }
  if (event.target.matches('select') || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  event.preventDefault();
  const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling;
  const name = FIELDS.find(each => event.target.name.endsWith(`.${each}`));
  if (next) field(next, name)?.focus();
  else if (event.key === 'ArrowDown') add(panel(row));
});

// What others changed waits while somebody types here.
document.addEventListener('htmx:beforeRequest', event => {
  const element = event.detail.elt;
  if (!element.matches?.('[data-lines]')) return;
  if (element.dataset.changed || element.contains(document.activeElement) && document.activeElement.matches('input, select')) event.preventDefault();
});

// «Добавить» of a dialog that misses products leads here.
function arrive() {
  const of = document.querySelector('[data-lines]');
  if (!of || location.hash !== `#${of.id}`) return;
  document.dispatchEvent(new CustomEvent('crm:close'));
  of.scrollIntoView({ block: 'nearest' });
  of.querySelector('[data-line-add]')?.focus();
}
addEventListener('hashchange', arrive);
arrive();
