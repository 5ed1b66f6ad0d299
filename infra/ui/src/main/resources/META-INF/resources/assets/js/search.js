// The search palette: hits come as one types, from each service its own group; arrows walk over all of them.
const palette = () => document.getElementById('search');
function openSearch() {
  const dialog = palette();
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.querySelector('input').select();
}
document.addEventListener('crm:search', openSearch);
document.addEventListener('click', event => { if (event.target.closest('[data-search]')) openSearch(); });
document.addEventListener('keydown', event => {
  const dialog = event.target.closest?.('#search');
  if (!dialog) return;
  const hits = [...dialog.querySelectorAll('a.c-hit')];
  const at = hits.findIndex(hit => hit.classList.contains('is-cursor'));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    if (!hits.length) return;
    const next = hits[(Math.max(at, event.key === 'ArrowDown' ? -1 : 0) + (event.key === 'ArrowDown' ? 1 : hits.length - 1)) % hits.length];
    hits.forEach(hit => hit.classList.toggle('is-cursor', hit === next));
    next.scrollIntoView({ block: 'nearest' });
  } else if (event.key === 'Enter' && hits.length) {
    event.preventDefault();
    (hits[at] ?? hits[0]).click();
  }
});
