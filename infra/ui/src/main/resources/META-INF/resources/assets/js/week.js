// The calendar by week: what is dragged to another day asks for the reason there, at the same hour of that day.
import { ask } from './dialog.js';
import '../lib/Sortable.min.js';

function bind(week) {
  for (const slots of week.querySelectorAll('.c-week-slots')) {
    self.Sortable.create(slots, {
      group: 'week',
      sort: false,
      draggable: '.c-planned.is-own',
      filter: 'a, button',
      preventOnFilter: false,
      delay: 200,
      delayOnTouchOnly: true,
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
      ghostClass: 'is-ghost',
      async onEnd({ item, from, to }) {
        if (from === to) return;
        const due = encodeURIComponent(`${to.dataset.day}T${item.dataset.at}`);
        await ask(`/activities/${encodeURIComponent(item.dataset.id)}/reschedule?dueAt=${due}`);
        htmx.trigger('#week', 'crm:week-again');
      },
    });
  }
}

document.addEventListener('htmx:load', event => { if (event.detail.elt.matches?.('[data-week]')) bind(event.detail.elt); });
bind(document.querySelector('[data-week]'));
