// Drafts: what is typed is kept by the server as it is typed; its answer never touches what somebody is writing in.
// Switched on by [data-draft], the form; its words are in data-saving, data-saved, data-unsaved, data-clashing and data-closed.

const draft = () => document.querySelector('form[data-draft]');
const place = () => document.querySelector(`.saved[data-for="${draft().id}"]`);
const fieldsOf = form => [...form.elements].filter(field => field.name && field.type !== 'submit');
const isOwn = button => button?.matches('[data-save], [data-repeat], [data-note]');
const WAIT = 800;
/** Whoever types without a pause is saved all the same. */
const LONGEST = 4000;
let timer = 0;
let since = 0;
/** Something was typed, or a save fell due, while one was under way. */
let typed = false;
let again = false;
/** What was sent and perhaps kept, though no answer came: it is this page's own. */
const unanswered = new Map();

/** `dirty` (typed, not sent), `saving`, `saved`, `unsaved` (refused, or no line), `clashing` or `closed`. */
function set(state) {
  const form = draft();
  form.dataset.state = state;
  place().dataset.state = state === 'dirty' ? 'saving' : state;
  place().textContent = form.getAttribute(`data-${place().dataset.state}`) ?? '';
  form.dispatchEvent(new Event('draft:state', { bubbles: true }));
}

function wait(after = WAIT) {
  since ||= Date.now();
  clearTimeout(timer);
  timer = setTimeout(save, Math.max(0, Math.min(after, since + LONGEST - Date.now())));
}

function post(sent, how) {
  const mark = document.querySelector('[data-session]')?.dataset.session;
  const headers = { 'X-Form': '1', ...(mark && { 'X-Session': mark }) };
  return fetch(draft().getAttribute('action'), { method: 'POST', body: new URLSearchParams(sent), headers, ...how });
}

/** Sends all of it; while one save is under way the next one waits for it. */
async function save(button) {
  const form = draft();
  clearTimeout(timer);
  if (form.dataset.state === 'closed' || form.inert) return;
  if (form.dataset.state === 'saving') return again = true;
  [since, typed, again] = [0, false, false];
  set('saving');
  form.dispatchEvent(new Event('draft:sent', { bubbles: true }));
  const sent = new FormData(form, button instanceof Element ? button : undefined);
  for (const [name, value] of sent) unanswered.set(name, (unanswered.get(name) ?? new Set()).add(value));
  try {
    await take(await post(sent, { signal: AbortSignal.timeout(30000) }), sent, button);
  } catch {
    set('unsaved');
  }
  if (again) save();
}

async function take(answer, sent, button) {
  if (answer.status === 401) {
    set('unsaved');
    const detail = { source: draft(), goOn: () => save(button), byItself: !button };
    return document.dispatchEvent(new CustomEvent('session:over', { detail }));
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (answer.status === 409) {
    set('closed');
    return place().replaceChildren(...page.body.childNodes);
  }
  if (!answer.ok || !page.querySelector('[name=was]')) return set('unsaved');
  learn(page, sent);
  unanswered.clear();
  draft().dispatchEvent(new CustomEvent('draft:answer', { detail: page, bubbles: true }));
  if (document.querySelector('[data-clash]')) set('clashing');
  else set(typed ? 'dirty' : 'saved');
}

/** Takes over what others changed where nobody types, and what the server knows of each field from now on. */
function learn(page, sent) {
  const form = draft();
  const was = new URLSearchParams(form.elements.was.value);
  const now = new URLSearchParams(page.querySelector('[name=was]').value);
  const held = new Set();
  for (const { dataset: { other }, value } of page.querySelectorAll('[data-other]')) {
    const field = fieldsOf(form).findLast(it => it.name === other && (it.type !== 'radio' || it.value === value));
    const touched = !field || field === document.activeElement || new FormData(form).getAll(other).at(-1) !== sent.getAll(other).at(-1);
    if (touched) held.add(other);
    else if (['checkbox', 'radio'].includes(field.type)) field.checked = value !== '';
    else field.value = value;
  }
  document.querySelectorAll('[data-clash]').forEach(it => it.remove());
  for (const clash of page.querySelectorAll('[data-clash]')) {
    const name = clash.dataset.clash;
    // What stands there is what this page sent, whose answer was lost: no one else's, it is saved over.
    if (unanswered.get(name)?.has(clash.dataset.theirs)) { again = true; continue; }
    held.add(name);
    const field = fieldsOf(form).find(it => it.name === name && it.type !== 'hidden');
    clash.dataset.was = now.get(name) ?? '';
    (field?.closest('.field') ?? form).append(clash);
  }
  for (const name of held) was.has(name) ? now.set(name, was.get(name)) : now.delete(name);
  form.elements.was.value = now;
}

document.addEventListener('input', event => {
  if (!draft() || event.target.form !== draft() || draft().dataset.state === 'closed') return;
  typed = true;
  if (draft().dataset.state !== 'saving') set('dirty');
  wait();
});
document.addEventListener('draft:changed', () => {
  if (!draft()) return;
  typed = true;
  if (draft().dataset.state !== 'saving') set('dirty');
  wait(0);
});
/** Once no save is under way, presses the button of a form that had to wait for one. */
function press(button) {
  const { state } = draft().dataset;
  if (state === 'saving') return document.addEventListener('draft:state', () => setTimeout(press, 0, button), { once: true });
  if (state === 'clashing') return document.querySelector('[data-clash]')?.scrollIntoView({ block: 'center' });
  passing = button;
  draft().requestSubmit(button);
  passing = null;
}
let passing = null;
document.addEventListener('submit', event => {
  const { submitter: button } = event;
  if (!draft() || event.target !== draft() || (passing === button && !isOwn(button))) return;
  // What is under way, or without an answer, comes first: else the page would argue with itself.
  const waits = draft().dataset.state === 'saving' || unanswered.size > 0;
  if (!isOwn(button) && !waits) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (isOwn(button) && draft().dataset.state !== 'saving') return save(button);
  if (draft().dataset.state !== 'saving') save();
  press(button);
}, true);
document.addEventListener('page:shown', () => unanswered.clear());
const retry = () => { if (draft()?.dataset.state === 'unsaved') save(); };
document.addEventListener('session:back', retry);
addEventListener('online', retry);
addEventListener('pagehide', () => {
  if (['dirty', 'unsaved'].includes(draft()?.dataset.state)) post(new FormData(draft()), { keepalive: true }).catch(() => {});
});
setInterval(retry, 15000);
