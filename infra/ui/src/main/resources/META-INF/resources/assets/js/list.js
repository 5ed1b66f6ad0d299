// A list: rows picked by their boxes (Shift picks a stretch), the bar of bulk actions with the count, «x» at the cursor.
let last = null;
const boxes = table => [...table.querySelectorAll('tbody [data-pick]')];

function refresh(table) {
  const all = boxes(table);
  const picked = all.filter(box => box.checked);
  for (const box of all) box.closest('tr').classList.toggle('is-picked', box.checked);
  const head = table.querySelector('[data-pick-all]');
  if (head) { head.checked = picked.length > 0 && picked.length === all.length; head.indeterminate = picked.length > 0 && picked.length < all.length; }
  const bulk = document.querySelector('[data-bulk]');
  if (!bulk) return;
  bulk.hidden = picked.length === 0;
  if (picked.length < all.length) bulk.querySelector('[name=everything]')?.setAttribute('value', '');
  const everything = bulk.querySelector('[name=everything]')?.value === 'true';
  bulk.querySelector('[data-bulk-count]').textContent = everything ? `Выбраны все ${bulk.dataset.total}` : `Выбрано ${picked.length}`;
  bulk.querySelector('[data-bulk-ids]').replaceChildren(...picked.map(box => Object.assign(document.createElement('input'), { type: 'hidden', name: 'ids', value: box.value })));
}

document.addEventListener('click', event => {
  const box = event.target.closest?.('[data-pick]');
  if (box) {
    const table = box.closest('table');
    const all = boxes(table);
    if (event.shiftKey && last && all.includes(last)) {
      const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
      all.slice(from, to + 1).forEach(between => { between.checked = box.checked; });
    }
    last = box;
    refresh(table);
  }
  const head = event.target.closest?.('[data-pick-all]');
  if (head) { boxes(head.closest('table')).forEach(each => { each.checked = head.checked; }); refresh(head.closest('table')); }
  if (event.target.closest?.('[data-bulk-none]')) {
    document.querySelectorAll('[data-pick]').forEach(each => { each.checked = false; });
    document.querySelectorAll('table:has([data-pick])').forEach(refresh);
  }
  if (event.target.closest?.('[data-bulk-everything]')) {
    event.preventDefault();
    const bulk = event.target.closest('[data-bulk]');
    bulk.querySelector('[name=everything]').value = 'true';
    const table = document.querySelector('table:has([data-pick])');
    boxes(table).forEach(each => { each.checked = true; });
    refresh(table);
  }
});
document.addEventListener('htmx:afterSettle', () => document.querySelectorAll('table:has([data-pick])').forEach(refresh));

// A bulk action that asks first: its form takes along which rows are picked, or that all are that the filter shows.
document.addEventListener('click', event => {
  const action = event.target.closest?.('[data-bulk-dialog]');
  if (!action) return;
  const form = action.closest('form');
  const url = action.dataset.bulkDialog;
  const everything = form.querySelector('[name=everything]').value === 'true';
  const along = everything ? [form.querySelector('[name=everything]')] : [...form.querySelectorAll('[name=ids]')];
  const about = everything ? 'everything=true' : `count=${along.length}`;
  import('./dialog.js').then(({ ask }) => ask(`${url}${url.includes('?') ? '&' : '?'}${about}`, along.map(input => input.cloneNode())));
});

// HX-Trigger: {"crm:changed-list": {}}: many rows changed, the list is drawn anew with the filter it has.
document.addEventListener('crm:changed-list', () => htmx.ajax('GET', location.href, { target: '#main', select: '#main', swap: 'outerHTML' }));
