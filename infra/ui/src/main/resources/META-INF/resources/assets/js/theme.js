// Light or dark: kept in the cookie crm-theme, drawn by the server from the next page on.
document.addEventListener('click', event => {
  if (!event.target.closest('[data-theme-toggle]')) return;
  const root = document.documentElement;
  const theme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
  root.dataset.bsTheme = theme;
  document.cookie = `crm-theme=${theme}; path=/; max-age=31536000; samesite=lax`;
  for (const icon of document.querySelectorAll('[data-theme-toggle] use')) {
    icon.setAttribute('href', icon.getAttribute('href').replace(/#.*/, theme === 'dark' ? '#sun' : '#moon'));
  }
});
