// The page of interfaces: under each service the operations its OpenAPI description lists.
import { send } from './net.js';

const cell = (tag, text, className = '') => Object.assign(document.createElement(tag), { textContent: text, className });

for (const section of document.querySelectorAll('[data-openapi]')) {
  const place = section.querySelector('[data-operations]');
  try {
    const description = await (await send(section.dataset.openapi, { headers: { Accept: 'application/json' }, quiet: true })).json();
    const table = cell('table', '', 'c-table is-tight');
    const body = document.createElement('tbody');
    for (const [path, operations] of Object.entries(description.paths ?? {})) {
      for (const [method, operation] of Object.entries(operations)) {
        if (!['get', 'post', 'put', 'patch', 'delete'].includes(method)) continue;
        const row = document.createElement('tr');
        row.append(cell('td', method.toUpperCase(), 'c-code'), cell('td', path, 'c-code'), cell('td', operation.summary ?? '', 'is-wraps'));
        body.append(row);
      }
    }
    table.append(body);
    place.replaceChildren(table);
  } catch {
    place.replaceChildren(cell('p', 'Описание сейчас недоступно: служба не отвечает.', 'c-quiet'));
  }
}
