// Forms: sent once, Ctrl+Enter sends, what was refused is marked at its field, chips fill dates, sums are grouped,
// fields that depend on a choice come and go, drafts outlive a lost session.

// --- once: while a form is on its way its buttons are off, a second press is nothing
document.addEventListener('htmx:beforeRequest', event => {
  const form = event.detail.elt.closest?.('form');
  if (!form || event.detail.requestConfig.verb === 'get') return;
  form.dataset.busy = '1';
  for (const button of form.querySelectorAll('[type=submit]')) button.setAttribute('aria-disabled', 'true');
  form.classList.add('is-busy');
});
const free = form => {
  if (!form) return;
  delete form.dataset.busy;
  form.classList.remove('is-busy');
  for (const button of form.querySelectorAll('[type=submit]')) button.removeAttribute('aria-disabled');
};
document.addEventListener('htmx:afterRequest', event => free(event.detail.elt.closest?.('form')));
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.dataset.busy) {
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (!['hx-post', 'hx-put', 'hx-patch', 'hx-get'].some(name => form.hasAttribute(name)) && form.method === 'post') {
    form.dataset.busy = '1';
  }
}, true);
addEventListener('pageshow', () => document.querySelectorAll('form[data-busy]').forEach(free));

// --- Ctrl+Enter sends from anywhere in a form, Enter in a one-line editor too, Esc leaves it
document.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest?.('form') ?? document.querySelector('#dialog[open] form');
  if (form) { event.preventDefault(); form.requestSubmit(); }
});

// --- refused by problem details: each error at its field, the rest above
document.addEventListener('crm:refused', event => {
  const form = event.target;
  clear(form);
  const rest = [];
  for (const error of event.detail.errors) {
    const control = form.elements[error.field];
    const about = form.querySelector(`[data-about="${CSS.escape(error.field ?? '')}"]`);
    if (!control || !about) { rest.push(error.message); continue; }
    const shown = control instanceof RadioNodeList ? control[0] : control.type === 'hidden' ? control.parentElement.querySelector('.form-control') ?? control : control;
    shown.classList.add('is-invalid');
    shown.setAttribute('aria-invalid', 'true');
    about.prepend(message(error.message));
  }
  if (rest.length) (form.querySelector('.c-dialog-body, .c-form, fieldset') ?? form).prepend(note(rest.join('. ')));
  if (event.detail.link) form.querySelector('.invalid-feedback, .c-note.is-bad > div')?.append(' ', way(event.detail.link));
  form.querySelector('.is-invalid')?.focus();
});
/** The way out that a refusal offers. */
const way = ({ label, url, dialog }) => {
  if (!dialog) return Object.assign(document.createElement('a'), { href: url, textContent: label });
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-sm btn-link', textContent: label });
  button.dataset.dialog = url;
  return button;
};
const message = text => Object.assign(document.createElement('div'), { className: 'invalid-feedback', textContent: text });
const note = text => {
  const element = Object.assign(document.createElement('div'), { className: 'c-note is-bad' });
  element.setAttribute('role', 'alert');
  element.append(Object.assign(document.createElement('div'), { textContent: text }));
  return element;
};
function clear(form) {
  for (const old of form.querySelectorAll('.invalid-feedback, .c-note.is-bad')) old.remove();
  for (const field of form.querySelectorAll('.is-invalid')) unmark(field);
}
const unmark = field => { field.classList.remove('is-invalid'); field.removeAttribute('aria-invalid'); };
document.addEventListener('input', event => {
  if (event.target.classList?.contains('is-invalid')) unmark(event.target);
});

// --- chips fill the date beside them
document.addEventListener('click', event => {
  const chip = event.target.closest('[data-fill] [data-value]');
  if (!chip) return;
  const row = chip.closest('[data-fill]');
  const field = (row.closest('form') ?? document).querySelector(`[name="${CSS.escape(row.dataset.fill)}"]`);
  if (!field) return;
  field.value = chip.dataset.value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  for (const other of row.children) other.classList.toggle('is-set', other === chip);
});

// --- sums: 430200,5 becomes 430 200,50 when the field is left
document.addEventListener('focusout', event => {
  if (!event.target.matches?.('[data-money]')) return;
  const plain = event.target.value.replace(/[\s\u00a0\u202f₽]/g, '').replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return;
  const [whole, part = ''] = plain.split('.');
  event.target.value = `${whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, '\u00a0')},${part.padEnd(2, '0')}`;
});

// --- data-when="name=value other" shows a block while the field has one of these values; its controls are off else
export function arrange(scope) {
  for (const block of scope.querySelectorAll('[data-when]')) {
    const form = block.closest('form');
    if (!form) continue;
    const [name, values] = block.dataset.when.split('=');
    const checked = form.querySelector(`[name="${CSS.escape(name)}"]:checked`) ?? form.querySelector(`select[name="${CSS.escape(name)}"], input[type=hidden][name="${CSS.escape(name)}"]`);
    const needs = (checked?.dataset.needs ?? '').split(' ');
    const now = block.dataset.whenNeeds ? needs.includes(block.dataset.whenNeeds) : values.split(' ').includes(checked?.value ?? '');
    block.hidden = !now;
    block.querySelectorAll('input, select, textarea').forEach(control => { control.disabled = !now; });
  }
  for (const label of scope.querySelectorAll('[data-required-when]')) {
    const form = label.closest('form');
    const checked = form?.querySelector(`[name="${CSS.escape(label.dataset.requiredWhen)}"]:checked`);
    label.classList.toggle('required', (checked?.dataset.needs ?? '').split(' ').includes('comment'));
  }
  for (const button of scope.querySelectorAll('[data-submit-when]')) {
    const form = button.closest('form');
    const checked = form?.querySelector(`[name="${CSS.escape(button.dataset.submitWhen)}"]:checked`);
    if (checked?.dataset.submit) button.textContent = checked.dataset.submit;
  }
}
document.addEventListener('change', event => {
  const form = event.target.closest?.('form');
  if (form) arrange(form);
});
document.addEventListener('htmx:afterSettle', () => arrange(document));
document.addEventListener('htmx:load', event => arrange(event.detail.elt.parentElement ?? document));
arrange(document);

// --- drafts: what is typed into data-draft="key" survives a reload and a login, until it is sent
const key = form => `crm-draft:${document.body.dataset.user}:${form.dataset.draft}`;
const keep = form => {
  const values = [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value !== '');
  if (values.length) sessionStorage.setItem(key(form), JSON.stringify(values));
  else sessionStorage.removeItem(key(form));
};
document.addEventListener('input', event => {
  const form = event.target.closest?.('form[data-draft]');
  if (form) keep(form);
});
function restore(scope) {
  for (const form of scope.querySelectorAll?.('form[data-draft]') ?? []) {
    const saved = sessionStorage.getItem(key(form));
    if (!saved) continue;
    for (const [name, value] of JSON.parse(saved)) {
      const field = form.elements[name];
      if (field && !(field instanceof RadioNodeList) && field.type !== 'hidden' && !field.value) field.value = value;
    }
  }
}
document.addEventListener('htmx:afterRequest', event => {
  const form = event.detail.elt.closest?.('form');
  if (!form || !event.detail.successful || event.detail.requestConfig.verb === 'get') return;
  if (form.dataset.draft) sessionStorage.removeItem(key(form));
  if (form.hasAttribute('data-reset') && event.detail.xhr.status === 204) {
    form.reset();
    form.querySelectorAll('[data-sent-files]').forEach(list => list.replaceChildren());
    clear(form);
    arrange(form);
  }
});
document.addEventListener('htmx:load', event => restore(event.detail.elt.parentElement ?? document));
restore(document);

// --- files: chosen, pasted or dropped ones go up at once, the form carries their ids
document.addEventListener('change', event => {
  if (event.target.matches?.('input[type=file][data-upload]')) {
    upload(event.target.closest('form'), [...event.target.files], event.target.dataset.upload);
    event.target.value = '';
  }
});
for (const name of ['dragover', 'drop']) {
  document.addEventListener(name, event => {
    const input = event.target.closest?.('form')?.querySelector('input[type=file][data-upload]');
    if (!input || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (name === 'drop') upload(input.closest('form'), [...event.dataTransfer.files], input.dataset.upload);
  });
}
function upload(form, files, url) {
  const list = form.querySelector('[data-sent-files]');
  for (const file of files) {
    const chip = Object.assign(document.createElement('span'), { className: 'c-file' });
    const name = Object.assign(document.createElement('span'), { textContent: file.name });
    const state = Object.assign(document.createElement('span'), { className: 'c-quiet', textContent: '0 %' });
    const remove = Object.assign(document.createElement('button'), { type: 'button', className: 'c-icon-btn', textContent: '×' });
    remove.setAttribute('aria-label', `Убрать ${file.name}`);
    const request = new XMLHttpRequest();
    remove.addEventListener('click', () => { request.abort(); chip.remove(); });
    chip.append(name, state, remove);
    list.append(chip);
    if (file.size > 50 * 1024 * 1024) { state.textContent = 'больше 50 МБ'; continue; }
    const body = new FormData();
    body.append('file', file);
    request.open('POST', url);
    request.setRequestHeader('X-CSRF-TOKEN', document.querySelector('meta[name=csrf-token]')?.content ?? '');
    request.upload.onprogress = event => { if (event.lengthComputable) state.textContent = `${Math.round(event.loaded / event.total * 100)} %`; };
    request.onload = () => {
      if (request.status !== 201) { state.textContent = 'не загружен'; return; }
      state.textContent = 'готов';
      chip.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'fileIds', value: JSON.parse(request.responseText).id }));
    };
    request.onerror = () => { state.textContent = 'нет связи'; };
    request.send(body);
  }
}
