// Drafts: tells in .saved whether a form is kept; a failed save is tried again, and nothing is kept in the browser.
// Switched on by [data-autosave], a form that htmx saves; its words are in data-saving, data-saved and data-unsaved.

const drafts = () => [...document.querySelectorAll('form[data-autosave]')];

/** The draft that htmx's request was for. */
function draftOf(event) {
  const element = event.detail?.ctx?.sourceElement;
  return element?.matches?.('form[data-autosave]') ? element : null;
}

/** `dirty` (typed, not sent), `saving`, `saved` or `unsaved` (refused, or no line). */
function set(form, state) {
  form.dataset.state = state;
  const place = form.querySelector('.saved') ?? document.querySelector(`.saved[data-for="${form.id}"]`);
  if (!place) return;
  place.dataset.state = state === 'dirty' ? 'saving' : state;
  place.textContent = form.getAttribute(`data-${place.dataset.state}`) ?? '';
}

function retry() {
  for (const form of drafts()) if (form.dataset.state === 'unsaved') form.dispatchEvent(new Event('autosave'));
}

document.addEventListener('input', event => {
  const form = event.target.closest('form[data-autosave]');
  if (form && form.dataset.state !== 'unsaved') set(form, 'dirty');
});
document.addEventListener('htmx:before:request', event => {
  const form = draftOf(event);
  if (form) set(form, 'saving');
});
document.addEventListener('htmx:after:request', event => {
  const form = draftOf(event);
  if (!form) return;
  if (event.detail.ctx.response.status >= 400) set(form, 'unsaved');
  else if (form.dataset.state !== 'dirty') set(form, 'saved');
});
document.addEventListener('htmx:error', event => {
  const form = draftOf(event);
  if (form) set(form, 'unsaved');
});
document.addEventListener('form:taken', event => delete event.target.dataset.state);
document.addEventListener('session:back', retry);
addEventListener('beforeunload', event => {
  if (drafts().some(form => ['dirty', 'saving', 'unsaved'].includes(form.dataset.state))) event.preventDefault();
});
addEventListener('online', retry);
setInterval(retry, 15000);
