// Dates as people here write them. The hidden field holds the ISO value; the text is parsed as it is left («24.11»,
// «24.11 10:00», «24.11.2026 10:00»); the button opens the browser's own calendar.
const parts = root => ({ hidden: root.querySelector('input[type=hidden]'), text: root.querySelector('.form-control'), picker: root.querySelector('.c-date-picker') });
const two = number => String(number).padStart(2, '0');

function parse(text, withTime) {
  const found = text.trim().match(/^(\d{1,2})[.\/ ](\d{1,2})(?:[.\/ ](\d{4}|\d{2}))?(?:[ ,]+(\d{1,2})(?:[:.](\d{2}))?)?$/);
  if (!found) return null;
  const [, day, month, year, hour = '10', minute = '00'] = found;
  const now = new Date();
  let full = year ? Number(year.length === 2 ? `20${year}` : year) : now.getFullYear();
  if (!year && new Date(full, month - 1, day) < new Date(now.getFullYear(), now.getMonth(), now.getDate())) full += 1;
  const date = new Date(full, month - 1, day, hour, minute);
  if (date.getDate() !== Number(day) || date.getMonth() !== month - 1 || hour > 23 || minute > 59) return null;
  return `${full}-${two(month)}-${two(day)}${withTime ? `T${two(hour)}:${minute}` : ''}`;
}
const show = value => value && `${value.slice(8, 10)}.${value.slice(5, 7)}.${value.slice(0, 4)}${value.length > 10 ? ` ${value.slice(11, 16)}` : ''}`;

function take(root, value, quiet) {
  const { hidden, text } = parts(root);
  hidden.value = value;
  if (!quiet) text.value = show(value);
  text.setCustomValidity('');
  text.classList.remove('is-invalid');
}

document.addEventListener('change', event => {
  const root = event.target.closest?.('[data-date]');
  if (!root) return;
  const { hidden, text, picker } = parts(root);
  if (event.target === picker) { take(root, picker.value); text.focus(); }
  if (event.target === hidden) take(root, hidden.value);
  if (event.target === text) {
    const value = text.value.trim() ? parse(text.value, root.dataset.date !== 'date') : '';
    if (value === null) {
      hidden.value = '';
      text.setCustomValidity('Напишите дату так: 24.11.2026' + (root.dataset.date === 'date' ? '' : ' 10:00'));
    } else take(root, value);
  }
});
document.addEventListener('input', event => {
  const root = event.target.closest?.('[data-date]');
  if (!root || !event.target.classList.contains('form-control')) return;
  event.target.setCustomValidity('');
  root.closest('form')?.querySelectorAll('[data-fill] .is-set').forEach(chip => chip.classList.remove('is-set'));
  const value = parse(event.target.value, root.dataset.date !== 'date');
  parts(root).hidden.value = value ?? '';
});
document.addEventListener('click', event => {
  const root = event.target.closest?.('[data-date]');
  if (!root || !event.target.closest('.c-icon-btn')) return;
  const { hidden, picker } = parts(root);
  picker.value = hidden.value;
  picker.showPicker?.();
});
