// Every request carries the CSRF token and says it is ours; every refusal reaches the person in words.
import { toast } from './toast.js';

const token = () => document.querySelector('meta[name=csrf-token]')?.content ?? '';
const offline = () => document.getElementById('offline');
const login = url => {
  document.dispatchEvent(new CustomEvent('crm:leaving'));
  location.assign(url || `/login?to=${encodeURIComponent(location.pathname + location.search)}`);
};

/** fetch with the token; a session that ended leads to the login, a problem becomes an Error with its words and fields. */
export async function send(url, { method = 'GET', values, body, headers = {}, quiet = false } = {}) {
  const options = { method, headers: { 'HX-Request': 'true', 'HX-Current-URL': location.href, 'X-CSRF-TOKEN': token(), ...headers }, credentials: 'same-origin' };
  if (values) options.body = new URLSearchParams(values);
  if (body) options.body = body;
  let response;
  try {
    response = await fetch(url, options);
  } catch (cause) {
    if (!quiet && offline()) offline().hidden = false;
    throw Object.assign(new Error('Нет связи с сервером. Ничего не изменилось.'), { cause, network: true });
  }
  if (offline()) offline().hidden = true;
  if (response.status === 401) {
    login(response.headers.get('X-CRM-Login'));
    throw new Error('Сеанс закончился, входим снова.');
  }
  announce(response.headers.get('HX-Trigger'), document.body);
  if (response.ok) return response;
  throw await refusal(response);
}

/** Events a response asks for in HX-Trigger, for requests that did not go through htmx. */
function announce(header, target) {
  if (!header) return;
  let events;
  try { events = JSON.parse(header); } catch { events = Object.fromEntries(header.split(',').map(name => [name.trim(), null])); }
  for (const [name, detail] of Object.entries(events)) target.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}

async function refusal(response) {
  const type = response.headers.get('Content-Type') ?? '';
  const text = await response.text();
  if (type.includes('text/html')) return Object.assign(new Error(''), { status: response.status, html: text });
  return Object.assign(new Error(words(response.status, text)), { status: response.status, problem: parsed(text) });
}

const parsed = text => { try { return JSON.parse(text); } catch { return null; } };

function words(status, text) {
  const problem = parsed(text);
  if (problem?.errors?.length && !problem.detail) return problem.errors.map(error => error.message).join('. ');
  if (problem?.detail) return problem.detail;
  if (status === 413) return 'Слишком большой файл или текст.';
  if (status === 429) return 'Слишком часто. Подождите минуту и повторите.';
  if (status >= 502) return 'Эта часть системы сейчас не отвечает. Набранное сохранено, попробуйте ещё раз.';
  return 'Не получилось. Попробуйте ещё раз.';
}

// What was asked once and had no answer, or «later», is asked again under the same key: it is done once. Other words are another wish.
const wishes = new WeakMap();
export const freshKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map(part => part.toString(36)).join('-');
function keyOf({ elt, path, formData }) {
  const words = JSON.stringify([path, ...formData]);
  const known = wishes.get(elt);
  if (known?.words === words) return known.key;
  const wish = { words, key: freshKey() };
  wishes.set(elt, wish);
  return wish.key;
}
document.addEventListener('htmx:configRequest', event => {
  event.detail.headers['X-CSRF-TOKEN'] = token();
  if (event.detail.verb !== 'get') event.detail.headers['Idempotency-Key'] = keyOf(event.detail);
});
document.addEventListener('htmx:beforeSwap', event => {
  if (event.detail.xhr.status < 500) wishes.delete(event.detail.requestConfig.elt);
});

document.addEventListener('htmx:beforeSwap', event => {
  const { xhr, requestConfig } = event.detail;
  if (offline()) offline().hidden = true;
  if (xhr.status < 400) return;
  const element = requestConfig.elt;
  if (xhr.status === 401) {
    event.detail.shouldSwap = false;
    if (!element.closest('[data-quiet]')) login(xhr.getResponseHeader('X-CRM-Login'));
    return;
  }
  const html = (xhr.getResponseHeader('Content-Type') ?? '').includes('text/html');
  const away = xhr.status >= 502;
  if (element.closest('[data-quiet]')) {
    event.detail.shouldSwap = false;
  } else if (html && (requestConfig.verb === 'get' ? xhr.status !== 500 : !away && xhr.status < 500)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if (requestConfig.verb === 'get' && element.closest('[data-part]') && xhr.status >= 500) {
    event.detail.shouldSwap = false;
    showAway(element.closest('[data-part]'));
  } else {
    event.detail.shouldSwap = false;
    const problem = parsed(xhr.responseText);
    const form = element.closest('form');
    if (form && problem?.errors?.length) {
      form.dispatchEvent(new CustomEvent('crm:refused', { bubbles: true, detail: problem }));
    } else {
      toast({ text: words(xhr.status, html ? '' : xhr.responseText), tone: 'bad' });
    }
  }
});

// No answer at all: the page says so once; parts that were loading try again by themselves.
document.addEventListener('htmx:sendError', event => {
  const element = event.detail.requestConfig?.elt ?? event.target;
  if (element.closest?.('[data-quiet]')) return;
  if (offline()) offline().hidden = false;
  const part = element.closest?.('[data-part]');
  if (part && event.detail.requestConfig?.verb === 'get') showAway(part);
});
window.addEventListener('online', () => document.querySelectorAll('[data-part]').forEach(retry));

const retry = part => { if (part.isConnected && part.querySelector(':scope > .c-away')) htmx.trigger(part, 'crm:retry'); };

function showAway(part) {
  const away = document.getElementById('away')?.content.cloneNode(true);
  if (!away) return;
  away.querySelector('b').textContent = `${part.dataset.part}: временно недоступно, повторяем…`;
  away.querySelector('button').addEventListener('click', () => retry(part));
  part.replaceChildren(away);
  setTimeout(() => retry(part), 5000);
}
