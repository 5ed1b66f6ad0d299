// Keys: «/» and Ctrl+K search, «c» new, «j»/«k» next and previous, «m» move to…, «x» pick, «?» all of them.
const typing = target => target.closest?.('input, textarea, select, [contenteditable]');
const cards = () => [...document.querySelectorAll('.c-card[data-id] .c-card-title a')];
const rows = () => [...document.querySelectorAll('.c-table tbody tr a.c-strong, [data-row] a.c-strong')];

function step(by) {
  const button = document.querySelector(`[data-key="${by > 0 ? 'j' : 'k'}"]`);
  if (button) { button.click(); return; }
  const onCard = document.activeElement?.closest?.('.c-card');
  const all = onCard ? [...onCard.closest('.c-cards').querySelectorAll('.c-card-title a')] : rows().length ? rows() : cards();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
  next.focus();
  next.scrollIntoView({ block: 'nearest' });
  document.querySelectorAll('tr.is-cursor').forEach(row => row.classList.remove('is-cursor'));
  next.closest('tr')?.classList.add('is-cursor');
}

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.code === 'KeyK') {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent('crm:search'));
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target) || document.querySelector('dialog[open]')) return;
  // By the place of the key, so that they work in the Russian layout too.
  const act = {
    Slash: () => (event.shiftKey ? document.getElementById('help')?.showModal() : document.dispatchEvent(new CustomEvent('crm:search'))),
    KeyC: () => document.querySelector('[data-create]')?.click(),
    KeyJ: () => step(1),
    KeyK: () => step(-1),
    KeyX: () => document.querySelector('tr.is-cursor [data-pick]')?.click(),
  }[event.code];
  const typed = { '/': () => document.dispatchEvent(new CustomEvent('crm:search')), '?': () => document.getElementById('help')?.showModal() }[event.key];
  const chosen = typed ?? (event.code === 'Slash' && /[а-яё]/i.test(event.key) ? null : act);
  if (!chosen) return;
  event.preventDefault();
  chosen();
});
document.addEventListener('click', event => {
  if (event.target.closest('[data-help]')) document.getElementById('help')?.showModal();
});
