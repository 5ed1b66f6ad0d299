// Charts of reports: a canvas with data-chart draws what stands in the table its data-table names, by Chart.js, in the colours
// of the theme. A row with data-label is a bar; its data-value, or of several figures data-values='{"name": 12}', is exact, and
// data-note says more when it is pointed at; data-chart="no" leaves a row out. On paper the colours are those of the light theme.
const drawn = new Map();

document.addEventListener('click', event => { if (event.target.closest('[data-print]')) print(); });

function colour(of, name) { return getComputedStyle(of).getPropertyValue(name).trim(); }

function rows(canvas) {
  return [...document.querySelector(canvas.dataset.table).querySelectorAll('tr[data-label]')].filter(row => row.dataset.chart !== 'no');
}

function numbers(text) { return Number(text).toLocaleString('ru-RU'); }

function bars(canvas, all) {
  if (all[0]?.dataset.values === undefined) {
    return [{ label: canvas.dataset.series, data: all.map(row => Number(row.dataset.value)), backgroundColor: all.map(row => colour(row, '--stage') || colour(canvas, '--c-chart-1')) }];
  }
  return Object.keys(JSON.parse(all[0].dataset.values)).map((name, at) => ({
    label: name, data: all.map(row => JSON.parse(row.dataset.values)[name]), backgroundColor: colour(canvas, `--c-chart-${3 - at}`),
  }));
}

function settings(canvas) {
  const all = rows(canvas);
  const quiet = colour(canvas, '--c-text-2');
  const font = { family: colour(canvas, '--c-font'), size: 12 };
  const datasets = bars(canvas, all).map(each => ({ ...each, borderRadius: 3, maxBarThickness: 26 }));
  return {
    type: 'bar',
    data: { labels: all.map(row => row.dataset.label), datasets },
    options: {
      indexAxis: 'y', animation: false, responsive: true, maintainAspectRatio: false,
      interaction: { mode: 'index', axis: 'y', intersect: false },
      scales: {
        x: { beginAtZero: true, grid: { color: colour(canvas, '--c-chart-grid') }, ticks: { color: quiet, font, precision: 0, callback: numbers } },
        y: { grid: { display: false }, ticks: { color: colour(canvas, '--c-text'), font, autoSkip: false } },
      },
      plugins: {
        legend: { display: datasets.length > 1, labels: { color: quiet, font, boxWidth: 10 } },
        tooltip: { callbacks: { label: item => `${item.dataset.label}: ${numbers(item.raw)}`, footer: items => all[items[0].dataIndex].dataset.note ?? '' } },
      },
    },
  };
}

function draw(canvas) {
  canvas.parentElement.style.height = `${Math.min(60, rows(canvas).length) * 38 + 48}px`;
  drawn.get(canvas)?.destroy();
  drawn.set(canvas, new globalThis.Chart(canvas, settings(canvas)));
}

const all = [...document.querySelectorAll('canvas[data-chart]')];
if (all.length) {
  await import('../lib/chart.umd.min.js');
  await document.fonts.ready;
  all.forEach(draw);
  const root = document.documentElement;
  new MutationObserver(() => all.forEach(draw)).observe(root, { attributeFilter: ['data-bs-theme'] });
  let theme = null;
  addEventListener('beforeprint', () => { theme = root.dataset.bsTheme; root.dataset.bsTheme = 'light'; all.forEach(draw); });
  addEventListener('afterprint', () => { if (theme) root.dataset.bsTheme = theme; theme = null; });
}
