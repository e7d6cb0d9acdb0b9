// Notices: one that was read leaves by itself, but not while the pointer or the focus is in it; the day's stay in a list of this window.
// Switched on by [data-notices], the list; [data-said] is a notice, with its seconds; [data-unsaid] closes it.

const KEPT = 'notices';
const MOST = 50;
const list = () => document.querySelector('[data-notices]');
const today = () => new Date().toDateString();
/** Whose page this is: nobody is shown what was said to somebody else. */
const owner = () => document.querySelector('[data-session]')?.dataset.session ?? '';
const ages = new WeakMap();

function kept() {
  try {
    const { of, day, said } = JSON.parse(sessionStorage.getItem(KEPT));
    return of === owner() && day === today() ? said : [];
  } catch {
    return [];
  }
}

function keep(said) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ of: owner(), day: today(), said: said.slice(0, MOST) }));
  } catch { /* storage is off: a notice stays until it is closed */ }
}

function make(tag, rest = {}, ...children) {
  const element = Object.assign(document.createElement(tag), rest);
  element.append(...children);
  return element;
}

function entry({ at, kind, text, link, undo }) {
  const item = make('li', {}, make('time', { textContent: at }), make('span', { textContent: text }));
  item.dataset.kind = kind;
  if (link) item.append(make('a', { href: link.address, textContent: link.words }));
  if (!undo) return item;
  const button = make('button', { className: 'ghost small', textContent: list().dataset.undo });
  const form = make('form', { method: 'post', className: 'inline' }, button);
  form.setAttribute('action', undo);
  item.append(form);
  return item;
}

function show() {
  const said = kept();
  list().hidden = said.length === 0;
  list().querySelector('ol').replaceChildren(...said.map(entry));
}

/** Of whom a page about one patient says it; with a link it is of somebody else, whose page was left. */
const whose = notice => !notice.querySelector(':scope > a') && document.querySelector('form[data-whose]')?.dataset.whose;

/** Up to which address all is of one visit, once it is signed: no step of it is taken back any more. */
const signed = action => action?.match(/^(.*\/)signature$/)?.[1];

/** What the notice says, as it is kept. */
function read(notice) {
  const link = notice.querySelector(':scope > a');
  return {
    at: new Intl.DateTimeFormat(document.documentElement.lang, { hour: 'numeric', minute: '2-digit' }).format(new Date()),
    kind: notice.dataset.kind,
    text: [whose(notice), notice.querySelector('span').textContent].filter(Boolean).join(' · '),
    link: link && { address: link.getAttribute('href'), words: link.textContent },
    undo: notice.querySelector('form')?.getAttribute('action'),
  };
}

/** Takes up what has just been said. */
function hear() {
  if (!list()) return;
  for (const notice of document.querySelectorAll('#notice [data-said]')) {
    if (ages.has(notice)) continue;
    ages.set(notice, 0);
    notice.querySelector('[data-unsaid]').hidden = false;
    keep([read(notice), ...kept()]);
  }
  show();
}

function leave(notice) {
  const focused = notice.contains(document.activeElement);
  notice.remove();
  if (focused) document.querySelector('.finder [role=combobox]')?.focus();
}

setInterval(() => {
  // Where the list is not seen, as on a phone, what was said stays in its place.
  if (document.hidden || !list()?.checkVisibility()) return;
  for (const notice of document.querySelectorAll('#notice [data-said]')) {
    if (notice.matches(':hover, :focus-within')) continue;
    const age = (ages.get(notice) ?? 0) + 1;
    ages.set(notice, age);
    if (Number(notice.dataset.said) && age >= Number(notice.dataset.said)) notice.remove();
  }
}, 1000);

document.addEventListener('click', ({ target }) => {
  const notice = target.closest('[data-unsaid]')?.closest('[data-said]');
  if (notice) leave(notice);
});
document.addEventListener('form:taken', ({ target, detail }) => {
  const [taken, over] = [target.getAttribute('action'), signed(detail?.action)];
  if (taken === '/sign-out') sessionStorage.removeItem(KEPT);
  else keep(kept().map(it => (it.undo && (it.undo === taken || over && it.undo.startsWith(over)) ? { ...it, undo: null } : it)));
});
for (const event of ['htmx:after:swap', 'page:shown']) document.addEventListener(event, hear);
hear();
