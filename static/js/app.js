// What pages need beyond htmx: keys, finder, confirmation, draft state, stale boards, theme. No words live here; they come from attributes.
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (type, handle, capture = false) => document.addEventListener(type, handle, capture);
const words = (element, name) => element.closest(`[data-${name}]`)?.getAttribute(`data-${name}`) ?? '';
const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* storage is off */ } };
const recall = name => { try { return localStorage.getItem(name); } catch { return null; } };

// Keys. One-letter keys can be switched off ([data-keys-toggle], WCAG 2.1.4) and never fire while somebody types.
const typing = element => element.isContentEditable || element.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])');

on('keydown', event => {
  if (event.defaultPrevented || event.isComposing) return;
  const finder = event.target.closest('.finder');
  if (finder && findKey(event, finder)) return;
  if (event.key === 'Escape') closeMenus();
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]') || recall('keys') === 'off') return;
  if (event.key === '?') return document.querySelector('dialog.keys')?.showModal();
  const target = all('[data-key]').find(element => element.dataset.key === event.key && element.checkVisibility());
  if (!target) return;
  event.preventDefault();
  if (typing(target)) { target.focus(); target.select?.(); } else target.click();
});

// Finder. The first result is chosen; Enter opens it, unless newer results are on their way: then Enter submits what was typed.
const options = finder => all('[role=option]', finder);

function choose(finder, option) {
  for (const each of options(finder)) each.setAttribute('aria-selected', String(each === option));
  const input = finder.querySelector('[role=combobox]');
  input?.setAttribute('aria-expanded', String(Boolean(option)));
  if (!option) return input?.removeAttribute('aria-activedescendant');
  option.id ||= `option-${options(finder).indexOf(option)}`;
  input?.setAttribute('aria-activedescendant', option.id);
  if (finder.contains(document.activeElement)) option.scrollIntoView({ block: 'nearest' });
}

function chooseFirst(finder) {
  const list = options(finder);
  choose(finder, list.find(each => each.getAttribute('aria-selected') === 'true') ?? list[0]);
}

const follow = option => (option.matches('a, button') ? option : option.querySelector('a, button'))?.click();

function findKey(event, finder) {
  const list = options(finder);
  const at = list.findIndex(each => each.getAttribute('aria-selected') === 'true');
  if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && list.length) {
    choose(finder, list[(at + (event.key === 'ArrowDown' ? 1 : -1) + list.length) % list.length]);
  } else if (event.key === 'Enter' && list[at] && typing(event.target) && !('pending' in finder.dataset)) {
    follow(list[at]);
  } else if (event.key === 'Escape' && typing(event.target)) {
    if (!event.target.value) { event.target.blur(); return true; }
    event.target.value = '';
    finder.querySelector('.found')?.replaceChildren();
    choose(finder);
    event.target.dispatchEvent(new Event('input', { bubbles: true }));
  } else return false;
  event.preventDefault();
  return true;
}

on('input', event => event.target.closest('.finder')?.setAttribute('data-pending', ''));
on('htmx:after:swap', event => {
  event.detail?.ctx?.sourceElement?.closest?.('.finder')?.removeAttribute('data-pending');
  all('.finder').forEach(chooseFirst);
});

// Confirmation: data-confirm="sentence" on a form, button or link. The agreeing button repeats the action's own name.
let agreed = null;
function ask(element, button, proceed) {
  const dialog = document.createElement('dialog');
  const make = (tag, textContent, rest = {}) => Object.assign(document.createElement(tag), { textContent, ...rest });
  const no = make('button', words(element, 'confirm-no') || '✕', { type: 'button' });
  const yes = make('button', words(element, 'confirm-yes') || button?.getAttribute('aria-label') || button?.textContent.trim() || 'OK', { type: 'button' });
  const sentence = make('p', element.dataset.confirm, { id: 'confirm-sentence' });
  const footer = make('footer', '');
  no.dataset.variant = 'secondary';
  yes.dataset.variant = 'danger';
  footer.append(no, yes);
  dialog.append(sentence, footer);
  dialog.setAttribute('aria-labelledby', sentence.id);
  dialog.addEventListener('close', () => dialog.remove());
  no.addEventListener('click', () => dialog.close());
  yes.addEventListener('click', () => { dialog.close(); agreed = element; proceed(); agreed = null; });
  document.body.append(dialog);
  dialog.showModal();
  no.focus();
}

on('click', event => {
  const element = event.target.closest('[data-confirm]:not(form)');
  if (!element || agreed === element) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(element, element, () => element.click());
}, true);
on('submit', event => {
  const form = event.target;
  if (!form.dataset.confirm || agreed === form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(form, event.submitter ?? form.querySelector('button'), () => form.requestSubmit(event.submitter));
}, true);

// Drafts: form[data-autosave] tells in .saved whether it is kept; a failed save is tried again, nothing is kept in the browser.
const drafts = () => all('form[data-autosave]');
const draftOf = event => [event.detail?.ctx?.sourceElement].find(element => element?.matches?.('form[data-autosave]'));

function setDraft(form, state) {
  form.dataset.state = state;
  const place = form.querySelector('.saved') ?? document.querySelector(`.saved[data-for="${form.id}"]`);
  if (!place) return;
  place.dataset.state = state === 'dirty' ? 'saving' : state;
  place.textContent = form.getAttribute(`data-${place.dataset.state}`) ?? '';
}

on('input', event => {
  const form = event.target.closest('form[data-autosave]');
  if (form && form.dataset.state !== 'unsaved') setDraft(form, 'dirty');
});
on('htmx:before:request', event => { const form = draftOf(event); if (form) setDraft(form, 'saving'); });
on('htmx:after:request', event => {
  const form = draftOf(event);
  if (!form) return;
  if (event.detail.ctx.response.status >= 400) setDraft(form, 'unsaved');
  else if (form.dataset.state !== 'dirty') setDraft(form, 'saved');
});
on('htmx:error', event => { const form = draftOf(event); if (form) setDraft(form, 'unsaved'); });
const retry = () => drafts().filter(form => form.dataset.state === 'unsaved').forEach(form => form.dispatchEvent(new Event('autosave')));
setInterval(retry, 15000);
on('submit', event => { if (!event.defaultPrevented) delete event.target.dataset.state; });
addEventListener('beforeunload', event => {
  if (drafts().some(form => ['dirty', 'saving', 'unsaved'].includes(form.dataset.state))) event.preventDefault();
});

// Live parts: [data-live] carries data-stale while its stream is broken, or silent for longer than data-live="SECONDS".
const heard = new WeakMap();
const waits = new Map();
const liveOf = element => element.nodeType === 1 ? [...new Set([element.closest('[data-live]'), ...all('[data-live]', element)])].filter(Boolean) : all('[data-live]');
const stale = element => liveOf(element).forEach(live => { if (!waits.has(live)) waits.set(live, setTimeout(() => live.setAttribute('data-stale', ''), 2500)); });
const fresh = element => liveOf(element).forEach(live => {
  clearTimeout(waits.get(live));
  waits.delete(live);
  heard.set(live, Date.now());
  live.removeAttribute('data-stale');
});

on('htmx:sse:before:connection', event => { if (event.detail.connection.attempt > 0) stale(event.target); });
on('htmx:sse:error', event => stale(event.target));
on('htmx:sse:close', event => { if (event.detail.reason === 'ended') stale(event.target); });
on('htmx:sse:after:connection', event => fresh(event.target));
on('htmx:sse:before:message', event => fresh(event.target));
for (const failed of ['htmx:error', 'htmx:response:error']) {
  on(failed, event => { // the first connection never opened: hx-sse does not try again, so this does
    const element = event.detail?.ctx?.sourceElement;
    const url = element?.getAttribute?.('hx-sse:connect');
    if (!url) return;
    stale(element);
    setTimeout(() => { if (element.isConnected) htmx.ajax('GET', url, { source: element }); }, 5000);
  });
}
setInterval(() => all('[data-live]').forEach(live => {
  const limit = Number(live.dataset.live) * 1000;
  if (limit && heard.has(live) && Date.now() - heard.get(live) > limit) live.setAttribute('data-stale', '');
}), 5000);
addEventListener('offline', () => stale(document));
addEventListener('online', retry);

// Small attributes.
const root = document.documentElement;
const dark = () => (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
const closeMenus = except => all('details.menu[open]').forEach(menu => { if (menu !== except) { menu.open = false; if (menu.contains(document.activeElement)) menu.querySelector('summary').focus(); } });

on('click', async event => {
  const target = event.target.closest('[data-theme-toggle], [data-print], [data-copy], [data-dialog]');
  closeMenus(event.target.closest('details.menu'));
  if (!target) return;
  if ('themeToggle' in target.dataset) {
    root.dataset.theme = dark() ? 'light' : 'dark';
    remember('theme', root.dataset.theme);
    target.setAttribute('aria-pressed', String(dark()));
  } else if ('print' in target.dataset) print();
  else if ('dialog' in target.dataset) document.getElementById(target.dataset.dialog)?.showModal();
  else if (target.dataset.copy) {
    await navigator.clipboard.writeText(target.dataset.copy);
    const said = Object.assign(document.createElement('p'), { className: 'notice', textContent: target.dataset.copied });
    if (said.textContent) document.getElementById('notice')?.replaceChildren(said);
  }
});
on('change', event => {
  if (event.target.matches('[data-submit-on-change]')) event.target.form?.requestSubmit();
  if (event.target.matches('[data-keys-toggle]')) remember('keys', event.target.checked ? 'on' : 'off');
});
on('DOMContentLoaded', () => {
  all('.finder').forEach(chooseFirst);
  all('[data-theme-toggle]').forEach(button => button.setAttribute('aria-pressed', String(dark())));
  all('[data-keys-toggle]').forEach(box => { box.checked = recall('keys') !== 'off'; });
});
