// The one entry of all pages. Each module watches the document for its own data attributes, so fragments that htmx
// brings later work without a further word.
import './net.js';
import './toast.js';
import './theme.js';
import './menu.js';
import './dialog.js';
import './form.js';
import './ahead.js';
import './date.js';
import './record.js';
import './keep.js';
import './list.js';
import './keys.js';
import './live.js';
import './search.js';

if (document.querySelector('[data-board]')) import('./board.js');
if (document.querySelector('[data-week]')) import('./week.js');
if (document.querySelector('[data-lines]')) import('./lines.js');
if (document.querySelector('[data-chart], [data-print]')) import('./chart.js');
if (document.querySelector('[data-openapi]')) import('./docs.js');
if (document.querySelector('[data-mentions], [data-part]')) import('./mentions.js');
